"""One moved, one removed and one misspelt record in each system: what should change does, and nothing else."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.derive.event import Event
from generator.derive.snapshot import take_snapshot
from generator.derive.year_events import year_events
from generator.load import FOLDERS, Folders, Reading, load
from generator.rules.check import to_handbook
from generator.systems import SYSTEMS
from tests.conftest import AS_OF


@dataclass(frozen=True)
class Case:
    """In the first file of system `number`, `old` becomes `new`; only events whose UID begins with `events` change."""

    number: int
    path: str
    old: str
    new: str
    events: str


MOVED = [
    Case(1, "duties/a53.yml", "on: 12-25", "on: 12-24", "duty-a53."),
    Case(2, "../content/guide/g13.md", "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2026-02-05", "guide-g13."),
    Case(3, "plans/b01-2026.yml", "to: 2026-07-15", "to: 2026-07-16", "duty-m03.2026-07.b01"),
    Case(4, "tasks/rw2610.yml", "due: 2026-11-20", "due: 2026-11-27", "task-rw2610"),
    Case(5, "branches/b01.yml", "elected_on: 2024-03-18", "elected_on: 2024-04-18", "elect-b01."),
    Case(
        6, "materials/archive-card.yml", "reviewed_on: 2026-01-13", "reviewed_on: 2026-02-13", "material-archive-card."
    ),
    Case(7, "rounds/r2601.yml", "to: 2026-04-20", "to: 2026-04-21", "round-r2601."),
    Case(9, "releases/2026-q3.yml", "published_on: 2026-10-10", "published_on: 2026-10-12", "release-2026-q3"),
    Case(10, "goals/t2601.yml", "due: 2026-12-10", "due: 2026-12-11", "goal-t2601"),
    Case(11, "grids/gr01.yml", "until: 2027-12-31", "until: 2028-01-31", "grid-gr01."),
    Case(12, "../site_config/portal.yml", "calendar:\n", "supervision: {review_by: 02-04}\ncalendar:\n", "review-"),
    Case(13, "inspections/2026-q4-talk.yml", "on: 2026-11-04", "on: 2026-11-05", "inspection-2026-q4-talk"),
    Case(14, "interviews/2026-h2-staff.yml", "to: 2026-11-13", "to: 2026-11-16", "interview-2026-h2-staff"),
    Case(15, "pacts/pa03.yml", "until: 2027-03-31", "until: 2027-04-30", "pact-pa03."),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    copy = tmp_path_factory.mktemp("every")
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, copy / name)
    return copy


def all_events(portal: Path) -> dict[str, Event]:
    """Every event by its UID, as the data stands; rules are not asked."""
    book = to_handbook(load(Folders(portal), Reading()))
    snapshot = take_snapshot(book, AS_OF)
    made = [event for system in SYSTEMS for event in system.events(book, snapshot.schedule)]
    return {event.uid: event for event in [*made, *year_events(book, snapshot.schedule)]}


@pytest.fixture(scope="module")
def before(sample: Path) -> dict[str, Event]:
    return all_events(sample)


@pytest.mark.parametrize("case", MOVED, ids=lambda case: f"{case.number}-{case.path}")
def test_a_moved_day_moves_its_own_events_only(sample: Path, before: dict[str, Event], case: Case) -> None:
    file = sample / "data" / case.path
    text = file.read_text("utf-8")
    assert case.old in text
    try:
        file.write_text(text.replace(case.old, case.new, 1), "utf-8")
        after = all_events(sample)
    finally:
        file.write_text(text, "utf-8")
    assert after.keys() == before.keys()
    changed = {uid for uid in before if before[uid] != after[uid]}
    assert changed
    assert {uid for uid in changed if not uid.startswith(case.events)} == set()


REMOVED = {
    "duties/a53.yml": "duty-a53.",
    "tasks/rw2610.yml": "task-rw2610",
    "materials/archive-card.yml": "material-archive-card.",
    "rounds/r2601.yml": "round-r2601.",
    "releases/2026-q3.yml": "release-2026-q3",
    "action_plans/a2610.yml": "action-plan-a2610.",
    "grids/gr01.yml": "grid-gr01.",
    "inspections/2026-q4-talk.yml": "inspection-2026-q4-talk",
    "interviews/2026-h2-staff.yml": "interview-2026-h2-staff",
    "campaigns/c26-typhoon.yml": "campaign-c26-typhoon",
    "pacts/pa03.yml": "pact-pa03.",
}


@pytest.mark.parametrize("path", REMOVED)
def test_a_removed_record_takes_its_own_events_only(sample: Path, before: dict[str, Event], path: str) -> None:
    file = sample / "data" / path
    text = file.read_bytes()
    try:
        file.unlink()
        after = all_events(sample)
    finally:
        file.write_bytes(text)
    gone = before.keys() - after.keys()
    assert gone
    assert {uid for uid in gone if not uid.startswith(REMOVED[path])} == set()
    # Another record may name the removed one in its words; it keeps its day.
    assert {
        uid for uid in after if (after[uid].first, after[uid].last) != (before[uid].first, before[uid].last)
    } == set()


@pytest.mark.parametrize("kind", sorted(FOLDERS))
def test_a_misspelt_field_is_found_in_every_kind_of_record(tmp_path: Path, root: Path, kind: str) -> None:
    (tmp_path / "site_config").mkdir()
    shutil.copy(root / "site_config" / "portal.yml", tmp_path / "site_config")
    model = next(iter(sorted((root / "data" / kind).rglob("*.yml"))), None)
    if model is None:
        pytest.skip("the sample has no such record")
    copy = tmp_path / "data" / model.relative_to(root / "data")
    copy.parent.mkdir(parents=True)
    text = model.read_text("utf-8")
    key = re.findall(r"^([a-z_]+):", text, re.M)[-1]
    wrong = key[:-1] + "x" if len(key) > 2 else key + "x"
    copy.write_text(re.sub(rf"^{key}:", f"{wrong}:", text, count=1, flags=re.M), "utf-8")
    reading = Reading()
    load(Folders(tmp_path), reading)
    found = [problem for problem in reading.log if f"「{wrong}」" in problem.message]
    assert len(found) == 1, [problem.message for problem in reading.log]
    assert found[0].place.path == f"data/{model.relative_to(root / 'data').as_posix()}"
    assert text.splitlines()[found[0].place.line - 1].startswith(f"{key}:")
    assert key in found[0].mend

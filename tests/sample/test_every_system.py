"""One moved, one removed and one misspelt record in each system: the right page, event, table and error change, and nothing else."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from branch_portal import rooms
from branch_portal.build import record_pages
from branch_portal.calendar.duty_events import year_events
from branch_portal.project.handbook import Handbook, handbook
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.project.without import without
from branch_portal.rooms import ROOMS, SYSTEMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from tests.sample import AS_OF, ROOT


@dataclass(frozen=True)
class Made:
    """What the records give: events by UID, pages by address, the rows of tables by id."""

    events: Mapping[str, Any]
    pages: Mapping[str, str]
    tables: Mapping[str, Any]


def made_of(book: Handbook, jinja: Environment) -> Made:
    """All that is made of a Handbook; rules are not asked."""
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    events = [event for system in SYSTEMS for event in system.events(snapshot.announced, snapshot.schedule)]
    datasets = [dataset for system in SYSTEMS for dataset in system.datasets(snapshot)]
    return Made(
        events={event.uid: event for event in [*events, *year_events(snapshot.announced, snapshot.schedule)]},
        pages={page.path: page.render() for page in record_pages(snapshot, datasets, jinja)},
        tables={dataset.id: dataset.rows for dataset in datasets},
    )


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


@pytest.fixture(scope="module")
def records() -> Records:
    return load(Folders(ROOT), Reading(), rooms.KINDS)


@pytest.fixture(scope="module")
def jinja() -> Environment:
    return environment()


@pytest.fixture(scope="module")
def before(records: Records, jinja: Environment) -> Made:
    return made_of(handbook(records), jinja)


def kind_and_key(path: str) -> tuple[str, str]:
    folder, _, rest = path.removeprefix("content/").removeprefix("data/").partition("/")
    return {"guide": "guides"}.get(folder, folder), rest.rpartition(".")[0]


def moved(records: Records, folder: Path, path: str, old: str, new: str) -> Records:
    """The records with one file changed; only that file is read."""
    text = (ROOT / path).read_text("utf-8")
    assert old in text
    for name in {"site_config/portal.yml", path}:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    read = load(Folders(folder), Reading(), rooms.KINDS)
    if path.startswith("site_config"):
        return records.having(settings=read.settings)
    kind, key = kind_and_key(path)
    return records.having(**{kind: {**records[kind], key: read[kind][key]}})


def removed(book: Handbook, path: str) -> Handbook:
    """The Handbook without a record and without what refers to it."""
    kind, key = kind_and_key(path)
    assert key in book[kind]
    kept = {one.name: dict(group) for one, group in book}
    del kept[kind][key]
    return book.having(**without(book.kinds, dict(book), kept))


ALL = "b01 b02 b03 b04 b05 b06 b07 b08 b09 b10 b11 b12"


@dataclass(frozen=True)
class Reach:
    """What a change may reach: events by how their UIDs begin, pages (`{b}` for each of `of`), tables by id."""

    events: str
    pages: str
    tables: str = ""
    of: str = ""

    def addresses(self) -> set[str]:
        given = [page.removeprefix("/") for page in self.pages.split()]
        return {page.replace("{b}", branch) for page in given for branch in (self.of.split() or [""])}


MOVED = {
    1: (
        ("data/duties/a53.yml", "on: 12-25", "on: 12-24"),
        Reach(
            "duty-a53.2026",
            "/ alerts/ year/2026/ year/2026/dongzhi/ year/2026/dongzhi/slip/ branches/{b}/ branches/{b}/2026/"
            " branches/{b}/2026/logbook/ branches/{b}/week/ branches/{b}/handover/ carriers/box6-eval/ guide/g34/ roles/branch-secretary/",
            "deadlines occurrences-2026",
            of=ALL.replace("b09 ", ""),
        ),
    ),
    2: (
        ("content/guide/g13.md", "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2026-02-05"),
        Reach("guide-g13.review", "guide/g13/"),
    ),
    3: (
        ("data/plans/b01-2026.yml", "to: 2026-07-15", "to: 2026-07-16"),
        Reach("duty-m03.2026-07.b01", "branches/b01/ branches/b01/2026/"),
    ),
    4: (
        ("data/tasks/rw2610.yml", "due: 2026-11-20", "due: 2026-11-27"),
        Reach(
            "task-rw2610",
            "/ alerts/ guide/g36/ tasks/ tasks/rw2610/ tasks/rw2610/slip/ tasks/statistics/ branches/{b}/"
            " branches/b04/week/ branches/b04/handover/ branches/b07/week/ branches/b07/handover/ branches/b10/week/"
            " branches/b10/handover/ branches/b12/week/ branches/b12/handover/ letters/ letters/db-2026-001/ letters/db-2026-006/",
            "deadlines letters tasks task-progress tasks-by-branch tasks-by-department tasks-by-term",
            of=ALL.replace("b09 ", ""),
        ),
    ),
    5: (
        ("data/branches/b01.yml", "elected_on: 2024-03-18", "elected_on: 2024-04-18"),
        Reach("elect-b01.", "/ alerts/ branches/b01/ branches/b01/week/", "branches elections"),
    ),
    6: (
        ("data/materials/archive-card.yml", "reviewed_on: 2026-01-13", "reviewed_on: 2026-02-13"),
        Reach("material-archive-card.", "learning/archive-card/", "materials"),
    ),
    7: (
        ("data/rounds/r2601.yml", "to: 2026-04-20", "to: 2026-04-21"),
        Reach("round-r2601.", "findings/rounds/ findings/rounds/r2601/"),
    ),
    8: (
        ("data/findings/p2616.yml", "due: 2026-11-09\nlog", "due: 2026-11-10\nlog"),
        Reach("", "findings/p2616/ findings/problems/ findings/responsibilities/", "findings"),
    ),
    9: (
        ("data/releases/2026-q3.yml", "published_on: 2026-10-10", "published_on: 2026-10-12"),
        Reach("release-2026-q3.published", "/ findings/ findings/2026-q3/ findings/2026-q3/external/"),
    ),
    10: (
        ("data/goals/t2601.yml", "due: 2026-12-10", "due: 2026-12-11"),
        Reach("goal-t2601.", "/ alerts/ goals/ goals/matrix/ goals/t2601/", "deadlines goals"),
    ),
    11: (
        ("data/grids/gr01.yml", "until: 2027-12-31", "until: 2028-01-31"),
        Reach("grid-gr01.", "grids/ grids/gr01/ grids/signs/ grids/signs/b02/ branches/b02/", "grids"),
    ),
    12: (
        ("site_config/portal.yml", "supervision:\n", "supervision:\n  review_by: 02-04\n"),
        Reach("review-2026.", "supervision/2026/"),
    ),
    13: (
        ("data/inspections/2026-q4-talk.yml", "on: 2026-11-04", "on: 2026-11-05"),
        Reach("inspection-2026-q4-talk", "supervision/2026/ branches/b08/", "inspections"),
    ),
    14: (
        ("data/interviews/2026-h2-staff.yml", "to: 2026-11-13", "to: 2026-11-16"),
        Reach("interview-2026-h2-staff", "supervision/2026/", "interviews"),
    ),
    15: (
        ("data/pacts/pa03.yml", "until: 2027-03-31", "until: 2027-04-30"),
        Reach(
            "pact-pa03.", "/ alerts/ brand/pacts/ brand/pacts/pa03/ branches/b08/ branches/b08/week/", "deadlines pacts"
        ),
    ),
    16: (
        ("data/actions/ac2606.yml", "on: 2026-04-16", "on: 2026-04-17"),
        Reach("", "brand/actions/", "actions"),
    ),
    17: (
        ("data/logbooks/b01-2026.yml", "m03 12 32/", "m03 11 32/"),
        Reach("", "branches/b01/ branches/b01/2026/ branches/b01/2026/logbook/"),
    ),
    18: (
        ("data/letters/db-2026-001.yml", "issued_on: 2026-11-16", "issued_on: 2026-11-13"),
        Reach("", "letters/ letters/db-2026-001/ branches/b04/", "letters load-weeks-2026"),
    ),
    19: (
        ("site_config/portal.yml", "retired: [dues-retired-1, dues-retired-2]", "retired: [dues-retired-2]"),
        Reach("", "basis/clauses/ tools/dues/", "clauses"),
    ),
    20: (
        ("data/roles/all_members.yml", "按時繳納黨費", "按時自己繳納黨費"),
        Reach("", "roles/ roles/all-members/"),
    ),
    21: (
        ("site_config/portal.yml", "tools:  ", "loads: {week: 9}\ntools:  "),
        Reach("", "loads/ loads/self-check/"),
    ),
    22: (
        ("data/initiatives/i26-achieve.yml", "結合本支部業務談看法", "結合業務談看法"),
        Reach("", "initiatives/i26-achieve/"),
    ),
}


def test_every_system_has_a_moved_record() -> None:
    assert sorted(MOVED) == sorted({system.number for system in SYSTEMS})


@pytest.mark.parametrize("number", MOVED)
def test_a_moved_day_moves_its_own_events_pages_and_rows_only(
    records: Records, before: Made, jinja: Environment, tmp_path: Path, number: int
) -> None:
    change, reach = MOVED[number]
    after = made_of(handbook(moved(records, tmp_path, *change)), jinja)
    events = differing(before.events, after.events)
    assert bool(events) == bool(reach.events)
    assert [uid for uid in events if not uid.startswith(reach.events)] == []
    assert after.events.keys() == before.events.keys()
    assert differing(before.pages, after.pages) == reach.addresses()
    assert differing(before.tables, after.tables) == set(reach.tables.split())


# The page that describes the tables (`api/`) says how many rows each has.
REMOVED = {
    "data/duties/a53.yml": Reach(
        "duty-a53.",
        "/ alerts/ api/ branches/ carriers/box6-eval/ guide/g34/ slips/ year/ year/2026/ year/2027/ year/2026/dongzhi/"
        " year/2026/dongzhi/slip/ year/2027/dongzhi/ year/2027/dongzhi/slip/ branches/{b}/ branches/{b}/2026/"
        " branches/{b}/2027/ branches/{b}/2026/logbook/ branches/{b}/week/ branches/{b}/handover/ carriers/places/"
        " loads/ logbooks/ roles/branch-secretary/",
        "closed-loop-2026 deadlines load-weeks-2026 loads-2026 logbooks-2026 occurrences-2026 occurrences-2027 slip-batches",
        of=ALL.replace("b09 ", ""),
    ),
    "data/tasks/rw2610.yml": Reach(
        "task-rw2610",
        "/ alerts/ api/ carriers/box6-eval/ forms/ guide/g36/ tasks/ tasks/rw2610/ tasks/rw2610/slip/ tasks/statistics/"
        " branches/{b}/ branches/b04/week/ branches/b04/handover/ branches/b07/week/ branches/b07/handover/ branches/b10/week/"
        " branches/b10/handover/ branches/b12/week/ branches/b12/handover/ letters/ letters/db-2026-001/ letters/db-2026-006/"
        " loads/ loads/self-check/ roles/branch-secretary/ roles/dept-specialist/",
        "deadlines letters load-weeks-2026 loads-2026 tasks task-figures task-progress tasks-by-branch tasks-by-department tasks-by-term",
        of=ALL.replace("b09 ", ""),
    ),
    "data/countdowns/election.yml": Reach(
        "",
        "/ alerts/ basis/clauses/ branches/{b}/ branches/b04/week/ branches/b12/week/ tools/ tools/election/",
        "clauses elections",
        of="b01 b02 b03 b04 b06 b07 b08 b10 b11 b12",
    ),
    "data/materials/archive-card.yml": Reach(
        "material-archive-card.",
        "api/ guide/g05/ learning/ learning/archive-card/ roles/branch-clerk/"
        " roles/dept-specialist/ roles/org-department/ roles/org-member/",
        "materials",
    ),
    "data/findings/p2616.yml": Reach(
        "",
        "alerts/ api/ findings/ findings/2026-q2/ findings/2026-q3/ findings/2026-q2/external/ findings/2026-q3/external/ findings/p2616/ findings/problems/"
        " findings/responsibilities/ findings/tasks/ goals/s2606/ supervision/2026/ branches/b11/ branches/b12/"
        " branches/b12/week/ branches/b12/handover/ roles/branch-clerk/ roles/branch-secretary/ roles/company-leader/"
        " roles/county-committee/ roles/dept-specialist/ roles/org-department/",
        "deadlines findings inspections quarters quarters-external",
    ),
    "data/releases/2026-q3.yml": Reach(
        "release-2026-q3",
        "/ api/ findings/ findings/2026-q3/ findings/2026-q3/external/ roles/dept-specialist/"
        " roles/discipline-commission/ roles/org-department/",
        "quarters quarters-external",
    ),
    "data/action_plans/a2610.yml": Reach(
        "action-plan-a2610.",
        "api/ goals/ goals/a2610/ goals/s2610/ goals/c2602/ goals/t2602/ goals/matrix/ guide/g42/ guide/g43/"
        " branches/b06/ roles/branch-secretary/ roles/grid-chief/ roles/publicity-member/",
        "action-plan-steps goal-branches goal-metrics goals",
    ),
    "data/grids/gr05.yml": Reach(
        "grid-gr05.",
        "api/ grids/ grids/gr05/ grids/signs/ grids/signs/b06/ guide/g43/ branches/b06/ roles/grid-chief/",
        "grids grid-targets grid-halves",
    ),
    "data/reviews/2026-b03.yml": Reach("", "api/ supervision/2026/ branches/b03/ branches/b03/2026/", "reviews"),
    "data/inspections/2026-q4-talk.yml": Reach(
        "inspection-2026-q4-talk",
        "api/ findings/p2632/ findings/p2633/ findings/p2636/ supervision/2026/ branches/b08/",
        "inspections",
    ),
    "data/interviews/2026-h2-staff.yml": Reach(
        "interview-2026-h2-staff", "api/ findings/p2624/ findings/p2634/ supervision/2026/", "interviews"
    ),
    "data/campaigns/c26-typhoon.yml": Reach(
        "campaign-c26-typhoon",
        "api/ brand/ brand/campaigns/c26-typhoon/ brand/playbooks/typhoon/ branches/{b}/",
        "campaigns",
        of="b01 b04 b10 b11 b12",
    ),
    "data/actions/ac2606.yml": Reach("", "api/ brand/ brand/actions/ branches/b06/", "action-totals actions"),
}


@pytest.mark.parametrize("path", REMOVED)
def test_a_removed_record_takes_its_own_events_pages_and_rows_only(
    records: Records, before: Made, jinja: Environment, path: str
) -> None:
    reach = REMOVED[path]
    after = made_of(removed(handbook(records), path), jinja)
    gone = before.events.keys() - after.events.keys()
    assert bool(gone) == bool(reach.events)
    assert [uid for uid in gone if not uid.startswith(reach.events)] == []
    # Another record may name the removed one in its words; it keeps its day.
    assert [
        uid
        for uid, event in after.events.items()
        if (event.first, event.last) != (before.events[uid].first, before.events[uid].last)
    ] == []
    assert differing(before.pages, after.pages) == reach.addresses()
    assert differing(before.tables, after.tables) == set(reach.tables.split())


@pytest.mark.parametrize("kind", sorted(one.name for one in rooms.KINDS if not one.read))
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
    load(Folders(tmp_path), reading, rooms.KINDS)
    found = [problem for problem in reading.log if f"「{wrong}」" in problem.message]
    assert len(found) == 1, [problem.message for problem in reading.log]
    assert found[0].place.path == f"data/{model.relative_to(root / 'data').as_posix()}"
    assert text.splitlines()[found[0].place.line - 1].startswith(f"{key}:")
    assert key in found[0].mend

"""One moved, one removed and one misspelt record in each system: the right page, event, table and error change, and nothing else."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
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

TESTS = ROOT / "tests" / "systems"


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
    # What an approval is bound to cannot move without being approved again: the day moves before that.
    unbound = re.sub(r"\n *bound: .*", "", text.replace(old, new, 1))
    (folder / path).write_text(unbound, "utf-8")
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


REACHES = [import_module(f"tests.systems.{path.parent.name}.reach") for path in sorted(TESTS.glob("*/reach.py"))]
MOVED = {number: moved for reach in REACHES for number, moved in getattr(reach, "MOVED", {}).items()}
REMOVED = {path: reach for one in REACHES for path, reach in getattr(one, "REMOVED", {}).items()}


def test_every_system_says_what_a_moved_record_reaches() -> None:
    missing = {system.number: system.title for system in SYSTEMS if system.number not in MOVED}
    assert missing == {}, "MOVED in tests/systems/<room>/reach.py"


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

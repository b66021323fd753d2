"""One moved, one removed and one misspelt record in each system: the right page, event, table and error change, and nothing else.

That a change reaches no page beyond its own is asked of many changes at once: what none of them may reach is the same after all of them.
What one of them may reach is made after each alone, so that no change hides behind another.
"""

import re
import shutil
from collections.abc import Iterable, Mapping, Set
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
from tests.sample.reach import Reach

TESTS = ROOT / "tests" / "systems"


@dataclass(frozen=True)
class Made:
    """What the records give: events by UID, pages and their drawings by address, the rows of tables by id."""

    events: Mapping[str, Any]
    pages: Mapping[str, str | bytes]
    tables: Mapping[str, Any]


UNREAD = ""
"""What stands for a page that is there and was not asked for."""


def made_of(book: Handbook, jinja: Environment, asked: Set[str] | None = None) -> Made:
    """All that is made of a Handbook, of its pages those that are asked for; rules are not asked."""
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    events = [event for system in SYSTEMS for event in system.events(snapshot.announced, snapshot.schedule)]
    datasets = [dataset for system in SYSTEMS for dataset in system.datasets(snapshot)]
    return Made(
        events={event.uid: event for event in [*events, *year_events(snapshot.announced, snapshot.schedule)]},
        pages={
            path: render() if asked is None or path in asked else UNREAD
            for path, render in (
                *((page.path, page.render) for page in record_pages(snapshot, datasets, jinja)),
                *((file.path, file.render) for room in ROOMS for file in room.drawings(snapshot, jinja)),
            )
        },
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


def changed_pages(before: Made, after: Made, asked: Set[str] | None) -> set[str]:
    """The pages that differ among those asked for, and those that came or went among all."""
    kept = {
        path: text for path, text in before.pages.items() if asked is None or path in asked or path not in after.pages
    }
    return differing(
        kept, {path: text for path, text in after.pages.items() if path in kept or path not in before.pages}
    )


def kind_and_key(path: str) -> tuple[str, str]:
    folder, _, rest = path.removeprefix("content/").removeprefix("data/").partition("/")
    return {"guide": "guides"}.get(folder, folder), rest.rpartition(".")[0]


def moved(records: Records, folder: Path, path: str, old: str, new: str) -> Records:
    """The records with one file changed; only that file is read. Settings that another change wrote in `folder` stay so."""
    settings = "site_config/portal.yml"
    for name in {settings, path}:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / name).exists():
            shutil.copy(ROOT / name, folder / name)
    text = (folder / path).read_text("utf-8")
    assert old in text
    # What an approval is bound to cannot move without being approved again: the day moves before that.
    unbound = re.sub(r"\n *bound: .*", "", text.replace(old, new, 1))
    (folder / path).write_text(unbound, "utf-8")
    read = load(Folders(folder), Reading(), rooms.KINDS)
    if path == settings:
        return records.having(settings=read.settings)
    kind, key = kind_and_key(path)
    return records.having(**{kind: {**records[kind], key: read[kind][key]}})


def removed(book: Handbook, paths: Iterable[str]) -> Handbook:
    """The Handbook without some records and without what refers to them."""
    kept = {one.name: dict(group) for one, group in book}
    for path in paths:
        kind, key = kind_and_key(path)
        del kept[kind][key]
    return book.having(**without(book.kinds, dict(book), kept))


REACHES = [import_module(f"tests.systems.{path.parent.name}.reach") for path in sorted(TESTS.glob("*/reach.py"))]
MOVED = {number: moved for reach in REACHES for number, moved in getattr(reach, "MOVED", {}).items()}
REMOVED = {path: reach for one in REACHES for path, reach in getattr(one, "REMOVED", {}).items()}


WIDE = 60
"""A change that reaches so many pages is asked alone, of all pages."""


def reached(reaches: Iterable[Reach]) -> set[str]:
    """What may be reached by those that are asked together."""
    return set().union(*(reach.addresses() for reach in reaches if len(reach.addresses()) < WIDE))


MOVED_REACH = reached(reach for _, reach in MOVED.values())
REMOVED_REACH = reached(REMOVED.values())


def test_every_system_says_what_a_moved_record_reaches() -> None:
    missing = {system.number: system.title for system in SYSTEMS if system.number not in MOVED}
    assert missing == {}, "MOVED in tests/systems/<room>/reach.py"


@pytest.mark.parametrize("number", MOVED)
def test_a_moved_day_moves_its_own_events_pages_and_rows_only(
    records: Records, before: Made, jinja: Environment, tmp_path: Path, number: int
) -> None:
    change, reach = MOVED[number]
    asked = MOVED_REACH if len(reach.addresses()) < WIDE else None
    after = made_of(handbook(moved(records, tmp_path, *change)), jinja, asked)
    events = differing(before.events, after.events)
    assert bool(events) == bool(reach.events)
    assert [uid for uid in events if not uid.startswith(reach.events)] == []
    assert after.events.keys() == before.events.keys()
    assert changed_pages(before, after, asked) == reach.addresses()
    assert differing(before.tables, after.tables) == set(reach.tables.split())


def test_moved_days_together_reach_no_page_beyond_their_own(
    records: Records, before: Made, jinja: Environment, tmp_path: Path
) -> None:
    for change, reach in MOVED.values():
        if len(reach.addresses()) < WIDE:
            records = moved(records, tmp_path, *change)
    asked = before.pages.keys() - MOVED_REACH
    after = made_of(handbook(records), jinja, asked)
    assert changed_pages(before, after, asked) <= MOVED_REACH


@pytest.mark.parametrize("path", REMOVED)
def test_a_removed_record_takes_its_own_events_pages_and_rows_only(
    records: Records, before: Made, jinja: Environment, path: str
) -> None:
    reach = REMOVED[path]
    asked = REMOVED_REACH if len(reach.addresses()) < WIDE else None
    after = made_of(removed(handbook(records), [path]), jinja, asked)
    gone = before.events.keys() - after.events.keys()
    assert bool(gone) == bool(reach.events)
    assert [uid for uid in gone if not uid.startswith(reach.events)] == []
    # Another record may name the removed one in its words; it keeps its day.
    assert [
        uid
        for uid, event in after.events.items()
        if (event.first, event.last) != (before.events[uid].first, before.events[uid].last)
    ] == []
    assert changed_pages(before, after, asked) == reach.addresses()
    assert differing(before.tables, after.tables) == set(reach.tables.split())


def test_removed_records_together_reach_no_page_beyond_their_own(
    records: Records, before: Made, jinja: Environment
) -> None:
    paths = [path for path, reach in REMOVED.items() if len(reach.addresses()) < WIDE]
    asked = before.pages.keys() - REMOVED_REACH
    after = made_of(removed(handbook(records), paths), jinja, asked)
    assert changed_pages(before, after, asked) <= REMOVED_REACH


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

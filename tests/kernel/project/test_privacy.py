"""What is published on a day is a type of its own: nothing else can be given to a page, and nothing hidden is in it."""

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mypy import api

from branch_portal.build import events, record_pages
from branch_portal.edit import form_page
from branch_portal.project.handbook import Announced, Handbook, Published, announce, publish
from branch_portal.project.kind import Kind
from branch_portal.project.reading import Folders
from branch_portal.rooms import KINDS, ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.room import systems
from branch_portal.system.snapshot import take_snapshot
from tests.filling import Filling
from tests.sample import ROOT

GATED = [kind for kind in KINDS if kind.gated]
DAYS = [dt.date(2026, month, 20) for month in range(1, 13)]
MARK = "金絲雀標記"
TEXTS = (".csv", ".html", ".ics", ".json", ".svg", ".txt", ".xml")
PROGRAM = """
import datetime as dt
from jinja2 import Environment
from branch_portal.project.handbook import Announced, Handbook, Published, announce, publish
from branch_portal.system.room import Room, System
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.year.schedule import Schedule

def sound(book: Handbook, system: System, room: Room, schedule: Schedule, day: dt.date, jinja: Environment) -> None:
    snapshot = take_snapshot(book, day, ())
    Snapshot(publish(book, day), announce(book), schedule, day)
    system.pages(snapshot, jinja), system.datasets(snapshot), system.events(announce(book), schedule)
    room.nav(publish(book, day)), room.assets(snapshot)

def wrong(
    book: Handbook, published: Published, announced: Announced, system: System, room: Room, schedule: Schedule,
    day: dt.date, jinja: Environment,
) -> None:
    Snapshot(book, announced, schedule, day)  # refused
    Snapshot(published, book, schedule, day)  # refused
    system.pages(book, jinja)  # refused
    system.datasets(book)  # refused
    system.home_section(book, jinja)  # refused
    system.branch_section(book, jinja)  # refused
    system.panels(book, jinja)  # refused
    room.nav(book)  # refused
    room.assets(book)  # refused
    room.doors(book)  # refused
    room.deadlines(book)  # refused
    system.events(book, schedule)  # refused
    system.events(published, schedule)  # refused
    shown: Published = book  # refused
    told: Announced = book  # refused
    other: Published = announced  # refused
"""


def test_a_handbook_is_refused_wherever_only_what_is_published_may_go(tmp_path: Path) -> None:
    wrong = {number for number, line in enumerate(PROGRAM.splitlines(), 1) if line.endswith("# refused")}
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache"), "--no-pretty"]
    said, error, _ = api.run([*settings, str(tmp_path / "program.py")])
    assert error == ""
    assert {int(number) for number in re.findall(r"program\.py:(\d+): error: ", said)} == wrong, said


@cache
def hidden(book: Handbook, kind: Kind[Any, Any]) -> tuple[dt.date, dict[Any, frozenset[str]]]:
    """The day on which most of a kind's records are not shown as they are written, with the fields that differ."""

    def differing(record: Any, day: dt.date) -> frozenset[str]:
        shown = kind.published(record, day)
        names = type(record).model_fields
        return frozenset(name for name in names if shown is None or getattr(shown, name) != getattr(record, name))

    found = {
        day: {key: fields for key, record in book[kind].items() if (fields := differing(record, day))} for day in DAYS
    }
    return max(found.items(), key=lambda item: len(item[1]))


def gone(book: Handbook, kind: Kind[Any, Any], day: dt.date) -> set[Any]:
    return {key for key, record in book[kind].items() if kind.published(record, day) is None}


@pytest.mark.parametrize("kind", GATED, ids=lambda kind: kind.name)
def test_what_is_hidden_on_a_day_is_in_no_record_of_that_day(book: Handbook, kind: Kind[Any, Any]) -> None:
    assert any(gone(book, kind, day) for day in DAYS) or hidden(book, kind)[1]
    for day in DAYS:
        shown = publish(book, day)
        assert isinstance(shown, Published)
        hidden_now = gone(book, kind, day)
        assert not shown[kind].keys() & hidden_now
        for union in (kind.name, *(name for name in book.kinds.unions if kind.name in book.kinds.members(name))):
            assert [id for id in hidden_now if shown.citing(union, str(id))] == []
        for key, record in shown[kind].items():
            fields = {name: getattr(kind.published(book[kind][key], day), name) for name in type(record).model_fields}
            # A reference to what another kind hides may be gone as well.
            assert all(
                getattr(record, name) in (value, (), None) or _fewer(getattr(record, name), value)
                for name, value in fields.items()
            )


def test_what_no_calendar_may_tell_of_is_in_none_of_its_records(book: Handbook) -> None:
    """Feeds outlive the day: what waits for its day, or is told by a page alone, must not reach an event."""
    told = announce(book)
    assert isinstance(told, Announced)
    untold = {kind.name: {key for key, one in group.items() if kind.announced(one) is None} for kind, group in book}
    assert any(untold.values())
    for kind, group in told:
        assert not group.keys() & untold[kind.name]
        assert [id for id in untold[kind.name] if told.citing(kind.name, str(id))] == []


def _fewer(shown: Any, written: Any) -> bool:
    return isinstance(shown, tuple) and isinstance(written, tuple) and set(map(repr, shown)) <= set(map(repr, written))


@pytest.mark.parametrize("kind", GATED, ids=lambda kind: kind.name)
def test_no_word_of_what_is_hidden_is_on_a_page_in_a_table_or_in_a_calendar(
    book: Handbook, kind: Kind[Any, Any]
) -> None:
    """Every text of what is hidden on a day is marked, and looked for in all that is made on that day."""
    day, fields = hidden(book, kind)
    filling = Filling((f"{MARK}{{}}", MARK[:4]))
    marked = {}
    for key, record in book[kind].items():
        full = filling.record(record, kind.name) if key in fields else record
        marked[key] = record.model_copy(update={name: getattr(full, name) for name in fields.get(key, ())})
    if not filling.took:  # days, numbers and ids alone, which no mark can be put into
        assert not any(Filling().record(record, kind.name) != record for record in book[kind].values())
        return
    snapshot = take_snapshot(book.having(**{kind.name: marked}), day, ROOMS)
    assert [key for key, one in snapshot.book[kind].items() if MARK[:4] in repr(one)] == []
    tables = [table for system in systems(ROOMS) for table in system.datasets(snapshot)]
    made = {
        page.path: page.render() for page in record_pages(snapshot, tables, environment({room.name for room in ROOMS}))
    }
    made |= {table.id: repr(table.rows) for table in tables}
    made |= {event.uid: repr(event) for event in events(snapshot.announced, snapshot.schedule)}
    made |= {
        asset.path: asset.render().decode("utf-8", "replace")
        for room in ROOMS
        for asset in room.assets(snapshot)
        if asset.path.endswith(TEXTS)
    }
    made |= {asset.path: asset.render().decode() for asset in form_page.assets(snapshot, Folders(ROOT))}
    assert [name for name, text in made.items() if MARK[:4] in text] == []

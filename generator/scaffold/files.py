"""What a new room begins with: one kind of record, one record, one rule, one table, one event, one page, and a test of each."""

from collections.abc import Mapping

_ROOM = "generator/branch_portal/systems/{name}/"
_TESTS = "tests/systems/{name}/"


def files(name: str, title: str, number: int, branch: str) -> Mapping[str, str]:
    """The files of a new room by their paths from the root of a checkout, in which `{name}` stands for its name.

    `branch` is the id of the branch that the first record is about.
    """
    words = {
        "@name@": name,
        "@Model@": "".join(part.capitalize() for part in name.removesuffix("s").split("_")),
        "@KIND@": name.upper(),
        "@RULE@": "".join(part[:4] for part in name.upper().split("_"))[:8],
        "@title@": title,
        "@number@": str(number),
        "@branch@": branch,
        "@path@": name.replace("_", "-"),
    }

    def filled(text: str) -> str:
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text

    return {path: filled(text).lstrip("\n") for path, text in _FILES.items()}


_FILES = {
    f"{_ROOM}__init__.py": '''
"""@title@: one sentence that says what this system is for."""
''',
    f"{_ROOM}model.py": '''
"""@title@ as editors write it down."""

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, OldIds, Record


class @Model@(Record):
    """@title@ (`data/@name@/<id>.yml`)."""

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    branch: Id = Field(title="支部", json_schema_extra={"refers": "branches"})
    due: Date = Field(title="期限")
    note: Line | None = Field(default=None, title="說明")
    old_ids: OldIds = ()
''',
    f"{_ROOM}kinds.py": '''
"""The kind of record of this room."""

from branch_portal.project.kind import Kind
from branch_portal.systems.@name@.model import @Model@

PATH = "@path@/"
"""Where the room's page stands, below the site's root."""

@KIND@: Kind[str, @Model@] = Kind("@name@", @Model@, "@title@", page=lambda one: f"{PATH}#{one.id}")
''',
    f"{_ROOM}rules.py": '''
"""Rules about @title@."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.systems.@name@.kinds import @KIND@

TWICE = rule(
    "@RULE@-01",
    title="同一支部的@title@不重名",
    why="重名的分不清是哪一條，填報和歸檔會對錯。",
    mend="給其中一條改名，或刪去多出來的一條。",
)


def check(records: Records) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for located in records[@KIND@].values():
        record = located.record
        if (record.branch, record.title) in seen:
            message = f"「{record.title}」這個支部已經有一條"
            yield TWICE.problem(located.at("title"), message, value=record.title)
        seen.add((record.branch, record.title))
''',
    f"{_ROOM}figures.py": '''
"""What pages and tables of this room show, derived once a build."""

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.@name@.kinds import @KIND@
from branch_portal.systems.@name@.model import @Model@


def by_day(snapshot: Snapshot) -> tuple[@Model@, ...]:
    """All records, the nearest day first."""
    return tuple(sorted(snapshot.book[@KIND@].values(), key=lambda one: (one.due, one.id)))
''',
    f"{_ROOM}events.py": '''
"""The days of this room in the calendars."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.systems.@name@.kinds import @KIND@, PATH
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The last day of each record, in its branch's calendar."""
    del schedule
    for one in book[@KIND@].values():
        yield Event(
            uid=f"@path@-{first_id(one)}.due",
            first=one.due,
            last=one.due,
            summary=one.title,
            lines=(one.note,) if one.note else (),
            page=f"{PATH}#{one.id}",
            categories=("@title@",),
            branch=one.branch,
        )
''',
    f"{_ROOM}datasets.py": '''
"""The published table of this room."""

from collections.abc import Iterator, Mapping

from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.@name@.figures import by_day
from branch_portal.systems.@name@.kinds import PATH

_COLUMNS = (
    Column("id", "編號"),
    Column("title", "名稱"),
    Column("branch", "支部"),
    Column("due", "期限", "date"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    rows: list[Mapping[str, Value]] = [
        {"id": one.id, "title": one.title, "branch": one.branch, "due": one.due} for one in snapshot.figures(by_day)
    ]
    yield Dataset("@path@", "@title@", "每條@title@一行。", _COLUMNS, tuple(rows), page=PATH)
''',
    f"{_ROOM}pages.py": '''
"""The page of this room."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.site.page import Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.@name@.figures import by_day
from branch_portal.systems.@name@.kinds import PATH


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    values = {"book": snapshot.book, "records": snapshot.figures(by_day)}
    yield Page(
        path=PATH,
        title="@title@",
        render=partial(body, jinja, "@name@.html", PATH, values),
        description="各支部的@title@和期限",
        source="data/@name@",
        kind="@path@",
        keywords=("@title@",),
    )
''',
    f"{_ROOM}room.py": '''
"""What this room adds to the portal."""

from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.@name@ import datasets, events, pages, rules
from branch_portal.systems.@name@.kinds import @KIND@, PATH

ROOM = Room(
    name="@name@",
    kinds=(@KIND@,),
    checks=(rules.check,),
    nav=fixed(line("任務", 390, "@title@", PATH)),
    page_kinds=(PageKind("@path@", "@title@", 190),),
    systems=(
        System(
            @number@,
            "@title@",
            ("@name@",),
            ("@RULE@",),
            "不知道誰看過",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
        ),
    ),
)
''',
    f"{_ROOM}templates/{{name}}.html": """
{% import "macros.html" as m with context %}
<h1>@title@</h1>
{% if records %}
<div class="table-scroll"><table>
<thead><tr><th scope="col">期限</th><th scope="col">名稱</th><th scope="col">支部</th></tr></thead>
<tbody>
{% for one in records %}
<tr id="{{ one.id }}"><td>{{ one.due|day }}</td><td>{{ one.title }}</td><td>{{ book.branches[one.branch].short }}</td></tr>
{% endfor %}
</tbody></table></div>
{% else %}
<p>還沒有登記@title@。</p>
{% endif %}
{{ m.downloads("@path@", link) }}
""",
    "data/{name}/x01.yml": """
id: x01
title: 試辦
branch: @branch@
due: 2026-12-01
""",
    f"{_TESTS}__init__.py": "",
    f"{_TESTS}reach.py": '''
"""What one moved record of the sample reaches."""

from tests.sample.reach import Reach

MOVED = {
    @number@: (
        ("data/@name@/x01.yml", "due: 2026-12-01", "due: 2026-12-02"),
        Reach("@path@-x01.due", "@path@/", "@path@"),
    ),
}
''',
    f"{_TESTS}test_{{name}}.py": '''
"""@title@: its rule with the mend applied, its page, its event, its table."""

import datetime as dt

import pytest

from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.records import Located, Records
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.source.places import Source
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.@name@ import rules
from branch_portal.systems.@name@.datasets import datasets
from branch_portal.systems.@name@.events import events
from branch_portal.systems.@name@.model import @Model@
from branch_portal.systems.@name@.pages import pages
from branch_portal.year.schedule import make_schedule

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def one(book: Handbook) -> @Model@:
    return @Model@(id="x02", title="甲", branch=next(iter(book["branches"])), due=dt.date(2026, 12, 1))


def broken(records: Records, *found: @Model@) -> list[str]:
    source = Source("data/@name@/x.yml", (), {}, {}, {})
    return [problem.rule for problem in rules.check(records.having(@name@={one.id: Located(one, source) for one in found}))]


def test_two_of_one_name_are_told_and_mended(records: Records, one: @Model@) -> None:
    other = one.model_copy(update={"id": "x03"})
    assert broken(records, one, other) == [rules.TWICE.id]
    assert broken(records, one, other.model_copy(update={"title": "乙"})) == []


def test_a_record_has_its_row_its_event_and_its_table(book: Handbook, one: @Model@) -> None:
    filled = book.having(@name@={one.id: one})
    snapshot = take_snapshot(filled, DAY, ROOMS)
    (page,) = pages(snapshot, environment())
    assert 'id="x02"' in page.render()
    (event,) = events(announce(filled), make_schedule(filled))
    assert (event.uid, event.first, event.branch) == ("@path@-x02.due", one.due, one.branch)
    (table,) = datasets(snapshot)
    assert [row["id"] for row in table.rows] == ["x02"]
''',
}

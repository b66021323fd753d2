"""What a room declares: the kinds, rules, pages, events and tables of one system, and what it needs of others."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from jinja2 import Environment

from branch_portal.calendar.event import Event
from branch_portal.ground.problems import Problem
from branch_portal.project.handbook import Announced, Handbook, Published
from branch_portal.project.kind import Kind, Kinds, Parts, Union
from branch_portal.project.records import Records
from branch_portal.project.settings import OwnSettings
from branch_portal.site.navigation import NavLine
from branch_portal.site.page import Asset, Page, PageKind
from branch_portal.site.picture import Picture
from branch_portal.system.dataset import Dataset
from branch_portal.system.mention import Mention
from branch_portal.system.office_paper import PaperKind
from branch_portal.system.panel import Panel
from branch_portal.system.screen import Screen
from branch_portal.system.section import Agenda, BranchSection, Door, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.system.turned import Texts, Turned
from branch_portal.year.deadline import Deadline, DeadlineKind
from branch_portal.year.schedule import Schedule

T = TypeVar("T")

_PACKAGE = Path(__file__).parents[1]

Check = Callable[[Records], Iterator[Problem]]
CheckOfDay = Callable[[Records, dt.date], Iterator[Problem]]
Mentions = Callable[[Snapshot, str], Iterable[Mention]]
"""What is said about the record with an id."""

CheckOfDerived = Callable[[Records, Handbook, dt.date], Iterator[Problem]]


def _nothing(*_: object) -> Iterable[Any]:
    return ()


def _nothing_known(*_: object) -> Mapping[str, Any]:
    return {}


def _as_they_are(turned: Turned) -> Texts:
    return {}


def _no_section(*_: object) -> None:
    return None


def fixed(*given: T) -> Callable[..., Iterable[T]]:
    """The same whatever the records."""
    return lambda *_: given


def together(*makers: Callable[..., Iterable[T]]) -> Callable[..., Iterable[T]]:
    """What several modules make, one after the other."""
    return lambda *given: chain.from_iterable(maker(*given) for maker in makers)


@dataclass(frozen=True)
class System:
    """One system of the article.

    `folders` stand below `data/` unless they begin with `content/`; `rules` are the prefixes of its rules' ids.
    `events` has no day of the build among its arguments: a feed is the same whenever it is made.
    `datasets` become /api/<id>.json with its schema, CSV and XLSX, and are described on the page 數據下載; show
    `macros.downloads(id, link)` under the table of the page that has the same rows.
    `branch_section` and `home_section` are what the system adds to every branch's home and to the site's home,
    made once per build (see `system.section`); they follow one another in the order of the register.
    `agenda` is what it adds to the section of the site's home that gathers goals, agreements and campaigns.
    `panels` are what it adds to the pages of other rooms' records that its own records name (see `system.panel`).
    `screen` is what it shows on the large screen of a meeting room (see `system.screen`).
    `no_events` says why a system has no events of its own.
    `shown_with` is the number of the system on whose pages this one stands, when it has none of its own.
    """

    number: int
    title: str
    folders: tuple[str, ...]
    rules: tuple[str, ...]
    out_of_reach: str
    pages: Callable[[Snapshot, Environment], Iterable[Page]] = _nothing
    events: Callable[[Announced, Schedule], Iterable[Event]] = _nothing
    datasets: Callable[[Snapshot], Iterable[Dataset]] = _nothing
    branch_section: Callable[[Snapshot, Environment], BranchSection | None] = _no_section
    home_section: Callable[[Snapshot, Environment], HomeSection | None] = _no_section
    agenda: Agenda | None = None
    panels: Callable[[Snapshot, Environment], Iterable[Panel]] = _nothing
    screen: Callable[[Snapshot, Environment], Screen | None] = _no_section
    shown_with: int | None = None
    no_events: str = ""


@dataclass(frozen=True)
class Room:
    """Everything that one room adds to a portal.

    `needs` are the rooms below `systems/` whose modules this one imports, or whose templates or records its templates
    read; a test holds it against them.
    `settings` are the room's own sections of `site_config/portal.yml`.
    `checks` are rules over the records, `checks_of_day` those about what has not happened yet or is too old,
    `checks_of_derived` those over what is derived: they run last, when the records themselves are sound.
    `deadlines` are what somebody has open on the snapshot's day, of the room's `deadline_kinds`; 提醒 lists them all.
    `deadlines_apart` are those that have a list of their own there.
    `settled` are, by branch, the ids of occurrences that it need not be reminded of: True where one is recorded as
    done, False where a deadline asks for it already.
    `before_issue` is what is said before a paper goes out on the snapshot's day: how much is asked of whom already.
    `refrozen` are the files in which it had frozen words, after these were turned into the other script.
    `mentions` are what its records add to the pages of the records that they name, by what their fields refer to.
    `elsewhere` are modules whose rules a command of their own checks: named, so that the list of rules has them.
    `assets` are its files beside the pages (tables are not among them: they are a system's `datasets`).
    `drawings` are those of its files that templates make.
    `papers` are what it has to say as office papers: downloads, and what `portal paper` writes.
    `doors` are its large links at the top of the site's home.
    `pictures` are what its editors' pages show of files and sheets, by the names that stand there.
    `nav` are its lines in the site's navigation, `page_kinds` what its pages are about.
    """

    name: str
    needs: tuple[str, ...] = ()
    kinds: tuple[Kind[Any, Any], ...] = ()
    unions: tuple[Union, ...] = ()
    parts: tuple[Parts, ...] = ()
    settings: tuple[OwnSettings[Any], ...] = ()
    checks: tuple[Check, ...] = ()
    checks_of_day: tuple[CheckOfDay, ...] = ()
    checks_of_derived: tuple[CheckOfDerived, ...] = ()
    elsewhere: tuple[ModuleType, ...] = ()
    assets: Callable[[Snapshot], Iterable[Asset]] = _nothing
    drawings: Callable[[Snapshot, Environment], Iterable[Asset]] = _nothing
    papers: tuple[PaperKind, ...] = ()
    doors: Callable[[Snapshot], Iterable[Door]] = _nothing
    nav: Callable[[Published], Iterable[NavLine]] = _nothing
    page_kinds: tuple[PageKind, ...] = ()
    systems: tuple[System, ...] = ()
    deadlines: Callable[[Snapshot], Iterable[Deadline]] = _nothing
    deadlines_apart: Callable[[Snapshot], Iterable[Deadline]] = _nothing
    settled: Callable[[Snapshot], Mapping[str, Mapping[str, bool]]] = _nothing_known
    deadline_kinds: tuple[DeadlineKind, ...] = ()
    before_issue: Callable[[Snapshot], Iterable[str]] = _nothing
    refrozen: Callable[[Turned], Texts] = _as_they_are
    mentions: Mapping[str, Mentions] = field(default_factory=dict)
    pictures: Mapping[str, Callable[[Snapshot], Picture | None]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where its styles and scripts (`static/`) and its editors' pages (`editing/`) lie."""
        system = _PACKAGE / "systems" / self.name
        return system if system.is_dir() else _PACKAGE / self.name


def systems(rooms: Iterable[Room]) -> tuple[System, ...]:
    """Every system of these rooms, in the order of their pages."""
    return tuple(system for room in rooms for system in room.systems)


def kinds(rooms: Sequence[Room]) -> Kinds:
    """Every kind of record that these rooms know."""
    return Kinds(
        (kind for room in rooms for kind in room.kinds),
        (union for room in rooms for union in room.unions),
        (part for room in rooms for part in room.parts),
        (own for room in rooms for own in room.settings),
    )

"""The whole program in order: load, check, derive, render."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path

from jinja2 import Environment

from branch_portal.calendar import files as feeds
from branch_portal.calendar import former, my_page, standing
from branch_portal.calendar import pages as calendar_pages
from branch_portal.calendar import rules as calendar_rules
from branch_portal.calendar import updates_page as updates
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.event import Event
from branch_portal.calendar.state import CalendarState, calendar_state
from branch_portal.check import read_handbook
from branch_portal.edit import field_page, form_page
from branch_portal.edit.begun import begun
from branch_portal.edit.known_ids import Taken, nobody_s
from branch_portal.edit.row_links import row_links
from branch_portal.editions.door import own_editions
from branch_portal.gather import data, front, mine, moved, origins, screen
from branch_portal.gather.plans import plans
from branch_portal.ground.dates import noon
from branch_portal.ground.problems import Place
from branch_portal.ground.progress import doing
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.built import scan_site
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.handbook import Announced
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.search import page as search
from branch_portal.search.kinds import SYNONYMS
from branch_portal.search.settings import SEARCH_SETTINGS, asking
from branch_portal.site import bundle, forge
from branch_portal.site.editing import editing_pages, linked
from branch_portal.site.hand_written import check_pages, hand_written, refuse_collisions, targets, written_pages
from branch_portal.site.navigation import navigation
from branch_portal.site.page import Asset, Page, SearchWords, Site, kind_titles
from branch_portal.site.picture import drawn
from branch_portal.site.templates import environment
from branch_portal.system import office_paper
from branch_portal.system.check import rules
from branch_portal.system.dataset import Dataset
from branch_portal.system.proof import Proof
from branch_portal.system.room import Room, kinds, systems
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.year.schedule import Schedule


def events(announced: Announced, schedule: Schedule, rooms: Sequence[Room] = ROOMS) -> tuple[Event, ...]:
    """What all systems put into the calendar."""
    return tuple(chain.from_iterable(system.events(announced, schedule) for system in systems(rooms)))


def calendar_told(snapshot: Snapshot, folders: Folders, reading: Reading) -> CalendarState:
    """Where the calendar of what is announced on the snapshot's day stands."""
    told = events(snapshot.announced, snapshot.schedule, snapshot.rooms)
    return calendar_state(folders, reading, told, snapshot.book, snapshot.schedule)


@dataclass(frozen=True)
class Parts:
    """What a site consists of, by who makes it: each part lists its pages or files when it is asked, and not before."""

    snapshot: Snapshot
    jinja: Environment
    pages: Mapping[str, Callable[[], Iterable[Page]]]
    assets: Mapping[str, Callable[[], Iterable[Asset]]]
    taken: Taken = nobody_s

    def frame(self) -> Site:
        """The site without pages and files: what stands around each of them."""
        snapshot, book = self.snapshot, self.snapshot.book
        settings = book.settings
        titles = kind_titles(kind for room in snapshot.rooms for kind in room.page_kinds)
        allowed = Allowed.of(book[EXEMPTIONS].values(), snapshot.as_of, settings.calendar.uid_host)
        return Site(
            name=settings.name,
            url=settings.site_url,
            description=settings.description,
            pages=(),
            assets=(),
            nav=tuple(navigation(chain.from_iterable(room.nav(book) for room in snapshot.rooms))),
            notice=settings.sample_notice if settings.sample else "",
            edit=forge.edit_template(settings.forge) if settings.forge else "",
            browse=forge.folder_template(settings.forge) if settings.forge else "",
            begin=begun(snapshot, kinds(snapshot.rooms), self.taken),
            rows=row_links(snapshot, kinds(snapshot.rooms)),
            report=forge.issue_template(settings.forge) if settings.forge else "",
            editions=own_editions(book),
            words=SearchWords(
                kinds=titles,
                branches={branch.id: branch.short for branch in book[BRANCHES].values()},
                roles={role.id: role.title for role in book[ROLES].values()},
                synonyms=tuple(group.words for group in book[SYNONYMS].values() if not group.questions_only),
                near=tuple(group.words for group in book[SYNONYMS].values() if group.questions_only),
                asking=asking(book.settings[SEARCH_SETTINGS]),
                plans=tuple(plans(snapshot)),
            ),
            inspect=partial(scan_site, allowed=allowed, apart=True),
            passes=allowed.told,
        )

    def site(self, written: tuple[Page, ...] = (), but: Collection[str] = ()) -> Site:
        """All of it; `written` are the hand-written pages beside it. Parts named in `but` are left out."""
        snapshot, frame = self.snapshot, self.frame()
        made = tuple(chain.from_iterable(pages() for name, pages in self.pages.items() if name not in but))
        taken = {page.path for page in written}
        shown = {name: make for room in snapshot.rooms for name, make in room.pictures.items()}
        draw = lambda name: shown[name](snapshot) if name in shown else None  # noqa: E731
        ours = editing_pages(room.folder for room in snapshot.rooms)
        editing = [drawn(one, draw) for one in ours if one.path not in taken]
        listed = (*made, *editing)
        index = () if "index" in but else search.pages((*listed, *written), frame.words.kinds, self.jinja)
        site = replace(
            frame,
            pages=(*listed, *index),
            written=written,
            assets=(
                *chain.from_iterable(assets() for name, assets in self.assets.items() if name not in but),
                *moved.assets(snapshot.book, made, self.jinja),
            ),
        )
        there = targets(site)
        own = {id(page) for page in editing}
        return replace(site, pages=tuple(linked(page, there) if id(page) in own else page for page in site.pages))


def parts(
    snapshot: Snapshot, calendar: Callable[[], Calendar], jinja: Environment, folders: Folders | None = None, taken: Taken = nobody_s
) -> Parts:  # fmt: skip
    """What the site of `snapshot` consists of; `calendar` and the tables are made when a part needs them. `folders` are where
    the records were read: the form page has some of their files in it. Nothing new is offered an id that is `taken`."""
    datasets = cache(lambda: [one for system in systems(snapshot.rooms) for one in system.datasets(snapshot)])
    pages: dict[str, Callable[[], Iterable[Page]]] = {
        **_record_parts(snapshot, datasets, jinja),
        "calendar": lambda: calendar_pages.pages(snapshot, calendar(), jinja),
        "my_calendar": lambda: my_page.pages(calendar(), jinja),
        "updates": lambda: updates.pages(calendar(), jinja),
    }
    assets: dict[str, Callable[[], Iterable[Asset]]] = {
        "feeds": lambda: feeds.assets(calendar()),
        "calendar": lambda: calendar_pages.assets(calendar()),
        "my_calendar": my_page.assets,
        "updates": lambda: updates.assets(calendar(), jinja),
        "standing": lambda: [Asset(standing.ADDRESS, partial(standing.file, calendar().ledger))],
        **{f"room:{room.name}": partial(room.assets, snapshot) for room in snapshot.rooms},
        **{f"drawings:{room.name}": partial(room.drawings, snapshot, jinja) for room in snapshot.rooms},
        **{f"papers:{room.name}": partial(office_paper.assets, room.papers, snapshot) for room in snapshot.rooms},
        "data": lambda: data.assets(snapshot.book, datasets()),
        "mine": partial(mine.assets, snapshot),
        "form": partial(form_page.assets, snapshot, folders, taken),
        "bundle": lambda: bundle.assets(room.folder for room in snapshot.rooms),
    }
    return Parts(snapshot, jinja, pages, assets, taken)


def _record_parts(
    snapshot: Snapshot, datasets: Callable[[], Sequence[Dataset]], jinja: Environment
) -> dict[str, Callable[[], Iterable[Page]]]:
    named = {f"system:{number}": system for number, system in enumerate(systems(snapshot.rooms))}
    return {
        "front": lambda: front.pages(snapshot, rules(snapshot.rooms), jinja),
        "screen": lambda: screen.pages(snapshot, jinja),
        "data": lambda: data.pages(snapshot, datasets(), jinja),
        "origins": lambda: origins.pages(snapshot, jinja),
        "form": lambda: form_page.pages(snapshot, jinja),
        "fields": lambda: field_page.pages(snapshot, jinja),
        **{name: partial(system.pages, snapshot, jinja) for name, system in named.items()},
    }


def record_pages(snapshot: Snapshot, datasets: Sequence[Dataset], jinja: Environment) -> Iterator[Page]:
    """Every page that is made from the records alone: all but the calendar's, the list of changes and the search."""
    return chain.from_iterable(pages() for pages in _record_parts(snapshot, lambda: datasets, jinja).values())


def make_site(
    snapshot: Snapshot, calendar: Calendar, written: tuple[Page, ...] = (), folders: Folders | None = None
) -> Site:
    """Everything the site consists of; `written` are the hand-written pages beside it, `folders` as for `parts`."""
    jinja = environment({room.name for room in snapshot.rooms})
    site = parts(snapshot, lambda: calendar, jinja, folders).site(written)
    return replace(site, proof=Proof(snapshot, jinja))


def build_site(
    root: Path | Folders,
    as_of: dt.date,
    reading: Reading,
    preview: bool = False,
    rooms: Sequence[Room] = ROOMS,
    replaces: Path | None = None,
) -> Site:
    """From the project's folders to the finished `Site`, made for the day `as_of`.

    A `preview` is shown to its editor alone: where the ledger is behind the data, it is brought up to date in
    memory and the problems stay in the log. `replaces` is the site whose place it is going to take: what its calendars
    told is not taken back.
    """
    folders = root if isinstance(root, Folders) else Folders(root)
    snapshot, calendar = sound_calendar(folders, as_of, reading, preview, rooms, replaces)
    site = make_site(snapshot, calendar, written_pages(folders), folders)
    return sound_site(site, snapshot, folders, reading, preview)


def sound_calendar(
    folders: Folders, as_of: dt.date, reading: Reading, preview: bool, rooms: Sequence[Room], replaces: Path | None
) -> tuple[Snapshot, Calendar]:
    """What a site is made of, once all that people have written is checked; the rest as in `build_site`."""
    book = read_handbook(folders, reading, as_of, rooms=rooms)
    doing("推算")
    snapshot = take_snapshot(book, as_of, rooms)
    state = calendar_told(snapshot, folders, reading)
    reading.log.extend(state.problems(reading.lines, as_of))
    if replaces and not preview:
        with suppress(standing.NoStanding):  # nothing there, or made by an edition that did not say
            reading.log.extend(standing.behind(state.ledger, standing.read(replaces), as_of, state.path))
    if not preview:
        reading.log.raise_errors()
    ledger = state.updated(state.ledger.revised or noon(as_of)) if preview else state.ledger
    calendar = state.calendar(ledger)
    place = Place(folders.shown(folders.settings))
    if replaces and not preview:
        reading.log.extend(former.dropped(calendar, replaces, place))
        reading.log.extend(former.soon_many(calendar, replaces, place))
    reading.log.extend(calendar_rules.sizes(feeds.sizes(calendar), book.settings.calendar, place))
    reading.log.extend(calendar_rules.fresh(calendar.anchor, as_of, state.path))
    if not preview:
        reading.log.raise_errors()
    return snapshot, calendar


def sound_site(site: Site, snapshot: Snapshot, folders: Folders, reading: Reading, preview: bool = False) -> Site:
    """The site, once its addresses and the links to them are checked."""
    if snapshot.book.layering.layers:
        site = replace(site, pages=tuple(origins.signed(page, snapshot.book, folders) for page in site.pages))
    refuse_collisions(site, hand_written(folders))
    reading.log.extend(check_pages(site, folders, reading))
    if not preview:
        reading.log.raise_errors()
    return site

"""The sample without a system: no line in the register, no data, and no trace of it on any page, feed, table or sheet.

The records go with their kind, what named them loses the reference, and texts lose their links to the pages that are
gone, as an editor sees to it.
"""

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from branch_portal.build import events, make_site
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.model import Ledger
from branch_portal.calendar.wanted import wanted
from branch_portal.ground.problems import InputProblems
from branch_portal.project.handbook import handbook
from branch_portal.project.input_files import published
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.project.without import without
from branch_portal.rooms import ROOMS
from branch_portal.sheets.importing import with_sheet
from branch_portal.site import urls
from branch_portal.site.hand_written import targets
from branch_portal.site.link_rules import check_links
from branch_portal.site.page import NavItem, Page, Site
from branch_portal.site.templates import environment
from branch_portal.system.check import check, rules
from branch_portal.system.room import Room, kinds, systems
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.register import SYSTEM_ROOMS
from tests.sample import AS_OF, ROOT

GONE = (
    ("brands",),
    ("learning",),
    ("rounds",),
    ("slips",),
    ("grids", "pacts", "actions"),
)
"""Rooms to be without, each with those that need it."""

NOON = dt.datetime.combine(AS_OF, dt.time(4), dt.UTC)

_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_HREF = re.compile(r'href="([^"]*)"')
_ELEMENT = re.compile(r"<a\b[^<>]*>")
_ID = re.compile(r'\bid="([^"]*)"')


@dataclass(frozen=True, repr=False)
class Without:
    """A portal without some rooms: what is left of the register and of the records, and the site made of them.

    `addresses` are its pages'. What a failed comparison prints must not be the pages themselves: they hold everything.
    """

    gone: Sequence[Room]
    left: Sequence[Room]
    records: Records
    site: Site
    lost: Set[str]
    uids: Set[str]
    tables: Set[str]

    def page(self, path: str) -> str:
        """The body of the page at an address."""
        return next(text_of(page) for page in self.site.pages if page.path == path)

    @property
    def addresses(self) -> set[str]:
        return {page.path for page in self.site.pages}


@pytest.fixture(scope="module", params=GONE, ids="-".join)
def portal(request: pytest.FixtureRequest, records: Records) -> Without:
    names: tuple[str, ...] = request.param
    gone = [room for room in ROOMS if room.name in names]
    left = [room for room in ROOMS if room.name not in names]
    snapshot, jinja = take_snapshot(handbook(records), AS_OF, ROOMS), environment()
    lost = {page.path for system in systems(gone) for page in system.pages(snapshot, jinja)}
    fewer = tidied(records, left, lost)
    return Without(
        gone,
        left,
        fewer,
        built(fewer, left),
        lost,
        {event.uid for system in systems(gone) for event in system.events(snapshot.announced, snapshot.schedule)},
        {table.id for system in systems(gone) for table in system.datasets(snapshot)},
    )


def tidied(records: Records, left: Sequence[Room], lost: Set[str]) -> Records:
    """The records that the rooms of `left` know, with nothing in them that leads to others or to the `lost` pages."""
    known = kinds(left)
    whole = {kind: {name: item.record for name, item in group.items()} for kind, group in records}
    # What is read from files of another kind has no id that a record could name.
    kept = without(
        records.kinds,
        whole,
        {kind.name: group if kind.name in known or kind.read else {} for kind, group in whole.items()},
    )
    groups = {
        kind.name: {name: replace(records[kind][name], record=record) for name, record in kept[kind.name].items()}
        for kind in known
    }
    files = {urls.source_name(path) for path in lost}
    for name, guide in groups[GUIDES.name].items():
        text = unlinked(guide.record.body, files)
        groups[GUIDES.name][name] = replace(guide, record=guide.record.model_copy(update={"body": text}))
    model = known.settings
    fields = {name: value for name, value in records.settings.record if name in model.model_fields}
    settings = replace(records.settings, record=model.model_construct(**fields))
    return replace(records, settings=settings, kinds=known, groups=groups)


def unlinked(text: str, files: Set[str]) -> str:
    """A guide's text without its links to these files; the words stay."""

    def word(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join("guide", found[2].partition("#")[0]))
        return found[1] if target in files else found[0]

    return _LINK.sub(word, text)


def built(records: Records, left: Sequence[Room]) -> Site:
    """The site with the feeds of a ledger that was begun without those rooms."""
    book = handbook(records)
    snapshot = take_snapshot(book, AS_OF, left)
    listed = events(snapshot.announced, snapshot.schedule, left)
    asked = wanted(book, snapshot.schedule, listed, Ledger())
    ledger = revise(Ledger(), asked, NOON, book.settings.calendar.window)
    return make_site(snapshot, Calendar(book, snapshot.schedule, listed, ledger))


def items(lines: Sequence[NavItem]) -> Iterator[NavItem]:
    for one in lines:
        yield one
        yield from items(one.children)


@cache
def text_of(page: Page) -> str:
    return str(page.render())


def test_only_rooms_that_nobody_needs_are_taken_away(portal: Without) -> None:
    names = {room.name for room in portal.gone}
    assert not [room.name for room in portal.left if names & {*room.needs}]
    assert names <= {room.name for room in SYSTEM_ROOMS}


def test_the_rules_have_nothing_to_say(portal: Without) -> None:
    problems = [(one.rule, one.place) for one in check(portal.records, portal.left, AS_OF) if one.severity == "error"]
    assert problems == []


def test_its_pages_are_gone_and_all_others_stay(portal: Without) -> None:
    assert portal.lost
    addresses = portal.addresses
    assert not portal.lost & addresses
    own = {urls.HOME, urls.RULES, urls.DATA, urls.ABOUT, urls.CALENDAR, urls.BRANCHES, urls.GUIDE}
    assert own <= addresses


def test_the_navigation_leads_to_pages_that_are_there(portal: Without) -> None:
    lines, addresses = list(items(portal.site.nav)), portal.addresses
    assert {line.path for line in lines if line.path is not None} <= addresses
    assert [line.title for line in lines if line.path is None and not line.children] == []


def test_its_kinds_of_page_are_no_filter_of_the_search(portal: Without) -> None:
    named = {kind.name for room in portal.left for kind in room.page_kinds}
    filters, used = set(portal.site.words.kinds), {page.kind for page in portal.site.pages}
    assert filters == named
    assert used <= named


def test_its_editors_page_is_gone(portal: Without) -> None:
    pages = {
        file.stem
        for room in portal.gone
        for file in room.folder.glob("editing/*.md")
        if file.read_text("utf-8").startswith("# ")
    }
    addresses = portal.addresses
    assert not {urls.editing(name) for name in pages} & addresses


def test_no_feed_tells_of_it(portal: Without) -> None:
    feeds = {asset.path: asset for asset in portal.site.assets if asset.path.endswith(".ics")}
    files = set(feeds)
    assert not {urls.event_file(uid) for uid in portal.uids} & files
    everything = feeds[urls.CALENDAR_ALL].render().replace(b"\r\n ", b"").decode()
    told = {line.removeprefix("UID:").partition("@")[0] for line in everything.splitlines() if line.startswith("UID:")}
    assert len(told) > 100
    assert not portal.uids & told


def test_no_table_is_left(portal: Without) -> None:
    addresses = set(portal.site.addresses())
    suffixes = ("json", "schema.json", "csv", "xlsx")
    assert not {urls.dataset(table, suffix) for table in portal.tables for suffix in suffixes} & addresses
    index = next(asset for asset in portal.site.assets if asset.path == urls.dataset("index", "json")).render().decode()
    assert not [table for table in portal.tables if f'"{table}"' in index]


def test_no_sheet_is_left(portal: Without) -> None:
    sheets = {kind.name for kind in with_sheet(kinds(portal.left)).values()}
    assert sheets
    assert not sheets & {kind.name for room in portal.gone for kind in room.kinds}


def test_the_page_of_rules_has_none_of_its_own(portal: Without) -> None:
    listed = set(re.findall(r'<tr id="([A-Z]+)-', portal.page(urls.RULES)))
    prefixes = {prefix for system in systems(portal.gone) for prefix in system.rules}
    assert prefixes
    assert not listed & prefixes
    assert {prefix for system in systems(portal.left) for prefix in system.rules} <= listed
    fewer, every = set(rules(portal.left)), set(rules(ROOMS))
    assert fewer < every


def test_no_link_is_dead(portal: Without) -> None:
    there, pages = targets(portal.site), {page.path: page for page in portal.site.pages}
    files = {asset.path for asset in portal.site.assets}
    files |= {path.relative_to(ROOT / "content").as_posix() for path in published(ROOT / "content")}
    dead = []
    for path, page in pages.items():
        if page.markdown:
            name = urls.source_name(path)
            written = _ELEMENT.sub("", text_of(page))  # what our own elements name is seen from the page, as below
            dead += [(path, problem.value) for problem in check_links(name, name, written, there)]
        for href in set(_HREF.findall(text_of(page))):
            address, mark, anchor = href.partition("#")
            if re.match(r"[a-z]+:", address) or (path == urls.SEARCH and address.endswith((".css", ".js"))):
                continue  # other sites; what the search writes beside the pages
            target = posixpath.normpath(posixpath.join("/", path, address)).lstrip("/") if address else path
            target += "/" if address.endswith("/") and target else ""
            if (target not in pages and target not in files) or (
                mark and target in pages and not pages[target].markdown and anchor not in ids(pages[target])
            ):
                dead.append((path, href))
    assert dead == []


@cache
def ids(page: Page) -> frozenset[str]:
    return frozenset(_ID.findall(text_of(page)))


def test_data_and_settings_left_behind_are_reported(tmp_path: Path) -> None:
    settings = tmp_path / "site_config" / "portal.yml"
    settings.parent.mkdir()
    text = (ROOT / "site_config" / "portal.yml").read_text("utf-8")
    settings.write_text(text, "utf-8")
    (tmp_path / "data" / "actions").mkdir(parents=True)
    left = [room for room in ROOMS if room.name != "actions"]
    with pytest.raises(InputProblems) as refused:
        load(Folders(tmp_path), Reading(), kinds(left))
    (problem,) = refused.value.problems
    assert text.splitlines()[(problem.place.line or 0) - 1].startswith("actions:")
    settings.write_text(re.sub(r"(?m)^actions:.*\n(?: .*\n)*", "", text), "utf-8")
    reading = Reading()
    load(Folders(tmp_path), reading, kinds(left))
    assert [(problem.rule, problem.place.path) for problem in reading.log.errors] == [("LOAD-02", "data/actions")]

"""The portal as its files stood at one moment, of which only what is asked for is made."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from branch_portal.build import Parts, calendar_told, parts
from branch_portal.calendar.calendar import Calendar
from branch_portal.check import read_files
from branch_portal.edit.known_ids import of_files
from branch_portal.ground.dates import noon
from branch_portal.mkdocs.frame import Frame
from branch_portal.project.handbook import handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.search.files import files as search_files
from branch_portal.site.hand_written import written_pages
from branch_portal.site.page import Asset, Page, Site
from branch_portal.site.templates import environment
from branch_portal.system.carried import carry
from branch_portal.system.room import Room
from branch_portal.system.snapshot import Snapshot, take_snapshot


@dataclass(eq=False)
class State:
    """The portal as its files stood at one moment; everything in it is made when it is first asked for."""

    folders: Folders
    reading: Reading
    as_of: dt.date
    snapshot: Snapshot
    rooms: Sequence[Room]
    _search: Mapping[str, bytes] | None = None

    @classmethod
    def read(cls, folders: Folders, as_of: dt.date, rooms: Sequence[Room], before: "State | None" = None) -> "State":
        """What can be read of the files; raises `InputProblems` where one of them cannot.

        What nothing has changed for is taken over from the state `before`.
        """
        reading = Reading()
        records = read_files(folders, reading, rooms)
        reading.log.raise_errors()
        snapshot = take_snapshot(handbook(records), as_of, rooms)
        carry(snapshot, before.snapshot if before else None)
        return cls(folders, reading, as_of, snapshot, rooms)

    def calendar(self) -> Calendar:
        return self._calendar

    @cached_property
    def _calendar(self) -> Calendar:
        state = calendar_told(self.snapshot, self.folders, self.reading)
        return state.calendar(state.updated(state.ledger.revised or noon(self.as_of)))

    @cached_property
    def parts(self) -> Parts:
        jinja, taken = environment({room.name for room in self.rooms}), of_files(self.folders)
        return parts(self.snapshot, self.calendar, jinja, self.folders, taken)

    @cached_property
    def frame(self) -> Site:
        return self.parts.frame()

    @cached_property
    def site(self) -> Site:
        """All of it: what it costs to list every page."""
        return self.parts.site(written_pages(self.folders))

    @cached_property
    def owners(self) -> Mapping[str, tuple[bool, str]]:
        """Address → whether it is a page, and the part that lists it."""
        found = {}
        for name, pages in self.parts.pages.items():
            found.update({page.path: (True, name) for page in pages()})
        for name, assets in self.parts.assets.items():
            found.update({asset.path: (False, name) for asset in assets()})
        return found

    @cached_property
    def _listed(self) -> dict[str, Mapping[str, Page | Asset]]:
        return {}

    def one(self, address: str, owner: tuple[bool, str]) -> Page | Asset | None:
        """The page or file at an address, of which only the part that lists it is made."""
        is_page, name = owner
        key = f"{is_page}{name}"
        if key not in self._listed:
            listed = self.parts.pages[name]() if is_page else self.parts.assets[name]()
            self._listed[key] = {one.path: one for one in listed}
        return self._listed[key].get(address)

    def search(self, frame: Frame) -> Mapping[str, bytes]:
        """The files of the search, for which every page has to be read: once, when the search is first asked for."""
        if self._search is None:
            index = frame.read_all(self.site).index(self.site.words.kinds)
            self._search = {name: bytes(data) for name, data in search_files(index, self.site.words)}
        return self._search

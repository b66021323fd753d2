"""The preview: a page is made when it is asked for, from records of which only what changed was read again.

What people have just saved is shown at once and judged right afterwards: where a rule is broken, or a page cannot be
made, the last sound state is shown again until the mistake is mended, and the mistake beside it.
"""

import datetime as dt
import gc
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from branch_portal.check import read_handbook
from branch_portal.editions.door import conversion_into
from branch_portal.editions.publish import Job, Own
from branch_portal.ground.problems import InputProblems, Problem
from branch_portal.mkdocs.frame import Frame
from branch_portal.mkdocs.preview_state import State
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.site.hand_written import check_pages, hand_written, refuse_collisions
from branch_portal.site.page import Asset, Page
from branch_portal.system.known import Known
from branch_portal.system.room import Room


class Preview:
    """The state that is shown, the last sound one, and what is wrong with the files as they are now."""

    def __init__(self, root: Path, today: Callable[[], dt.date], rooms: Sequence[Room] = ROOMS) -> None:
        self.folders = Folders(root)
        self.problems: tuple[Problem, ...] = ()
        self.lines: Mapping[str, tuple[str, ...]] = {}
        self.version = 0
        self.shown = 0
        """Rises whenever pages may have become others."""
        self._today, self._rooms = today, rooms
        self._lock = threading.RLock()
        self._made: dict[str, bytes] = {}
        self._sound: State | None = None
        self._frame: Frame | None = None
        self._owners: Mapping[str, tuple[bool, str]] = {}
        self._state: State | None = None
        self._known = Known()

    @property
    def day(self) -> dt.date:
        return self._state.as_of if self._state else self._today()

    def begin(self) -> None:
        """Read everything for the first time; mistakes are in `problems`."""
        self.changed()
        self.judge()

    def changed(self) -> bool:
        """Read what has changed; False where it cannot be read, and the last sound state stays."""
        try:
            state = State.read(self.folders, self._today(), self._rooms, self._state)
        except InputProblems as error:
            with self._lock:
                self.problems, self.lines = tuple(error.problems), _lines(self.folders, error.problems)
                self.version += 1
            return False
        with self._lock:
            self._show(state)
        return True

    def judge(self) -> bool:
        """Ask all rules about the state that is shown; True where what is shown, or what is wrong, has changed."""
        state, version = self._state, self.version
        if state is None:
            return False
        reading = Reading(known=self._known)
        found: tuple[Problem, ...] = ()
        try:
            read_handbook(self.folders, reading, state.as_of, rooms=self._rooms)
            refuse_collisions(state.site, hand_written(self.folders))
            reading.log.extend(check_pages(state.site, self.folders, reading))
            reading.log.raise_errors()
            owners = state.owners
        except InputProblems as error:
            found = tuple(error.problems)
        with self._lock:
            if version != self.version:
                return False  # saved again meanwhile: that is judged next
            before = self.problems
            self.problems, self.lines = found, {one.place.path: reading.lines_of(one) for one in found}
            if not found:
                self._sound, self._owners = state, owners
                if self._frame is None or set(self._frame.site.addresses()) != set(state.site.addresses()):
                    self._frame, self._made = Frame(state.site, self.folders.root), {}
                return before != found
            if self._sound is not None:
                self._show(self._sound)
            return True

    def _show(self, state: State) -> None:
        if self._state is not None and self._state is not state:
            gc.collect(1)
        self._state, self._made = state, {}
        self.version += 1
        self.shown += 1

    def answer(self, address: str) -> bytes | None:
        """What is published at `address`, in either script; None where nothing is. Raises what a page raises."""
        with self._lock:
            for state in dict.fromkeys((self._state, self._sound)):
                if state is None:
                    continue
                try:
                    return self._answer(state, address)
                except Exception:
                    # Half a record may be more than a page can bear: what is wrong with it is said when it is judged.
                    if state is self._sound or self._sound is None:
                        raise
        return None

    def _answer(self, state: State, address: str) -> bytes | None:
        for edition in reversed(state.frame.editions.published):  # the one at the root is the last to be asked
            if address.startswith(edition.folder):
                own = address.removeprefix(edition.folder)
                content = self._source(state, own)
                if content is None:
                    continue
                ours = Own(lambda path: self._source(state, path), state.frame.editions)
                if edition.folder and own not in ours:
                    return None
                if own not in ours:
                    return content
                conversion = conversion_into(edition.script, state.frame.editions)
                job = Job(edition, conversion, state.frame.editions.published, state.frame.url, ours)
                return job.file(own, content)
        return None

    def _source(self, state: State, address: str) -> bytes | None:
        """The file at an address in the script of the source."""
        key = f"{id(state)}:{address}"
        if key not in self._made:
            made = self._render(state, address)
            if made is None:
                return None
            self._made[key] = made
        return self._made[key]

    def _render(self, state: State, address: str) -> bytes | None:
        frame = self._framed(state)
        path = address.removesuffix("index.html") if address.endswith("index.html") else None
        owner = self._owners.get(address if path is None else path)
        one = state.one(address if path is None else path, owner) if owner else None
        if one is None and address.startswith("search/") and address != "search/index.html":
            return state.search(frame).get(address)
        if one is None and address == "sitemap.xml":
            return frame.sitemap(state.site)
        if one is None and (found := frame.file(address)) is not None:
            return found
        if one is None:  # not there when all was listed last, or one of the pages that depend on all others
            pages = (page for page in state.site.pages if page.path == path)
            one = next(pages, None) or next((one for one in state.site.assets if one.path == address), None)
        if isinstance(one, Asset):
            return one.render()
        if isinstance(one, Page):
            return frame.page(one)
        return frame.written(address)

    def _framed(self, state: State) -> Frame:
        if self._frame is None:
            self._frame = Frame(state.site, self.folders.root)
        elif not self._frame.fits(state.frame):
            # Which pages there are is looked at when the state is judged: to list them all takes longest.
            site = self._frame.site
            self._frame = Frame(
                replace(state.frame, pages=site.pages, assets=site.assets, written=site.written), self.folders.root
            )
        return self._frame


def _lines(folders: Folders, problems: Sequence[Problem]) -> Mapping[str, tuple[str, ...]]:
    found = {}
    for path in {one.place.path for one in problems}:
        file = folders.root / path
        if file.is_file():
            found[path] = tuple(file.read_text("utf-8", "replace").split("\n"))
    return found

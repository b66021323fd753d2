"""The Handbook: everything people wrote, complete and valid; and what of it may be shown.

Three types hold the same kinds of record, so that a checker of types sees who is given what:
`Handbook` for rules and for what is worked out from everything, `Published` for whatever is shown on a day,
`Announced` for calendars, which outlive the day they are made.
"""

import datetime as dt
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cached_property
from typing import Any, Self, TypeVar, overload

from pydantic import BaseModel

from branch_portal.ground.reads import CALLED, PAGE, ByKey, made_once, name_of, note, read, unnoted
from branch_portal.project.citation import Citation, Citations, citations
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.layers import NO_LAYERS, Layering
from branch_portal.project.records import Records
from branch_portal.project.settings import Settings
from branch_portal.project.without import without

PUBLISHED, ANNOUNCED = "published", "announced"
"""What the reads of both are noted under."""
_CITATIONS = "-citations"

K = TypeVar("K")
R = TypeVar("R", bound=BaseModel)
T = TypeVar("T")


class Shelf:
    """The records of every kind: `shelf[GRIDS]` are a kind's, by its key and in its order."""

    def __init__(
        self,
        settings: Settings,
        kinds: Kinds,
        groups: Mapping[str, Mapping[Any, Any]],
        layering: Layering = NO_LAYERS,
        called: str = "",
    ) -> None:
        self.settings = settings
        self.kinds = kinds
        self.layering = layering
        self.own_name = called
        """What its reads are noted under; empty where they are not."""
        self._groups: Mapping[str, Mapping[Any, Any]] = (
            {kind: ByKey(f"{called}.{kind}", dict(group)) for kind, group in groups.items()} if called else groups
        )
        self._derived: dict[Callable[[Any], Any], Any] = {}
        self.once: Callable[[str, Callable[[], Any]], Any] = made_once
        """How what is derived is made: anew, or taken over from a state before."""

    @overload
    def __getitem__(self, kind: Kind[K, R]) -> Mapping[K, R]: ...
    @overload
    def __getitem__(self, kind: str) -> Mapping[Any, Any]: ...
    def __getitem__(self, kind: Kind[K, R] | str) -> Mapping[Any, Any]:
        # Templates write `book.grids`; a kind that no room declares is an unknown name there.
        return self._groups[kind if isinstance(kind, str) else kind.name]

    def __iter__(self) -> Iterator[tuple[Kind[Any, Any], Mapping[Any, Any]]]:
        """Every kind with its records."""
        return ((kind, self._groups[kind.name]) for kind in self.kinds)

    def named(self, rest: str) -> Any:
        """What its reads call `own_name` and `rest`; None where nothing is called so."""
        return self._citations if rest == _CITATIONS else self._groups.get(rest.removeprefix("."))

    def having(self, settings: Settings | None = None, **groups: Mapping[Any, Any]) -> Self:
        """The same with other records of some kinds, by the kinds' names."""
        return type(self)(settings or self.settings, self.kinds, {**self._groups, **groups}, self.layering)

    def derived(self, derive: Callable[[Self], T]) -> T:
        """What `derive` makes of these very records, made once."""
        name = f"{self.own_name}/{name_of(derive)}"
        if derive not in self._derived:
            self._derived[derive] = self.once(name, lambda: derive(self)) if self.own_name else derive(self)
        found: T = self._derived[derive]
        return read(name, found)

    def called(self, refers: str, id: str) -> str:
        """What a link to a record says; its id where no room of this portal knows the kind."""
        return next((self.kinds[kind].called(record) for kind, record in self._looked_up(refers, id, CALLED)), id)

    def page(self, refers: str, id: str) -> str | None:
        """The address of a record's page, below the site's root; None where it has none."""
        return next(
            (self.page_of(self.kinds[kind], record) for kind, record in self._looked_up(refers, id, PAGE)), None
        )

    def _looked_up(self, refers: str, id: str, part: str) -> Iterator[tuple[str, Any]]:
        """The record that is called so, of which only `part` is read, and its kind."""
        for kind in self.kinds.members(refers):
            if kind in self.kinds:
                note(f"{self.own_name}.{kind}", part + repr(id))
                if record := unnoted(self._groups[kind], id):
                    yield kind, record

    def part_of(self, kind: str, record: Any, part: str) -> str | None:
        """`CALLED` or `PAGE` of a record: what `called` and `page` read."""
        return self.kinds[kind].called(record) if part == CALLED else self.page_of(self.kinds[kind], record)

    def page_of(self, kind: Kind[Any, R], record: R) -> str | None:
        """The address of a record's page; None where its kind has none."""
        if kind.page_by:
            return kind.page_by(record, self.settings)
        return kind.page(record) if kind.page else None

    def citing(self, refers: str, id: str) -> tuple[Citation, ...]:
        """All that name a record; `refers` is its kind, or the union that the fields are for."""
        return self._citations.get((refers, id), ())

    def links_from(self, refers: str, id: str, but: Container[str] = ()) -> list[tuple[str, str]]:
        """What to call them and the address of all that name a record and have a page, each once.

        `but` names kinds to leave out.
        """
        citing = [one for one in self.citing(refers, id) if one.kind.name not in but]
        paged = ((one, page) for one in citing if (page := self.page_of(one.kind, one.record)))
        return list(dict.fromkeys((one.kind.called(one.record), page) for one, page in paged))

    @cached_property
    def _citations(self) -> Citations:
        return made_once(f"{self.own_name}{_CITATIONS}", lambda: citations(self))


class Handbook(Shelf):
    """The written records after all rules passed; what is not public is not in it."""


class Published(Shelf):
    """What of the Handbook has been published by the end of a day; only this is shown."""


class Announced(Shelf):
    """What of the Handbook a calendar may tell of, whatever the day."""


def handbook(records: Records) -> Handbook:
    """The Handbook of records that passed every rule."""
    kinds = records.kinds
    whole = {}
    for kind, located in records:
        found = (item.record for item in located.values())
        ordered = sorted(found, key=kind.order) if kind.order else found
        whole[kind] = {kind.key(record): record for record in ordered}
    public = {kind.name: _shown(group, _public) for kind, group in whole.items()}
    return Handbook(records.settings.record, kinds, without(kinds, whole, public), records.layering)


def _public(record: Any) -> Any:
    return record if getattr(record, "public", True) else None


def publish(book: Handbook, day: dt.date) -> Published:
    """The Handbook without what is not out by the end of `day`."""
    shown = {kind.name: _shown(group, lambda one, kind=kind: kind.shown(one, day)) for kind, group in book}
    return Published(book.settings, book.kinds, without(book.kinds, dict(book), shown), book.layering, PUBLISHED)


def announce(book: Handbook) -> Announced:
    """The Handbook without what no calendar may tell of before its day."""
    shown = {kind.name: _shown(group, kind.announced) for kind, group in book}
    return Announced(book.settings, book.kinds, without(book.kinds, dict(book), shown), book.layering, ANNOUNCED)


def _shown(group: Mapping[Any, Any], show: Any) -> Mapping[Any, Any]:
    return {key: one for key, record in group.items() if (one := show(record)) is not None}

"""種類: what a kind of record is; each kind is declared once, in the room that owns it, and everything reads it here."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from branch_portal.ground.problems import Against
from branch_portal.project.located import Located
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import OwnSettings, Settings, settings_with
from branch_portal.project.since import by, has_since

K = TypeVar("K", covariant=True)
R = TypeVar("R", bound=BaseModel, covariant=True)

Read = Callable[[Folders, Reading], Iterator[tuple[str, Located[Any]]]]
"""Reads the files of a kind; gives each record's name with it, mistakes go to the log."""

Named = tuple[tuple[str | int, ...], str, str]
"""A reference: keys and indexes from the record to it, what it refers to, the id."""


def _by_id(record: Any) -> Any:
    return record.id


def _title(record: Any) -> str:
    return str(record.title)


def _never(record: Any) -> Iterable[dt.date]:
    return ()


def _none(record: Any) -> Iterable[Named]:
    return ()


def _always(record: Any, day: dt.date) -> Any:
    return record


def _as_it_is(record: Any) -> Any:
    return record


@dataclass(frozen=True)
class Markdown:
    """How records are written that are pages: below which folder, with which front matter; `body` begins a new one."""

    folder: str
    front: type[BaseModel]
    body: str


@dataclass(frozen=True, eq=False)
class Kind(Generic[K, R]):
    """One kind of record.

    `name` is the kind's folder below `data/`, and what a field's `refers` calls it; `title` is what people call it.
    `key` is what the Handbook finds a record by, when that is not its id; `order` sorts them, when not by id.
    `nested` kinds have their files one folder deeper, a record's id is then `<folder>/<file>`.
    `read` reads files that are no plain records in YAML; `fields` is the part of a record that holds its references.
    `markdown` says so where each record is one page with front matter.
    `pairs` are references that a record writes in two fields (a guide here, its step there), for the way back alone.
    `issued` is the command that alone writes such records: what has been given out is not written by hand.
    `happened` are the days on which a record says that something has happened: the day of a build is never earlier.
    `page` is the address of a record's page (`page_by` where the settings decide it) and `called` what a link to it says;
    `listed` are the name and the address of the page that lists them all, for where there are too many to name.
    `published` is the record as it may be shown at the end of a day, `announced` as a calendar may tell of it on any
    day; None for a record that may not be shown at all. What its dates of the type `Since` say of later days is not
    shown either (`shown`). What refers to a hidden record loses the reference.
    Of `whole` kinds the site says all that their records say, word for word: their files may be in the form page.
    """

    name: str
    model: type[R]
    title: str
    key: Callable[[R], K] = _by_id
    order: Callable[[R], Any] | None = None
    nested: bool = False
    read: Read | None = None
    markdown: Markdown | None = None
    fields: Callable[[R], BaseModel] = _as_it_is
    pairs: Callable[[R], Iterable[Named]] = _none
    happened: Callable[[R], Iterable[dt.date]] = _never
    page: Callable[[R], str] | None = None
    page_by: "Callable[[R, Settings], str] | None" = None
    listed: tuple[str, str] | None = None
    called: Callable[[R], str] = _title
    published: Callable[[R, dt.date], R | None] = _always
    announced: Callable[[R], R | None] = _as_it_is
    shared: bool = False
    lent: Callable[[R], R] = _as_it_is
    both_scripts: bool = False
    issued: str = ""
    whole: bool = False

    @property
    def written(self) -> type[BaseModel]:
        """The model of what its files say field by field: the front matter, where they are pages."""
        return self.markdown.front if self.markdown else self.model

    @property
    def folder(self) -> str:
        """The folder of its files below the portal's root."""
        return self.markdown.folder if self.markdown else f"data/{self.name}"

    def file(self, id: str) -> str:
        """The path of a record's file below the portal's root."""
        return f"{self.folder}/{id}{'.md' if self.markdown else '.yml'}"

    @property
    def gated(self) -> bool:
        """Whether a record may be hidden, or differ, on a day."""
        return self.published is not _always or has_since(self.model)

    def shown(self, record: Any, day: dt.date) -> Any:
        """The record as it may be shown at the end of `day`: `published`, without what is of a later day; None for none."""
        found = self.published(record, day)
        return found if found is None else by(found, day)


@dataclass(frozen=True)
class Union:
    """Several kinds that one field may refer to; no record is of such a kind itself.

    With `former` the field may name records as they were called before: what is sealed keeps the ids of its day.
    """

    name: str
    title: str
    members: tuple[Kind[Any, Any], ...]
    former: bool = False


@dataclass(frozen=True)
class Parts:
    """Places inside the records of a kind that a field may refer to; `titles` gives a record's, by id.

    `lost` says of records and the id of a part that is not there what was most likely called so.
    """

    name: str
    title: str
    kind: Kind[Any, Any]
    titles: Callable[[Any], Mapping[str, str]]
    lost: Callable[[Any, str], tuple[Against, ...]] | None = None


class Kinds:
    """Every kind that a portal knows, and its settings; names are unique, an unknown one is our own bug."""

    def __init__(
        self,
        kinds: Iterable[Kind[Any, Any]],
        unions: Iterable[Union] = (),
        parts: Iterable[Parts] = (),
        settings: Iterable[OwnSettings[Any]] = (),
    ) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self.unions = {union.name: union for union in unions}
        self.parts = {part.name: part for part in parts}
        self.settings = settings_with(settings)

    def __iter__(self) -> Iterator[Kind[Any, Any]]:
        return iter(self._kinds.values())

    def __contains__(self, name: str) -> bool:
        return name in self._kinds

    def __getitem__(self, name: str) -> Kind[Any, Any]:
        return self._kinds[name]

    def knows(self, name: str) -> bool:
        """Whether a kind, a union or parts of a kind are called so: what a field refers to may be of a room that is not here."""
        return name in self._kinds or name in self.unions or name in self.parts

    def names(self) -> list[str]:
        return list(self._kinds)

    def title(self, name: str) -> str:
        """What people call a kind, a union of kinds, or parts of one."""
        found = self._kinds.get(name) or self.unions.get(name) or self.parts[name]
        return found.title

    def members(self, name: str) -> tuple[str, ...]:
        """The kinds behind the name of a union; any other name alone."""
        return tuple(kind.name for kind in self.unions[name].members) if name in self.unions else (name,)

"""Figures that a preview takes over from the state before: made from reads that give what they gave, they are what they were.

What a figure reads is noted while it is worked out (`ground/reads.py`) and looked up in both states afterwards. Only what is frozen through
and through is taken over: an object that holds a book would go on reading the old one.
"""

import datetime as dt
import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from branch_portal.ground.reads import ByKey, Read, noted, shared
from branch_portal.system.named import UNKNOWN, Named

if TYPE_CHECKING:
    from branch_portal.system.snapshot import Snapshot

T = TypeVar("T")
_PLAIN = (
    str, Markup, int, bool, float, bytes, type(None), dt.date, dt.datetime, dt.time, dt.timedelta, Decimal,
)  # fmt: skip
_ROWS = (tuple, list, frozenset, set)
_MAPPINGS = (dict, ByKey, Counter, defaultdict)
_LOOKED_AT = 3
"""Items of a collection that are looked at: figures hold many of one kind."""


class Carried:
    """The figures of one state, with what they read, and those of the state `before`, as long as that is known."""

    def __init__(self, after: "Snapshot", before: "Snapshot | None" = None) -> None:
        self._named = Named(after)
        self._made: dict[str, tuple[Any, dict[Read, None]]] = {}
        self._before: Carried | None = None
        self._pairs: dict[tuple[int, int], tuple[bool, Any, Any]] = {}
        """What was compared, by the identities of both, which are held on to: many branches share one year."""
        if before is not None and before.carried is not None and self._alike(_base(before), _base(after)):
            self._before = before.carried
            self._before.forget()

    def forget(self) -> None:
        """Let go of the state before."""
        self._before = None
        self._pairs.clear()

    def figure(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, or the same from the state before."""
        known = self._before._made.get(name) if self._before else None
        if known is not None and all(map(self._gives_the_same, known[1])):
            self._made[name] = known
            return known[0]  # type: ignore[no-any-return]
        reads: dict[Read, None] = {}
        with noted(reads):
            made = make()
        made = shared(name, made)
        if "<" not in name and not name.startswith(":") and _is_frozen(made):
            self._made[name] = made, reads
        return made

    def _gives_the_same(self, read: Read) -> bool:
        assert self._before is not None
        old, new = self._before._named.given(read), self._named.given(read)
        return new is not UNKNOWN and self._alike(old, new)

    def _alike(self, old: Any, new: Any) -> bool:
        """Whether two values are one, or of one type and alike in all their parts and their order."""
        if old is new:
            return True
        kind = type(old)
        if kind is not type(new):
            return False
        if kind in _PLAIN or kind in (frozenset, set):
            return bool(old == new)
        pair = id(old), id(new)
        if pair not in self._pairs:
            self._pairs[pair] = self._alike_in_parts(old, new), old, new
        return self._pairs[pair][0]

    def _alike_in_parts(self, old: Any, new: Any) -> bool:
        if type(old) in _MAPPINGS:
            one, other = dict.items(old), dict.items(new)
            pairs = zip(one, other, strict=False)
            return len(one) == len(other) and all(a[0] == b[0] and self._alike(a[1], b[1]) for a, b in pairs)
        if isinstance(old, tuple | list):
            return len(old) == len(new) and all(map(self._alike, old, new))
        parts = _parts(old)
        return parts is not None and all(map(self._alike, parts, _parts(new) or ()))


def _base(snapshot: "Snapshot") -> tuple[Any, ...]:
    """What nobody notes that he reads."""
    schedule = snapshot.schedule
    others = [getattr(schedule, one.name) for one in fields(schedule)]
    plain = [one for one in others if type(one) is not ByKey]
    return (snapshot.as_of, snapshot.book.settings, [room.name for room in snapshot.rooms], plain)


def _parts(value: Any) -> list[Any] | None:
    """What an object is made of; None where that is not known."""
    if isinstance(value, BaseModel):
        return [*value.__dict__.values()]
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in fields(value)]
    return [*vars(value).values()] if getattr(type(value), "is_walked", False) else None


def _is_frozen(value: Any) -> bool:
    kind = type(value)
    if kind in _PLAIN or isinstance(value, enum.Enum | BaseModel):
        return True
    held: Iterable[Any] | None = None
    if kind in _MAPPINGS:
        some = [*islice(dict.items(value), _LOOKED_AT)]
        held = [part for item in some for part in item]
    elif kind in _ROWS or isinstance(value, tuple):
        held = islice(value, _LOOKED_AT)
    elif is_dataclass(value) and not isinstance(value, type) and value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        held = [getattr(value, one.name) for one in fields(value)]
    return held is not None and all(map(_is_frozen, held))


def carry(after: "Snapshot", before: "Snapshot | None") -> None:
    """Let the figures of `after` be those of `before` where nothing that they read has changed."""
    carried = Carried(after, before)
    object.__setattr__(after, "carried", carried)
    for shelf in (after.book, after.announced):
        shelf.once = carried.figure

"""What a page or file was made from, noted while it is made: so that a later build can prove that it would become the same.

What many pages are given is given as `ByKey`, which notes every key that is asked for while somebody listens. Whatever is captured or
handed over otherwise counts as a whole (`ground/digests.py`).
"""

from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

Read = tuple[str, str]
"""The name of what was read, and what of it: `WHOLE`, `KEYS`, or the `repr` of a key after `ITEM`, `CALLED` or `PAGE`."""
WHOLE, KEYS, ITEM = "*", "#", "="
CALLED, PAGE = "~", "@"
"""Before the `repr` of a key: what a link to a record says, and its address. Who reads those alone does not read the record."""


class _Listening:
    """Where reads are noted now; None while nobody listens."""

    reads: dict[tuple[str, Any], None] | None = None


def note(name: str, what: str) -> None:
    """Something called `name` is read now."""
    if _Listening.reads is not None:
        _Listening.reads[name, what] = None


@contextmanager
def noted(reads: dict[Read, None] | None) -> Iterator[None]:
    """Note in `reads` what is read while the block runs; with None nothing is."""
    before, _Listening.reads = _Listening.reads, reads
    try:
        yield
    finally:
        _Listening.reads = before


class ByKey(dict[K, V]):
    """A mapping called `name` that nobody changes, and of which every key read is noted."""

    __slots__ = ("name",)

    def __init__(self, name: str, content: dict[K, V]) -> None:
        super().__init__(content)
        self.name = name

    def __getitem__(self, key: K) -> V:
        if _Listening.reads is not None:
            _Listening.reads[self.name, ITEM + repr(key)] = None
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        if _Listening.reads is not None:
            _Listening.reads[self.name, ITEM + repr(key)] = None
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        if _Listening.reads is not None:
            _Listening.reads[self.name, ITEM + repr(key)] = None
        return super().__contains__(key)

    def __iter__(self) -> Iterator[K]:
        note(self.name, KEYS)
        return super().__iter__()

    def __reversed__(self) -> Iterator[K]:
        note(self.name, KEYS)
        return super().__reversed__()

    def __len__(self) -> int:
        note(self.name, KEYS)
        return super().__len__()

    def keys(self) -> KeysView[K]:  # type: ignore[override]
        note(self.name, KEYS)
        return super().keys()

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        note(self.name, WHOLE)
        return super().values()

    def items(self) -> ItemsView[K, V]:  # type: ignore[override]
        note(self.name, WHOLE)
        return super().items()

    def __eq__(self, other: object) -> bool:
        note(self.name, WHOLE)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None

    def __or__(self, other: Any) -> Any:
        return {**self, **other}

    def __ror__(self, other: Any) -> Any:
        return {**other, **self}

    def copy(self) -> dict[K, V]:
        return {**self}

    def __repr__(self) -> str:
        note(self.name, WHOLE)
        return super().__repr__()

    def __reduce__(self) -> Any:
        return dict, ({**self},)

    def plain(self) -> dict[K, V]:
        """The same, of which nothing is noted."""
        return dict(super().items())


def unnoted(mapping: Mapping[K, V], key: K) -> V | None:
    """What a mapping has under `key`, of which nothing is noted."""
    return dict.get(mapping, key) if isinstance(mapping, dict) else mapping.get(key)


def name_of(function: Callable[..., Any]) -> str:
    """Where a function is written: its module and its name there."""
    return f"{getattr(function, '__module__', '')}:{getattr(function, '__qualname__', '')}"


def shared(name: str, made: T) -> T:
    """What is made once for many pages: mappings in it note their reads from now on, under `name` or that and a field's name."""
    if type(made) is dict:
        return ByKey(name, made)  # type: ignore[return-value,arg-type]
    if is_dataclass(made) and not isinstance(made, type):
        for field in fields(made):
            value = getattr(made, field.name)
            if type(value) is dict:
                object.__setattr__(made, field.name, ByKey(f"{name}.{field.name}", value))
    return made


def made_once(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, made without a listener: whoever reads it later reads `name`."""
    with noted(None):
        return shared(name, make())


def read(name: str, found: T) -> T:
    """`found`, which is called `name` and read now; of a `ByKey` it is noted by key."""
    if _Listening.reads is not None and type(found) is not ByKey:
        _Listening.reads[name, WHOLE] = None
    return found


def remembered(function: Callable[..., T]) -> Callable[..., T]:
    """The same function, asked once for the same arguments: who is given what it gave has read what it read."""
    known: dict[Hashable, tuple[T, dict[Read, None]]] = {}

    @wraps(function)
    def again(*given: Hashable) -> T:
        if given not in known:
            reads: dict[Read, None] = {}
            with noted(reads):
                made = function(*given)
            known[given] = made, reads
        result, reads = known[given]
        if _Listening.reads is not None:
            _Listening.reads.update(reads)
        return result

    again.remembers = function  # type: ignore[attr-defined]
    return again

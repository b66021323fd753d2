"""The digest of a value: equal for values that nobody can tell apart, in this process and in later ones.

Records, figures, functions with what they hold, and all that they are made of. What cannot be walked through in full – a file's place,
an open iterator, an object that may change – has none: `Unproven`.
"""

import datetime as dt
import enum
import functools
import hashlib
import types
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from branch_portal.ground.later import Later
from branch_portal.ground.reads import ByKey, name_of

Out = list[bytes]


class Unproven(Exception):
    """A value of which nobody can say whether it is the same as before."""


def walked(kind: type) -> type:
    """Let the attributes of a class's objects stand for them: none of them changes once the pages are listed, and none keeps what it read."""
    kind.is_walked = True  # type: ignore[attr-defined]
    return kind


class Digests:
    """Digests of values that stay as they are while this object is used; it holds on to them.

    `known` are objects that stand for themselves by a name: what is read of them is noted where it is read.
    """

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = {id(one): name.encode() for name, one in known.items()}
        self._holds: list[Any] = [*known.values()]
        self._made: dict[int, bytes | None] = {}

    def of(self, value: Any) -> bytes:
        """16 bytes; raises `Unproven`."""
        out: Out = []
        try:
            self._say(value, out)
        except RecursionError:
            raise Unproven("deep") from None
        return hashlib.blake2b(b"\0".join(out), digest_size=16).digest()

    def whole(self, mapping: ByKey[Any, Any]) -> bytes:
        """The digest of all that a mapping holds, in its order."""
        return self._once(mapping, lambda one: self.of(one.plain()), tag=1)

    def _say(self, value: Any, out: Out) -> None:
        kind = type(value)
        if say := _PLAIN.get(kind):
            text = say(value)
            out += (b"%d" % len(text), text)
        elif (hold := _HOLDING.get(kind)) and len(value) <= _FEW:
            hold(self, value, out)
        else:
            out.append(self._once(value, self._object))

    def _once(self, value: Any, make: Callable[[Any], bytes], tag: int = 0) -> bytes:
        key = id(value) * 2 + tag
        if key not in self._made:
            self._made[key] = None  # until it is known: who meets it again goes in a circle
            self._holds.append(value)
            try:
                self._made[key] = make(value)
            except Unproven:
                self._made[key] = b""
                raise
        found = self._made[key]
        if not found:
            raise Unproven(type(value).__qualname__)
        return found

    def _object(self, value: Any) -> bytes:
        if name := self._known.get(id(value)):
            return b"k" + name
        kind = type(value)
        title, say = _WAYS.get(kind) or _way(kind)
        out: Out = [title]
        say(self, value, out)
        return hashlib.blake2b(b"\0".join(out), digest_size=16).digest()

    def _named(self, value: ByKey[Any, Any], out: Out) -> None:
        out.append(value.name.encode())

    def _model(self, value: BaseModel, out: Out) -> None:
        for one in value.__dict__.values():
            self._say(one, out)

    def _method(self, value: types.MethodType, out: Out) -> None:
        self._function(value.__func__, out)
        self._say(value.__self__, out)

    def _partial(self, value: functools.partial[Any], out: Out) -> None:
        for part in (value.func, value.args, value.keywords):
            self._say(part, out)

    def _getter(self, value: Any, out: Out) -> None:
        self._say(value.__reduce__()[1], out)

    def _type(self, value: type, out: Out) -> None:
        out.append(f"{value.__module__}.{value.__qualname__}".encode())

    def _cached(self, value: Any, out: Out) -> None:
        name = name_of(value.__wrapped__)
        if "<" in name or name.endswith(":"):
            raise Unproven("a cache of its own")
        out.append(name.encode())

    def _choice(self, value: enum.Enum, out: Out) -> None:
        out.append(value.name.encode())

    def _walked(self, value: Any, out: Out) -> None:
        for name in sorted(vars(value)):
            out.append(name.encode())
            self._say(vars(value)[name], out)

    def _function(self, value: Any, out: Out) -> None:
        out.append(name_of(value).encode())
        if remembers := getattr(value, "remembers", None):
            owner = getattr(remembers, "__self__", None)  # which may be what holds it
            if owner is not None and self._made.get(id(owner) * 2, b"") is not None:
                self._say(owner, out)
            return
        code = getattr(value, "__code__", None)
        if code is None:  # of C
            owner = getattr(value, "__self__", None)
            if owner is not None and not isinstance(owner, types.ModuleType):
                self._say(owner, out)
            return
        out.append(b"%d" % code.co_firstlineno + code.co_linetable)  # two on one line stand in other columns
        for cell in value.__closure__ or ():
            try:
                held = cell.cell_contents
            except ValueError:  # not yet anything
                raise Unproven("an empty cell") from None
            self._say(held, out)
        self._say(value.__defaults__, out)
        self._say(value.__kwdefaults__, out)

    def _sequence(self, value: Any, out: Out) -> None:
        out.append(f"{type(value).__name__} {len(value)}".encode())
        for one in value:
            self._say(one, out)

    def _mapping(self, value: Mapping[Any, Any], out: Out) -> None:
        out.append(f"{type(value).__name__} {len(value)}".encode())
        for key, one in value.items():
            self._say(key, out)
            self._say(one, out)

    def _set(self, value: Any, out: Out) -> None:
        out.append(f"{type(value).__name__} {len(value)}".encode())
        out.extend(sorted(self.of(one) for one in value))


_PLAIN: Mapping[type, Callable[[Any], bytes]] = {
    str: lambda one: b"s" + one.encode("utf-8", "surrogatepass"),
    Markup: lambda one: b"m" + str.encode(one, "utf-8", "surrogatepass"),
    int: lambda one: b"i%d" % one,
    bool: lambda one: b"T" if one else b"F",
    float: lambda one: b"f" + repr(one).encode(),
    bytes: lambda one: b"b" + one,
    type(None): lambda one: b"N",
    type(...): lambda one: b"...",
    dt.date: lambda one: b"d%d" % one.toordinal(),
    dt.datetime: lambda one: b"D" + repr(one).encode(),
    dt.time: lambda one: b"t" + repr(one).encode(),
    dt.timedelta: lambda one: b"l" + repr(one).encode(),
    dt.timezone: lambda one: b"z" + repr(one).encode(),
    Decimal: lambda one: b"c" + str(one).encode(),
    range: lambda one: b"r" + repr(one).encode(),
    types.ModuleType: lambda one: b"M" + one.__name__.encode(),
}
_FEW = 3
"""What has no more parts is walked through each time it is met."""
Say = Callable[[Digests, Any, Out], None]
_HOLDING: Mapping[type, Say] = {
    tuple: Digests._sequence,
    list: Digests._sequence,
    dict: Digests._mapping,
    defaultdict: Digests._mapping,
    Counter: Digests._mapping,
    OrderedDict: Digests._mapping,
    types.MappingProxyType: Digests._mapping,
    type({}.keys()): Digests._sequence,
    type({}.values()): Digests._sequence,
    type({}.items()): Digests._sequence,
    set: Digests._set,
    frozenset: Digests._set,
}
_BY_KIND: tuple[tuple[tuple[type, ...], Say], ...] = (
    ((ByKey,), Digests._named),
    ((Later,), Digests._sequence),
    ((BaseModel,), Digests._model),
    ((types.FunctionType, types.BuiltinFunctionType), Digests._function),
    ((types.MethodType,), Digests._method),
    ((functools.partial,), Digests._partial),
    ((attrgetter, itemgetter), Digests._getter),
    ((type,), Digests._type),
    ((functools._lru_cache_wrapper,), Digests._cached),
    ((enum.Enum,), Digests._choice),
)
"""How what is of such a kind is walked through; the first that fits."""
_WAYS: dict[type, tuple[bytes, Say]] = {}
"""What each kind that was met is called, and how it is walked through."""


def _way(kind: type) -> tuple[bytes, Say]:
    title = f"{kind.__module__}.{kind.__qualname__}".encode()
    _WAYS[kind] = title, _HOLDING.get(kind) or _walk_of(kind)
    return _WAYS[kind]


def _walk_of(kind: type) -> Say:
    for kinds, say in _BY_KIND:
        if issubclass(kind, kinds):
            return say
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))

        def each(digests: Digests, value: Any, out: Out) -> None:
            for name in names:
                digests._say(getattr(value, name), out)

        return each
    if issubclass(kind, tuple):  # with names
        return lambda digests, value, out: digests._say(tuple(value), out)
    if issubclass(kind, str):  # a kind of text
        return lambda digests, value, out: digests._say(str.__str__(value), out)
    return Digests._walked if getattr(kind, "is_walked", False) else _unproven


def _unproven(digests: Digests, value: Any, out: Out) -> None:
    raise Unproven(type(value).__qualname__)

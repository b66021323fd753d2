"""What rules found before: whoever asks all of them after every saving asks only those that read what has changed.

A rule of records reads nothing but these. Which kinds it read is noted while it runs, and its findings are kept with the very
records that it read, so that there is nothing that could be out of date.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import is_
from typing import Any

from branch_portal.ground.problems import Problem
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.layers import Layering
from branch_portal.project.records import Located, Records
from branch_portal.project.settings import Settings

_SETTINGS, _LAYERS = "*settings", "*layers"
"""Beside the names of kinds."""

Held = tuple[object, ...]
"""The objects that something consists of."""


@dataclass
class Known:
    """The findings of the rules by what they read; of one portal, whose rooms stay the same."""

    _held: dict[str, Held] = field(default_factory=dict)
    _found: dict[Callable[..., Any], tuple[tuple[object, ...], dict[str, Held], tuple[Problem, ...]]] = field(
        default_factory=dict
    )

    def of(self, records: Records) -> "Asked":
        """The same for the records as they are now."""
        layers: list[Any] = []
        now: dict[str, Held] = {_SETTINGS: (records.settings.record, records.settings.source)}
        for kind, group in records:
            now[kind.name] = tuple(_parts(group))
            layers += (one.layer for one in group.values() if not any(one.layer is known for known in layers))
        if records.layering.layers or self._held.get(_LAYERS) != (held := tuple(layers)):
            self._found.clear()  # who wrote what is seldom another, and every rule may ask
            self._held[_LAYERS] = held if not records.layering.layers else ()
        for name, parts in now.items():
            before = self._held.get(name)
            if before is None or len(before) != len(parts) or not all(map(is_, before, parts)):
                self._held[name] = parts
        return Asked(records, self._held, self._found)


def _parts(group: Mapping[str, Located[Any]]) -> Iterator[object]:
    for name, located in group.items():
        yield from (_same(name), located.record, located.source, located.key and _same(located.key))


_NAMES: dict[object, object] = {}


def _same(value: object) -> object:
    """One object for all that are equal: names are compared as records are."""
    return _NAMES.setdefault(value, value)


@dataclass(frozen=True)
class Asked:
    """Rules asked about some records."""

    records: Records
    held: Mapping[str, Held]
    found: dict[Callable[..., Any], tuple[tuple[object, ...], dict[str, Held], tuple[Problem, ...]]]

    def __call__(self, rule: Callable[..., Iterable[Problem]], *given: object) -> tuple[Problem, ...]:
        """What `rule(records, *given)` finds."""
        if rule in self.found:
            before, reads, problems = self.found[rule]
            if before == given and all(self.held[name] is parts for name, parts in reads.items()):
                return problems
        noting = _Noting(self.records)
        problems = tuple(rule(noting, *given))
        self.found[rule] = given, {name: self.held[name] for name in noting.reads}, problems
        return problems


class _Noting(Records):
    """Records of which every kind that is read is noted."""

    def __init__(self, records: Records) -> None:
        object.__setattr__(self, "reads", set())
        object.__setattr__(self, "_records", records)

    reads: set[str]
    _records: Records

    def __getitem__(self, kind: Any) -> Any:
        self.reads.add(kind if isinstance(kind, str) else kind.name)
        return self._records[kind]

    def __iter__(self) -> Iterator[tuple[Kind[Any, Any], Mapping[str, Located[Any]]]]:
        self.reads.update(kind.name for kind in self._records.kinds)
        return iter(self._records)

    def having(self, settings: Located[Settings] | None = None, **groups: Mapping[str, Located[Any]]) -> Records:
        self.reads.update((_SETTINGS, *(kind.name for kind in self._records.kinds)))
        return self._records.having(settings, **groups)

    @property
    def settings(self) -> Located[Settings]:
        self.reads.add(_SETTINGS)
        return self._records.settings

    @property
    def groups(self) -> Mapping[str, Mapping[str, Located[Any]]]:
        self.reads.update(kind.name for kind in self._records.kinds)
        return self._records.groups

    @property
    def kinds(self) -> Kinds:
        return self._records.kinds

    @property
    def layering(self) -> Layering:
        return self._records.layering

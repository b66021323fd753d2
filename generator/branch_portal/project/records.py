"""The written records with their places, before the rules have passed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, overload

from pydantic import BaseModel

from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.layers import NO_LAYERS, Layering
from branch_portal.project.located import Located as Located
from branch_portal.project.settings import Settings

K = TypeVar("K")
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Records:
    """Everything that could be read: `records[GRIDS]` are the records of a kind by the names of their files."""

    settings: Located[Settings]
    kinds: Kinds
    groups: Mapping[str, Mapping[str, Located[Any]]]
    layering: Layering = NO_LAYERS

    @overload
    def __getitem__(self, kind: Kind[K, R]) -> Mapping[str, Located[R]]: ...
    @overload
    def __getitem__(self, kind: str) -> Mapping[str, Located[Any]]: ...
    def __getitem__(self, kind: Kind[K, R] | str) -> Mapping[str, Located[Any]]:
        return self.groups[kind if isinstance(kind, str) else kind.name]

    def __iter__(self) -> Iterator[tuple[Kind[Any, Any], Mapping[str, Located[Any]]]]:
        """Every kind with its records."""
        return ((kind, self.groups[kind.name]) for kind in self.kinds)

    def having(self, settings: Located[Settings] | None = None, **groups: Mapping[str, Located[Any]]) -> "Records":
        """The same with other records of some kinds, by the kinds' names."""
        return replace(self, settings=settings or self.settings, groups={**self.groups, **groups})

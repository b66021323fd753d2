"""A record together with the place where it was written."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from branch_portal.ground.problems import Place
from branch_portal.project.layers import Layer
from branch_portal.source.places import Source

Written = TypeVar("Written", covariant=True)


@dataclass(frozen=True)
class Located(Generic[Written]):
    """A record and the file it was written in; `key` is where it stands inside the file, `layer` who wrote it."""

    record: Written
    source: Source
    key: tuple[str | int, ...] = ()
    layer: Layer | None = None

    @property
    def own(self) -> bool:
        """Whether the portal itself wrote it, not one that it stands on."""
        return self.layer is None or self.layer.own

    def at(self, *path: str | int) -> Place:
        """Place of the value at `path` inside the record, or of its nearest parent."""
        return self.source.at(*self.key, *path)

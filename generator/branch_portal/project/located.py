"""A record together with the place where it was written."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from branch_portal.ground.problems import Against, Place
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

    def against(self, *path: str | int, mend: str = "") -> Against:
        """The value at `path` as what a problem elsewhere contradicts; `mend` says how it would be right."""
        place = self.at(*path)
        line = self.source.lines[place.line - 1] if place.line <= len(self.source.lines) else ""
        said = _VALUE.match(line[place.column - 1 :])
        field = next((part for part in reversed(path) if isinstance(part, str)), "")
        return Against(place, field, said[0].strip() if said else "", mend)


_VALUE = re.compile(r"'[^']*'|(?:(?! #)[^,\[\]{}])+")
"""What is written at a place, as long as it is one value."""

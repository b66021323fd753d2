"""Plain data from a file with the place of every key and value, kept small enough for megabytes of YAML."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from branch_portal.ground.problems import Place

COLUMN_BITS = 32
"""A mark is a line and a column, both from 0, in one number: the column takes the lower bits."""

Path = tuple[str | int, ...]
"""Keys and indexes from the top of a file to a value."""


class Layout:
    """Where everything of one file stands, in two flat arrays: eight bytes for a mark and four for a size.

    Keys and values are numbered in the order of the file; `sizes` says how many numbers a value and all below it
    take, so that its next sibling is found without walking through it.
    """

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.data: object = None
        self.marks = array("Q")
        self.sizes = array("I")
        self._below: dict[int, dict[str | int, tuple[int, int]]] = {}

    def place(self, number: int) -> Place:
        if number >= len(self.marks):
            return Place(self.path, 1 + self.offset)
        mark = self.marks[number]
        return Place(self.path, (mark >> COLUMN_BITS) + 1 + self.offset, (mark & (1 << COLUMN_BITS) - 1) + 1)

    def find(self, path: Path) -> tuple[int, int, bool]:
        """Numbers of the key and the value at `path` or at its nearest known parent, and whether it is `path`."""
        key, value, data = 0, 0, self.data
        for step in path:
            below = self.below(value, data).get(step)
            if below is None:
                return key, value, False
            key, value = below
            data = data[step]  # type: ignore[index]
        return key, value, True

    def below(self, number: int, data: object) -> dict[str | int, tuple[int, int]]:
        """Numbers of the keys and values directly inside the container `data`, which has `number`."""
        if not isinstance(data, dict | tuple):
            return {}
        if number not in self._below:
            steps: dict[str | int, tuple[int, int]] = {}
            value = number + 1
            for step in data if isinstance(data, dict) else range(len(data)):
                key = value
                value += isinstance(data, dict)
                steps[step] = (key, value)
                value += self.sizes[value]
            self._below[number] = steps
        return self._below[number]


class Places(Mapping[Path, Place]):
    """The place of each path of a file, worked out when asked for."""

    def __init__(self, layout: Layout, keys: bool = False) -> None:
        self._layout = layout
        self._keys = keys

    def __getitem__(self, path: Path) -> Place:
        key, value, found = self._layout.find(path)
        if not found or (self._keys and not path):
            raise KeyError(path)
        return self._layout.place(key if self._keys else value)

    def __iter__(self) -> Iterator[Path]:
        def walk(path: Path, number: int, data: Any) -> Iterator[Path]:
            if path or not self._keys:
                yield path
            for step, (_, value) in self._layout.below(number, data).items():
                yield from walk((*path, step), value, data[step])

        return walk((), 0, self._layout.data)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, eq=False)
class Source:
    """What one file says: `data` is made of dict, tuple, str, int, float, bool and None.

    `lines` are the lines of the whole file without line ends; `places` holds the place of every value and
    `key_places` of every key (of an item of a list, the item itself), by the path of keys and indexes to it.
    """

    path: str
    lines: tuple[str, ...] = field(repr=False)
    data: object
    places: Mapping[Path, Place] = field(repr=False)
    key_places: Mapping[Path, Place] = field(repr=False)

    def at(self, *path: str | int) -> Place:
        """Place of the value at `path`, else of its nearest known parent, else the first line."""
        return self._nearest(self.places, path)

    def key_at(self, *path: str | int) -> Place:
        """Place of the key at `path`, else of the nearest known parent value."""
        return self.key_places.get(path) or self._nearest(self.places, path)

    def _nearest(self, places: Mapping[Path, Place], path: Path) -> Place:
        for length in range(len(path), -1, -1):
            if place := places.get(path[:length]):
                return place
        return Place(self.path)

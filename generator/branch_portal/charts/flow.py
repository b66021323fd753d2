"""A flow: the same things sorted in several ways, one bar a way, and bands that say how many go from one part to another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from branch_portal.charts.scale import Scale
from branch_portal.charts.shapes import Share, Tone, shares


@dataclass(frozen=True)
class Row:
    """One way of sorting: its name, its parts, and the bands that come down to it from the row above, as paths.

    A path lies in a field of 100 × 100 that is stretched to the space between two rows.
    """

    title: str
    parts: tuple[Share, ...]
    bands: tuple[str, ...]


Part = tuple[str, Tone, str, str]
"""A part of a row: its key, its tone, its title, where it leads."""


def flow(ways: Sequence[tuple[str, Sequence[Part]]], things: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """`things` are, for each thing, its part's key in every way; a key that no part has is our own bug."""
    rows: list[Row] = []
    for number, (title, parts) in enumerate(ways):
        counts = Counter(one[number] for one in things)
        order = [key for key, *_ in parts]
        assert set(counts) <= set(order), set(counts) - set(order)
        made = shares([(tone, name, counts[key], link) for key, tone, name, link in parts])
        bands = _bands(things, number, [key for key, *_ in ways[number - 1][1]], order) if number else ()
        rows.append(Row(title, made, bands))
    return tuple(rows)


def _bands(things: Sequence[Sequence[str]], number: int, above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """The bands between two rows: at either end they stand side by side in the order of the other row's parts."""
    scale = Scale(0, len(things))
    pairs = Counter((one[number - 1], one[number]) for one in things)
    starts = _ends([(upper, lower) for upper in above for lower in below], pairs)
    ends = _ends([(upper, lower) for lower in below for upper in above], pairs)
    found = []
    for pair, count in pairs.items():
        a, b, c, d = (scale.at(place) for place in (starts[pair], starts[pair] + count, ends[pair], ends[pair] + count))
        found.append(f"M{a} 0C{a} 50 {c} 50 {c} 100H{d}C{d} 50 {b} 50 {b} 0Z")
    return tuple(sorted(found))


def _ends(order: Sequence[tuple[str, str]], pairs: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    places, before = {}, 0
    for pair in order:
        places[pair] = before
        before += pairs[pair]
    return places

"""三方合併: what two sides have made of one text, change by change; what only one side has changed is taken.

Lines first. Where both sides changed lines that lie side by side, each line by itself; where both changed one line,
each sentence of it. Whatever is still changed by both is a conflict and stays as our side has it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Verdict = Literal["same", "ours", "theirs", "both", "merged", "conflict"]

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+|[^。！？；]+")


@dataclass(frozen=True)
class Region:
    """Some lines of the three texts and what becomes of them; `start` is our first line, from 0.

    `both` sides changed the same way; `merged` are changes of both that do not touch. `base_after` is what both sides
    agree on from now on: of a conflict the old base, so that it is seen again.
    """

    verdict: Verdict
    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    start: int
    result: tuple[str, ...]

    @property
    def base_after(self) -> tuple[str, ...]:
        return self.base if self.verdict == "conflict" else self.theirs


def merge(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Region]:
    """The whole of the three texts as regions, in order."""
    found: list[Region] = []
    for region in _regions(base, ours, theirs):
        found += _apart(region) if region.verdict == "conflict" else [region]
    return found


def _regions(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Region]:
    at = (0, 0, 0)
    for start, stop in (*_in_all(base, ours, theirs), ((len(base), len(ours), len(theirs)), None)):
        if at != start:
            mine, yours = tuple(ours[at[1] : start[1]]), tuple(theirs[at[2] : start[2]])
            yield _judged(tuple(base[at[0] : start[0]]), mine, yours, at[1])
        if stop is not None:
            same = tuple(base[start[0] : stop[0]])
            yield Region("same", same, same, same, start[1], same)
            at = stop


_At = tuple[int, int, int]


def _in_all(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[_At, _At]]:
    """Runs of lines that all three have: where each begins and ends in base, ours and theirs."""
    one, other = (
        SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()[:-1] for side in (ours, theirs)
    )
    first = second = 0
    while first < len(one) and second < len(other):
        mine, yours = one[first], other[second]
        start, stop = max(mine.a, yours.a), min(mine.a + mine.size, yours.a + yours.size)
        if start < stop:
            begun = (start, start - mine.a + mine.b, start - yours.a + yours.b)
            size = stop - start
            yield begun, (begun[0] + size, begun[1] + size, begun[2] + size)
        if mine.a + mine.size < yours.a + yours.size:
            first += 1
        else:
            second += 1


def _judged(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], start: int) -> Region:
    if ours == theirs:
        return Region("both", base, ours, theirs, start, ours)
    if theirs == base:
        return Region("ours", base, ours, theirs, start, ours)
    if ours == base:
        return Region("theirs", base, ours, theirs, start, theirs)
    return Region("conflict", base, ours, theirs, start, ours)


def _apart(region: Region) -> Iterator[Region]:
    """A conflict line by line, and one line sentence by sentence."""
    for one in _one_by_one(region):
        yield _sentences(one) if one.verdict == "conflict" and len(one.base) == 1 else one


def _one_by_one(region: Region) -> Iterator[Region]:
    """Each line of a conflict by itself, where nobody added or took away any."""
    if not len(region.base) == len(region.ours) == len(region.theirs):
        yield region
        return
    lines = zip(region.base, region.ours, region.theirs, strict=True)
    for number, (base, ours, theirs) in enumerate(lines, start=region.start):
        one = _judged((base,), (ours,), (theirs,), number)
        same = one.verdict == "both" and ours == base
        yield Region("same", one.base, one.ours, one.theirs, number, one.ours) if same else one


def _sentences(region: Region) -> Region:
    """One line that both changed, put together where they changed other sentences of it."""
    if len(region.ours) != 1 or len(region.theirs) != 1:
        return region
    base, ours, theirs = (_SENTENCE.findall(lines[0]) for lines in (region.base, region.ours, region.theirs))
    parts = [
        part
        for found in _regions(base, ours, theirs)
        for part in (_one_by_one(found) if found.verdict == "conflict" else [found])
    ]
    if any(part.verdict == "conflict" for part in parts):
        return region
    line = "".join(sentence for part in parts for sentence in part.result)
    return Region("merged", region.base, region.ours, region.theirs, region.start, (line,))

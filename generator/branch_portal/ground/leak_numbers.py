"""Numbers of persons and of their telephones in a text in normal form: by check digits, area codes and grouping.

Digits may stand in groups. What groups belong together is decided by their sizes and by what stands between them, so
that dates, amounts and coordinates are no numbers of anybody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.ground.leak_checks import (
    AREA,
    BEGINS,
    CALLED,
    PUBLIC_LINES,
    UNIT,
    is_bank_card,
    is_day,
    is_resident_id,
)
from branch_portal.ground.leak_kinds import FOLD, LeakKind
from branch_portal.ground.patterns import pattern
from branch_portal.ground.plain_text import NUMERALS, with_digits

_D = "0-9０-９"
_BETWEEN = " .·/_()\\-　．／＿（）－‐-—−"
_RUN = pattern(rf"[{_D}](?<![{_D}].)(?:[{_BETWEEN}]{{0,4}}+[{_D}]){{9,}}+[XxＸｘ]?")
_BEFORE = pattern(rf"(?:[{_D}][ .\-]{{0,2}}){{1,18}}$")
_SPOKEN = pattern(rf"(?:[{_D}][ .\-]{{0,2}}){{0,18}}[{NUMERALS}](?:[ .·\-、]{{0,2}}[{_D}{NUMERALS}]){{2,}}[XxＸｘ]?")
_NUMERAL, _BREAK = (
    pattern(f"[{NUMERALS}](?:[ .·\\-、]{{0,2}}[{_D}{NUMERALS}]){{2}}"),
    pattern(rf"\n(?<=[{_D} ]\n)[ \t>]*[{_D}]"),
)
_LEFT, _RIGHT = pattern(rf"[{_D}](?:[ -]?[{_D}])*[ \t\r]*$"), pattern(rf"[ \t>]*((?:[{_D}][ -]?)*[{_D}][Xx]?)")
_MOBILE = frozenset([
    (11,), (3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 8), (7, 4), (5, 6), (4, 7), (6, 5), (3, 3, 5), (3, 5, 3), (3, 4, 2, 2), (3, 2, 2, 2, 2), (1,) * 11,
])  # fmt: skip
_LOCAL = frozenset([(8,), (7,), (4, 4), (3, 4), (4, 3), (2, 2, 2, 2), (1,) * 8, (1,) * 7])
_SERVICE = frozenset([(3, 3, 4), (3, 4, 3), (3, 7), (4, 3, 3), (4, 2, 4), (4, 6)])
_PIECES = 6
"""Groups into which one number is cut at most where other groups go on in the same way: more are a row of figures."""
_MOST = 23
"""Digits of the longest number with everything before it."""


@dataclass(frozen=True)
class Number:
    kind: LeakKind
    start: int
    end: int
    value: str


def numbers(text: str) -> Iterator[Number]:
    """Every telephone, resident's or card's number of a text in normal form."""
    for match in _RUN.finditer(text):
        yield from _in_run(match[0].translate(FOLD), text, match.start())
    done = 0
    for core in _NUMERAL.finditer(text):
        before = _BEFORE.search(text, max(done, core.start() - 54), core.start())
        if core.start() >= done and (spoken := _SPOKEN.match(text, before.start() if before else core.start())):
            done = spoken.end()
            yield from _in_run(with_digits(spoken[0].translate(FOLD)).replace("、", " "), text, spoken.start())
    for match in _BREAK.finditer(text):
        yield from _over_lines(text, match.start())


def _over_lines(text: str, at: int) -> Iterator[Number]:
    """A number that is broken once, by the end of a line."""
    left = _LEFT.search(text[max(0, at - 24) : at])
    right = _RIGHT.match(text, at + 1, at + 41)
    if left and right and not (left.start() == 0 and at > 24) and right.end() < at + 41:
        first, last = left[0].strip().translate(FOLD), right[1].translate(FOLD)
        digits = (first + last).replace(" ", "").replace("-", "")
        if not BEGINS.match(digits):
            return
        start, end = at - len(left[0]), right.end()
        if text[start - 1 : start].isalnum() and text[start - 1 : start].isascii():
            return
        for found in (
            _in_run(digits, text[:start] + digits + text[end : end + 12], start) if len(digits) <= _MOST else ()
        ):
            if found.value == _number(digits) and found.kind in ("phone", "resident_id", "bank_card"):
                yield Number(found.kind, start, end, found.value)


def _number(digits: str) -> str:
    return _mobile(digits) or digits.lower()


def _in_run(run: str, text: str, offset: int) -> Iterator[Number]:
    groups = [match.span() for match in re.finditer("[0-9]+", run)]
    crossed, done = run[-1] in "Xx", -1
    for first in range(len(groups)):
        if first <= done:
            continue
        digits = ""
        # Single figures that go on as they have begun are a row of figures, not to be looked at 23 times each.
        single = first and groups[first][1] - groups[first][0] < 3
        before, goes_on = run[groups[first - 1][1] : groups[first][0]] if single else "", False
        for last in range(first, min(len(groups), first + _MOST)):
            digits += run[slice(*groups[last])]
            goes_on = goes_on or (last > first and run[groups[last - 1][1] : groups[last][0]] == before)
            if len(digits) > _MOST or (goes_on and last - first >= _PIECES):
                break
            if len(digits) < 10:
                continue
            whole = digits + run[-1] if crossed and last == len(groups) - 1 and len(digits) == 17 else digits
            if BEGINS.match(whole) and (found := _judge(_Window(run, groups, first, last, whole, text, offset))):
                kind, value = found
                end = groups[last][1] + len(whole) - len(digits)
                yield Number(kind, offset + groups[first][0], offset + end, value)
                done = last
                break


@dataclass(frozen=True)
class _Window:
    """Some successive groups of a run of digits."""

    run: str
    groups: list[tuple[int, int]]
    first: int
    last: int
    digits: str
    text: str
    offset: int

    def gap(self, index: int) -> str:
        """What stands after a group of the run, up to the next one."""
        if not 0 <= index < len(self.groups) - 1:
            return ""
        return self.run[self.groups[index][1] : self.groups[index + 1][0]]

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(end - start for start, end in self.groups[self.first : self.last + 1])

    @property
    def gaps(self) -> list[str]:
        return [self.gap(index) for index in range(self.first, self.last)]

    @property
    def apart(self) -> bool:
        """Whether other groups stand off further, or otherwise, than those in here do from one another."""
        return not {self.gap(self.first - 1), self.gap(self.last)} & {*self.gaps, "."} - {""}

    @property
    def before(self) -> str:
        start = self.offset + self.groups[self.first][0]
        return self.text[max(0, start - 16) : start]

    def after(self, length: int) -> str:
        end = self.offset + self.groups[self.last][1] + (1 if self.digits[-1:] in "Xx" else 0)
        return self.text[end : end + length]

    @property
    def is_part_of_a_word(self) -> bool:
        """Whether letters around make this a piece of a checksum or of an identifier."""
        left, right = re.search("[0-9A-Za-z]*$", self.before), re.match("[0-9A-Za-z]*", self.after(12))
        assert left
        assert right
        around = left[0] + right[0]
        if not around:
            return False
        return not around.isalpha() or len(around) > 8 or (len(around) > 1 and not set(around) - set("abcdefABCDEF"))


def _judge(window: _Window) -> tuple[LeakKind, str] | None:
    digits, count = window.digits, len(window.digits)
    if window.is_part_of_a_word:
        return None
    alone = len(window.sizes) <= _PIECES or window.apart
    if count == 18 and digits[0] != "0" and is_resident_id(digits) and len(set(window.gaps)) <= 2 and alone:
        return "resident_id", digits.lower()
    if _is_card_shape(window) and is_bank_card(digits) and alone:
        return "bank_card", digits
    if (mobile := _mobile(digits)) and _is_mobile_shape(window, mobile):
        return "phone", mobile
    if line := _line(window):
        return "phone", line
    if digits[:3] in ("400", "800") and count == 10 and digits not in PUBLIC_LINES:
        called = CALLED.search(window.before)
        if called or (window.sizes in _SERVICE and set(window.gaps) == {"-"} and window.apart):
            return "phone", digits
    return None


def _mobile(digits: str) -> str | None:
    """The eleven digits of a mobile telephone, without what stands before them abroad."""
    match = re.fullmatch("(?:0086|86|0)?(1[3-9][0-9]{9})", digits)
    return match[1] if match else None


def _is_mobile_shape(window: _Window, mobile: str) -> bool:
    sizes, gaps, more = window.sizes, window.gaps, len(window.digits) - len(mobile)
    if more and sizes[0] == more:
        sizes, gaps = sizes[1:], gaps[1:]
    elif more:
        sizes = (sizes[0] - more, *sizes[1:])
    if sizes not in _MOBILE or UNIT.match(window.after(12)):
        return False
    before, after = window.gap(window.first - 1), window.gap(window.last)
    if len(sizes) == 1:
        decimal = after == "." and window.groups[window.last + 1][1] - window.groups[window.last + 1][0] <= 3
        return before != "." and not decimal
    if sizes == (3, 8) and is_day(mobile[3:]):
        return False
    if set(gaps) in ({" "}, {"-"}, {""}) and sizes == (3, 4, 4):
        return before != "."
    if sizes == (3, 4, 4) and gaps[0][0] == ")":
        return window.before.endswith(("(", "（"))
    return len(set(gaps)) == 1 and window.apart


def _line(window: _Window) -> str | None:
    """The digits of a line with its area code, or None."""
    match = re.fullmatch("(0086|86)?(0?[1-9][0-9]{8,10}|0000?[0-9]{7,8})", window.digits)
    if not match:
        return None
    sizes, gaps = list(window.sizes), list(window.gaps)
    number = match[2]
    if match[1]:
        if sizes[0] != len(match[1]):
            return None
        sizes, gaps = sizes[1:], gaps[1:]
        number = number if number.startswith("0") else f"0{number}"
    if not number.strip("0") or number[0] != "0":
        return None
    area = AREA.match(number)
    if len(sizes) == 1:
        return number if area and number[area.end()] in "2345678" and CALLED.search(window.before) else None
    code = sizes[0] + (1 if match[1] and not match[2].startswith("0") else 0)
    local = number[code:]
    goes_on = window.gap(window.first - 1) in (".", "-", "/")
    if code not in (3, 4) or tuple(sizes[1:]) not in _LOCAL or is_day(local) or goes_on:
        return None
    if "-" in gaps[0]:
        return number
    # Other groups of digits begin with a nought too; a real line has a real area code.
    return number if area and area.end() == code and local[0] in "2345678" and window.apart else None


def _is_card_shape(window: _Window) -> bool:
    sizes, gaps = window.sizes, window.gaps
    if len(sizes) == 1:
        return not {window.gap(window.first - 1), window.gap(window.last)} & {"."}
    fours = all(size == 4 for size in sizes[:-1]) and sizes[-1] <= 4
    return len(set(gaps)) == 1 and (fours or set(sizes) == {1} or sizes in ((6, 13), (6, 10)))

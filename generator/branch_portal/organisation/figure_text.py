"""文中的數字: the figures that a Chinese sentence states, read so that they can be compared with a clause's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from branch_portal.ground.patterns import pattern
from branch_portal.organisation.figure import Figure

Bound = Literal["at_least", "more_than", "at_most", "below"]
"""How a sentence bounds its figure; `below` (不足半數) is what falls short of it."""

_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九十")} | {"兩": 2}
_NUMBER = r"\d+(?:\.\d+)?|[一二兩三四五六七八九]?十[一二三四五六七八九]?|[一二兩三四五六七八九]"
_FIGURE = pattern(
    r"(?P<den>[二三四五六七八九十])分之(?P<num>[一二兩三四五六七八九])"
    r"|(?P<over>(?<!超)過)?(?P<half>半數|半(?=[，。；、）]|$)(?<=過半))"
    r"|(?P<percent>\d+(?:\.\d+)?)%"
    rf"|(?P<year>(?<!每)半年)|(?<![\d.第月每])(?<!最後)(?:(?P<low>{_NUMBER})[至到])?(?P<number>{_NUMBER})(?P<unit>個工作日|個月|年|天|週|周|星期|人|名|位|個單位|學時|元|歲|分制)(?![一1]次)"
)
_BEGINS = re.compile(r"[\d一二兩三四五六七八九十過半]")
"""What a figure begins with: looked for first, as trying the whole form at every character takes many times longer."""
_BEFORE: tuple[tuple[str, Bound], ...] = (
    ("不超過|不多於|最多|至多", "at_most"),
    ("不少於|不低於|至少|最少|滿", "at_least"),
    ("(?<!不)(?:超過|多於)", "more_than"),
    ("不足|(?<!不)少於|不到", "below"),
)
_AFTER: tuple[tuple[str, Bound], ...] = (("(?:或)?以上", "at_least"), ("(?:之|以)?內|以下|之前", "at_most"))
_SAYS: Mapping[str, tuple[Bound, ...]] = {
    "at_least": ("at_least", "below"),
    "more_than": ("more_than",),
    "at_most": ("at_most", "more_than"),
    "within": ("at_most", "more_than"),
}
"""How a figure is said, and how what it shuts out is said: 不足7人的 is about 7人以上, 超過50人的 about 不超過50人."""
_STEPS = ("at_least", "more_than")
"""5000元以上 stands for the step above 5000元以下（含5000元）."""
_REACH = 14
"""Characters between a word such as 不超過 and its figure: 不超過黨員總數的三分之一."""
_SAME = {"年": ("個月", 12), "週": ("天", 7), "周": ("天", 7), "星期": ("天", 7), "名": ("人", 1), "位": ("人", 1)}
_SAME |= {"個單位": ("個", 1)}


@dataclass(frozen=True)
class Said:
    """One figure in a text: where, in which words, how much of what, and how it is bounded, if at all."""

    start: int
    end: int
    words: str
    number: Fraction
    unit: str
    bound: Bound | None

    def states(self, figure: Figure) -> bool:
        """Whether this is the clause's figure: the same number and unit, and not bounded in another way."""
        if (self.number, self.unit) != measure(figure):
            return False
        if self.bound is None or figure.relation == "exactly":
            return True
        return self.bound in _SAYS[figure.relation] or (self.unit == "元" and self.bound in _STEPS)


def measure(figure: Figure) -> tuple[Fraction, str]:
    """A clause's figure in the units in which texts are compared: months, days, people; a share has none."""
    return (figure.number, "") if figure.is_share else _in_common(figure.number, figure.unit or "")


@cache
def _in_common(number: Fraction, unit: str) -> tuple[Fraction, str]:
    same, times = _SAME.get(unit, (unit, 1))
    return number * times, same


def figures_in(text: str) -> Iterator[Said]:
    """Every figure that a text states, in order; dates and numbers in a row (第3條) are none."""
    for found in _figures(text):
        number, unit = _amount(found)
        if unit == "個月" and found["unit"] == "年" and number >= 1900 * 12:
            continue  # the name of a year
        if found["low"]:
            share = number / _number(found["number"])
            yield Said(found.start(), found.end(), found[0], _number(found["low"]) * share, unit, "at_least")
            yield Said(found.start(), found.end(), found[0], number, unit, "at_most")
            continue
        yield Said(found.start(), found.end(), found[0], number, unit, _bound(text, found))


def _figures(text: str) -> Iterator[re.Match[str]]:
    begins = _BEGINS.search(text)
    while begins:
        found = _FIGURE.match(text, begins.start())
        if found:
            yield found
        begins = _BEGINS.search(text, found.end() if found else begins.end())


def _amount(found: re.Match[str]) -> tuple[Fraction, str]:
    if found["den"]:
        return Fraction(_DIGITS[found["num"]], _DIGITS[found["den"]]), ""
    if found["half"]:
        return Fraction(1, 2), ""
    if found["percent"]:
        return Fraction(found["percent"]) / 100, ""
    if found["year"]:
        return Fraction(6), "個月"
    return _in_common(_number(found["number"]), found["unit"])


def _number(text: str) -> Fraction:
    if text[0].isdecimal():
        return Fraction(text)
    tens, mark, ones = text.rpartition("十")
    return Fraction((_DIGITS.get(tens, 1) * 10 if mark else 0) + _DIGITS.get(ones, 0))


def _bound(text: str, found: re.Match[str]) -> Bound | None:
    if found["over"]:
        return "more_than"
    after = text[found.end() : found.end() + 3]
    for words, bound in _AFTER:
        if re.match(words, after):
            return bound
    before = re.split("[，。；、：（）]", text[max(0, found.start() - _REACH) : found.start()])[-1]
    hits = [(match.end(), bound) for words, bound in _BEFORE for match in re.finditer(words, before)]
    return max(hits)[1] if hits else None

"""數字: the figure that a clause sets, as data that can be read aloud, compared and counted with."""

import math
from fractions import Fraction
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from branch_portal.project.base import Line, Record

Relation = Literal["at_least", "more_than", "at_most", "within", "exactly"]
RELATION_TITLES: dict[str, str] = {
    "at_least": "以上（含本數）",
    "more_than": "超過（不含本數）",
    "at_most": "不超過（含本數）",
    "within": "以內（含本數）",
    "exactly": "就是這個數",
}
_SIMPLIFIED = {"个月": "個月", "个": "個", "学时": "學時", "岁": "歲"}
Unit = Annotated[
    Literal["個月", "年", "天", "人", "個", "次", "學時", "元", "%", "歲"],
    # People write in either script, and the library is turned into theirs.
    BeforeValidator(lambda unit: _SIMPLIFIED.get(unit, unit) if isinstance(unit, str) else unit),
]


@cache
def _number(value: str, unit: str | None) -> Fraction:
    """Kept: the words of all guides are compared with every figure of the cards."""
    found = Fraction(value)
    return found / 100 if unit == "%" else found


_NUMERALS = "零一二三四五六七八九十"


def _value(text: str) -> str:
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise PydanticCustomError("figure_value", "figure") from None
    if found < 0:
        raise PydanticCustomError("figure_value", "figure")
    return text


class Figure(Record):
    """One figure of a clause.

    `value` is a number (`6`, `0.5`) or a fraction (`1/2`), which has no unit and is of `of`. `subject` are the words
    by which a sentence about it is known: all words of one line, apart by spaces, stand in it.
    """

    value: Annotated[str, Field(pattern=r"^[0-9]+(?:\.[0-9]+|/[0-9]+)?$"), AfterValidator(_value)] = Field(title="數值")
    unit: Unit | None = Field(default=None, title="單位")
    relation: Relation = Field(title="怎麼比")
    of: Line | None = Field(default=None, title="以什麼為基數")
    generally: bool = Field(default=False, title="是否寫「一般」")
    subject: tuple[Line, ...] = Field(title="說的是什麼", min_length=1)

    @property
    def number(self) -> Fraction:
        """The value exactly: 1/2, 6, 1/200 for 0.5 %."""
        return _number(self.value, self.unit)

    @property
    def is_share(self) -> bool:
        """Whether it is a part of something that is counted (半數, 20%)."""
        return self.unit in (None, "%")

    @property
    def words(self) -> str:
        """The figure as an office says it: 半數以上, 超過半數, 不超過6個月, 1個月內."""
        amount = self._amount
        if self.unit and self.of and self.of.startswith("每"):
            return f"{self.of}{'至少' if self.relation == 'at_least' else ''}{amount}"
        if self.relation == "more_than":
            return f"超過{amount}"
        if self.relation == "at_most":
            return f"不超過{amount}"
        if self.relation == "within":
            return f"{amount}內"
        if self.relation == "at_least":
            return f"不少於{amount}" if self.unit == "%" or "分之" in amount else f"{amount}以上"
        return amount

    @property
    def _amount(self) -> str:
        if self.unit:
            return f"{self.value}{self.unit}"
        share = Fraction(self.value)
        return "半數" if share == Fraction(1, 2) else f"{_numeral(share.denominator)}分之{_numeral(share.numerator)}"

    @property
    def days(self) -> int | None:
        """A length of time in days, a month as 30 and a year as 365: what a reminder counts with; None for any other."""
        times = {"天": 1, "個月": 30, "年": 365}.get(self.unit or "")
        return None if times is None else int(self.number * times)

    def passes(self, count: int, of: int | None = None) -> bool:
        """Whether `count` keeps to the figure; a share needs the whole, `of`.

        Exact: 15 of 30 are 半數以上 and not 超過半數. Raises `ValueError` for a share without `of`.
        """
        limit = self._limit(of)
        if self.relation == "at_least":
            return count >= limit
        if self.relation == "more_than":
            return count > limit
        return count <= limit if self.relation in ("at_most", "within") else count == limit

    def least(self, of: int | None = None) -> int:
        """The smallest whole number that passes: the votes or the members that are needed. 0 where there is no floor."""
        limit = self._limit(of)
        if self.relation == "more_than":
            return math.floor(limit) + 1
        return math.ceil(limit) if self.relation in ("at_least", "exactly") else 0

    def most(self, of: int | None = None) -> int | None:
        """The largest whole number that passes; None where there is no ceiling."""
        limit = self._limit(of)
        return None if self.relation in ("at_least", "more_than") else math.floor(limit)

    def _limit(self, of: int | None) -> Fraction:
        if not self.is_share:
            return self.number
        if of is None:
            raise ValueError(f"{self.words} of how many?")
        return self.number * of


def _numeral(number: int) -> str:
    return _NUMERALS[number] if number < len(_NUMERALS) else str(number)

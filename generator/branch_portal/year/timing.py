"""時間規則: how a duty comes round, as people write it — monthly, quarterly, by solar term, yearly."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from branch_portal.project.base import Date, Id, MonthDay, Record

TermId = Literal[
    "xiaohan", "dahan", "lichun", "yushui", "jingzhe", "chunfen", "qingming", "guyu",
    "lixia", "xiaoman", "mangzhong", "xiazhi", "xiaoshu", "dashu", "liqiu", "chushu",
    "bailu", "qiufen", "hanlu", "shuangjiang", "lidong", "xiaoxue", "daxue", "dongzhi",
]  # fmt: skip
TERM_IDS: tuple[str, ...] = get_args(TermId)
"""The 24 terms in the order of the Gregorian year, from 小寒."""

IfClosed = Literal["next", "previous", "nearest", "keep"]


class Offset(Record):
    """A distance from a day: calendar days or working days, not both."""

    days: int | None = Field(default=None, title="天數", ge=-366, le=366)
    workdays: int | None = Field(default=None, title="工作日數", ge=-250, le=250)

    @model_validator(mode="after")
    def _one_of(self) -> "Offset":
        if (self.days is None) == (self.workdays is None):
            raise PydanticCustomError("offset_one", "offset")
        return self


class DayOfMonth(Record):
    """A day inside a month: `day` 1-31 or last, or the n-th working day (-1 is the last)."""

    day: Annotated[int, Field(ge=1, le=31)] | Literal["last"] | None = Field(default=None, title="日")
    workday: Annotated[int, Field(ge=-23, le=23)] | None = Field(default=None, title="第幾個工作日")

    @model_validator(mode="after")
    def _one_of(self) -> "DayOfMonth":
        if (self.day is None) == (self.workday is None) or self.workday == 0:
            raise PydanticCustomError("day_one", "day")
        return self


class QuarterDay(DayOfMonth):
    """A day of a quarter: `month` 1-3 inside it, 4 is the first month after it."""

    month: Annotated[int, Field(ge=1, le=4)] = Field(title="季內第幾個月")


class Monthly(DayOfMonth):
    """每月."""

    every: Literal["month"] = Field(title="週期")
    if_closed: IfClosed = Field(default="keep", title="遇休息日")
    within: Literal["month"] | None = Field(default=None, title="不出本月")


class Quarterly(Record):
    """每季."""

    every: Literal["quarter"] = Field(title="週期")
    by: QuarterDay = Field(title="季內期限")
    if_closed: IfClosed = Field(default="keep", title="遇休息日")


class HalfYearly(Record):
    """每半年: two days of the year, the first half's and the second half's."""

    every: Literal["half"] = Field(title="週期")
    on: tuple[MonthDay, MonthDay] = Field(title="上、下半年期限")
    if_closed: IfClosed = Field(default="keep", title="遇休息日")


class EachTerm(Record):
    """每個節氣: a distance from each of the 24 terms."""

    every: Literal["term"] = Field(title="週期")
    plus: Offset = Field(title="節氣後")
    if_closed: IfClosed = Field(default="keep", title="遇休息日")


class Start(Record):
    """Where a yearly distance is counted from: a solar term or a dated occasion."""

    term: TermId | None = Field(default=None, title="節氣")
    occasion: Id | None = Field(default=None, title="節日或活動", json_schema_extra={"refers": "occasions"})

    @model_validator(mode="after")
    def _one_of(self) -> "Start":
        if (self.term is None) == (self.occasion is None):
            raise PydanticCustomError("start_one", "start")
        return self


class Yearly(Record):
    """每年: a day written MM-DD, or a distance from a term or an occasion."""

    every: Literal["year"] = Field(title="週期")
    on: MonthDay | None = Field(default=None, title="月日")
    start: Start | None = Field(default=None, alias="from", title="起算")
    plus: Offset = Field(default=Offset(days=0), title="相隔")
    if_closed: IfClosed = Field(default="keep", title="遇休息日")

    @model_validator(mode="after")
    def _one_of(self) -> "Yearly":
        if (self.on is None) == (self.start is None):
            raise PydanticCustomError("yearly_one", "yearly")
        return self


class Years(Record):
    """A number of years, as in `every: {years: 3}`."""

    years: Annotated[int, Field(ge=2, le=10)] = Field(title="年數")


class EveryYears(Record):
    """每隔若干年: counted from an anchor day; 29 February is the month's last day in other years."""

    every: Years = Field(title="週期")
    anchor: Date = Field(title="起算日")
    if_closed: IfClosed = Field(default="keep", title="遇休息日")


def _kind(value: Any) -> str | None:
    every = value.get("every") if isinstance(value, dict) else getattr(value, "every", None)
    return "years" if isinstance(every, dict | Years) else every


Recurrence = Annotated[
    Annotated[Monthly, Tag("month")]
    | Annotated[Quarterly, Tag("quarter")]
    | Annotated[HalfYearly, Tag("half")]
    | Annotated[EachTerm, Tag("term")]
    | Annotated[Yearly, Tag("year")]
    | Annotated[EveryYears, Tag("years")],
    Discriminator(
        _kind,
        custom_error_type="recurrence_kind",
        custom_error_message="every",
    ),
]
"""時間規則: the closed recurrence language; its source is the office's own planning practice."""

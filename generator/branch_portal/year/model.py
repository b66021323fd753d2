"""年度: duties, branch plans, and the tables dates come from."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from branch_portal.organisation.applicability import EVERY_BRANCH, AppliesTo
from branch_portal.project.alert_settings import AlertDays as AlertDays
from branch_portal.project.base import Basis, Date, Id, InYear, Line, MonthDay, OldIds, Record, Text, within_years
from branch_portal.year.timing import TERM_IDS, Recurrence, TermId

DUTY_LEVEL_TITLES: dict[str, str] = {"company": "公司", "branch": "支部"}
HELD_ON_TITLES: dict[str, str] = {"theirs": "那一項的日子", "own": "這一項的日子"}
MOVABLE_TITLES: dict[str, str] = {"period": "本期之內", "until_due": "只能提前", "fixed": "不能調整"}
IMPORTANCE_TITLES: dict[str, str] = {"core": "必辦", "optional": "選辦"}
IF_CLOSED_TITLES: dict[str, str] = {
    "next": "順延到後一個工作日",
    "previous": "提前到前一個工作日",
    "nearest": "挪到最近的工作日",
    "keep": "不挪",
}
_TERM_NAMES = "小寒 大寒 立春 雨水 驚蟄 春分 清明 穀雨 立夏 小滿 芒種 夏至 小暑 大暑 立秋 處暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至"
TERM_TITLES: dict[str, str] = dict(zip(TERM_IDS, _TERM_NAMES.split(), strict=True))
HALF_DAY_TITLES: dict[str, str] = {"am": "上午", "pm": "下午"}
WORKDAYS_STATUS_TITLES: dict[str, str] = {"official": "正式", "provisional": "暫定"}
DATED_BY_TITLES: dict[str, str] = {"calendar": "曆算", "announcement": "每年公布", "unit": "各單位自定"}


class _Task(Record):
    """What a recurring and an event-driven duty share."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="任務")
    track: Id = Field(title="泳道", json_schema_extra={"refers": "tracks"})
    role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    deliverable: tuple[Line, ...] = Field(title="交什麼", min_length=1)
    archive: tuple[str, ...] = Field(title="放哪裡", json_schema_extra={"refers": "carriers"})
    guides: tuple[Id, ...] = Field(title="照哪頁辦", min_length=1, json_schema_extra={"refers": "guides"})
    step: str | None = Field(default=None, title="從哪一步辦起", json_schema_extra={"refers": "guide_steps"})
    basis: tuple[Basis, ...] = Field(title="依據", min_length=1)


class HeldWith(Record):
    """一次開: one gathering for two duties, on the day of the other (`theirs`) or on this one's (`own`)."""

    duty: Id = Field(title="和哪項任務", json_schema_extra={"refers": "duties"})
    on: Literal["theirs", "own"] = Field(default="theirs", title="開在哪一天")


class Timing(Record):
    """改期: how a duty comes round from a day on, so that what was issued for the time before stays as it was."""

    first: Date = Field(alias="from", title="從哪天起")
    when: Recurrence = Field(title="時間規則")
    opens: MonthDay | None = Field(default=None, title="最早可辦日")
    held_with: HeldWith | None = Field(default=None, title="和哪項任務一次開")


class Duty(_Task):
    """年度任務: a recurring duty, for the company itself or for each branch it applies to.

    It falls due from `first` to `last` only. `changed` are its later timings, each for the periods that begin on its
    day or after; before the first of them `when`, `opens` and `held_with` hold.
    """

    level: Literal["company", "branch"] = Field(title="層級")
    applies_to: AppliesTo = Field(default=EVERY_BRANCH, title="適用條件")
    when: Recurrence = Field(title="時間規則")
    opens: MonthDay | None = Field(default=None, title="最早可辦日")
    held_with: HeldWith | None = Field(default=None, title="和哪項任務一次開")
    first: Date | None = Field(default=None, alias="from", title="從哪天起辦")
    last: Date | None = Field(default=None, alias="until", title="辦到哪天為止")
    changed: tuple[Timing, ...] = Field(default=(), title="以後改期")
    movable: Literal["period", "until_due", "fixed"] = Field(default="until_due", title="支部可否調整")
    alerts: AlertDays = Field(title="提醒天數")
    importance: Literal["core", "optional"] = Field(title="必辦或選辦")
    mandatory: bool = Field(default=False, title="是否制度規定的必開會議")
    same_day: tuple[Id, ...] = Field(default=(), title="可合併辦理", json_schema_extra={"refers": "duties"})
    season: str | None = Field(default=None, title="時令", max_length=20)

    @property
    def timings(self) -> tuple[Timing, ...]:
        """Every timing with its first day, in order."""
        earliest = dt.date.min
        own = Timing.model_construct(first=earliest, when=self.when, opens=self.opens, held_with=self.held_with)
        return (own, *sorted(self.changed, key=lambda one: one.first))

    def timing_on(self, day: dt.date) -> Timing:
        """The timing of the periods that begin on `day`."""
        return [one for one in self.timings if one.first <= day][-1]

    def in_force(self, day: dt.date) -> bool:
        """Whether it may fall due on `day`."""
        return (self.first or dt.date.min) <= day <= (self.last or dt.date.max)


class EventDuty(_Task):
    """觸發任務: done when something happens, not on a date."""

    trigger: Line = Field(title="什麼情況下")
    limit: Line = Field(title="多久辦完")


class Move(Record):
    """One occurrence put on another day by a branch."""

    duty: Id = Field(title="任務", json_schema_extra={"refers": "duties"})
    period: Annotated[str, Field(pattern=r"^[0-9]{4}(-[a-z0-9]+)?$"), InYear] = Field(title="期次")
    to: Date = Field(title="改到哪天")
    half: Literal["am", "pm"] | None = Field(default=None, title="上午或下午")
    reason: Line = Field(title="原因")


class Waiver(Record):
    """One duty that a branch does not do this year, with who approved it."""

    duty: Id = Field(title="任務", json_schema_extra={"refers": "duties"})
    period: Annotated[str, Field(pattern=r"^[0-9]{4}(-[a-z0-9]+)?$"), InYear] | None = Field(default=None, title="期次")
    reason: Line = Field(title="原因")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    approved_on: Date = Field(title="批准日期")


class OwnItem(_Task):
    """支部自選任務: a branch's own dated item."""

    due: Date = Field(title="期限")
    alerts: AlertDays = Field(title="提醒天數")


class Plan(Record):
    """支部年度計劃: what a branch changes against the company's year (`<branch>-<year>.yml`)."""

    id: Id = Field(title="編號")
    branch: Id = Field(title="支部", json_schema_extra={"refers": "branches"})
    year: int = Field(title="年度", ge=2000, le=2100)
    moves: tuple[Move, ...] = Field(default=(), title="調整")
    own: tuple[OwnItem, ...] = Field(default=(), title="自選")
    waived: tuple[Waiver, ...] = Field(default=(), title="免辦")


class TermText(Record):
    """節氣: the fixed words of one of the 24 terms."""

    id: TermId = Field(title="編號")
    title: str = Field(title="名稱", max_length=2)
    season: Line = Field(title="時令特點")
    emphasis: Text = Field(title="本節氣要點")


_WHOLE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


def _instant(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        whole = _WHOLE.fullmatch(value)  # `strptime` takes twenty times as long
        moment = dt.datetime.fromisoformat(value) if whole else dt.datetime.strptime(value, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        raise PydanticCustomError("instant_form", "instant") from None
    return within_years(moment)


Instant = Annotated[dt.datetime, BeforeValidator(_instant, json_schema_input_type=str)]
"""A moment in China Standard Time (UTC+8), written `YYYY-MM-DD HH:MM:SS`."""


class TermYear(Record):
    """節氣時刻: the 24 instants of one year, computed by lunar_python and cross-checked in the tests."""

    id: Id = Field(title="編號")
    year: int = Field(title="年度", ge=1900, le=2200)
    instants: tuple[Instant, ...] = Field(title="二十四節氣時刻", min_length=24, max_length=24)


class DayRange(Record):
    """A run of days off, both ends included; a run of years would make every due date be looked for in all of them."""

    first: Date = Field(alias="from", title="起")
    last: Date = Field(alias="to", title="止")
    name: Line = Field(title="名稱")

    @model_validator(mode="after")
    def _days(self) -> "DayRange":
        if (self.last - self.first).days >= 60:
            raise PydanticCustomError("days_off", "days off")
        return self


class WorkdayYear(Record):
    """工作日表: one year's official days off and make-up working days."""

    id: Id = Field(title="編號")
    year: int = Field(title="年度", ge=2000, le=2100)
    status: Literal["official", "provisional"] = Field(title="狀態")
    source: Text = Field(title="出處")
    issued: Date | None = Field(default=None, title="通知印發日")
    holidays: tuple[DayRange, ...] = Field(title="放假")
    makeup_days: tuple[Date, ...] = Field(title="調休上班")


class Occasion(Record):
    """節日與活動: an occasion whose day differs from year to year.

    In a year without a day the duties counted from it wait, unless the calendar itself gives the day. A day that is
    each unit's own matter is not lent to the portals that stand on this one.
    """

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    source: Line = Field(title="日期出處")
    dated_by: Literal["calendar", "announcement", "unit"] = Field(default="calendar", title="日期由誰定")
    dates: tuple[Date, ...] = Field(default=(), title="各年日期")
    provisional: tuple[int, ...] = Field(default=(), title="暫定年份")

    @property
    def may_wait(self) -> bool:
        """Whether a year may have no day yet."""
        return self.dated_by != "calendar"

    def lent(self) -> "Occasion":
        """The occasion as a portal above this one has it."""
        return self.model_copy(update={"dates": (), "provisional": ()}) if self.dated_by == "unit" else self

"""What every written record shares: strictness, ids, dates, and the basis of a rule."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from branch_portal.ground.dates import FIRST_YEAR, LAST_YEAR

D = TypeVar("D", bound=dt.date)

R = TypeVar("R", bound="Record")

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def within_years(day: D) -> D:
    """`day`, a date or a moment; raises a validation error (`date_far`) far off the present."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("date_far", "date")
    return day


def text_within_years(text: str) -> str:
    if found := re.search(r"(?:^|\.)([0-9]{4})(?![0-9])", text):
        within_years(dt.date(max(1, int(found[1])), 1, 1))
    return text


def _date(value: Any) -> Any:
    """`YYYY-MM-DD` written out; anything else is refused with the reason."""
    if isinstance(value, dt.date):
        return within_years(value)
    if not isinstance(value, str):
        raise PydanticCustomError("date_text", "date")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "date")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_none", "date") from None
    return within_years(day)


def as_id(value: str) -> str:
    if not ID_PATTERN.fullmatch(value):
        raise PydanticCustomError("id_form", "id")
    return value


def as_month_day(value: str) -> str:
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("month_day_form", "month-day")
    try:
        dt.date.fromisoformat(f"2024-{value}")
    except ValueError:
        raise PydanticCustomError("date_none", "date") from None
    return value


def filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("text_empty", "text")
    return value


Date = Annotated[dt.date, BeforeValidator(_date, json_schema_input_type=str)]
"""A calendar day in Asia/Shanghai, written YYYY-MM-DD."""

Id = Annotated[str, Field(max_length=40), AfterValidator(as_id)]
"""A stable name of a record: ASCII lower-case words, digits and hyphens."""

InYear = AfterValidator(text_within_years)
"""For texts that begin with a year or have one after a dot, such as 2026-q3 and m03.2026-04: a year as dates have it."""

MonthDay = Annotated[str, AfterValidator(as_month_day)]
"""A day of any year, written MM-DD."""

Line = Annotated[str, Field(max_length=120), AfterValidator(filled)]
"""One line of text for a label or a title."""

Text = Annotated[str, Field(max_length=600), AfterValidator(filled)]
"""Free text of a few sentences."""


class Record(BaseModel):
    """Base of everything people write: frozen, no unknown keys, no coercion."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    EXACTLY_ONE: ClassVar[tuple[str, tuple[str, ...]] | None] = None
    """The type of a mistake, and the fields of which one must be there and no other; the form page asks it as well."""


def exactly_one(record: R) -> R:
    """Refuses a record that has not one of the fields of its `EXACTLY_ONE`, or several."""
    assert record.EXACTLY_ONE
    mistake, names = record.EXACTLY_ONE
    if sum(getattr(record, name) not in (None, ()) for name in names) != 1:
        raise PydanticCustomError(mistake, "one of several")
    return record


OldId = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")]
OldIds = Annotated[tuple[OldId, ...], Field(title="曾用編號")]
"""Ids a record had before, the oldest first: calendar events keep the name they were first published under."""


def first_id(record: Record) -> str:
    """The id a record was first published under; addresses may change, a calendar's UID may not."""
    old: tuple[str, ...] = getattr(record, "old_ids", ())
    return old[0] if old else str(record.id)  # type: ignore[attr-defined]


def former_ids(records: Iterable[Record]) -> dict[str, str]:
    """Every id that one of `records` had before, and the one it has now."""
    return {str(old): str(record.id) for record in records for old in getattr(record, "old_ids", ())}  # type: ignore[attr-defined]


def clause_number(article: str | None) -> str:
    """How the number of a clause is said: `11` is 第11條, any other word stands as it is."""
    return f"第{article}條" if (article or "").isdecimal() else article or ""


BasisStatus = Literal["confirmed", "practice", "to_verify"]
BASIS_STATUS_TITLES: dict[str, str] = {
    "confirmed": "有依據",
    "practice": "常見做法",
    "to_verify": "待核對",
}


class Basis(Record):
    """依據: the document and clause behind a rule, or the honest word that there is none."""

    status: BasisStatus = Field(title="依據狀態")
    document: str | None = Field(
        default=None, title="文件編號", pattern=r"^[a-z][a-z_]*$", json_schema_extra={"refers": "basis"}
    )
    article: str | None = Field(default=None, title="條款", max_length=20)
    clauses: tuple[Id, ...] = Field(default=(), title="條款卡", json_schema_extra={"refers": "clauses"})
    note: Line | None = Field(default=None, title="說明")
    looked_at: Date | None = Field(default=None, title="條款變動後再看日期")

    @property
    def where(self) -> str:
        """第11條, 第三項; empty where no clause is named."""
        return clause_number(self.article)

"""新年度: what is written when a portal goes on to another year, and what of it a person still has to decide."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from branch_portal.edit.places import Refused, file_of
from branch_portal.editions.door import own_words
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.adopted import base_file, lower_text
from branch_portal.project.kind import Kind
from branch_portal.project.library import library_root
from branch_portal.project.reading import Folders
from branch_portal.project.records import Located, Records
from branch_portal.writing.change import change, fields
from branch_portal.writing.patch import document, patch
from branch_portal.year.kinds import DUTIES, OCCASIONS, PLANS, SOLAR_TERMS, WORKDAYS
from branch_portal.year.model import DayRange, Occasion, WorkdayYear
from branch_portal.year.timing import Yearly

_PLAN = "# {title}{year}年的計劃：只寫與公司統一安排不同的地方；沒有不同的，刪去這個文件\n"
_LAST = "# 上年的自選任務：還要辦的，去掉行首的「# 」，改好編號和期限\n"


@dataclass(frozen=True)
class Notice:
    """放假通知: what the State Council's office has said of a year; `holidays` are names with first and last days."""

    issued: dt.date
    source: str
    holidays: tuple[tuple[str, dt.date, dt.date], ...]
    makeup: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class Dated:
    """The day of an occasion; a guessed one is marked 暫定."""

    day: dt.date
    guessed: bool = False


@dataclass
class NewYear:
    """The files to write by path, and what they come to in sentences."""

    files: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)


class YearWork:
    """One year for one portal; `records` may still lack it."""

    def __init__(self, records: Records, folders: Folders, year: int) -> None:
        self.records = records
        self.folders = folders
        self.year = year
        self._words = own_words(records)

    @property
    def table(self) -> Located[WorkdayYear] | None:
        """The year's table of working days, in whatever layer."""
        return self.records[WORKDAYS].get(str(self.year))

    def statutory(self) -> tuple[DayRange, ...]:
        """The days off that the law names; none where neither a layer nor the library has the year."""
        if self.table:
            return self.table.record.holidays
        text = self._of_library(WORKDAYS)
        return WorkdayYear.model_validate(fields(text)).holidays if text else ()

    def undated(self) -> Iterator[Occasion]:
        """Occasions that duties are counted from and that have no day this year, nor one that the library gives."""
        used = {
            duty.record.when.start.occasion
            for duty in self.records[DUTIES].values()
            if isinstance(duty.record.when, Yearly) and duty.record.when.start
        }
        for id, located in self.records[OCCASIONS].items():
            if id in used and not self._has_day(located.record) and self._library_day(located.record) is None:
                yield located.record

    def result(self, notice: Notice | None, dates: Mapping[str, Dated]) -> NewYear:
        """Everything to write; raises `Refused` for a year that nobody knows the solar terms of."""
        made = NewYear()
        self._settings(made)
        self._terms(made)
        self._workdays(made, notice)
        for id, located in self.records[OCCASIONS].items():
            given = dates.get(id)
            if given is None and not self._has_day(located.record) and (day := self._library_day(located.record)):
                given = Dated(day)
            if given:
                self._occasion(made, id, located, given)
        self._plans(made)
        return made

    def _settings(self, made: NewYear) -> None:
        settings = self.records.settings
        years = settings.record.years
        if self.year in years:
            return
        old = settings.source.data
        assert isinstance(old, dict)
        path = settings.source.path
        new = {**old, "years": tuple(sorted((*years, self.year)))}
        made.files[path] = patch(self._text(path), old, new, {})
        made.done.append(f"編製年度加上{self.year}年")

    def _terms(self, made: NewYear) -> None:
        if str(self.year) in self.records[SOLAR_TERMS]:
            return
        text = self._of_library(SOLAR_TERMS)
        if text is None:
            raise Refused(f"程序帶的節氣時刻沒有{self.year}年，先升級程序。")
        made.files[file_of(SOLAR_TERMS, str(self.year))] = text
        made.done.append(f"{self.year}年的節氣時刻，從基礎庫取來")

    def _workdays(self, made: NewYear, notice: Notice | None) -> None:
        path = file_of(WORKDAYS, str(self.year))
        if notice:
            data = {
                "id": str(self.year),
                "year": self.year,
                "status": "official",
                "source": notice.source,
                "issued": notice.issued,
                "holidays": tuple({"from": first, "to": last, "name": name} for name, first, last in notice.holidays),
                "makeup_days": notice.makeup,
            }
            made.files[path] = document(data, {("holidays",): False, ("makeup_days",): not notice.makeup})
            days = sum((last - first).days + 1 for _, first, last in notice.holidays)
            made.done.append(f"{self.year}年的工作日表，按通知：放假{days}天，調休上班{len(notice.makeup)}天")
        elif self.table is None:
            text = self._of_library(WORKDAYS)
            if text is None:
                raise Refused(f"程序帶的工作日表沒有{self.year}年：先升級程序，或照放假通知運行，見 --help。")
            made.files[path] = text
            made.done.append(f"{self.year}年的工作日表，從基礎庫取來")

    def _occasion(self, made: NewYear, id: str, located: Located[Occasion], given: Dated) -> None:
        path = file_of(OCCASIONS, id)
        record = located.record
        # Another layer's text may hold days that were not lent to this portal.
        kept = tuple(day for day in record.dates if day.year != self.year)
        guesses = {one for one in record.provisional if one != self.year} | ({self.year} if given.guessed else set())
        values: dict[str, Any] = {"dates": tuple(sorted((*kept, given.day)))}
        if guesses or record.provisional:
            values["provisional"] = tuple(sorted(guesses))
        if located.own:
            made.files[path] = change(self._text(path), values)
        else:
            text = lower_text(located)
            lent = {} if record.dates else {"provisional": values.get("provisional", ())}
            made.files[path] = change(text, {**values, **lent} if "provisional" in fields(text) else values)
            made.files[self.folders.shown(base_file(self.folders, OCCASIONS.name, id, ".yml"))] = text
        made.done.append(f"{record.title}：{given.day}{'（暫定）' if given.guessed else ''}")

    def _plans(self, made: NewYear) -> None:
        """A plan for each branch that had items of its own, with these as comments."""
        for branch, located in self.records[BRANCHES].items():
            id, before = f"{branch}-{self.year}", self.records[PLANS].get(f"{branch}-{self.year - 1}")
            ends = located.record.dissolved_on
            if id in self.records[PLANS] or before is None or not before.record.own or (ends and ends.year < self.year):
                continue
            lines = before.source.lines
            start = before.source.key_at("own").line
            rest = (n for n in range(start, len(lines)) if lines[n][:1].isalpha())
            own = [lines[start - 1], *lines[start : next(rest, len(lines))]]
            head = self._words(_PLAN.format(title=located.record.short, year=self.year))
            data = {"id": id, "branch": branch, "year": self.year}
            comments = "".join(f"# {line}".rstrip() + "\n" for line in own)
            made.files[file_of(PLANS, id)] = head + document(data, {}) + self._words(_LAST) + comments
            made.done.append(f"{located.record.short}的計劃，上年有自選任務")

    def _has_day(self, occasion: Occasion) -> bool:
        return any(day.year == self.year for day in occasion.dates)

    def _library_day(self, occasion: Occasion) -> dt.date | None:
        """The day that the library gives an occasion of its own in this year."""
        file = library_root() / file_of(OCCASIONS, occasion.id)
        if not file.is_file() or occasion.dated_by == "unit":
            return None
        theirs = Occasion.model_validate(fields(file.read_text("utf-8"))).lent()
        return next((day for day in theirs.dates if day.year == self.year), None)

    def _of_library(self, kind: Kind[Any, Any]) -> str | None:
        """The library's record of the year in the portal's script, for a portal that does not stand on it."""
        file = library_root() / file_of(kind, str(self.year))
        return self._words(file.read_text("utf-8")) if file.is_file() else None

    def _text(self, path: str) -> str:
        return (self.folders.root / path).read_text("utf-8-sig")

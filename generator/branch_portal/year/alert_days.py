"""綠、黃、紅: the days on which the three levels of an alert begin. They are counted here and nowhere else."""

import datetime as dt
from typing import Literal, NamedTuple, Protocol

from branch_portal.project.alert_settings import ExtendedAlertDays
from branch_portal.year.model import AlertDays
from branch_portal.year.workdays import Workdays

AlertLevel = Literal["green", "yellow", "red"]
LEVEL_TITLES: dict[AlertLevel, str] = {"green": "綠色通知", "yellow": "黃色提醒", "red": "紅色告警"}


class Levels(NamedTuple):
    """The first days of the three levels: `green` <= `yellow` <= `red`."""

    green: dt.date
    yellow: dt.date
    red: dt.date

    @property
    def days(self) -> tuple[tuple[AlertLevel, dt.date], ...]:
        """Each level with its day."""
        return ("green", self.green), ("yellow", self.yellow), ("red", self.red)


class Alerted(Protocol):
    """Anything with the days of three levels."""

    @property
    def green(self) -> dt.date: ...
    @property
    def yellow(self) -> dt.date: ...
    @property
    def red(self) -> dt.date: ...


def alert_days(alerts: AlertDays, due: dt.date, workdays: Workdays) -> Levels:
    """The first day of green, yellow and red before `due`, for everything that has one.

    Each is an open day, for somebody must be there to see it: a level that would begin on a closed day begins on the
    open day before, so that nothing is lost of the time left; one that begins after the due day (a reminder of what
    is late) on the open day after. The 180 days before a term ends (《中國共產黨支部工作條例（試行）》, 第二十一條: six
    months before) are the latest day for that reminder, so that an earlier one keeps to it.
    """
    counts = (alerts.green, alerts.yellow, alerts.red)
    return Levels(*(_open(due - dt.timedelta(days=count), due, workdays) for count in counts))


def _open(day: dt.date, due: dt.date, workdays: Workdays) -> dt.date:
    return workdays.shift(day, "previous" if day <= due else "next")


def extended_alert_days(alerts: ExtendedAlertDays, approved_on: dt.date, due: dt.date, workdays: Workdays) -> Levels:
    """The levels before an extended day: green from the approval, no level before it, the others on open days."""
    red = max(approved_on, _open(due - dt.timedelta(days=alerts.red), due, workdays))
    yellow = min(red, max(approved_on, _open(due - dt.timedelta(days=alerts.yellow), due, workdays)))
    return Levels(approved_on, yellow, red)


def level_on(day: dt.date, item: Alerted) -> AlertLevel | None:
    """The level on a day; None before green. What is recorded as done is no longer asked: time alone decides here."""
    if day < item.green:
        return None
    return "red" if day >= item.red else "yellow" if day >= item.yellow else "green"

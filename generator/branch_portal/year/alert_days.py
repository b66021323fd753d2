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


def alert_days(alerts: AlertDays, due: dt.date, workdays: Workdays | None) -> Levels:
    """The first day of green, yellow and red before `due`.

    With `workdays` each is an open day, for somebody must be there to see it: a level that begins on a closed day
    begins on the open day before, so that nothing is lost of the time left; one that begins after the due day
    (a reminder of what is late) on the open day after. So it is for duties and slips.
    None counts days as they fall: for terms of office, whose 180 days are the regulation's, and for agreements,
    goals and problems, whose reminders stand in subscribers' calendars and would all move.
    """
    green, yellow, red = (due - dt.timedelta(days=count) for count in (alerts.green, alerts.yellow, alerts.red))
    if workdays is None:
        return Levels(green, yellow, red)
    return Levels(*(workdays.shift(day, "previous" if day <= due else "next") for day in (green, yellow, red)))


def extended_alert_days(alerts: ExtendedAlertDays, approved_on: dt.date, due: dt.date) -> Levels:
    """The levels before an extended day: green from the approval, no level before it, days as they fall."""
    red = max(approved_on, due - dt.timedelta(days=alerts.red))
    yellow = min(red, max(approved_on, due - dt.timedelta(days=alerts.yellow)))
    return Levels(approved_on, yellow, red)


def level_on(day: dt.date, item: Alerted) -> AlertLevel | None:
    """The level on a day; None before green. Nobody tells the portal what is done, so time alone decides."""
    if day < item.green:
        return None
    return "red" if day >= item.red else "yellow" if day >= item.yellow else "green"

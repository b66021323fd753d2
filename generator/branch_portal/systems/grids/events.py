"""網格 in the calendar: the end of every pairing agreement, with its reminders."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.calendar.expiry import expiry_event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.settings import GRID_SETTINGS
from branch_portal.year.alert_days import alert_days
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    for grid in book[GRIDS].values():
        yield expiry_event(
            record=f"grid-{first_id(grid)}",
            until=grid.agreement.until,
            agreement=f"{grid.title}結對協議",
            lines=("到期前對照目標檢視一次，續簽、調整或終止都留一頁說明。",),
            page=f"{urls.grid(grid.id)}#agreement",
            category="黨員進網格",
            branch=grid.branch,
            alerts=alert_days(book.settings.alerts.agreement, grid.agreement.until, schedule.workdays),
            role=book.settings.roles.branch_head,
            track=book.settings[GRID_SETTINGS].track,
        )

"""網格 among the deadlines: the end of every pairing agreement."""

from collections.abc import Iterator

from branch_portal.calendar.expiry import AGREEMENT
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.year.alert_days import alert_days
from branch_portal.year.deadline import Deadline


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    days = snapshot.book.settings.alerts.agreement
    for grid in snapshot.book[GRIDS].values():
        title, page, until = f"結對協議到期：{grid.title}", f"{urls.grid(grid.id)}#agreement", grid.agreement.until
        levels = alert_days(days, until, snapshot.schedule.workdays)
        yield Deadline(AGREEMENT, grid.branch, title, page, until, *levels, grid.power_chief)

"""近鄰黨建+ among the deadlines: the end of a pact that no review has settled, open reviews and projects."""

from collections.abc import Iterator

from branch_portal.calendar.expiry import AGREEMENT
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.year.alert_days import alert_days
from branch_portal.year.deadline import Deadline


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    days = snapshot.book.settings.alerts.agreement
    for pact in snapshot.book[PACTS].values():
        page = urls.pact(pact.id)
        settled = any(one.outcome in ("renew", "end") for one in pact.reviews)
        reviews = (one.due for one in pact.reviews if not one.held_on)
        dated = [
            (f"共建協議到期：{pact.title}", page, pact.until, not settled),
            *((f"檢視共建協議：{pact.title}", f"{page}#reviews", due, True) for due in reviews),
            *((f"共建項目：{one.title}", page, one.due, True) for one in pact.projects if not one.done_on),
        ]
        for title, where, due, stays in dated:
            levels = alert_days(days, due, snapshot.schedule.workdays)
            yield Deadline(AGREEMENT, pact.branch, title, where, due, *levels, pact.contact, stays)

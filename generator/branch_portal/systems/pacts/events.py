"""近鄰黨建+ in the calendar: the reviews and the ends of pacts."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.calendar.expiry import expiry_event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import PACT_KIND_TITLES
from branch_portal.systems.pacts.settings import PACT_SETTINGS
from branch_portal.year.alert_days import alert_days
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    track = book.settings[PACT_SETTINGS].track
    for pact in book[PACTS].values():
        category = PACT_KIND_TITLES[pact.kind]
        page = urls.pact(pact.id)
        yield expiry_event(
            record=f"pact-{first_id(pact)}",
            until=pact.until,
            agreement=f"{pact.title}（共建協議）",
            lines=("到期前檢視：續簽、調整或終止，都留書面說明。",),
            page=page,
            category=category,
            branch=pact.branch,
            alerts=alert_days(book.settings.alerts.agreement, pact.until, schedule.workdays),
            role=book.settings.roles.branch_head,
            track=track,
            since=pact.signed_on,
        )
        for review in pact.reviews:
            yield Event(
                uid=f"pact-{first_id(pact)}.review-{review.quarter}",
                first=review.due,
                last=review.due,
                summary=f"檢視共建協議：{pact.title}",
                lines=("對照項目清單看辦成沒有，寫明結論。",),
                page=f"{page}#reviews",
                categories=(category, "協議檢視"),
                branch=pact.branch,
                role=pact.contact,
                topic=track or "",
                alerts=()
                if review.held_on
                else alert_days(book.settings.alerts.agreement, review.due, schedule.workdays).days[1:],
                since=pact.signed_on,
            )

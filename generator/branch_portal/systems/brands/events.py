"""品牌實踐 in the calendar: the stages of campaigns, the reviews and the ends of pacts.

Season days and the year's review of 四進萬家 are duties, so they are in the calendar already.
"""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.calendar.expiry import expiry_event
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced, Shelf
from branch_portal.site import urls
from branch_portal.systems.brands.kinds import CAMPAIGNS, PLAYBOOKS
from branch_portal.systems.brands.model import BRAND_KIND_TITLES, STAGE_TITLES
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import PACT_KIND_TITLES
from branch_portal.year.alert_days import alert_days
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    yield from _campaigns(book)
    yield from _pacts(book)


def _campaigns(book: Shelf) -> Iterator[Event]:
    """Each stage once for the company and once for every branch that takes part."""
    for campaign in book[CAMPAIGNS].values():
        kind = BRAND_KIND_TITLES[book[PLAYBOOKS][campaign.playbook].kind]
        for stage in campaign.stages:
            title = STAGE_TITLES[stage.stage]
            for branch in ("", *campaign.branches):
                own = [first_id(book[BRANCHES][branch])] if branch else []
                yield Event(
                    uid=".".join((f"campaign-{first_id(campaign)}", stage.stage, *own)),
                    first=stage.first,
                    last=stage.last,
                    summary=f"{campaign.title}：{title}",
                    lines=(f"{kind}，{title}階段：打開檢查單逐項辦。", "對象、地點和名單不在這裡。"),
                    page=f"{urls.campaign(campaign.id)}#{stage.stage}",
                    categories=("先鋒服務", kind),
                    branch=branch,
                    role="branch_secretary",
                    topic="t-service",
                )


def _pacts(book: Shelf) -> Iterator[Event]:
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
            days=book.settings.alerts.agreement,
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
                topic="t-service",
                alerts=()
                if review.held_on
                else alert_days(book.settings.alerts.agreement, review.due, workdays=None).days[1:],
            )

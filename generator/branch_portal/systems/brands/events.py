"""先鋒服務 in the calendar: the stages of campaigns."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.brands.kinds import CAMPAIGNS, PLAYBOOKS
from branch_portal.systems.brands.model import BRAND_KIND_TITLES, STAGE_TITLES
from branch_portal.systems.brands.settings import BRAND_SETTINGS
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
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
                    role=book.settings.roles.branch_head or "",
                    topic=book.settings[BRAND_SETTINGS].track or "",
                )


def agenda_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """Each stage once: those of the branches stand on the branches' homes."""
    return (event for event in events(book, schedule) if not event.branch)

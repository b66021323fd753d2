"""四級貫通 among the deadlines: every paper whose end is not recorded, every step not yet done."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.goals.figures import answers_for, ended_on, goal_chain
from branch_portal.systems.goals.model import CHAIN_LEVEL_TITLES, ActionPlan
from branch_portal.year.alert_days import alert_days
from branch_portal.year.deadline import Deadline, DeadlineKind

CHAIN = DeadlineKind("chain", "四級貫通", place=2)


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    days, workdays = snapshot.book.settings.alerts.chain, snapshot.schedule.workdays
    for link in snapshot.figures(goal_chain).links.values():
        paper, page = link.paper, urls.chain_link(link.id)
        if ended_on(paper) is None:
            title = f"{CHAIN_LEVEL_TITLES[link.level]}：{paper.title}"
            levels = alert_days(days, paper.due, workdays)
            yield Deadline(CHAIN, link.maker, title, page, paper.due, *levels, answers_for(paper))
        for step in paper.steps if isinstance(paper, ActionPlan) else ():
            if step.done_on is None:
                levels = alert_days(days, step.due, workdays)
                yield Deadline(CHAIN, link.maker, step.what, f"{page}#{step.id}", step.due, *levels, step.role)

"""整改: the lists of problems, responsibilities and tasks, and each problem's life."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.mention import mentions
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.deadlines import finding_days
from branch_portal.systems.findings.figures import responsibilities, standing, tasks
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import (
    LEVEL_TITLES,
    LOOKBACK_TITLES,
    MODE_TITLES,
    SOURCE_TITLES,
    STATE_TITLES,
    TIER_TITLES,
    Finding,
)

TITLES = {
    "tiers": TIER_TITLES,
    "levels": LEVEL_TITLES,
    "states": STATE_TITLES,
    "modes": MODE_TITLES,
    "sources": SOURCE_TITLES,
    "lookbacks": LOOKBACK_TITLES,
}
"""The words for every closed set of a problem's fields."""


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The three lists and every published problem, in the states of the day the site is made for."""
    book = snapshot.book
    values = shared_values(snapshot)
    organisations = responsibilities(book)
    yield Page(
        path=urls.PROBLEM_LIST,
        title="問題清單",
        render=lambda: body(jinja, "results_problems.html", urls.PROBLEM_LIST, values),
        description="登記了哪些問題：編號、來源、層次、狀態",
        source="data/findings",
        kind="finding",
    )
    yield Page(
        path=urls.RESPONSIBILITY_LIST,
        title="責任清單",
        render=lambda: body(
            jinja, "results_responsibilities.html", urls.RESPONSIBILITY_LIST, {**values, "organisations": organisations}
        ),
        toc=tuple(
            Heading(book.called("organisations", id), f"unit-{id}") for id, mine in organisations.items() if mine
        ),
        description="每個單位負責哪些問題、由誰督導、什麼時限",
        source="data/findings",
        kind="finding",
    )
    yield Page(
        path=urls.TASK_LIST,
        title="任務清單",
        render=lambda: body(jinja, "results_tasks.html", urls.TASK_LIST, {**values, "tasks": tasks(snapshot)}),
        description="措施和里程碑、責任單位和時限，先到期的在前",
        source="data/findings",
        kind="finding",
    )
    for finding in book[FINDINGS].values():
        yield _problem(finding, values, jinja)


def shared_values(snapshot: Snapshot) -> Mapping[str, Any]:
    """What every template about problems asks for."""
    now = snapshot.figures(standing)
    return {
        "book": snapshot.book,
        "findings": now.findings,
        "states": now.states,
        "dues": now.dues,
        "as_of": snapshot.as_of,
        "closed": now.closed,
        "titles": TITLES,
        "finding_days": finding_days(snapshot),
        "mentions": partial(mentions, snapshot, "findings"),
    }


def _problem(finding: Finding, values: Mapping[str, Any], jinja: Environment) -> Page:
    path = urls.finding(finding.id)
    branches = values["book"][BRANCHES]
    return Page(
        path=path,
        title=f"問題 {finding.id.upper()}",
        render=partial(body, jinja, "finding.html", path, {**values, "finding": finding}),
        toc=(Heading("措施", "measures"), Heading("經過", "log")),
        description=f"{finding.category}，{STATE_TITLES[values['states'][finding.id]]}：{finding.statement}",
        source=f"data/findings/{finding.id}.yml",
        kind="finding",
        keywords=(finding.category, LEVEL_TITLES[finding.level], SOURCE_TITLES[finding.source]),
        branch=finding.unit if finding.unit in branches else "",
        roles=(finding.owner_role,),
        year=finding.found_on.year,
    )

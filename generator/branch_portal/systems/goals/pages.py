"""四級貫通: the tree, the matrix goal × branch, and a page per record with its chain both ways."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.day_words import full_date
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.mention import mentions
from branch_portal.system.office_paper import paper_file
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.goals.figures import Chain, Link, goal_chain, start_of
from branch_portal.systems.goals.kinds import GOALS
from branch_portal.systems.goals.model import (
    CHAIN_LEVEL_MAKERS,
    CHAIN_LEVEL_TITLES,
    ORIGIN_TITLES,
    POST_TITLES,
    REACHED_TITLES,
    ROLLUP_TITLES,
    TREND_TITLES,
    ActionPlan,
    ChainLevel,
)
from branch_portal.systems.goals.progress import Progress, progress, summed
from branch_portal.year.alert_days import alert_days
from branch_portal.year.quarter import quarter

_TITLES: Mapping[str, Mapping[str, str]] = {
    "levels": CHAIN_LEVEL_TITLES,  # type: ignore[dict-item]
    "makers": CHAIN_LEVEL_MAKERS,  # type: ignore[dict-item]
    "origins": ORIGIN_TITLES,
    "posts": POST_TITLES,
    "reached": REACHED_TITLES,
    "rollups": ROLLUP_TITLES,
    "trends": TREND_TITLES,
}
_FOLDERS = {"goal": "goals", "charter": "charters", "task_sheet": "task_sheets", "action_plan": "action_plans"}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    chain = snapshot.figures(goal_chain)
    shared = {
        "book": book,
        "chain": chain,
        "titles": _TITLES,
        "start_of": start_of,
        "paper_file": paper_file,
        "findings": book[FINDINGS],
        "mentions": partial(mentions, snapshot),
        "chain_days": partial(alert_days, book.settings.alerts.chain, workdays=snapshot.schedule.workdays),
        "quarter": quarter,
        "progress": progress,
        "progress_with": _with_children,
        "of_year": lambda year: [progress(link) for link in chain.roots if book[GOALS][link.id].year == year],
        "summed": summed,
        "plans_of": lambda branch, goal: [one for one in chain.of_maker(branch) if chain.goal(one.id).id == goal],
        "said": _carried(chain, list(book[BRANCHES])),
        "years": sorted(
            {goal.year for goal in book[GOALS].values()}, key=lambda year: (year != snapshot.as_of.year, -year)
        ),
    }
    yield Page(
        path=urls.GOALS,
        title="四級貫通",
        render=partial(body, jinja, "goals.html", urls.GOALS, shared),
        toc=(Heading("做到哪一步", "progress"), Heading("攻堅目標", "tree"), Heading("四級怎麼接", "levels")),
        description="攻堅目標、任務書、任務單、行動方案，一級接一級",
        source="data/goals",
        kind="goal",
        keywords=("四級貫通", "黨建+", "攻堅目標"),
    )
    yield Page(
        path=urls.GOAL_MATRIX,
        title="目標由誰承接",
        render=partial(body, jinja, "goal_matrix.html", urls.GOAL_MATRIX, shared),
        toc=(Heading("支部×目標", "matrix"), Heading("按目標看", "goals"), Heading("按單位看", "units")),
        description="每個攻堅目標由哪些支部承接，每個支部承接哪些目標",
        source="data/action_plans",
        wide=True,
        kind="goal",
        keywords=("四級貫通", "承接", "支部"),
    )
    for link in chain.links.values():
        path = urls.chain_link(link.id)
        yield Page(
            path=path,
            title=link.paper.title,
            render=partial(body, jinja, f"{link.level}.html", path, {**shared, "link_of": link, "paper": link.paper}),
            toc=_TOCS[link.level],
            description=f"{CHAIN_LEVEL_TITLES[link.level]}：{book.called('organisations', link.maker)}，{full_date(link.paper.due)}前",
            source=f"data/{_FOLDERS[link.level]}/{link.id}.yml",
            kind="goal",
            keywords=(CHAIN_LEVEL_TITLES[link.level], link.paper.metric.title),
            branch=link.maker if isinstance(link.paper, ActionPlan) else "",
            year=link.paper.due.year,
        )


def _carried(chain: Chain, branches: Sequence[str]) -> str:
    """One sentence: how many branches carry a goal, and which goals no branch carries yet."""
    carrying = sum(bool(chain.of_maker(branch)) for branch in branches)
    left = [f"「{goal.paper.title}」" for goal in chain.roots if not chain.plans(goal.id)]
    waiting = f"，{'、'.join(left)}還沒有支部承接" if left else "，每個目標都有支部承接"
    return f"{len(branches)}個支部裡{carrying}個有行動方案，攻{len(chain.roots)}個目標{waiting}。"


def _with_children(link: Link, children: Iterable[Link]) -> list[Progress]:
    """A record's progress, then that of the records that it is rolled up from."""
    return [progress(one) for one in (link, *children)]


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """On a branch's home: its action plans, each with the goal it serves."""
    chain = snapshot.figures(goal_chain)

    def render(branch: Branch) -> Markup:
        return fragment(
            jinja,
            "branch_goals.html",
            urls.branch(branch.id),
            chain=chain,
            plans=chain.of_maker(branch.id),
            found=[progress(link) for link in chain.of_maker(branch.id)],
            summed=summed,
            titles=_TITLES,
            chain_days=partial(alert_days, snapshot.book.settings.alerts.chain, workdays=snapshot.schedule.workdays),
            roles=snapshot.book[ROLES],
            quarter=quarter,
        )

    return BranchSection("goals", "承接的攻堅目標", render)


_CHAIN, _METRIC = Heading("上下貫通", "chain"), Heading("指標", "metric")
_TOCS: Mapping[ChainLevel, tuple[Heading, ...]] = {
    "goal": (_CHAIN, _METRIC, Heading("季度里程碑", "milestones")),
    "charter": (Heading("措施", "measures"), _METRIC, _CHAIN),
    "task_sheet": (Heading("六項", "six"), _METRIC, _CHAIN),
    "action_plan": (Heading("步驟", "steps"), Heading("風險和控制", "risks"), _METRIC, _CHAIN),
}

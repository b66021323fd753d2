"""Which records outside the book go by a guide, and the papers they use: the way back from guide, form and carrier."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.systems.brands.kinds import PLAYBOOKS
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.goals.model import ActionPlan, Charter, Goal, TaskSheet
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.rounds.kinds import ROUNDS
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.kinds import PLANS
from branch_portal.year.model import OwnItem

_FEW = 6
"""A guide names up to so many records of a kind one by one; of more it says how many, and where they are listed."""


@dataclass(frozen=True)
class Uses:
    """Records of one kind that name a guide: `listed` is the address of the page that has them all."""

    title: str
    listed: str
    records: tuple[tuple[str, str], ...]

    @property
    def few(self) -> bool:
        return len(self.records) <= _FEW


def guide_uses(book: Published) -> dict[str, list[Uses]]:
    """For each guide the kinds of records that go by it, each record as (title, address)."""
    papers: Iterable[Goal | Charter | TaskSheet | ActionPlan] = chain(
        book[GOALS].values(), book[CHARTERS].values(), book[TASK_SHEETS].values(), book[ACTION_PLANS].values()
    )
    kinds: tuple[tuple[str, str, Iterable[tuple[tuple[str, ...], str, str]]], ...] = (
        ("四級貫通", urls.GOALS, ((one.guides, one.title, urls.chain_link(one.id)) for one in papers)),
        ("網格", urls.GRIDS, ((one.guides, one.title, urls.grid(one.id)) for one in book[GRIDS].values())),
        (
            "作業指導",
            urls.BRAND,
            (((one.guide,), one.title, urls.playbook(one.id)) for one in book[PLAYBOOKS].values()),
        ),
        ("共建協議", urls.PACTS, ((one.guides, one.title, urls.pact(one.id)) for one in book[PACTS].values())),
        ("排查", urls.ROUNDS, ((one.guides, one.title, urls.round(one.id)) for one in book[ROUNDS].values())),
        ("支部自選任務", urls.BRANCHES, ((own.guides, title, page) for own, title, page in own_items(book))),
    )
    found: dict[str, list[Uses]] = {}
    for title, listed, records in kinds:
        by_guide: dict[str, list[tuple[str, str]]] = {}
        for guides, name, page in records:
            for guide in guides:
                by_guide.setdefault(guide, []).append((name, page))
        for guide, named in by_guide.items():
            found.setdefault(guide, []).append(Uses(title, listed, tuple(named)))
    return found


def own_items(book: Published) -> Iterator[tuple[OwnItem, str, str]]:
    """Every item that a branch added to its year, with its title and the address of its map."""
    for plan in book[PLANS].values():
        for own in plan.own:
            yield own, f"{book[BRANCHES][plan.branch].short}：{own.title}", urls.branch_map(plan.branch, plan.year)


def form_uses(book: Published) -> dict[str, list[tuple[str, str]]]:
    """For each form the (title, address) of the task slips, playbooks and rounds that use it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for task in book[TASKS].values():
        for form in task.forms:
            found.setdefault(form, []).append((task.serial, urls.task(task.id)))
    for playbook in book[PLAYBOOKS].values():
        for form in playbook.forms:
            found.setdefault(form, []).append((playbook.title, urls.playbook(playbook.id)))
    for round_ in book[ROUNDS].values():
        if round_.form:
            found.setdefault(round_.form, []).append((round_.title, urls.round(round_.id)))
    return found

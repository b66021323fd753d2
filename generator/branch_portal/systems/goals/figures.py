"""四級貫通: the four levels joined to trees, who carries what, and the metrics rolled up from below."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain as joined

from branch_portal.ground.digests import walked
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.goals.model import ActionPlan, Awaiting, ChainLevel, Charter, Goal, Metric, TaskSheet

Paper = Goal | Charter | TaskSheet | ActionPlan
"""Any record of the four levels."""


def level_of(paper: Paper) -> ChainLevel:
    """The level a record belongs to."""
    match paper:
        case Goal():
            return "goal"
        case Charter():
            return "charter"
        case TaskSheet():
            return "task_sheet"
        case ActionPlan():
            return "action_plan"


def parent_of(paper: Paper) -> str | None:
    """The id one level up; None for a goal."""
    match paper:
        case Goal():
            return None
        case Charter():
            return paper.goal
        case TaskSheet():
            return paper.charter
        case ActionPlan():
            return paper.task_sheet


def ended_on(paper: Paper) -> dt.date | None:
    """The day on which its end was recorded; None while it runs."""
    end = paper.review if isinstance(paper, ActionPlan) else paper.concluded
    return end.on if end else None


def maker_of(paper: Paper) -> str:
    """The unit or branch that answers for a record."""
    match paper:
        case Goal():
            return paper.lead_org
        case Charter():
            return paper.department
        case TaskSheet():
            return paper.unit
        case ActionPlan():
            return paper.branch


def answers_for(paper: Paper) -> str:
    """The role that answers for a record."""
    match paper:
        case Goal():
            return paper.lead_role
        case TaskSheet():
            return paper.responsible
        case Charter() | ActionPlan():
            return paper.owner_role


def start_of(paper: Paper) -> dt.date:
    """The day a record was issued, or a plan decided."""
    return paper.decided_on if isinstance(paper, ActionPlan) else paper.issued_on


def start_field(paper: Paper) -> str:
    """The field of that day."""
    return "decided_on" if isinstance(paper, ActionPlan) else "issued_on"


@dataclass(frozen=True)
class Link:
    """One record of the chain and its neighbours' ids.

    `actuals` goes from quarter to value in the order of quarters: typed on the record, or rolled up from below
    for every quarter that all of its children have a value for.
    """

    paper: Paper
    children: tuple[str, ...]
    actuals: Mapping[str, float]

    @property
    def id(self) -> str:
        return self.paper.id

    @property
    def level(self) -> ChainLevel:
        return level_of(self.paper)

    @property
    def maker(self) -> str:
        return maker_of(self.paper)

    @property
    def awaiting(self) -> Awaiting | None:
        return None if isinstance(self.paper, ActionPlan) else self.paper.awaiting

    @property
    def latest(self) -> tuple[str, float] | None:
        """The last quarter with a value, and the value."""
        return list(self.actuals.items())[-1] if self.actuals else None


@walked
class Chain:
    """All four levels of a Handbook; `links` stand in the order of a reader of the tree, parents first."""

    def __init__(self, book: Shelf) -> None:
        papers: list[Paper] = list(
            joined(
                book[GOALS].values(), book[CHARTERS].values(), book[TASK_SHEETS].values(), book[ACTION_PLANS].values()
            )
        )
        below: dict[str | None, list[Paper]] = {}
        for paper in papers:
            below.setdefault(parent_of(paper), []).append(paper)
        made: dict[str, Link] = {}
        for paper in reversed(papers):  # a level's children stand after it
            children = tuple(child.id for child in below.get(paper.id, ()))
            made[paper.id] = Link(paper, children, _actuals(paper.metric, [made[id].actuals for id in children]))
        self.links: Mapping[str, Link] = {link.id: link for link in _tree(made, below.get(None, ()))}
        self._goals: dict[str, str] = {}
        self._made_by: dict[str, list[Link]] = {}
        for id, link in self.links.items():  # parents first
            parent = parent_of(link.paper)
            self._goals[id] = self._goals[parent] if parent else id
            self._made_by.setdefault(link.maker, []).append(link)

    @property
    def roots(self) -> tuple[Link, ...]:
        """The goals."""
        return tuple(link for link in self.links.values() if link.level == "goal")

    def children(self, id: str) -> tuple[Link, ...]:
        return tuple(self.links[child] for child in self.links[id].children)

    def above(self, id: str) -> tuple[Link, ...]:
        """The records over this one, the goal first."""
        parent = parent_of(self.links[id].paper)
        return (*self.above(parent), self.links[parent]) if parent else ()

    def below(self, id: str) -> Iterator[Link]:
        """Everything under this record, in the order of the tree."""
        for child in self.children(id):
            yield child
            yield from self.below(child.id)

    def plans(self, id: str) -> tuple[ActionPlan, ...]:
        """The action plans that carry this record, itself included."""
        papers = (self.links[id].paper, *(link.paper for link in self.below(id)))
        return tuple(paper for paper in papers if isinstance(paper, ActionPlan))

    def goal(self, id: str) -> Link:
        """The goal that a record serves; a goal serves itself."""
        return self.links[self._goals[id]]

    def of_maker(self, id: str) -> tuple[Link, ...]:
        """Everything that one unit or branch answers for, in the order of the tree; a branch has action plans only."""
        return tuple(self._made_by.get(id, ()))


def goal_chain(snapshot: Snapshot) -> Chain:
    """The four levels as published."""
    return Chain(snapshot.book)


def _tree(made: Mapping[str, Link], papers: Iterable[Paper]) -> Iterator[Link]:
    for paper in papers:
        link = made[paper.id]
        yield link
        yield from _tree(made, [made[child].paper for child in link.children])


def _actuals(metric: Metric, below: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    """A metric's values by quarter: as typed, or made from those of the level below."""
    if metric.rollup is None:
        return {actual.quarter: actual.value for actual in metric.actuals}
    complete = sorted(quarter for quarter in (below[0] if below else ()) if all(quarter in one for one in below))
    return {quarter: rolled_up(metric, [one[quarter] for one in below]) for quarter in complete}


def rolled_up(metric: Metric, values: Sequence[float]) -> float:
    """One value for several: their sum, or the one farthest from the good side; rounded to six decimals."""
    if metric.rollup == "sum":
        return round(sum(values), 6)
    if metric.trend == "keep":
        return max(values, key=lambda value: abs(value - metric.target))
    return min(values) if metric.trend == "rise" else max(values)


def reaches(metric: Metric, value: float) -> bool:
    """Whether a value is as good as the metric's target."""
    if metric.trend == "keep":
        return value == metric.target
    return value >= metric.target if metric.trend == "rise" else value <= metric.target

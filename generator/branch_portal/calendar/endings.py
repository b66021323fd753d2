"""設立以前、撤銷以後: no calendar asks a branch for anything outside its days, whatever record the event is of."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from branch_portal.calendar.event import Event
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Shelf

LEFT = rule(
    "CAL-17",
    title="撤銷的支部手裡的事有人接",
    why="支部撤銷以後，它的日曆不再提醒；記錄裡還寫著它，到期就沒有人管。",
    mend="在這些記錄裡把支部改成接辦的支部；不再辦的，終止或刪去。",
    severity="warning",
)


def ended(branch: Branch, branches: Mapping[str, Branch]) -> str:
    """Why a branch has nothing any more: that it was dissolved, and what it was merged into."""
    into = f"，併入{branches[branch.merged_into].title}" if branch.merged_into else ""
    return f"本支部{branch.dissolved_on}撤銷{into}"


@dataclass(frozen=True)
class Days:
    """The days of the branches that begin or end on one, by their present and former ids."""

    branches: Mapping[str, Branch] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Shelf) -> "Days":
        branches = book[BRANCHES]
        dated = [one for one in branches.values() if one.founded_on or one.dissolved_on]
        return cls(branches, {id: one.id for one in dated for id in (one.id, *one.old_ids)})

    def outside(self, branch: str, first: dt.date | None, last: dt.date | None) -> str:
        """Why a branch has nothing from `first` to `last`; empty where it may."""
        one = self.branches[self.ids[branch]] if branch in self.ids else None
        if one and one.dissolved_on and first and first > one.dissolved_on:
            return ended(one, self.branches)
        if one and one.founded_on and last and last < one.founded_on:
            return f"本支部{one.founded_on}設立，這一項在設立以前"
        return ""


def apart(book: Shelf, events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The events that are published, and those that a branch would have before its first or after its last day."""
    days = Days.of(book)
    kept: list[Event] = []
    outside: list[Event] = []
    for event in events:
        (outside if days.outside(event.branch, event.first, event.last) else kept).append(event)
    return tuple(kept), tuple(outside)


def left(
    book: Shelf, outside: Iterable[Event], lines: Mapping[str, tuple[str, ...]], as_of: dt.date
) -> Iterator[Problem]:
    """Records that a dissolved branch still holds: each has a deadline to come, and is nobody else's."""
    held: dict[str, list[Event]] = defaultdict(list)
    for event in outside:
        # An event with the branch's id in its name is one branch's share of what others have too, or the branch's own.
        branch = book[BRANCHES][event.branch]
        over = branch.dissolved_on is not None and event.first > branch.dissolved_on
        if over and event.last >= as_of and first_id(branch) not in re.split(r"[.-]", event.uid):
            held[event.branch].append(event)
    for id, events in held.items():
        path = f"data/branches/{id}.yml"
        line = next((n for n, text in enumerate(lines.get(path, ()), 1) if text.startswith("dissolved_on")), 1)
        named = dict.fromkeys(f"{event.summary}（{event.uid.split('.')[0].replace('-', ' ')}）" for event in events)
        message = f"「{book[BRANCHES][id].title}」撤銷以後還擔著{len(named)}件事：{'、'.join(list(named)[:5])}"
        yield LEFT.problem(Place(path, line), message + ("等" if len(named) > 5 else ""))

"""應有的台賬: every UID that the data publishes now, or that the ledger remembers, in the form the ledger compares."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from branch_portal.calendar.duty_events import Identity, branch_event, branch_identity, occurrence_uid, waived
from branch_portal.calendar.endings import Days, ended
from branch_portal.calendar.event import Event
from branch_portal.calendar.kinds import WITHDRAWALS
from branch_portal.calendar.looks import Looks
from branch_portal.calendar.model import Entry, Ledger, Scope
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS
from branch_portal.organisation.model import Branch
from branch_portal.organisation.roles import stand_in
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Shelf
from branch_portal.year.kinds import DUTIES
from branch_portal.year.model import Duty
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule

_OF_COMPANY = "公司本級"
"""What a role's calendar holds: those who subscribed before the branches had their own are told of it as a revision."""
EDITORS_REASON = "對應的記錄已刪除"


@dataclass(frozen=True)
class Wanted:
    """What the data says of every UID that has a line in the ledger, or needs one.

    `events` by uid; `feeds` from a feed's uid (`feed-b01`) to its name; `branch_feeds` from a branch's id to its
    feed's uid, `scopes` from such a uid to what that branch takes, `stand_ins` to who does there the work of roles that it has not.
    `waived` are events that a branch does not have, with the reason; `withdrawals` from a uid, or
    from the beginning of several up to a dot, to the reason; `days` are those of branches that begin or end; `looks` is what all events have beside their words.
    """

    events: Mapping[str, Event]
    feeds: Mapping[str, str] = field(default_factory=dict)
    branch_feeds: Mapping[str, str] = field(default_factory=dict)
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    waived: Mapping[str, tuple[Event, str]] = field(default_factory=dict)
    withdrawals: Mapping[str, str] = field(default_factory=dict)
    days: Days = field(default_factory=Days)
    looks: Looks = field(default_factory=Looks)

    def reason(self, uid: str) -> str:
        """Why `uid` is withdrawn; empty when nobody recorded it."""
        if uid in self.waived:
            return self.waived[uid][1]
        beginning = uid
        while beginning:
            if beginning in self.withdrawals:
                return self.withdrawals[beginning]
            beginning = beginning.rpartition(".")[0]
        return ""

    def why(self, entry: Entry) -> str:
        """Why the entry is withdrawn, or its whole branch; empty when nobody recorded it."""
        if reason := self.reason(entry.uid):
            return reason
        if reason := self.days.outside(entry.branch, entry.first, entry.last):
            return reason
        if entry.branch and entry.branch not in self.branch_feeds:
            return self.reason(f"feed-{entry.branch}")
        return EDITORS_REASON if entry.editors_only else ""


def wanted(
    book: Shelf, schedule: Schedule, events: Iterable[Event], ledger: Ledger, joined: Mapping[str, str] | None = None
) -> Wanted:
    """Everything that has a line in the ledger, or needs one, as the data says it now.

    `joined` are the uids that are told in another event, with the reason (`calendar.joined`).
    """
    known = {event.uid: event for event in events}
    branches = {first_id(branch): branch for branch in book[BRANCHES].values()}
    # A branch's event that once had words or a day of its own keeps its line after going back to the company's.
    once: dict[str, set[str]] = defaultdict(set)
    for uid in sorted(ledger.entries.keys() - known.keys()):
        if uid.startswith("duty-") and (id := uid.rpartition(".")[2]) in branches:
            once[id].add(uid)
    for id, uids in once.items():
        for event in _inherited(book, schedule, branches[id], uids):
            company = known.get(event.follows)
            known[event.uid] = replace(event, joined=company.joined if company else ())
    feeds = {f"feed-{first_id(branch)}": branch.short for branch in book[BRANCHES].values()}
    return Wanted(
        events=known,
        feeds={**feeds, **{f"feed-{name}": title for name, title in _named_feeds(book)}},
        branch_feeds={branch.id: f"feed-{first_id(branch)}" for branch in book[BRANCHES].values()},
        scopes={f"feed-{first_id(branch)}": scope(branch) for branch in book[BRANCHES].values()},
        stand_ins={
            **{f"feed-{first_id(branch)}": _stand_ins(book, branch) for branch in book[BRANCHES].values()},
            **{f"feed-role-{first_id(role)}": _OF_COMPANY for role in book[ROLES].values()},
        },
        waived={
            event.uid: (event, reason) for event, reason in (*_lost(book, schedule, ledger), *waived(book, schedule))
        },
        withdrawals={
            **_gathered(schedule),
            **(joined or {}),
            **_over(book, ledger),
            **{uid: record.reason for record in book[WITHDRAWALS].values() for uid in record.events},
        },
        days=Days.of(book),
        looks=Looks.of(book, schedule.workdays),
    )


def scope(branch: Branch) -> Scope:
    """Which of the events for branches the branch takes."""
    return Scope(branch.kind, branch.founded_on, branch.dissolved_on, branch.traits)


def _stand_ins(book: Shelf, branch: Branch) -> str:
    """Who does what is a matter of a role that the branch has not, in words; it stands in all its events."""
    found = ((id, stand_in(id, branch, book[ROLES])) for id in book[ROLES])
    return "、".join(f"{book[ROLES][id].title}→{book[ROLES][other].title}" for id, other in found if id != other)


def _gathered(schedule: Schedule) -> dict[str, str]:
    """Events that are one gathering with another's, by uid, with the reason why they have none of their own."""
    every = {item.id: item for items in schedule.company.values() for item in items}
    return {
        occurrence_uid(item): f"與「{every[item.host].title}」一次開，看那一條" for item in every.values() if item.host
    }


def _over(book: Shelf, ledger: Ledger) -> dict[str, str]:
    """Published events of duties that are done until a day, and from another on, by uid, with the reason."""
    limited = {f"duty-{first_id(duty)}": duty for duty in book[DUTIES].values() if duty.first or duty.last}
    found = {}
    for uid, entry in ledger.entries.items():
        duty = limited.get(uid.split(".")[0])
        if duty and entry.first and not duty.in_force(entry.first):
            ended = duty.last is not None and entry.first > duty.last
            found[uid] = f"這項任務辦到{duty.last}為止" if ended else f"這項任務從{duty.first}起辦"
    return found


def _lost(book: Shelf, schedule: Schedule, ledger: Ledger) -> Iterator[tuple[Event, str]]:
    """What a branch had in its calendar and has no longer: it is of another kind or size, or was not there that day.

    What was over before the ledger's month has no line of its own for it: nobody needs to be told to stay away.
    """
    narrowed = any(
        item.duty.applies_to != entry.applies
        for items in schedule.company.values()
        for item in items
        if isinstance(item.duty, Duty) and (entry := ledger.entries.get(occurrence_uid(item)))
    )
    for branch in book[BRANCHES].values():
        feed = ledger.entries.get(f"feed-{first_id(branch)}")
        alike = feed and feed.scope == scope(branch)
        dated = branch.founded_on or branch.dissolved_on
        if feed is None or (alike and not narrowed and not dated):
            continue
        for year, items in schedule.company.items():
            for item in items:
                own = branch_identity(item, branch, year)
                if item.host:
                    continue
                if ledger.anchor and item.due < ledger.anchor and own.uid not in ledger.entries:
                    continue
                if (reason := _why_not(book, branch, item)) and _had(ledger, feed, own, item):
                    yield branch_event(book, item, branch, year), reason


def _why_not(book: Shelf, branch: Branch, item: Occurrence) -> str:
    """Why a branch has no event of its own for the company's occurrence; empty where it has, or where nobody has."""
    if not isinstance(item.duty, Duty) or item.of_company:
        return ""
    if lacking := item.duty.applies_to.lacking(branch.kind, branch.traits):
        return lacking
    if branch.founded_on and item.due < branch.founded_on:
        return f"本支部{branch.founded_on}設立，這一項在設立以前"
    if branch.dissolved_on and item.due > branch.dissolved_on:
        return f"{ended(branch, book[BRANCHES])}，這一項在撤銷以後"
    return ""


def _had(ledger: Ledger, feed: Entry, own: Identity, item: Occurrence) -> bool:
    """Whether the branch's calendar showed the occurrence when the ledger was written."""
    if line := ledger.entries.get(own.uid):
        return line.live
    company = ledger.entries.get(occurrence_uid(item))
    if company is None or company.first is None or not (company.live and feed.live):
        return False
    return company.reach == "branches" and feed.scope.takes(company.applies, company.first)


def _named_feeds(book: Shelf) -> Iterator[tuple[str, str]]:
    yield "all", "全公司"
    yield "alerts", "提醒"
    yield "editors", "編輯"
    yield "terms", "二十四節氣"
    yield from ((f"role-{first_id(role)}", role.title) for role in book[ROLES].values())
    yield from ((f"topic-{first_id(track)}", track.title) for track in book[TRACKS].values())


def _inherited(book: Shelf, schedule: Schedule, branch: Branch, uids: set[str]) -> Iterator[Event]:
    for year in schedule.company:
        for item in schedule.branch(branch.id, year):
            own = branch_identity(item, branch, year)
            if own.uid in uids:
                yield branch_event(book, item, branch, year)

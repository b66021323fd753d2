"""應有的台賬: every UID that the data publishes now, or that the ledger remembers, in the form the ledger compares."""

from collections.abc import Iterable, Iterator

from generator.derive.event import Event
from generator.derive.ledger import Wanted
from generator.derive.schedule import Schedule
from generator.derive.year_events import branch_event, branch_identity, company_wide, reach, waived
from generator.handbook import Handbook
from generator.model.base import first_id
from generator.model.calendar import Ledger, Reach
from generator.model.organisation import Branch


def wanted(book: Handbook, schedule: Schedule, events: Iterable[Event], ledger: Ledger) -> Wanted:
    """Everything that has a line in the ledger, or needs one, as the data says it now."""
    known = {event.uid: event for event in events}
    branches = {first_id(branch): branch for branch in book.branches.values()}
    # A branch's event that once had words or a day of its own keeps its line after going back to the company's.
    for uid in ledger.entries.keys() - known.keys():
        if uid.startswith("duty-") and (branch := branches.get(uid.rpartition(".")[2])):
            known.update((event.uid, event) for event in _inherited(book, schedule, branch, {uid}))
    feeds = {f"feed-{first_id(branch)}": branch.short for branch in book.branches.values()}
    return Wanted(
        events=known,
        feeds={**feeds, **{f"feed-{name}": title for name, title in _named_feeds(book)}},
        branch_feeds={branch.id: f"feed-{first_id(branch)}" for branch in book.branches.values()},
        has={f"feed-{first_id(branch)}": has(branch) for branch in book.branches.values()},
        waived={
            event.uid: (event, reason) for event, reason in (*_lost(book, schedule, ledger), *waived(book, schedule))
        },
        withdrawals={uid: record.reason for record in book.withdrawals.values() for uid in record.events},
    )


def has(branch: Branch) -> tuple[Reach, ...]:
    """What the branch has beside what all branches have."""
    kinds: dict[Reach, bool] = {"has_committee": branch.has_committee, "has_groups": branch.groups > 0}
    return tuple(kind for kind, there in kinds.items() if there)


def _lost(book: Handbook, schedule: Schedule, ledger: Ledger) -> Iterator[tuple[Event, str]]:
    """What a branch without its committee or its groups has no longer."""
    for branch in book.branches.values():
        entry = ledger.entries.get(f"feed-{first_id(branch)}")
        gone = set(entry.has) - set(has(branch)) if entry else set()
        for year in schedule.company if gone else ():
            for item in schedule.company[year]:
                condition = reach(item)
                if condition in gone:
                    yield branch_event(book, item, branch, year), _LOST[condition]


_LOST: dict[Reach, str] = {"has_committee": "本支部不再設支部委員會", "has_groups": "本支部不再設黨小組"}


def _named_feeds(book: Handbook) -> Iterator[tuple[str, str]]:
    yield "all", "全公司"
    yield "alerts", "提醒"
    yield "editors", "編輯"
    yield "terms", "二十四節氣"
    yield from ((f"role-{first_id(role)}", role.title) for role in book.roles.values())
    yield from ((f"topic-{first_id(track)}", track.title) for track in book.tracks.values())


def _inherited(book: Handbook, schedule: Schedule, branch: Branch, uids: set[str]) -> Iterator[Event]:
    for year in schedule.company:
        for item in schedule.branch(branch.id, year):
            own = branch_identity(item, branch, year)
            if own.uid in uids and not company_wide(item):
                yield branch_event(book, item, branch, year)

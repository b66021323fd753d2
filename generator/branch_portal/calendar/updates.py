"""更新記錄: what changed for subscribers, by day and by record, from the ledger's history.

One line per record and kind of change, so that a first import of hundreds of events is a handful of lines.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from branch_portal.calendar.event import Event
from branch_portal.calendar.ledger import SHANGHAI
from branch_portal.calendar.model import CHANGE_TITLES, Change, ChangeKind, Entry, Ledger
from branch_portal.calendar.window import Span
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls

_SHOWN_DAYS = 6
KINDS: tuple[ChangeKind, ...] = ("moved", "withdrawn", "restored", "added", "reworded", "alarms")
"""What readers want to know first stands first; exemptions nobody saw are left out."""


@dataclass(frozen=True)
class UpdateLine:
    """One record that changed in one way on one day.

    `days` are the days of its events, `moves` the former and the new day of each; both may be cut, `count` says how
    many events there are. `page` is empty where none is left.
    """

    title: str
    branch: str
    count: int
    days: tuple[dt.date, ...]
    moves: tuple[tuple[dt.date, dt.date], ...]
    reason: str
    page: str


@dataclass(frozen=True)
class UpdateGroup:
    """All records that changed in one way on one day; `revised` is the newest moment (UTC), `events` their number."""

    day: dt.date
    kind: ChangeKind
    revised: dt.datetime
    events: int
    lines: tuple[UpdateLine, ...]

    @property
    def title(self) -> str:
        return f"{CHANGE_TITLES[self.kind]}{self.events}條"

    @property
    def anchor(self) -> str:
        return f"{self.day}-{self.kind}"

    @property
    def page(self) -> str:
        """Where all its lines stand, when they are too many for the page of all groups."""
        return f"{urls.UPDATES}{self.anchor}/"


def updates(book: Shelf, ledger: Ledger, events: Iterable[Event], shown: Span) -> tuple[UpdateGroup, ...]:
    """The changes of the days in `shown`, the newest day first."""
    pages = {event.uid: event.page for event in events}
    found: dict[tuple[dt.date, ChangeKind], list[tuple[Entry, Change]]] = defaultdict(list)
    for entry in ledger.entries.values():
        for change in entry.changes:
            day = change.at.astimezone(SHANGHAI).date()
            if entry.first and change.kind in KINDS and not entry.editors_only and shown.holds(day, day):
                found[day, change.kind].append((entry, change))
    groups = (
        UpdateGroup(
            day=day,
            kind=kind,
            revised=max(change.at for _, change in changed),
            events=len(changed),
            lines=tuple(_lines(book, changed, pages)),
        )
        for (day, kind), changed in found.items()
    )
    return tuple(sorted(groups, key=lambda group: (-group.day.toordinal(), KINDS.index(group.kind))))


def _lines(book: Shelf, changed: list[tuple[Entry, Change]], pages: Mapping[str, str]) -> Iterator[UpdateLine]:
    records: dict[tuple[str, str, str], list[tuple[Entry, Change]]] = defaultdict(list)
    shorts = {id: branch.short for branch in book[BRANCHES].values() for id in (branch.id, *branch.old_ids)}
    for entry, change in changed:
        record = entry.uid.split(".")[0]
        # The solar terms are one line for readers, though each has a name of its own.
        records[record, entry.branch, "" if record == "term" else entry.summary].append((entry, change))
    lines: list[tuple[str, UpdateLine]] = []
    for (_, branch, _), members in records.items():
        members.sort(key=lambda member: (member[0].first or dt.date.min, member[0].uid))
        first = members[0][0]
        page = next((pages[entry.uid] for entry, _ in members if entry.uid in pages), "")
        days = tuple(entry.first for entry, _ in members if entry.first)
        line = UpdateLine(
            title="二十四節氣" if first.uid.startswith("term.") else first.summary,
            branch=shorts.get(branch, ""),
            count=len(members),
            days=days[:_SHOWN_DAYS],
            moves=tuple(
                (dt.date.fromisoformat(change.note), entry.first)
                for entry, change in members
                if change.kind == "moved" and entry.first
            )[:_SHOWN_DAYS],
            reason=next((change.note for _, change in members if change.kind == "withdrawn"), ""),
            page=page,
        )
        lines.append((first.uid, line))
    # In the order of identities, which is the same in either script.
    yield from (line for _, line in sorted(lines, key=lambda one: (one[1].days[0], one[0])))

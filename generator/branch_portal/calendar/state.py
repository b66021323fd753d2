"""Where the calendar stands: what the ledger says was published, and what the data would publish now."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from branch_portal.calendar import agreement_rules, endings, ledger_file, ledger_rules, rules, untold
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.event import Event
from branch_portal.calendar.joined import join
from branch_portal.calendar.kinds import WITHDRAWALS
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.ledger_file import LedgerText
from branch_portal.calendar.merge import ledger_of
from branch_portal.calendar.model import Ledger, Withdrawal
from branch_portal.calendar.seen import Seen, seen
from branch_portal.calendar.standing import Standing, forward
from branch_portal.calendar.wanted import Wanted, wanted
from branch_portal.ground.output import replace_file
from branch_portal.ground.problems import Problem
from branch_portal.project.handbook import Shelf
from branch_portal.project.reading import Folders, Reading
from branch_portal.year.schedule import Schedule

LONGEST_PAUSE = dt.timedelta(days=400)
"""A clock so far from the last update is wrong rather than right: nobody is asked to update less than monthly."""


class WrongClock(Exception):
    """A moment at which nothing can have been published; the message says why and what to do, in Chinese."""


@dataclass(frozen=True)
class CalendarState:
    """Both sides of the ledger; `found` is the file as it is, `ledger` what it means, `outside` what a branch has not: it is not there that day.

    `joined` are the uids of what another event tells as well, with the reason; `later` is what is not told of yet.
    """

    book: Shelf
    schedule: Schedule
    events: tuple[Event, ...]
    found: LedgerText
    ledger: Ledger
    wanted: Wanted
    path: str
    outside: tuple[Event, ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    later: tuple[Event, ...] = ()

    def problems(self, lines: Mapping[str, tuple[str, ...]], as_of: dt.date) -> Iterator[Problem]:
        """Everything that keeps the calendar from being published on `as_of`; `lines` are those of the files read."""
        yield from rules.same_uid(self.events)
        yield from endings.left(self.book, self.outside, lines, as_of)
        yield from untold.out(self.later, as_of, self.path)
        yield from self._host(lines)
        yield from agreement_rules.still_there(self.wanted, self._own_withdrawals, lines)
        yield from self.damage(as_of)
        missing = list(self.missing())
        yield from missing
        mergeable = [
            one for one in agreement_rules.readable(self.found, self.path) if one.place.line not in self.found.broken
        ]
        yield from mergeable
        if self.found.broken or mergeable:
            return
        changed = [] if missing else list(ledger_rules.untouched(self.found, self.ledger, self.path))
        yield from changed
        if changed and len(self.found.heads) == 1:
            return  # of a ledger written in by hand nothing else can be believed
        yield from agreement_rules.uncounted(self.found, self.path)
        if self.ledger.entries:
            yield from self._withdrawals(as_of)
        yield from agreement_rules.begun(self.ledger, False, self.path)
        yield from agreement_rules.agrees(
            self.ledger, self.wanted, self.book.settings.calendar.window, self.lines, self.path
        )

    def refusals(self, lines: Mapping[str, tuple[str, ...]], as_of: dt.date) -> Iterator[Problem]:
        """What an update on `as_of` cannot mend by itself; `missing` aside, which a person may accept."""
        yield from rules.same_uid(self.events)
        yield from agreement_rules.still_there(self.wanted, self._own_withdrawals, lines)
        yield from self._host(lines)
        yield from self.damage(as_of)
        yield from self._withdrawals(as_of)
        if self.ledger.anchor:
            window = self.book.settings.calendar.window
            yield from agreement_rules.unrecorded(self.ledger, self.wanted, window, self.lines, self.path)

    def no_ledger(self, first: bool) -> Iterator[Problem]:
        """Whether there is a ledger to go on from, or `first` says rightly that there never was one."""
        yield from agreement_rules.begun(self.ledger, first, self.path)

    def damage(self, as_of: dt.date) -> Iterator[Problem]:
        """What no update leaves behind and none can mend: lines that cannot be read, or cannot be true on `as_of`."""
        for problem in agreement_rules.readable(self.found, self.path):
            if problem.place.line in self.found.broken:
                yield problem
        yield from ledger_rules.future(self.ledger, as_of, self.lines, self.path)
        yield from ledger_rules.sound(self.ledger, self.lines, self.path)

    def missing(self) -> Iterator[Problem]:
        """What the ledger once held and holds no longer; nothing is known of what a broken line held."""
        if not self.found.broken:
            yield from ledger_rules.lost(self.found, self.ledger, self.path)

    def touched(self) -> Iterator[Problem]:
        """Where the file is not as an update wrote it."""
        yield from agreement_rules.readable(self.found, self.path)
        yield from ledger_rules.untouched(self.found, self.ledger, self.path)
        yield from agreement_rules.uncounted(self.found, self.path)

    def _host(self, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        host = self.book.settings.calendar.uid_host
        yield from ledger_rules.same_host(self.ledger, host, lines.get("site_config/portal.yml", ()))

    def _withdrawals(self, as_of: dt.date) -> Iterator[Problem]:
        records = self._own_withdrawals
        yield from ledger_rules.withdrawals(self.ledger, self.wanted, records, as_of, self.lines, self.path)

    @property
    def _own_withdrawals(self) -> dict[str, Withdrawal]:
        """Those that the portal wrote itself: what a layer below withdraws, it may never have had, or have kept as its own."""
        is_own = self.book.layering.is_own
        return {id: record for id, record in self.book[WITHDRAWALS].items() if is_own(WITHDRAWALS.name, id)}

    @property
    def lines(self) -> dict[str, int]:
        """The line of each UID in the ledger."""
        return {entry.uid: line for line, entry in self.found.entries}

    def stamp(self, now: dt.datetime, today: dt.date, sure: bool) -> dt.datetime:
        """The moment to record for an update at `now` (UTC) on `today`: never before the last one.

        `sure` says that a person named the day. Raises `WrongClock` for a moment after `today` or before the last
        update, and for a day far from the last update, or from the portal's years, that nobody named.
        """
        day = ledger_rules.day_of(now)
        if day > today:
            raise WrongClock(f"{day} 比今天（{today}）晚。確實要按那一天修訂的，寫上 --as-of {day}。")
        last = self.ledger.revised
        newest = max(ledger_rules.day_of(last), self.ledger.anchor or dt.date.min) if last else None
        if newest and day + ledger_rules.SLACK < newest:
            raise WrongClock(f"按時鐘今天是 {day}，台賬卻已經修訂到 {newest}：時鐘慢了，撥準再運行。")
        years = self.book.settings.years
        early, late = newest or dt.date(min(years) - 1, 1, 1), newest or dt.date(max(years), 12, 31)
        if not sure and not early <= day + ledger_rules.SLACK <= late + LONGEST_PAUSE:
            known = f"台賬修訂到 {newest}" if newest else f"門戶編到 {min(years)}至{max(years)}年"
            raise WrongClock(f"按時鐘今天是 {day}，{known}，多半是時鐘錯了，撥準再運行；沒有錯的，加上 --as-of {day}。")
        return max(now, last) if last else now

    def updated(self, now: dt.datetime) -> Ledger:
        """The ledger after an update at `now` (UTC)."""
        settings = self.book.settings.calendar
        after = revise(self.ledger, self.wanted, now, settings.window)
        return replace(after, host=after.host or settings.uid_host)

    def seen(self, after: Ledger, as_of: dt.date) -> Seen:
        """What subscribers see of an update to `after`; nothing when nothing was published before."""
        known = self.ledger
        if known.anchor is None:
            return Seen()
        before = replace(known, entries={**after.entries, **known.entries})
        return seen(self.calendar(before), self.calendar(after), known, as_of)

    def after(self, before: Standing, as_of: dt.date, now: dt.datetime) -> "CalendarState":
        """The state with a ledger that goes on from what was published `before`, where it is older than that."""
        ledger = forward(self.ledger, before, as_of, now)
        return replace(self, ledger=ledger, wanted=wanted(self.book, self.schedule, self.events, ledger, self.joined))

    def calendar(self, ledger: Ledger) -> Calendar:
        """All feeds as `ledger` stamps them."""
        return Calendar(self.book, self.schedule, self.events, ledger)


def calendar_state(
    folders: Folders,
    reading: Reading,
    events: tuple[Event, ...],
    book: Shelf,
    schedule: Schedule,
    day: dt.date | None = None,
) -> CalendarState:
    """Read the ledger and gather the events of all systems; no ledger is an empty one.

    `day` is that of an update that is going to be made: it may tell of what is dated until then.
    """
    file = folders.ledger
    text = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    path = folders.shown(file)
    reading.lines[path] = tuple(text.splitlines())
    found = ledger_file.read(text)
    ledger = ledger_of(found)
    known, later = untold.apart(events, ledger, day)
    there, outside = endings.apart(book, known)
    kept, joined = join(there)
    return CalendarState(
        book, schedule, kept, found, ledger, wanted(book, schedule, kept, ledger, joined), path, outside, joined, later
    )


def write_ledger(folders: Folders, ledger: Ledger) -> None:
    """Replace the file as a whole, so that a stop half-way leaves the old one."""
    replace_file(folders.ledger, ledger_file.write(ledger))

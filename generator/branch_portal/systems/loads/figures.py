"""What is asked of each branch in each week of a year, and by whom."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from branch_portal.ground.weeks import week_of
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.kinds import LETTERS
from branch_portal.systems.loads.settings import LOAD_SETTINGS
from branch_portal.systems.tasks.figures import receivers
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.model import Duty
from branch_portal.year.schedule import Schedule


@dataclass(frozen=True)
class Ask:
    """One thing asked of a branch: in which week, by whom, how many figures with it, how many days before it is due.

    `kind` is 年度任務, 任務單 or 督辦單; `notice` is None where the year's table told it all along.
    """

    branch: str
    kind: str
    by: str
    on: dt.date
    fields: int = 0
    notice: int | None = None

    @property
    def week(self) -> dt.date:
        """The Monday of its week."""
        return week_of(self.on)[0]


@dataclass(frozen=True)
class Load:
    """A branch's year: its asks, and how many there are in each week, by the week's Monday."""

    branch: str
    year: int
    asks: tuple[Ask, ...]

    @cached_property
    def kinds(self) -> Mapping[dt.date, Counter[str]]:
        """How many of each kind in each week that has any, in order."""
        found: dict[dt.date, Counter[str]] = {}
        for one in self.asks:
            found.setdefault(one.week, Counter())[one.kind] += 1
        return dict(sorted(found.items()))

    @cached_property
    def weeks(self) -> Mapping[dt.date, int]:
        """Matters due, slips and letters issued in each week that has any."""
        return {week: kinds.total() for week, kinds in self.kinds.items()}

    @property
    def months(self) -> Mapping[int, int]:
        """How many in each month."""
        return Counter(one.on.month for one in self.asks)

    @property
    def by(self) -> Mapping[str, int]:
        """How many are asked by whom."""
        return dict(Counter(one.by for one in self.asks).most_common())

    def count(self, kind: str) -> int:
        """How many of a kind."""
        return sum(one.kind == kind for one in self.asks)

    @property
    def fields(self) -> int:
        """How many figures are to be filled in."""
        return sum(one.fields for one in self.asks)

    @property
    def notice(self) -> int | None:
        """The fewest days of notice that a slip gave."""
        return min((one.notice for one in self.asks if one.notice is not None), default=None)

    @property
    def fullest(self) -> tuple[dt.date, int] | None:
        """The week with the most, the earliest of them."""
        return max(self.weeks.items(), key=lambda week: (week[1], -week[0].toordinal()), default=None)


def loads(snapshot: Snapshot) -> Mapping[tuple[str, int], Load]:
    """The load of every branch in every year of the portal, as far as it is known on the snapshot's day."""
    found: dict[tuple[str, int], list[Ask]] = {
        (branch, year): [] for branch in snapshot.book[BRANCHES] for year in snapshot.schedule.company
    }
    for ask in asks(snapshot.book, snapshot.schedule, snapshot.as_of):
        if (ask.branch, ask.on.year) in found:
            found[ask.branch, ask.on.year].append(ask)
    return {key: Load(*key, tuple(sorted(one, key=lambda ask: (ask.on, ask.kind)))) for key, one in found.items()}


def _shorts(book: Shelf) -> dict[str, str]:
    """By themselves: what else a branch says of itself changes nobody's load."""
    return {id: branch.short for id, branch in book[BRANCHES].items()}


def asks(book: Shelf, schedule: Schedule, until: dt.date) -> Iterator[Ask]:
    """Everything asked of branches: duties on their due day, slips and letters on the day they are issued.

    Slips that are to be issued after `until` are not asked yet.
    """
    office, shorts = book.settings.office, book.derived(_shorts)
    for branch in shorts:
        for year in schedule.company:
            for item in schedule.branch(branch, year):
                by = office if isinstance(item.duty, Duty) else shorts[branch]
                yield Ask(branch, "年度任務", by, item.due)
    for task in book[TASKS].values():
        if task.issued_on <= until and task.withdrawn is None:
            by, notice = book.called("units", task.issuer), (task.due - task.issued_on).days
            for branch in book.derived(receivers)[task.id]:
                yield Ask(branch, "任務單", by, task.issued_on, len(task.fields), notice)
    for letter in book[LETTERS].values():
        if letter.holder in shorts:
            yield Ask(letter.holder, "督辦單", office, letter.issued_on)


def week_load(snapshot: Snapshot, branch: str, day: dt.date) -> int:
    """How many things are asked of a branch in the week of a day."""
    found = snapshot.figures(loads).get((branch, day.year))
    return found.weeks.get(week_of(day)[0], 0) if found else 0


def before_issue(snapshot: Snapshot) -> Iterator[str]:
    """What branches have in the week of the snapshot's day already, the fullest first, and which of them are full."""
    book, day = snapshot.book, snapshot.as_of
    counted = sorted(((week_load(snapshot, one, day), one) for one in book[BRANCHES]), key=lambda one: -one[0])
    found = [(count, book.called("branches", branch)) for count, branch in counted if count]
    if not found:
        return
    yield f"各支部本週已有：{'、'.join(f'{branch}{count}件' for count, branch in found)}。"
    most = book.settings[LOAD_SETTINGS].week
    if full := [branch for count, branch in found if count >= most]:
        yield f"{'、'.join(full)}已到一週{most}件，能併的併，能等的等。"

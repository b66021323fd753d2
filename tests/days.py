"""The sample on each of the days to come: no check fails, no page breaks, and nothing stops without having warned.

`python -m tests.days 900` checks and derives so many days from the sample's own on, and makes every page of each tenth;
`python -m tests.days 900 2027-06-02 50` begins on another day and makes those of each fiftieth. `make test` looks at some of them (`tests/sample/test_days.py`).
"""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from branch_portal.build import calendar_told, make_site
from branch_portal.calendar import rules as calendar_rules
from branch_portal.check import read_records
from branch_portal.ground.problems import Problem
from branch_portal.leaks.allowed import check_exemptions
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.project.handbook import handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.site.page import Site
from branch_portal.system.check import check, check_derived
from branch_portal.year.schedule import make_schedule
from tests.sample import AS_OF, ROOT
from tests.snapshots import snapshot_of

NOTICE = dt.timedelta(days=60)
"""So long before a portal stops it has said that it will."""


class Sample:
    """The sample, read once: what its files say by themselves is the same on every day."""

    def __init__(self) -> None:
        self.folders, self.reading = Folders(ROOT), Reading()
        self.records = read_records(self.folders, self.reading, AS_OF)
        self.book = handbook(self.records)
        self.schedule = make_schedule(self.book)
        self.of_every_day = [told for room in ROOMS for ask in room.checks for told in ask(self.records)]
        self.rooms = [replace(room, checks=()) for room in ROOMS]

    def on(self, day: dt.date, whole: bool = False) -> tuple[list[Problem], Site | None]:
        """All that is said on a day, and with `whole` the site where nothing stops it; nothing of it is rendered yet."""
        exemptions = self.records[EXEMPTIONS].values()
        told = [
            *check_exemptions(exemptions, day, self.book.settings.roles.upper),
            *self.of_every_day,
            *check(self.records, self.rooms, day),
            *check_derived(self.records, self.book, self.rooms, day),
        ]
        snapshot = snapshot_of(self.book, self.schedule, day)
        state = calendar_told(snapshot, self.folders, self.reading)
        told += state.problems(self.reading.lines, day)
        if any(one.severity == "error" for one in told):
            return told, None
        calendar = state.calendar(state.ledger)
        told += calendar_rules.fresh(calendar.anchor, day, state.path)
        return told, make_site(snapshot, calendar, (), self.folders) if whole else None


@dataclass
class Days:
    """What was said on each day, by the file that it was said of; `fell` are days on which something broke."""

    warned: dict[dt.date, set[str]] = field(default_factory=dict)
    stopped: dict[dt.date, list[Problem]] = field(default_factory=dict)
    fell: dict[dt.date, str] = field(default_factory=dict)

    def look(self, sample: "Sample", day: dt.date, whole: bool) -> None:
        """Check and derive on a day; with `whole` every page and file is made too."""
        try:
            problems, site = sample.on(day, whole)
            for made in (*site.pages, *site.assets) if whole and site else ():
                made.render()
        except Exception as error:
            self.fell[day] = repr(error)
            return
        self.warned[day] = {one.place.path for one in problems}
        if errors := [one for one in problems if one.severity == "error"]:
            self.stopped[day] = errors

    def unwarned(self) -> Iterator[tuple[dt.date, Problem]]:
        """What stops the portal on a day, of whose file nothing was said on some day of the notice before."""
        first = min(self.warned, default=dt.date.min)
        for day, errors in self.stopped.items():
            before = [one for one in self.warned if day - NOTICE <= one < day] if day - NOTICE >= first else []
            for error in errors:
                if not before or any(error.place.path not in self.warned[one] for one in before):
                    yield day, error


def main(count: str = "900", start: str = str(AS_OF), each: str = "10") -> None:
    sample, days, first = Sample(), Days(), dt.date.fromisoformat(start)
    for number in range(int(count)):
        days.look(sample, first + dt.timedelta(number), whole=number % int(each) == 0)
        if number % 50 == 0:
            print(f"{number} days", flush=True)
    unwarned = list(days.unwarned())
    print(f"{count} days from {first}: {len(days.fell)} broke, {len(days.stopped)} stopped, {len(unwarned)} unwarned")
    for day, told in list(days.fell.items())[:20]:
        print(f"{day}: {told}")
    for day, error in unwarned[:20]:
        print(f"{day}: {error.rule} {error.place} {error.message}")
    raise SystemExit(bool(days.fell or unwarned))


if __name__ == "__main__":
    main(*sys.argv[1:])

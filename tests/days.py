"""The sample on each of the days to come: no check fails, no page breaks, and nothing stops without having warned.

`python -m tests.days 900` checks, derives and lists so many days from the sample's own on, makes of the pages of each sort one a day in turn, and all pages
and files (sheets, feeds, forms) of each 45th day; `python -m tests.days 900 2027-06-02 50` begins on another day and makes all of each fiftieth. A page that says
on two such days what it said on the one before is not made again until the next.
`make test` looks at some of them (`tests/sample/test_days.py`).
"""

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from branch_portal.build import calendar_told, parts
from branch_portal.calendar import rules as calendar_rules
from branch_portal.check import read_records
from branch_portal.ground.problems import Problem
from branch_portal.leaks.allowed import check_exemptions
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.project.handbook import handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.site.page import Page, Site
from branch_portal.site.templates import environment
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
        self.jinja = environment({room.name for room in ROOMS})

    def on(self, day: dt.date) -> tuple[list[Problem], Callable[[], Site] | None]:
        """All that is said on a day, and what lists the site where nothing stops it; nothing of it is rendered yet."""
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
        return told, lambda: parts(snapshot, lambda: calendar, self.jinja, self.folders).site()


@dataclass
class Days:
    """What was said on each day, by the file that it was said of; `fell` are days on which something broke, `made` counts what was made."""

    warned: dict[dt.date, set[str]] = field(default_factory=dict)
    stopped: dict[dt.date, list[Problem]] = field(default_factory=dict)
    fell: dict[dt.date, str] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)
    said: dict[str, str] = field(default_factory=dict)
    still: set[str] = field(default_factory=set)

    def look(self, sample: "Sample", day: dt.date, turn: int | None = None, whole: bool = False) -> None:
        """Check and derive on a day; with a `turn` one page of each sort is made too, with `whole` every page and file."""
        try:
            problems, listed = sample.on(day)
            if listed and (whole or turn is not None):
                self._make(listed(), turn or 0, whole)
        except Exception as error:
            self.fell[day] = repr(error)
            return
        self.warned[day] = {one.place.path for one in problems}
        if errors := [one for one in problems if one.severity == "error"]:
            self.stopped[day] = errors

    def _make(self, site: Site, turn: int, whole: bool) -> None:
        said = {one.path: one.render() for one in (site.pages if whole else self._in_turn(site.pages, turn))}
        if whole:
            self.still = {path for path, body in said.items() if self.said.get(path) == body}
            self.said = said
            for file in site.assets:
                file.render()
        self.made.update(pages=len(said), files=len(site.assets) if whole else 0, days=1, whole=whole)

    def _in_turn(self, pages: Iterable[Page], turn: int) -> Iterator[Page]:
        """One page of each sort. Those of a kind whose addresses begin and end alike are made by the same lines of the program."""
        sorts: dict[tuple[str, ...], list[Page]] = {}
        for page in pages:
            first, *rest = page.path.strip("/").split("/")
            if page.path not in self.still:
                sorts.setdefault((page.kind, first, str(len(rest)), rest[-1] if len(rest) > 1 else ""), []).append(page)
        return (alike[turn % len(alike)] for alike in sorts.values())

    def unwarned(self) -> Iterator[tuple[dt.date, Problem]]:
        """What stops the portal on a day, of whose file nothing was said on some day of the notice before."""
        first = min(self.warned, default=dt.date.min)
        for day, errors in self.stopped.items():
            before = [one for one in self.warned if day - NOTICE <= one < day] if day - NOTICE >= first else []
            for error in errors:
                if not before or any(error.place.path not in self.warned[one] for one in before):
                    yield day, error


def main(count: str = "900", start: str = str(AS_OF), each: str = "45") -> None:
    sample, days, first = Sample(), Days(), dt.date.fromisoformat(start)
    for number in range(int(count)):
        days.look(sample, first + dt.timedelta(number), number, whole=number % int(each) == 0)
        if number % 50 == 0:
            print(f"{number} days", flush=True)
    unwarned = list(days.unwarned())
    print(f"{count} days from {first}: {len(days.fell)} broke, {len(days.stopped)} stopped, {len(unwarned)} unwarned")
    made = days.made
    print(f"made on {made['days']} of them, {made['whole']} whole: {made['pages']} pages, {made['files']} files")
    for day, told in list(days.fell.items())[:20]:
        print(f"{day}: {told}")
    for day, error in unwarned[:20]:
        print(f"{day}: {error.rule} {error.place} {error.message}")
    raise SystemExit(bool(days.fell or unwarned))


if __name__ == "__main__":
    main(*sys.argv[1:])

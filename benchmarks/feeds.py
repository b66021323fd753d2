"""What the calendars of 300 branches weigh, by kind of feed: kilobytes a branch and edition, and the processor's seconds for all.

Records in every system, two years. The leanest portal is what the settings give by themselves, the fullest asks for everything.
"""

import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.portal import fill, make_portal
from branch_portal.build import calendar_told
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.files import event_file, feed_file
from branch_portal.check import read_handbook
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import take_snapshot

BRANCHES_MADE = 300
MOST_KB = 60
"""For a branch and edition, of what the settings give by themselves."""
AS_OF = date(2026, 11, 24)
EVERYTHING = {"branch_roles": True, "quiet": True, "weekly": True, "branch_alerts": True}


def portal(target: Path, branches: int) -> None:
    """A filled portal of two years, so that the months ahead are full."""
    make_portal(target, branches)
    settings = target / "site_config" / "portal.yml"
    settings.write_text(settings.read_text("utf-8").replace("years: [2026]", "years: [2026, 2027]"), "utf-8")
    fill(target, branches)


def calendar(root: Path) -> Calendar:
    folders, reading = Folders(root), Reading()
    snapshot = take_snapshot(read_handbook(folders, reading, AS_OF), AS_OF, ROOMS)
    state = calendar_told(snapshot, folders, reading)
    return state.calendar(state.ledger)


def asking_for(made: Calendar, wanted: dict[str, object]) -> Calendar:
    """The same calendar under other settings."""
    settings = made.book.settings
    other = settings.calendar.model_copy(update={"branch_window": settings.calendar.window, **wanted})
    book = made.book.having(settings=settings.model_copy(update={"calendar": other}))
    return Calendar(book, made._schedule, made.events, made.ledger)


def weigh(made: Calendar, title: str) -> float:
    """Print what each kind weighs; kilobytes of a branch's own."""
    start = time.process_time()
    octets: Counter[str] = Counter()
    number: Counter[str] = Counter()
    of_branches = 0
    for feed in feeds(made):
        size = len(feed_file(made, feed)) * len(feed.addresses)
        kind = f"{feed.whole or feed.kind}{' quiet' if feed.quiet else ' week' if feed.kind == 'week' else ''}"
        octets[kind] += size
        number[kind] += 1
        of_branches += size if kind.startswith("branch") else 0
    single = sum(len(event_file(made, one)) for one in made.singles())
    seconds = time.process_time() - start
    branches = len(made.book[BRANCHES])
    print(f"{title}: {(octets.total() + single) / 1e6:.1f} MB an edition, {seconds:.1f} s")
    for kind, size in octets.items():
        print(f"  {kind:<18} {number[kind]:>5} feeds  {size / 1000:>8.0f} KB  {size / 1000 / branches:>7.1f} a branch")
    return of_branches / 1000 / branches


def main() -> None:
    branches = int(sys.argv[1]) if len(sys.argv) > 1 else BRANCHES_MADE
    with tempfile.TemporaryDirectory() as folder:
        portal(Path(folder), branches)
        made = calendar(Path(folder))
        own = weigh(made, "by themselves")
        weigh(asking_for(made, dict(EVERYTHING)), "everything")
    print(f"a branch's own: {own:.1f} KB (at most {MOST_KB})")
    if own > MOST_KB:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

"""我的支部: what a reader's browser needs to show one branch's matters, as small scripts that it loads when they are wanted.

Scripts and not data, because a page opened from a folder may load the one and not the other. Which branch and role a
reader has chosen, the browser keeps; the portal never learns it. Branches without changes of their own share one
tuple of occurrences, so what the year asks for is written once for each tuple and named by the branch's own file.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files as resources
from typing import Any

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Asset
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.deadline import Deadline
from branch_portal.year.kinds import TERMS
from branch_portal.year.model import Duty
from branch_portal.year.occurrence import Occurrence

BEFORE = dt.timedelta(days=45)
AHEAD = dt.timedelta(days=120)
"""How far around the build's day the files reach: a reader who comes later than that sees the company's view."""


FOLDER = "mine/"
"""Below which they all lie."""


def address(name: str) -> str:
    """Where one of the files lies: the list, a branch's, a year's, or the program."""
    return f"{FOLDER}{name}.js"


def assets(snapshot: Snapshot) -> Iterator[Asset]:
    """The list of branches and roles, one file a branch, one for every year that branches share, and the program."""
    book = snapshot.book
    years = _years(snapshot)
    numbers = {key: f"year-{number}" for number, key in enumerate(years)}
    held = _deadlines(snapshot)
    settled = {branch: ids for room in snapshot.rooms for branch, ids in room.settled(snapshot).items()}
    yield Asset(address("index"), partial(_script, "index", _index(snapshot)))
    for key, occurrences in years.items():
        yield Asset(address(numbers[key]), partial(_year, numbers[key], occurrences, book))
    for id, branch in book[BRANCHES].items():
        keys = [_key(snapshot, id, year) for year in book.settings.years]
        own = {
            "short": branch.short,
            "page": urls.branch(id),
            "map": urls.branch_map(id, snapshot.as_of.year) if snapshot.as_of.year in book.settings.years else "",
            "years": [[numbers[key], *_states(years[key], held.get(id, []), settled.get(id, {}))] for key in keys],
        }
        scheduled = {(item.title, item.due) for key in keys for item in years[key]}
        own["items"] = [_deadline(one) for one in held.get(id, ()) if (one.title, one.due) not in scheduled]
        yield Asset(address(id), partial(_script, id, own))
    yield Asset(address("mine"), lambda: (resources("branch_portal.gather") / "js" / "mine.js").read_bytes())


def _states(
    occurrences: Sequence[Occurrence], held: Iterable[Deadline], settled: Mapping[str, bool]
) -> tuple[list[int], list[int], list[int]]:
    """The places of occurrences that are recorded, that another deadline asks for, that stay until they are recorded."""
    staying = {(one.title, one.due) for one in held if one.stays}
    places = [*enumerate(occurrences)]
    return (
        [place for place, item in places if settled.get(item.id) is True],
        [place for place, item in places if settled.get(item.id) is False],
        [place for place, item in places if (item.title, item.due) in staying],
    )


def _index(snapshot: Snapshot) -> dict[str, Any]:
    book, first = snapshot.book, snapshot.as_of - BEFORE
    last = snapshot.as_of + AHEAD
    terms = (day for year in book.settings.years for day in snapshot.schedule.terms.of_year(year))
    return {
        "until": last.isoformat(),
        "branches": [[branch.id, branch.short] for branch in book[BRANCHES].values()],
        "roles": [[role.id, role.title] for role in book[ROLES].values()],
        "terms": [[day.date.isoformat(), book[TERMS][day.id].title] for day in terms if first <= day.date <= last],
    }


def _key(snapshot: Snapshot, branch: str, year: int) -> int:
    return id(snapshot.schedule.branch(branch, year))


def _years(snapshot: Snapshot) -> Mapping[int, Sequence[Occurrence]]:
    """The occurrences around the build's day of every tuple that branches have, in the order of the branches."""
    first, last = snapshot.as_of - BEFORE, snapshot.as_of + AHEAD
    return {
        _key(snapshot, branch, year): [
            item for item in snapshot.schedule.branch(branch, year) if item.due >= first and item.green <= last
        ]
        for branch in snapshot.book[BRANCHES]
        for year in snapshot.book.settings.years
    }


def _deadlines(snapshot: Snapshot) -> Mapping[str, list[Deadline]]:
    """What branches have open, of all rooms, nearest first."""
    first, last = snapshot.as_of, snapshot.as_of + AHEAD
    found: dict[str, list[Deadline]] = {}
    for room in snapshot.rooms:
        for one in (*room.deadlines(snapshot), *room.deadlines_apart(snapshot)):
            if one.on_board(first, last):
                found.setdefault(one.holder, []).append(one)
    return {holder: sorted(items, key=lambda one: (one.due, one.page, one.title)) for holder, items in found.items()}


def _year(name: str, occurrences: Sequence[Occurrence], book: Published) -> bytes:
    """Each duty's words once, then its days: number of the duty, the first day to do it, due day, the three levels."""
    duties: dict[str, int] = {}
    words: list[list[str]] = []
    days: list[list[int | str]] = []
    for item in occurrences:
        duty = item.duty
        if duty.id not in duties:
            duties[duty.id] = len(words)
            company = "1" if isinstance(duty, Duty) and duty.level == "company" else ""
            words.append([duty.title, urls.guide(duty.guides[0]), "、".join(duty.deliverable), duty.role, company])
        levels = (item.opens, item.due, item.green, item.yellow, item.red)
        days.append([duties[duty.id], *(day.isoformat() for day in levels)])
    return _script(name, {"duties": words, "days": days})


def _deadline(one: Deadline) -> list[str]:
    levels = (one.due, one.green, one.yellow, one.red)
    days = (day.isoformat() for day in levels)
    return [one.title, one.page, one.kind.title, one.role, "1" if one.stays else "", *days]


def _script(name: str, content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'portalMine("{name}",{text})\n'.encode()

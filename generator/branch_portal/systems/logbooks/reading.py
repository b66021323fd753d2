"""What a logbook says, entry by entry: which occurrence of the branch's year each one records, or why it records none."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from branch_portal.project.base import former_ids
from branch_portal.project.handbook import Shelf
from branch_portal.systems.logbooks.entry import Written, written_entry
from branch_portal.systems.logbooks.kinds import LOGBOOKS
from branch_portal.systems.logbooks.model import Logbook
from branch_portal.year.kinds import DUTIES
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule

Fault = Literal["", "day", "unknown", "period", "twice"]


@dataclass(frozen=True)
class Done:
    """What is recorded of one occurrence: the day, and for a meeting how many should attend and did."""

    on: dt.date
    expected: int | None = None
    attended: int | None = None


@dataclass(frozen=True)
class Reading:
    """One entry: where it stands in the file, what it says, what it records; `fault` says why it records nothing."""

    place: tuple[str | int, ...]
    text: str
    written: Written
    on: dt.date | None
    occurrence: Occurrence | None
    fault: Fault


def read_logbook(logbook: Logbook, year: Sequence[Occurrence], former: Mapping[str, str]) -> Iterator[Reading]:
    """Every entry of a logbook against the occurrences of the branch's year; `former` are the duties' earlier ids.

    An entry without a period is of the occurrence whose days have begun last by its own day.
    """
    of_duty: dict[str, list[Occurrence]] = {}
    for item in year:
        of_duty.setdefault(item.duty.id, []).append(item)
    seen: set[str] = set()
    for number, month in enumerate(logbook.months):
        for index, text in enumerate(month.held):
            entry = written_entry(text)
            assert entry  # the model refuses any other text
            on = entry.on(month.month)
            found, fault = _occurrence(entry, on, of_duty.get(former.get(entry.matter, entry.matter), []))
            if found is not None and found.id in seen:
                fault = "twice"
            elif found is not None:
                seen.add(found.id)
            yield Reading(("months", number, "held", index), text, entry, on, found, fault)


def _occurrence(entry: Written, on: dt.date | None, items: Sequence[Occurrence]) -> tuple[Occurrence | None, Fault]:
    if on is None:
        return None, "day"
    if not items:
        return None, "unknown"
    if entry.period:
        found = next((item for item in items if item.period == entry.period), None)
        return found, "" if found else "period"
    begun = [item for item in items if item.opens <= on]
    return (begun[-1] if begun else items[0]), ""


def done(book: Shelf, schedule: Schedule) -> Mapping[tuple[str, int], Mapping[str, Done]]:
    """What is recorded, by branch and year and by the occurrence's id; branches without a logbook are not in it."""
    former = former_ids(book[DUTIES].values())
    found = {}
    for (branch, year), logbook in book[LOGBOOKS].items():
        if year in schedule.company:
            readings = read_logbook(logbook, schedule.branch(branch, year), former)
            found[branch, year] = {
                one.occurrence.id: Done(one.on, one.written.expected, one.written.attended)
                for one in readings
                if one.occurrence and one.on and not one.fault
            }
    return found


def election_steps(book: Shelf, branch: str, since: dt.date | None) -> Mapping[int, dt.date]:
    """The steps towards the branch's next election that are recorded since the last one, each with its day."""
    return {
        step.step: step.on
        for (of, _), logbook in book[LOGBOOKS].items()
        if of == branch
        for step in logbook.election
        if since is None or step.on > since
    }

"""All rules of all rooms, in their order."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from branch_portal.ground.causes import told_once
from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import Rule, all_rules
from branch_portal.project.days import check_ahead, known_day
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Records
from branch_portal.project.references import KIND, UNKNOWN, ghosts
from branch_portal.system.known import Known
from branch_portal.system.room import Room

_SYSTEMS = f"{__name__.partition('.')[0]}.systems."


def check(
    records: Records, rooms: Sequence[Room], as_of: dt.date = dt.date.min, known: Known | None = None
) -> Iterator[Problem]:
    """Every problem that the rules find; "today" is `as_of`, or the newest day in the records if that is later.

    Where it is `known` what a rule found in the very same records, it is not asked again.
    """
    ask = (known or Known()).of(records)
    for room in rooms:
        for check_records in room.checks:
            yield from ask(check_records)
    if as_of > dt.date.min:
        yield from ask(check_ahead, as_of)
    today = max(as_of, known_day(records, as_of))
    for room in rooms:
        for check_day in room.checks_of_day:
            yield from ask(check_day, today)


def told(problems: Iterable[Problem], records: Records) -> list[Problem]:
    """What is worth telling of all that the rules find in the records: each cause once."""
    found, spoiling = list(problems), {id for id, rule in all_rules().items() if rule.spoils}
    sure = {UNKNOWN.id, KIND.id, *spoiling}
    spoilt = {problem.place.path for problem in found if problem.rule in spoiling}
    half_read = spoilt or any(problem.rule in sure for problem in found)
    return told_once(found, ghosts(records, spoilt) if half_read else (), sure)


def rules(rooms: Sequence[Room]) -> dict[str, Rule]:
    """Every rule that holds in a portal of these rooms, by id: those of the systems' rooms that are not here do not."""
    present = {room.name for room in rooms}
    return {id: rule for id, rule in all_rules().items() if (name := _system_room(rule)) is None or name in present}


def _system_room(rule: Rule) -> str | None:
    """The room below `systems/` that declares a rule."""
    inside = rule.module.removeprefix(_SYSTEMS)
    return None if inside == rule.module else inside.partition(".")[0]


def check_derived(
    records: Records, book: Handbook, rooms: Sequence[Room], as_of: dt.date = dt.date.min
) -> Iterator[Problem]:
    """Every problem in what is derived from a sound Handbook; "today" as in `check`."""
    today = max(as_of, known_day(records, as_of))
    for room in rooms:
        for check_book in room.checks_of_derived:
            yield from check_book(records, book, today)

"""The columns of a branch's year on paper and in a spreadsheet: the duties that every month or quarter has."""

from collections.abc import Iterable

from branch_portal.year.model import Duty
from branch_portal.year.occurrence import Occurrence


def year_columns(occurrences: Iterable[Occurrence]) -> list[Duty]:
    """The duties of every month or quarter; meetings have room for two counts, so they stand together and first."""
    found: dict[str, Duty] = {}
    for item in occurrences:
        if isinstance(item.duty, Duty) and item.duty.when.every in ("month", "quarter"):
            found.setdefault(item.duty.id, item.duty)
    return sorted(found.values(), key=lambda duty: (not is_meeting(duty), duty.id))


def is_meeting(duty: Duty) -> bool:
    """Whether people come together for it, so that they are counted."""
    return duty.mandatory or bool(duty.same_day)

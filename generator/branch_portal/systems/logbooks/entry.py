"""一項登記: one matter as it is written in a month's line, and as it is read."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<matter>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?P<period>[0-9]{4}(?:-[a-z0-9]+)?))?"
    r" (?P<day>[1-9]|[12][0-9]|3[01])(?: (?P<expected>[1-9][0-9]{0,2})/(?P<attended>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True)
class Written:
    """What one entry says: the duty or a branch's own item, its period where it is written, a day of the month."""

    matter: str
    period: str | None
    day: int
    expected: int | None
    attended: int | None

    def on(self, month: str) -> dt.date | None:
        """Its day in a month written YYYY-MM; None where the month has no such day."""
        year, number = int(month[:4]), int(month[5:])
        return dt.date(year, number, self.day) if self.day <= calendar.monthrange(year, number)[1] else None


def written_entry(text: str) -> Written | None:
    """The entry that `text` is; None where it is none."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    expected, attended = found["expected"], found["attended"]
    return Written(
        found["matter"],
        found["period"],
        int(found["day"]),
        int(expected) if expected else None,
        int(attended) if attended else None,
    )

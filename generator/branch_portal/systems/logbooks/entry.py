"""一項登記: one matter as it is written in a month's line, and as it is read."""

import calendar
import datetime as dt
import re
import unicodedata
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


def better_entry(text: str) -> str:
    """The mend for a text that is no entry: how it is written, where a slip of its day or counts is all that is wrong."""
    plain = unicodedata.normalize("NFKC", text).strip()
    matter, _, rest = re.sub(r"[\s、,，:：]+", " ", plain).partition(" ")
    rest = re.sub(r"^(?:[0-9]{4}[-/.年])?[0-9]{1,2}[-/.月]([0-9]{1,2})[日號]?(?= |$)", r"\1", rest)
    rest = re.sub(r"(?<=[0-9])(?:[日號]|人)", "", rest)
    rest = re.sub(r"^([0-9]{1,2} [0-9]+)(?:[-／\\\\ ]|應到|實到)+([0-9]+)$", r"\1/\2", rest)
    day, _, counts = rest.partition(" ")
    better = f"{matter.lower()} {day.lstrip('0')}{f' {counts}' if counts else ''}"
    if written_entry(better):
        return f"改成 {better}。"
    if not matter.isascii():
        return "任務寫編號，不寫名稱，編號在本支部的導航圖上。"
    if not day:
        return "少了辦的那天：編號後面空一格，寫幾號。"
    return "應到、實到兩個數都寫，中間是「/」。" if counts.isdecimal() else ""


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

"""指引: rules over the days that a guide states – where a duty comes round on another day, its guides say so."""

import re
from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.year.kinds import DUTIES
from branch_portal.year.timing import HalfYearly, Monthly, Quarterly, Recurrence, Yearly

CHANGED = rule(
    "GUIDE-12",
    "任務改了期限，指引也寫新的",
    "任務從哪天起換了日子，指引還只寫舊的，照指引辦就早了或者晚了，和提醒、日曆也對不上。",
    "在舊日期旁邊寫上新的，例如「每月28日前、2027年起每月3日前」；舊的不用了，就換成新的。",
    severity="warning",  # a portal that was right yesterday goes on being published
)

_MONTHS = {1: "季初月", 2: "季中月", 3: "季末月"}


def check(records: Records) -> Iterator[Problem]:
    last = max(records.settings.record.years)
    for item in records[DUTIES].values():
        duty = item.record
        *before, now = [one for one in duty.timings if one.first.year <= last]
        new = days_of(now.when)
        for guide in duty.guides if new else ():
            page = records[GUIDES].get(guide)
            if page is None:
                continue
            for old in (day for one in before for day in days_of(one.when) if day not in new):
                for number, line in enumerate(page.record.body.splitlines(), start=page.record.body_line):
                    if _says(line, old) and not any(_says(line, day) for day in new):
                        place = Place(page.at("id").path, number)
                        since = f"{now.first.year}年起" if now.first.month == now.first.day == 1 else f"{now.first}起"
                        message = f"「{duty.title}」{since}是{'、'.join(new)}，這裡只寫{old}"
                        yield CHANGED.problem(place, message, value=old)


def _says(line: str, day: str) -> bool:
    """Whether a line names the day, in either script."""
    return re.search(rf"(?<!\d){day.replace('後', '[後后]')}", line) is not None


def days_of(when: Recurrence) -> tuple[str, ...]:
    """The days of a recurrence as a guide writes them: 3月31日, 每月28日, 季末月25日; none where they differ by year."""
    if isinstance(when, Yearly):
        return (_day(when.on),) if when.on else ()
    if isinstance(when, HalfYearly):
        return tuple(_day(on) for on in when.on)
    if isinstance(when, Monthly):
        return (f"每月{_of_month(when.day)}",) if when.day else ()
    if isinstance(when, Quarterly):
        return (
            (f"{_MONTHS[when.by.month]}{_of_month(when.by.day)}",) if when.by.day and when.by.month in _MONTHS else ()
        )
    return ()


def _day(month_day: str) -> str:
    month, _, day = month_day.partition("-")
    return f"{int(month)}月{int(day)}日"


def _of_month(day: int | str) -> str:
    return "最後一天" if day == "last" else f"{day}日"

"""What was measured to do harm in calendar programs though each line of it is well formed."""

import datetime as dt
import html
import re
from collections.abc import Iterator, Set
from functools import cache
from zoneinfo import available_timezones

from branch_portal.lint.moment import moment_of
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.tree import Component

NO_MASTER = rule(
    "HARM-01", "Thunderbird 多出一條，Radicale 拒收整個日曆", "有 RECURRENCE-ID 的，同一個 UID 的主事項也在", "readers"
)
CASE = rule("HARM-02", "vdirsyncer、khal 丟掉一條", "兩個 UID 不只差大小寫", "readers")
ENTITY = rule("HARM-03", "閱讀程序原樣顯示", "文字裡沒有 &amp; 這樣的 HTML 實體", "readers")
DIRECTION = rule("HARM-04", "Unicode UAX #9：顯示的次序和寫的不同", "文字裡沒有改變書寫方向的控制字符", "readers")
NO_PRODUCT = rule("HARM-05", "RFC 5545 §3.7.3", "PRODID 寫明是什麼程序寫的，不空", "readers")
YEAR = rule(
    "HARM-06", "多半是少寫了兩位數字，或者程序裡沒有值", "日期在1900年到2100年之間，不是1970年1月1日", "readers"
)
LENGTH = rule("HARM-07", "月視圖會被一條占滿", "一個事項不超過366天", "readers")
ZONE = rule("HARM-08", "Apple、Google 按它換算", "X-WR-TIMEZONE 是時區名，如 Asia/Shanghai", "readers")
LATE_ALARM = rule("HARM-09", "事情過了才響", "提醒不晚於事項結束後四週（過期的催辦也夠了）", "readers")

_WORDS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)(?:\\)?;")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TRIGGER = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_MOST_DAYS = 366
_LATE_DAYS = 27
"""What is overdue may be asked for once more; a month later it is a slip of the pen."""


@cache
def _zones() -> Set[str]:
    """The names of all time zones; each time they are asked for, the folders of the system are read."""
    return available_timezones()


def check(calendar: Component) -> Iterator[Finding]:
    """One calendar: its head, then each event."""
    if (product := calendar.first("PRODID")) and not product.value.strip():
        yield NO_PRODUCT.at(product.line, "PRODID 是空的")
    zone = calendar.first("X-WR-TIMEZONE")
    if zone and zone.value not in _zones():
        yield ZONE.at(zone.line, f"沒有「{zone.value}」這個時區")
    yield from _words(calendar)
    yield from _identity(calendar)
    for event in calendar.inside("VEVENT"):
        yield from _words(event)
        yield from _days(event)


def _identity(calendar: Component) -> Iterator[Finding]:
    owned = [one for one in calendar.components if one.value("UID")]
    masters = {one.value("UID") for one in owned if not one.first("RECURRENCE-ID")}
    folded: dict[str, str] = {}
    for one in owned:
        uid = one.value("UID")
        if uid not in masters and not calendar.first("METHOD"):
            yield NO_MASTER.at(one.line, f"UID「{uid}」只有改動的一次，沒有主事項")
        if folded.setdefault(uid.casefold(), uid) != uid:
            yield CASE.at(one.line, f"UID「{uid}」和「{folded[uid.casefold()]}」只差大小寫")


def _words(component: Component) -> Iterator[Finding]:
    for one in component.properties:
        if one.name not in _WORDS:
            continue
        if (found := _ENTITY.search(one.value)) and html.unescape(entity := found[0].replace("\\", "")) != entity:
            yield ENTITY.at(one.line, f"{one.name} 裡有 HTML 實體「{entity}」")
        if found := _DIRECTION.search(one.value):
            yield DIRECTION.at(one.line, f"{one.name} 裡有控制字符 U+{ord(found[0]):04X}")


def _days(event: Component) -> Iterator[Finding]:
    first, last = (_day(event, name) for name in ("DTSTART", "DTEND"))
    for name in ("DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED"):
        one = event.first(name)
        if one and re.match(r"\d{8}", one.value) and not 1900 <= int(one.value[:4]) <= 2100:
            yield YEAR.at(one.line, f"{name} 在{one.value[:4]}年")
        elif one and one.value.startswith("19700101"):
            yield YEAR.at(one.line, f"{name} 是1970年1月1日，程序裡的零")
    length = (last - first).days if first and last else _length(event.value("DURATION"))
    if length > _MOST_DAYS:
        yield LENGTH.at(event.line, f"這一條有{length}天")
    for alarm in event.inside("VALARM"):
        trigger = alarm.first("TRIGGER")
        if trigger and not trigger.value.startswith("-") and _length(trigger.value) > max(length, 1) + _LATE_DAYS:
            yield LATE_ALARM.at(trigger.line, f"提醒在開始以後 {trigger.value}")


def _day(event: Component, name: str) -> dt.date | None:
    found = moment_of(event.first(name))
    try:
        return dt.datetime.strptime(found.text[:8], "%Y%m%d").date() if found else None
    except ValueError:
        return None


def _length(duration: str) -> int:
    """The days of a DURATION, rounded up; 0 for what is none."""
    found = _TRIGGER.fullmatch(duration)
    if not found:
        return 0
    weeks, days, hours, minutes, seconds = (min(int(part or 0), 10**6) for part in found.groups()[1:])
    return weeks * 7 + days + -(-(hours * 3600 + minutes * 60 + seconds) // 86400)

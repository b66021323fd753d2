"""Times that agree with one another: start and end, recurrence, time zones."""

import re
from collections.abc import Iterator

from branch_portal.lint.grammar import Property
from branch_portal.lint.moment import KIND_TITLES, Moment, moment, moment_of, moments_of
from branch_portal.lint.recur import parts_of, recur
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.tree import Component
from branch_portal.lint.values import duration

END_KIND = rule("TIME-01", "RFC 5545 §3.8.2.2、§3.8.2.3", "DTEND、DUE 和 DTSTART 的類型相同")
END_BEFORE = rule(
    "TIME-02", "RFC 5545 §3.8.2.2、§3.8.2.3", "DTEND（不含當天）、DUE 晚於 DTSTART；全天一天的事項，DTEND 是第二天"
)
END_AND_DURATION = rule("TIME-03", "RFC 5545 §3.6.1、§3.6.2", "DTEND（DUE）和 DURATION 只寫一個")
ALL_DAY_DURATION = rule("TIME-04", "RFC 5545 §3.8.2.5", "全天事項的 DURATION 只用天或週")
NOT_POSITIVE = rule("TIME-05", "RFC 5545 §3.8.2.5、RFC 7986 §5.7", "DURATION、REFRESH-INTERVAL 大於零")
NO_START = rule("TIME-06", "RFC 5545 §3.6.2、§3.8.2.4", "有 DURATION 的待辦和有 RRULE 的組件要有 DTSTART")
ZONE_UNDEFINED = rule("TIME-07", "RFC 5545 §3.2.19", "每個 TZID 都有同名的 VTIMEZONE")
ZONE_ON_UTC = rule("TIME-08", "RFC 5545 §3.2.19", "UTC 時間（Z）和日期不帶 TZID")
ZONE_TWICE = rule("TIME-09", "RFC 5545 §3.6.5", "同一個 TZID 只有一個 VTIMEZONE")
ZONE_EMPTY = rule("TIME-10", "RFC 5545 §3.6.5", "VTIMEZONE 至少有一個 STANDARD 或 DAYLIGHT")
ZONE_START = rule("TIME-11", "RFC 5545 §3.6.5、§3.8.2.4", "STANDARD、DAYLIGHT 的 DTSTART 是當地時間，不帶 Z 和 TZID")
UNTIL_KIND = rule("TIME-12", "RFC 5545 §3.3.10", "UNTIL 和 DTSTART 類型相同；DTSTART 帶時區或是 UTC 時，UNTIL 用 UTC")
RULE_ON_DATE = rule("TIME-13", "RFC 5545 §3.3.10", "全天事項的 RRULE 不寫 BYHOUR、BYMINUTE、BYSECOND")
EXCEPTION_KIND = rule(
    "TIME-14", "RFC 5545 §3.8.4.4、§3.8.5.1、§3.8.5.2", "EXDATE、RDATE、RECURRENCE-ID 和 DTSTART 類型相同"
)
BUSY_UTC = rule("TIME-15", "RFC 5545 §3.6.4、§3.8.2.6", "VFREEBUSY 的時間都用 UTC")
UNTIL_BEFORE = rule("TIME-16", "RFC 5545 §3.3.10", "UNTIL 不早於 DTSTART", "should")
UNUSED_ZONE = rule("TIME-17", "RFC 5545 §3.6.5", "VTIMEZONE 都有事項用到", "should")

_TIMED = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "STANDARD", "DAYLIGHT")


def check_component(component: Component) -> Iterator[Finding]:
    """Times within one component."""
    for name in ("DURATION", "REFRESH-INTERVAL"):
        for one in component.all(name):
            if not duration(one.value) and (one.value.startswith("-") or not re.search("[1-9]", one.value)):
                yield NOT_POSITIVE.at(one.line, f"{name} 的「{one.value}」不大於零")
    if component.name not in _TIMED:
        return
    start_property = component.first("DTSTART")
    start = moment_of(start_property)
    for one in component.properties:
        if "TZID" in one.parameters:
            first = moments_of(one)
            if first and first[0].kind in ("utc", "date"):
                yield ZONE_ON_UTC.at(one.line, f"{one.name} 的「{one.value}」不能帶 TZID")
    yield from _end(component, start)
    if not start_property:
        for name in ("RRULE", "DURATION") if component.name == "VTODO" else ("RRULE",):
            if repeated := component.first(name):
                yield NO_START.at(repeated.line, f"{component.name} 有 {name}，沒有 DTSTART")
    if start:
        yield from _recurrence(component, start)
    if component.name in ("STANDARD", "DAYLIGHT") and start_property and start and start.kind != "floating":
        yield ZONE_START.at(start_property.line, f"{component.name} 的 DTSTART 是{KIND_TITLES[start.kind]}")
    if component.name == "VFREEBUSY":
        for one in component.properties:
            if one.name in ("DTSTART", "DTEND", "FREEBUSY") and any(found.kind != "utc" for found in moments_of(one)):
                yield BUSY_UTC.at(one.line, f"{one.name} 的「{one.value}」不是 UTC")


def _end(component: Component, start: Moment | None) -> Iterator[Finding]:
    end_property = component.first("DUE" if component.name == "VTODO" else "DTEND")
    length = component.first("DURATION")
    end = moment_of(end_property)
    if end_property and length:
        yield END_AND_DURATION.at(length.line, f"{end_property.name} 和 DURATION 都寫了")
    if end_property and end and start:
        local = "floating" in (start.kind, end.kind)
        if start.is_date != end.is_date or (local and start.kind != end.kind):
            kinds = f"{KIND_TITLES[end.kind]}，DTSTART 是{KIND_TITLES[start.kind]}"
            yield END_KIND.at(end_property.line, f"{end_property.name} 是{kinds}")
        elif start.comparable(end) and end.text <= start.text:
            yield END_BEFORE.at(end_property.line, f"{end_property.name}:{end.text} 不晚於 DTSTART:{start.text}")
    if length and start and start.is_date and "T" in length.value.upper():
        yield ALL_DAY_DURATION.at(length.line, f"全天事項的 DURATION 是「{length.value}」")


def _recurrence(component: Component, start: Moment) -> Iterator[Finding]:
    for one in component.all("RRULE"):
        if not recur(one.value):
            yield from _rule(one, start, component.name in ("STANDARD", "DAYLIGHT"))
    for one in component.properties:
        if one.name in ("EXDATE", "RDATE", "RECURRENCE-ID"):
            found = moments_of(one)
            if any(value.is_date != start.is_date for value in found):
                yield EXCEPTION_KIND.at(one.line, f"{one.name} 的「{one.value}」和 DTSTART 類型不同")


def _rule(one: Property, start: Moment, in_zone: bool) -> Iterator[Finding]:
    parts = parts_of(one.value)
    if until := moment(parts.get("UNTIL", "")):
        wanted = "utc" if in_zone or start.kind in ("utc", "zone") else start.kind
        if until.kind != wanted:
            yield UNTIL_KIND.at(one.line, f"UNTIL={until.text} 是{KIND_TITLES[until.kind]}，應是{KIND_TITLES[wanted]}")
        elif until.text[:8] < start.text[:8] and until.kind == start.kind:
            yield UNTIL_BEFORE.at(one.line, f"UNTIL={until.text} 早於 DTSTART:{start.text}")
    elif "UNTIL" in parts:
        yield UNTIL_KIND.at(one.line, f"UNTIL={parts['UNTIL']} 不是日期或時間")
    if start.is_date and parts.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}:
        yield RULE_ON_DATE.at(one.line, "全天事項的 RRULE 寫了時、分、秒")


def check_zones(calendar: Component, everything: list[Component]) -> Iterator[Finding]:
    """Time zones of one calendar: each defined once, each use defined."""
    zones: dict[str, Component] = {}
    for zone in calendar.inside("VTIMEZONE"):
        name = zone.value("TZID")
        if name in zones:
            yield ZONE_TWICE.at(zone.line, f"VTIMEZONE「{name}」寫了兩次")
        zones[name] = zone
        if not zone.inside("STANDARD") and not zone.inside("DAYLIGHT"):
            yield ZONE_EMPTY.at(zone.line, f"VTIMEZONE「{name}」裡沒有 STANDARD 或 DAYLIGHT")
    used = set()
    for one in (one for component in everything for one in component.properties if "TZID" in one.parameters):
        name = one.parameters["TZID"].values[0]
        used.add(name)
        if name not in zones and not name.startswith("/"):
            yield ZONE_UNDEFINED.at(one.line, f"{one.name} 用了 TZID={name}，文件裡沒有這個 VTIMEZONE")
    if used or any(component.name != "VTIMEZONE" for component in calendar.components):
        for name in sorted(zones.keys() - used):
            yield UNUSED_ZONE.at(zones[name].line, f"VTIMEZONE「{name}」沒有用到")

"""Each property by the tables: known, allowed where it stands, with the right parameters and values."""

import re
from collections import Counter
from collections.abc import Iterator

from branch_portal.lint.grammar import Property
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.standard import (
    CLOSED_SETS,
    COMPONENTS,
    LATER_PARAMETERS,
    LATER_PROPERTIES,
    OPEN_SETS,
    PARAMETERS,
    PROPERTIES,
    RANGES,
    STATUSES,
    UTC_ONLY,
    PropertyType,
)
from branch_portal.lint.tree import Component
from branch_portal.lint.values import CHECKS, pieces, uri

UNKNOWN = rule("PROP-01", "RFC 5545 §3.8.8.1、IANA 登記表", "屬性名是登記過的，或以 X- 開頭", "should")
MISSING = rule("PROP-02", "RFC 5545 §3.6", "必寫的屬性都寫了")
TOO_MANY = rule("PROP-03", "RFC 5545 §3.6", "只能寫一次的屬性只寫一次")
NOT_HERE = rule("PROP-04", "RFC 5545 §3.7、§3.8（Conformance）", "屬性寫在標準允許的組件裡")
WRONG_TYPE = rule("PROP-05", "RFC 5545 §3.2.20", "VALUE 參數是這個屬性允許的類型")
NO_TYPE = rule("PROP-06", "RFC 7986 §5.7、§5.8、§5.10、§5.11", "沒有默認類型的屬性寫明 VALUE")
ODD_PARAMETER = rule("PROP-07", "RFC 5545 §3.2", "參數用在標準允許的屬性上", "should")
UNKNOWN_PARAMETER = rule("PROP-08", "RFC 5545 §3.2、IANA 登記表", "參數名是登記過的，或以 X- 開頭", "should")
NOT_IN_SET = rule("PROP-09", "RFC 5545 §3.7.1、§3.8.2.7", "TRANSP、CALSCALE 只用標準列出的值")
BAD_TOKEN = rule("PROP-10", "RFC 5545 §3.1（iana-token）", "CLASS、ACTION、METHOD 的值只用字母、數字和連字符")
BAD_STATUS = rule("PROP-11", "RFC 5545 §3.8.1.11", "STATUS 用這類組件允許的值")
OUT_OF_RANGE = rule(
    "PROP-12", "RFC 5545 §3.8.1.8、§3.8.1.9、§3.8.7.4", "PERCENT-COMPLETE、PRIORITY、SEQUENCE 在範圍之內"
)
NOT_UTC = rule("PROP-13", "RFC 5545 §3.8.2.1、§3.8.7", "DTSTAMP、CREATED、LAST-MODIFIED、COMPLETED 用 UTC，以 Z 結尾")
UNQUOTED = rule("PROP-14", "RFC 5545 §3.2.1、§3.2.6、§3.2.11、§3.2.18", "參數裡的網址放在雙引號裡，並且完整")
BAD_PARAMETER = rule("PROP-15", "RFC 5545 §3.2", "參數值合乎規定")
ENCODING = rule("PROP-16", "RFC 5545 §3.2.7、§3.3.1", "ENCODING=BASE64 和 VALUE=BINARY 同時寫")
REPEATED_RULE = rule("PROP-17", "RFC 5545 §3.6.1", "RRULE 不超過一個", "should")
EMPTY_UID = rule("PROP-18", "RFC 5545 §3.8.4.7、§3.8.3.1", "UID 和 TZID 不是空的")
REPEATED_NAME = rule("PROP-19", "RFC 7986 §5.1、§5.2", "同一種語言的 NAME、DESCRIPTION 只寫一個", "should")

_URI_PARAMETERS = ("ALTREP", "DIR", "DELEGATED-FROM", "DELEGATED-TO", "MEMBER", "SENT-BY")
_LISTS = frozenset(("DELEGATED-FROM", "DELEGATED-TO", "MEMBER", "DISPLAY", "FEATURE"))
_TOKEN = re.compile(r"[A-Za-z0-9-]+")
_PATTERNS = {
    "RSVP": re.compile(r"TRUE|FALSE"),
    "RANGE": re.compile(r"THISANDFUTURE"),
    "RELATED": re.compile(r"START|END"),
    "ENCODING": re.compile(r"8BIT|BASE64"),
    "FMTTYPE": re.compile(r"[A-Z0-9!#$&.+^_-]+/[A-Z0-9!#$&.+^_-]+(?:;.*)?"),
    "LANGUAGE": re.compile(r"[A-Z]{1,8}(?:-[A-Z0-9]{1,8})*"),
    **dict.fromkeys(("CUTYPE", "FBTYPE", "PARTSTAT", "RELTYPE", "ROLE", "DISPLAY", "FEATURE"), _TOKEN),
}
"""Parameter values, in capitals."""


def check(component: Component, has_method: bool) -> Iterator[Finding]:
    """Counts and properties of one component (not of those inside it)."""
    known = COMPONENTS.get(component.name)
    if not known:
        return
    counts = Counter(one.name for one in component.properties)
    required = set(known.once)
    if component.name == "VEVENT" and not has_method:
        required.add("DTSTART")
    for name in sorted(required - counts.keys()):
        yield MISSING.at(component.line, f"{component.name} 沒有 {name}（{known.section}）")
    for name, count in counts.items():
        if count > 1 and (name in known.once or name in known.at_most_once):
            yield TOO_MANY.at(
                component.all(name)[1].line, f"{component.name} 裡 {name} 寫了{count}次（{known.section}）"
            )
    if counts["RRULE"] > 1:
        yield REPEATED_RULE.at(component.all("RRULE")[1].line, f"RRULE 寫了{counts['RRULE']}個")
    if component.name == "VCALENDAR":
        yield from _languages(component)
    for one in component.properties:
        yield from _property(one, component)


def _languages(calendar: Component) -> Iterator[Finding]:
    seen = set()
    for one in calendar.properties:
        if one.name in ("NAME", "DESCRIPTION"):
            key = (one.name, one.parameter("LANGUAGE"))
            if key in seen:
                yield REPEATED_NAME.at(one.line, f"{one.name} 在同一種語言裡寫了兩次")
            seen.add(key)


def _property(one: Property, component: Component) -> Iterator[Finding]:
    yield from _parameters(one)
    kind = PROPERTIES.get(one.name)
    if one.name.startswith("X-"):
        written = one.parameter("VALUE")
        if written in CHECKS:
            yield from _values(one, written, many=False)
        return
    if not kind:
        if one.name not in LATER_PROPERTIES:
            yield UNKNOWN.at(one.line, f"沒有登記過的屬性 {one.name}")
        return
    if not COMPONENTS[component.name].knows(one.name):
        yield NOT_HERE.at(one.line, f"{one.name} 不能寫在 {component.name} 裡（{kind.section}）")
    value_type = one.parameter("VALUE") or kind.types[0]
    if value_type not in kind.types:
        # VERSION, GEO and REQUEST-STATUS have types of their own here and TEXT, FLOAT in the standard.
        if value_type not in ("TEXT", "FLOAT") or kind.types[0] in CHECKS.keys() & {"DATE-TIME", "URI", "DURATION"}:
            yield WRONG_TYPE.at(one.line, f"{one.name} 不能用 VALUE={value_type}（{kind.section}）")
            return
        value_type = kind.types[0]
    if kind.explicit and "VALUE" not in one.parameters:
        yield NO_TYPE.at(one.line, f"{one.name} 沒有寫 VALUE={kind.types[0]}（{kind.section}）")
    broken = list(_values(one, value_type, kind.many))
    yield from broken or _meaning(one, component)
    yield from _allowed(one, kind)
    if (value_type == "BINARY") != (one.parameter("ENCODING") == "BASE64"):
        yield ENCODING.at(one.line, f"{one.name} 的 ENCODING 和 VALUE 不配")


def _values(one: Property, value_type: str, many: bool) -> Iterator[Finding]:
    broken, wrong = CHECKS[value_type]
    for value in pieces(one.value, value_type, many):
        if message := wrong(value):
            yield broken.at(one.line, f"{one.name}：{message}")


def _meaning(one: Property, component: Component) -> Iterator[Finding]:
    """Values that are well formed but not among those the property takes."""
    name, value = one.name, one.value.upper()
    if name in CLOSED_SETS and value not in CLOSED_SETS[name]:
        yield NOT_IN_SET.at(one.line, f"{name} 不能是「{one.value}」")
    if name in OPEN_SETS and not _TOKEN.fullmatch(value):
        yield BAD_TOKEN.at(one.line, f"{name} 不能是「{one.value}」")
    if name == "STATUS" and component.name in STATUSES and value not in STATUSES[component.name]:
        yield BAD_STATUS.at(one.line, f"{component.name} 的 STATUS 不能是「{one.value}」")
    if name in RANGES and not RANGES[name][0] <= int(value) <= RANGES[name][1]:
        yield OUT_OF_RANGE.at(one.line, f"{name} 不能是 {one.value}，應在{RANGES[name][0]}到{RANGES[name][1]}之間")
    if name in UTC_ONLY and not value.endswith("Z"):
        yield NOT_UTC.at(one.line, f"{name} 的「{one.value}」不是 UTC")
    if name in ("UID", "TZID") and not value.strip():
        yield EMPTY_UID.at(one.line, f"{name} 是空的")


def _allowed(one: Property, kind: PropertyType) -> Iterator[Finding]:
    for name in one.parameters:
        if name in PARAMETERS and name != "VALUE" and name not in kind.parameters:
            yield ODD_PARAMETER.at(one.line, f"{one.name} 不用參數 {name}（{kind.section}）")


def _parameters(one: Property) -> Iterator[Finding]:
    for name, parameter in one.parameters.items():
        if name not in PARAMETERS and name not in LATER_PARAMETERS and not name.startswith("X-"):
            yield UNKNOWN_PARAMETER.at(one.line, f"沒有登記過的參數 {name}")
        if len(parameter.values) > 1 and name in PARAMETERS and name not in _LISTS:
            yield BAD_PARAMETER.at(one.line, f"參數 {name} 只能有一個值")
        if name in _URI_PARAMETERS:
            if not all(parameter.quoted):
                yield UNQUOTED.at(one.line, f"參數 {name} 的網址沒有放在雙引號裡")
            yield from (UNQUOTED.at(one.line, f"參數 {name}：{bad}") for bad in map(uri, parameter.values) if bad)
        elif name in _PATTERNS:
            for value in parameter.values:
                if not _PATTERNS[name].fullmatch(value.upper()):
                    yield BAD_PARAMETER.at(one.line, f"參數 {name} 不能是「{value}」")

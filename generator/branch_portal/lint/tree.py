"""Components: BEGIN and END nest, and each component stands where the standard allows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from branch_portal.lint.grammar import Property
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.standard import COMPONENTS, LATER_COMPONENTS

MISMATCH = rule("TREE-01", "RFC 5545 §3.6", "END 和最近的 BEGIN 是同一個組件")
NOT_CLOSED = rule("TREE-02", "RFC 5545 §3.4", "每個 BEGIN 都有 END")
OUTSIDE = rule("TREE-03", "RFC 5545 §3.4", "所有內容都在 BEGIN:VCALENDAR 和 END:VCALENDAR 之間")
NO_CALENDAR = rule("TREE-04", "RFC 5545 §3.4", "文件至少有一個 VCALENDAR")
WRONG_PLACE = rule("TREE-05", "RFC 5545 §3.6", "組件放在標準允許的位置")
ORDER = rule("TREE-06", "RFC 5545 §3.6、§3.6.1；Outlook 拒收", "先寫完屬性，再寫裡面的組件（如 VALARM）")
NOTHING_IN_IT = rule("TREE-07", "RFC 5545 §3.6", "日曆裡至少有一個組件；沒有事項就放一條說明")
EMPTY = rule("TREE-08", "RFC 5545 §3.6", "組件裡至少有一行")
DECORATED = rule("TREE-09", "RFC 5545 §3.6", "BEGIN 和 END 不帶參數，值是組件名")
UNKNOWN = rule("TREE-10", "RFC 5545 §3.6、IANA 登記表", "組件名是登記過的，或以 X- 開頭", "should")
TOO_DEEP = rule("TREE-11", "RFC 5545 §3.6 的組件最多三層", "組件最多嵌套10層")

_MOST_DEEP = 10


@dataclass
class Component:
    """One component with its properties and components, in their order."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def value(self, name: str) -> str:
        """The first such property's value as written; empty without it."""
        found = self.first(name)
        return found.value if found else ""

    def inside(self, name: str) -> list["Component"]:
        return [one for one in self.components if one.name == name]


def grow(properties: list[Property]) -> tuple[list[Component], list[Finding]]:
    """The feed's calendars and what is wrong with their nesting."""
    findings: list[Finding] = []
    calendars: list[Component] = []
    open_ones: list[Component] = []
    for one in properties:
        if one.name in ("BEGIN", "END") and (one.parameters or not one.value.strip()):
            findings.append(DECORATED.at(one.line, f"{one.name} 應寫成「{one.name}:組件名」"))
        if one.name == "BEGIN":
            fresh = Component(one.value.strip().upper(), one.line)
            if len(open_ones) >= _MOST_DEEP:
                findings.append(TOO_DEEP.at(one.line, f"嵌套超過{_MOST_DEEP}層，從這裡起沒有檢查"))
                break
            findings += _place(fresh, open_ones)
            if open_ones:
                open_ones[-1].components.append(fresh)
            elif fresh.name == "VCALENDAR":
                calendars.append(fresh)
            open_ones.append(fresh)
        elif one.name == "END":
            findings += _close(one, open_ones)
        elif not open_ones:
            findings.append(OUTSIDE.at(one.line, f"{one.name} 在 VCALENDAR 之外"))
        else:
            owner = open_ones[-1]
            if owner.components and owner.name != "VTIMEZONE":
                inner = owner.components[-1].name
                findings.append(ORDER.at(one.line, f"{owner.name} 的 {one.name} 寫在了 {inner} 之後"))
            owner.properties.append(one)
    findings += [NOT_CLOSED.at(one.line, f"{one.name} 沒有 END") for one in open_ones]
    if not calendars:
        findings.append(NO_CALENDAR.at(1, "文件裡沒有 VCALENDAR"))
    for calendar in calendars:
        if not calendar.components:
            findings.append(NOTHING_IN_IT.at(calendar.line, "這個日曆沒有任何事項"))
    return calendars, findings


def _place(fresh: Component, open_ones: list[Component]) -> Iterator[Finding]:
    if not open_ones:
        if fresh.name != "VCALENDAR":
            yield OUTSIDE.at(fresh.line, f"{fresh.name} 在 VCALENDAR 之外")
        return
    owner = open_ones[-1]
    known = COMPONENTS.get(owner.name)
    if fresh.name not in COMPONENTS:
        if not fresh.name.startswith("X-") and fresh.name not in LATER_COMPONENTS:
            yield UNKNOWN.at(fresh.line, f"沒有登記過的組件 {fresh.name or '（空）'}")
    elif known and fresh.name not in known.inside:
        yield WRONG_PLACE.at(fresh.line, f"{fresh.name} 不能放在 {owner.name} 裡")


def _close(end: Property, open_ones: list[Component]) -> Iterator[Finding]:
    """Close the component named, and report those left open inside it."""
    name = end.value.strip().upper()
    names = [one.name for one in open_ones]
    if name not in names:
        yield MISMATCH.at(end.line, f"END:{name} 沒有對應的 BEGIN")
        return
    while open_ones[-1].name != name:
        unclosed = open_ones.pop()
        yield MISMATCH.at(end.line, f"END:{name} 之前，第{unclosed.line}行的 {unclosed.name} 還沒有 END")
    closed = open_ones.pop()
    if not closed.properties and not closed.components and closed.name != "VCALENDAR":
        yield EMPTY.at(closed.line, f"{closed.name} 是空的")

"""後來的標準: what RFC 9073, 9074 and 9253 add to an event: places, resources and participants, rich texts, links, snoozed alarms."""

from collections.abc import Iterator

from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.tree import Component
from branch_portal.lint.values import geo

IDENTIFIED = rule(
    "LATE-01", "RFC 9073 §7", "VLOCATION、VRESOURCE、PARTICIPANT 有 UID；PARTICIPANT 寫明 PARTICIPANT-TYPE"
)
TYPED = rule("LATE-02", "RFC 9073 §6、RFC 9253 §8.2", "STRUCTURED-DATA、STYLED-DESCRIPTION、LINK 寫明 VALUE")
FORMAT = rule("LATE-03", "RFC 9073 §6", "不是網址的 STRUCTURED-DATA 寫明 FMTTYPE 和 SCHEMA")
RELATION = rule("LATE-04", "RFC 9253 §8.2", "LINK 寫明 LINKREL")
PLACE = rule("LATE-05", "RFC 9073 §7.1、RFC 5545 §3.8.1.6", "VLOCATION 的 GEO 是緯度和經度")
SNOOZED = rule("LATE-06", "RFC 9074 §5", "推遲的提醒（RELTYPE=SNOOZE）指本事項另一個提醒的 UID")

_REQUIRED = {"VLOCATION": ("UID",), "VRESOURCE": ("UID",), "PARTICIPANT": ("UID", "PARTICIPANT-TYPE")}


def check(event: Component) -> Iterator[Finding]:
    """An event with what stands inside it."""
    for inner in event.components:
        if lacking := [name for name in _REQUIRED.get(inner.name, ()) if not inner.value(name).strip()]:
            yield IDENTIFIED.at(inner.line, f"{inner.name} 沒有 {'、'.join(lacking)}")
        if inner.name == "VLOCATION" and (place := inner.first("GEO")) and (wrong := geo(place.value)):
            yield PLACE.at(place.line, wrong)
        yield from _properties(inner)
    yield from _properties(event)
    alarms = event.inside("VALARM")
    for alarm in alarms:
        for one in alarm.all("RELATED-TO"):
            known = {other.value("UID") for other in alarms if other is not alarm}
            if one.parameter("RELTYPE") == "SNOOZE" and one.value not in known:
                yield SNOOZED.at(one.line, f"本事項沒有別的提醒是「{one.value}」")


def _properties(component: Component) -> Iterator[Finding]:
    for one in component.properties:
        if one.name not in ("STRUCTURED-DATA", "STYLED-DESCRIPTION", "LINK"):
            continue
        kind = one.parameter("VALUE")
        if not kind:
            yield TYPED.at(one.line, f"{one.name} 沒有 VALUE")
        lacking = [name for name in ("FMTTYPE", "SCHEMA") if not one.parameter(name)]
        if one.name == "STRUCTURED-DATA" and kind in ("TEXT", "BINARY") and lacking:
            yield FORMAT.at(one.line, f"STRUCTURED-DATA 沒有 {'、'.join(lacking)}")
        if one.name == "LINK" and not one.parameter("LINKREL"):
            yield RELATION.at(one.line, "LINK 沒有 LINKREL")

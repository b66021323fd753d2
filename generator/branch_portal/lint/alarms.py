"""VALARM: what each kind of alarm needs, and triggers that can be worked out."""

from collections.abc import Iterator

from branch_portal.lint.moment import moment
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.tree import Component
from branch_portal.lint.values import duration

NO_WORDS = rule("ALRM-01", "RFC 5545 §3.6.6", "DISPLAY 提醒有 DESCRIPTION")
EMAIL = rule("ALRM-02", "RFC 5545 §3.6.6", "EMAIL 提醒有 SUMMARY、DESCRIPTION 和 ATTENDEE")
SOUND = rule("ALRM-03", "RFC 5545 §3.6.6", "AUDIO 提醒不超過一個 ATTACH；DISPLAY 提醒沒有 ATTACH、ATTENDEE")
REPEAT = rule("ALRM-04", "RFC 5545 §3.6.6", "DURATION 和 REPEAT 同時寫，或都不寫")
ABSOLUTE = rule("ALRM-05", "RFC 5545 §3.8.6.3；Google 丟掉整個事項", "按時刻的 TRIGGER 寫 VALUE=DATE-TIME，用 UTC")
RELATED = rule("ALRM-06", "RFC 5545 §3.2.14", "RELATED 只用於按時長的 TRIGGER")
NO_ANCHOR = rule("ALRM-07", "RFC 5545 §3.8.6.3", "按開始或結束推算的 TRIGGER，事項要有開始或結束時間")
TWICE = rule("ALRM-08", "RFC 9074 §4", "每個提醒的 UID 各不相同")
NEGATIVE_REPEAT = rule("ALRM-09", "RFC 5545 §3.8.6.2", "REPEAT 是0或正整數")


def check(owner: Component) -> Iterator[Finding]:
    """The alarms of one event or to-do."""
    for alarm in owner.inside("VALARM"):
        yield from _contents(alarm)
        yield from _trigger(alarm, owner)


def check_identity(everything: list[Component]) -> Iterator[Finding]:
    """No two alarms of a feed share a UID, unless they belong to one event's instances."""
    seen: dict[str, str] = {}
    for owner in everything:
        for alarm in owner.inside("VALARM"):
            uid = alarm.value("UID")
            if uid and seen.setdefault(uid, owner.value("UID")) != owner.value("UID"):
                yield TWICE.at(alarm.line, f"VALARM 的 UID「{uid}」在別的事項裡也有")
        uids = [alarm.value("UID") for alarm in owner.inside("VALARM") if alarm.value("UID")]
        if len(set(uids)) < len(uids):
            yield TWICE.at(owner.line, "同一個事項的兩個 VALARM 用了同一個 UID")


def _contents(alarm: Component) -> Iterator[Finding]:
    action = alarm.value("ACTION").upper()
    has = {
        name: len(alarm.all(name)) for name in ("DESCRIPTION", "SUMMARY", "ATTENDEE", "ATTACH", "DURATION", "REPEAT")
    }
    if action == "DISPLAY" and not has["DESCRIPTION"]:
        yield NO_WORDS.at(alarm.line, "DISPLAY 提醒沒有 DESCRIPTION")
    if action == "EMAIL":
        missing = [name for name in ("DESCRIPTION", "SUMMARY", "ATTENDEE") if not has[name]]
        if missing:
            yield EMAIL.at(alarm.line, f"EMAIL 提醒沒有 {'、'.join(missing)}")
    if (action == "AUDIO" and has["ATTACH"] > 1) or (action == "DISPLAY" and has["ATTACH"] + has["ATTENDEE"]):
        yield SOUND.at(alarm.line, f"{action} 提醒的 ATTACH 或 ATTENDEE 不該有這麼多")
    if has["DURATION"] != has["REPEAT"]:
        yield REPEAT.at(alarm.line, "DURATION 和 REPEAT 只寫了一個")
    repeat = alarm.first("REPEAT")
    if repeat and repeat.value.startswith("-"):
        yield NEGATIVE_REPEAT.at(repeat.line, f"REPEAT 不能是 {repeat.value}")


def _trigger(alarm: Component, owner: Component) -> Iterator[Finding]:
    trigger = alarm.first("TRIGGER")
    if not trigger:
        return
    absolute = moment(trigger.value)
    if absolute or trigger.parameter("VALUE") == "DATE-TIME":
        if trigger.parameter("VALUE") != "DATE-TIME" or not absolute or absolute.kind != "utc":
            yield ABSOLUTE.at(trigger.line, f"TRIGGER 的「{trigger.value}」沒有 VALUE=DATE-TIME 或不是 UTC")
        if "RELATED" in trigger.parameters:
            yield RELATED.at(trigger.line, "按時刻的 TRIGGER 不能有 RELATED")
        return
    if duration(trigger.value):
        return
    names = {one.name for one in owner.properties}
    at_end = trigger.parameter("RELATED") == "END"
    anchors = {"DTEND", "DUE", "DURATION"} if at_end else {"DTSTART", "DUE"} if owner.name == "VTODO" else {"DTSTART"}
    whole_day = at_end and owner.name == "VEVENT" and len(owner.value("DTSTART")) == 8
    if not anchors & names and not whole_day:
        yield NO_ANCHOR.at(trigger.line, f"TRIGGER 按{'結束' if at_end else '開始'}推算，事項沒有這個時間")

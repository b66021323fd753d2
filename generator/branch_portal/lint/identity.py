"""Whose calendar and which event: UIDs, METHOD and its partners, colours."""

from collections.abc import Iterator

from branch_portal.lint.colors import COLORS
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.tree import Component

TWICE = rule("IDEN-01", "RFC 5545 §3.8.4.7", "同一個 UID（加 RECURRENCE-ID）只出現一次")
COLOR = rule("IDEN-02", "RFC 7986 §5.9", "COLOR 是 CSS3 顏色名，如 crimson；十六進制寫在 X-APPLE-CALENDAR-COLOR")
METHOD_MIX = rule("IDEN-03", "RFC 5546 §3", "有 METHOD 的日曆只有一種組件（時區除外）")
NO_ORGANIZER = rule("IDEN-04", "RFC 5546 §3.2", "有 METHOD 的日曆，每個事項都有 ORGANIZER")
NO_ATTENDEE = rule("IDEN-05", "RFC 5546 §3.2.1、§3.2.2", "PUBLISH 沒有 ATTENDEE，REQUEST 至少有一個")
TIMES_DISORDERED = rule("IDEN-06", "RFC 5545 §3.8.7.1、§3.8.7.3", "CREATED 不晚於 LAST-MODIFIED", "should")
KIND_CHANGED = rule("IDEN-07", "RFC 5545 §3.8.4.4", "同一個 UID 的各次是同一種組件")
COMPLETED_STATUS = rule("IDEN-08", "RFC 5545 §3.8.1.8、§3.8.1.11", "STATUS:COMPLETED 的待辦，完成率是100", "should")

_OWNED = ("VEVENT", "VTODO", "VJOURNAL")


def check(calendar: Component) -> Iterator[Finding]:
    """Identity within one calendar."""
    seen: dict[tuple[str, str], int] = {}
    kinds: dict[str, str] = {}
    for one in calendar.components:
        if one.name not in _OWNED or not (uid := one.value("UID")):
            continue
        key = (uid, one.value("RECURRENCE-ID"))
        if key in seen:
            which = "（RECURRENCE-ID 也相同）" if key[1] else ""
            yield TWICE.at(one.line, f"UID「{uid}」{which}在第{seen[key]}行已經有了")
        seen.setdefault(key, one.line)
        if kinds.setdefault(uid, one.name) != one.name:
            yield KIND_CHANGED.at(one.line, f"UID「{uid}」既是 {kinds[uid]} 又是 {one.name}")
    for one in (calendar, *calendar.components):
        for color in one.all("COLOR"):
            if color.value.lower() not in COLORS:
                yield COLOR.at(color.line, f"COLOR 的「{color.value}」不是 CSS3 顏色名")
    for one in calendar.components:
        created, modified = one.value("CREATED"), one.value("LAST-MODIFIED")
        if created and modified and len(created) == len(modified) and created > modified:
            yield TIMES_DISORDERED.at(one.line, f"CREATED:{created} 晚於 LAST-MODIFIED:{modified}")
        percent = one.value("PERCENT-COMPLETE")
        if one.value("STATUS").upper() == "COMPLETED" and percent not in ("", "100"):
            yield COMPLETED_STATUS.at(one.line, f"STATUS:COMPLETED，PERCENT-COMPLETE 卻是 {percent}")
    yield from _method(calendar)


def _method(calendar: Component) -> Iterator[Finding]:
    method = calendar.first("METHOD")
    if not method:
        return
    owned = [one for one in calendar.components if one.name != "VTIMEZONE"]
    if len({one.name for one in owned}) > 1:
        yield METHOD_MIX.at(
            method.line, f"METHOD:{method.value} 的日曆裡有{'、'.join(sorted({one.name for one in owned}))}"
        )
    action = method.value.upper()
    for one in owned:
        if one.name in _OWNED and not one.first("ORGANIZER"):
            yield NO_ORGANIZER.at(one.line, f"METHOD:{action} 的 {one.name} 沒有 ORGANIZER")
        if one.name == "VEVENT" and ((action == "PUBLISH" and one.first("ATTENDEE")) or (action == "REQUEST" and not one.first("ATTENDEE"))):  # fmt: skip
            yield NO_ATTENDEE.at(one.line, f"METHOD:{action} 的事項{'有' if action == 'PUBLISH' else '沒有'} ATTENDEE")

"""筆誤: what the makers of feeds get wrong though every line is well formed: words not filled in, addresses of their own machine.

Each kind was written down before the lint was held against it (`tests/lint/kinds.py`). Profiles of standards find none of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from branch_portal.lint.grammar import Property
from branch_portal.lint.rule import Finding, Rule, rule
from branch_portal.lint.tree import Component
from branch_portal.lint.values import duration

UNFILLED = rule("SLIP-01", "閱讀程序原樣顯示", "文字已經填好，沒有留下模板或程序的空值", "readers")
GARBLED = rule("SLIP-02", "閱讀程序原樣顯示", "文字是讀得通的：沒有錯碼，沒有轉義過兩次", "readers")
UNSEEN = rule("SLIP-03", "Unicode：看不見，或沒有字形", "文字裡沒有零寬、私用和非字符", "readers")
SUMMARY_LINE = rule("SLIP-04", "標題只顯示一行", "SUMMARY 沒有換行、製表符和開頭結尾的空格", "readers")
EMPTY = rule("SLIP-05", "RFC 5545：沒有就不寫", "寫了的文字不是空的，CATEGORIES 沒有空項和重複", "readers")
TOO_LONG = rule("SLIP-06", "手機打不開，或只顯示開頭", "說明不超過8000字，日曆名稱不超過80字", "readers")
MARKUP = rule("SLIP-07", "閱讀程序原樣顯示", "說明是純文字，不夾圖片數據和 Markdown", "readers")
NOWHERE = rule(
    "SLIP-08", "別人的機器上打不開", "網址人人打得開：不是本機、磁盤文件，不帶密碼，有域名，不超過2000個字符", "readers"
)
INTERVAL = rule("SLIP-09", "太勤會被服務器擋住，太久就不更新", "REFRESH-INTERVAL 在15分鐘到30天之間", "readers")
APPLE_COLOR = rule("SLIP-10", "Apple 只認 #RRGGBB", "X-APPLE-CALENDAR-COLOR 寫成 #RRGGBB", "readers")
AFTER_START = rule("SLIP-11", "Outlook 不響", "提醒在開始以前響", "readers")
ALARMS = rule("SLIP-12", "到時重複響，或早得沒有用", "提醒有文字，不在同一刻響兩次，不早於400天", "readers")
FUTURE = rule("SLIP-13", "別人的日曆以後不收改動", "DTSTAMP、LAST-MODIFIED 不比事項晚十年以上", "readers")
DOUBLE = rule("SLIP-14", "日曆裡出現兩條一樣的", "同一天沒有兩條標題一樣的事項", "readers")
ITSELF = rule("SLIP-15", "RFC 5545 §3.8.4.5", "RELATED-TO 指別的事項，不空", "readers")
SECOND_60 = rule("SLIP-16", "多數程序讀不了閏秒", "時間的秒在00到59之間", "readers")
PRIVATE = rule("SLIP-17", "日曆是公開的", "CONTACT 裡沒有手機號碼", "readers")
HIDDEN = rule("SLIP-19", "Google、Outlook 只顯示「忙」", "公開的日曆不把事項標成 PRIVATE、CONFIDENTIAL", "readers")
MIDNIGHTS = rule("SLIP-20", "別的時區裡跨兩天", "全天的事項用 DATE，不寫從零點到零點", "readers")
NO_PLACE = rule("SLIP-18", "地圖指到大西洋", "GEO 不是 0;0", "readers")

_WORDS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
_UNFILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{\w+\}|(?<![\d%])%[sd](?!\w)|\[object Object\]")
_NOTHING = ("undefined", "null", "None", "NaN", "nil", "TODO")
_GARBLED = re.compile(r"(?:%[0-9A-Fa-f]{2}){3}|\?{5}")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff]")
_MARKUP = re.compile(r"\*\*[^*]+\*\*|\[[^\]]+\]\(https?:|data:[a-z]+/[a-z+]+\\?;base64")
_HERE = re.compile(r"(?i)(?:https?|webcals?)://(?:localhost|127\.|0\.0\.0\.0|\[::1\]|[^/]*:[^/@]*@|/|$)|file:")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_LONGEST, _LONGEST_NAME = 8000, 80
_EARLIEST_ALARM = 400 * 86400
_OFTEN, _SELDOM = 15 * 60, 30 * 86400
_YEARS_AFTER = 10
_LONGEST_ADDRESS = 2000
_MIDNIGHT = re.compile(r"T(?:000000Z?|160000Z)$")
"""In the feed's own zone, or in China's."""
_DURATION = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def check(calendar: Component) -> Iterator[Finding]:
    """One calendar: its head, then each event."""
    yield from _words(calendar)
    yield from _addresses(calendar)
    if (refresh := calendar.first("REFRESH-INTERVAL")) and not _OFTEN <= (_seconds(refresh.value) or _OFTEN) <= _SELDOM:
        yield INTERVAL.at(refresh.line, f"REFRESH-INTERVAL 是 {refresh.value}")
    color = calendar.first("X-APPLE-CALENDAR-COLOR")
    if color and not re.fullmatch(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?", color.value):
        yield APPLE_COLOR.at(color.line, f"X-APPLE-CALENDAR-COLOR 是「{color.value}」")
    for event in calendar.inside("VEVENT"):
        yield from _words(event)
        yield from _addresses(event)
        yield from _times(event)
        yield from _alarms(event)
    yield from _doubles(calendar)


def _words(component: Component) -> Iterator[Finding]:
    for one in component.properties:
        if one.name in _WORDS:
            for found, message in _said(one.value):
                yield found.at(one.line, f"{one.name} {message}")
        if one.name in ("LOCATION", "DESCRIPTION", "COMMENT") and not one.value.strip():
            yield EMPTY.at(one.line, f"{one.name} 是空的")
        if (
            len(one.value) > (_LONGEST_NAME if one.name in ("NAME", "X-WR-CALNAME") else _LONGEST)
            and one.name in _WORDS
        ):
            yield TOO_LONG.at(one.line, f"{one.name} 有{len(one.value)}字")
        if one.name == "SUMMARY" and (one.value != one.value.strip() or re.search(r"\\[nN]|\t", one.value)):
            yield SUMMARY_LINE.at(one.line, "SUMMARY 有換行、製表符，或開頭結尾有空格")
        if one.name == "CATEGORIES":
            yield from _categories(one)
        if one.name == "CONTACT" and _MOBILE.search(one.value):
            yield PRIVATE.at(one.line, "CONTACT 裡有手機號碼")


@lru_cache(maxsize=8192)
def _said(value: str) -> tuple[tuple[Rule, str], ...]:
    """What is wrong with the words themselves; feeds of one portal repeat them."""
    found = []
    if (left := _UNFILLED.search(value)) or value.strip() in _NOTHING:
        found.append((UNFILLED, f"沒有填好：「{left[0] if left else value.strip()}」"))
    if _GARBLED.search(value) or _is_misread(value):
        found.append((GARBLED, f"是錯碼：「{value[:20]}」"))
    if unseen := _UNSEEN.search(value):
        found.append((UNSEEN, f"裡有看不見的字符 U+{ord(unseen[0]):04X}"))
    if markup := _MARKUP.search(value):
        found.append((MARKUP, f"裡有「{markup[0][:20]}」"))
    return tuple(found)


def _is_misread(value: str) -> bool:
    """Whether the octets were UTF-8 and taken for another code: read again they make sense, which other words never do."""
    for code in ("cp1252", "gb18030"):
        again = value.encode(code, "ignore").decode("utf-8", "replace")
        good = sum("\u4e00" <= one <= "\u9fff" for one in again)
        if good >= 2 and again.count("\ufffd") <= good:
            return True
    return False


def _categories(one: Property) -> Iterator[Finding]:
    names = [name.strip() for name in re.split(r"(?<!\\),", one.value)]
    if not all(names):
        yield EMPTY.at(one.line, "CATEGORIES 有空的一項")
    elif len(set(names)) < len(names):
        yield EMPTY.at(one.line, "CATEGORIES 同一項寫了兩次")


def _addresses(component: Component) -> Iterator[Finding]:
    for one in component.properties:
        if one.name in ("URL", "SOURCE", "ATTACH", "IMAGE", "CONFERENCE") and (
            _HERE.match(one.value) or (len(one.value) > _LONGEST_ADDRESS and "BINARY" not in one.parameter("VALUE"))
        ):
            yield NOWHERE.at(one.line, f"{one.name} 是「{one.value[:60]}」")


def _times(event: Component) -> Iterator[Finding]:
    for name in ("DTSTART", "DTEND"):
        if (one := event.first(name)) and re.fullmatch(r"\d{8}T\d{4}60Z?", one.value):
            yield SECOND_60.at(one.line, f"{name} 是閏秒 {one.value}")
    begins = event.value("DTSTART")[:4]
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        one = event.first(name)
        if one and begins.isdecimal() and one.value[:4].isdecimal() and int(one.value[:4]) > int(begins) + _YEARS_AFTER:
            yield FUTURE.at(one.line, f"{name} 在{one.value[:4]}年，事項在{begins}年")
    if (place := event.first("GEO")) and re.fullmatch(r"[+-]?0+(?:\.0+)?;[+-]?0+(?:\.0+)?", place.value):
        yield NO_PLACE.at(place.line, "GEO 是 0;0")
    for one in event.all("RELATED-TO"):
        if one.value in ("", event.value("UID")):
            yield ITSELF.at(one.line, "RELATED-TO 是空的，或是事項自己的 UID")
    if (shown := event.first("CLASS")) and shown.value.upper() in ("PRIVATE", "CONFIDENTIAL"):
        yield HIDDEN.at(shown.line, f"CLASS:{shown.value}")
    begun, ended = event.value("DTSTART"), event.value("DTEND")
    if (_MIDNIGHT.search(begun) and begun[:8] < ended[:8] and begun[8:] == ended[8:]) or (
        _MIDNIGHT.search(begun) and re.search(r"T(?:2359|1559)(?:00|59)Z?$", ended)
    ):
        yield MIDNIGHTS.at(event.line, f"從 {begun} 到 {ended}")


def _alarms(event: Component) -> Iterator[Finding]:
    seen: set[str] = set()
    for alarm in event.inside("VALARM"):
        trigger, words = alarm.first("TRIGGER"), alarm.first("DESCRIPTION")
        if words and not words.value.strip():
            yield ALARMS.at(words.line, "提醒的 DESCRIPTION 是空的")
        if trigger is None:
            continue
        if trigger.value in seen:
            yield ALARMS.at(trigger.line, f"兩個提醒都在 {trigger.value}")
        seen.add(trigger.value)
        seconds = _seconds(trigger.value)
        if seconds is None:
            continue
        if seconds < -_EARLIEST_ALARM:
            yield ALARMS.at(trigger.line, f"提醒早到 {trigger.value}")
        if seconds > 0 and trigger.parameter("RELATED") != "END":
            yield AFTER_START.at(trigger.line, f"提醒在開始以後 {trigger.value}")


def _seconds(text: str) -> int | None:
    """A DURATION in seconds, negative before; None for what is none."""
    found = _DURATION.fullmatch(text)
    if not found or duration(text):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    whole = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
    return -whole if found[1] == "-" else whole


def _doubles(calendar: Component) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for event in calendar.inside("VEVENT"):
        key = event.value("SUMMARY"), event.value("DTSTART")
        if not all(key) or event.value("STATUS") == "CANCELLED" or event.first("RECURRENCE-ID"):
            continue
        if seen.setdefault(key, event.value("UID")) != event.value("UID"):
            yield DOUBLE.at(event.line, f"「{key[0][:20]}」同一天還有一條")

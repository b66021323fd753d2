"""What calendar programs are known to break on, though the standard allows it: the portal's own checklist.

Each source names the program or the public report; a portal's feed must be free of all of it.
"""

import re
from collections.abc import Iterator
from itertools import chain

from branch_portal.lint.moment import moment_of
from branch_portal.lint.rule import Finding, rule
from branch_portal.lint.tree import Component

METHOD = rule(
    "READ-01", "RFC 5546 §3.2.1 要求 ORGANIZER；沒有 METHOD 時 DTSTAMP 才是修訂時間", "訂閱日曆不寫 METHOD", "readers"
)
CALENDAR_UID = rule("READ-02", "vdirsyncer 0.19–0.21 把整個日曆當成一條", "日曆本身不寫 UID", "readers")
HEAD_ORDER = rule("READ-03", "RFC 5545 §3.6、§3.7.4", "先寫 VERSION，再寫 PRODID", "readers")
NAMES = rule(
    "READ-04", "RFC 7986 §5.1；Apple、Google、Outlook 讀 X-WR-CALNAME", "NAME 和 X-WR-CALNAME 都寫，文字相同", "readers"
)
PLAIN_NAME = rule(
    "READ-05",
    "各程序還原轉義的做法不同（libical PR 593、622）",
    "日曆名裡沒有 ASCII 逗號、分號、反斜杠和換行，兩頭沒有引號",
    "readers",
)
DESCRIPTIONS = rule("READ-06", "RFC 7986 §5.2", "DESCRIPTION 和 X-WR-CALDESC 文字相同，只有一行", "readers")
ADDRESSES = rule("READ-07", "RFC 7986 §5.5、§5.8", "日曆寫明 SOURCE（訂閱地址）和 URL（頁面）", "readers")
REFRESH = rule(
    "READ-08",
    "RFC 7986 §5.7；Outlook、Nextcloud 讀 X-PUBLISHED-TTL",
    "REFRESH-INTERVAL 和 X-PUBLISHED-TTL 都寫，時長相同",
    "readers",
)
NEWEST = rule("READ-09", "RFC 7986 §5.4", "日曆的 LAST-MODIFIED 是最新一條事項的修訂時間", "readers")
IMAGE = rule("READ-10", "沒有程序顯示它", "訂閱日曆不寫 IMAGE、X-ALT-DESC", "readers")
ZONES = rule(
    "READ-11", "ical.js、libical 把缺少定義的時區當成當地時間", "時間用 UTC 或全天，不用 TZID 和 VTIMEZONE", "readers"
)
FLOATING = rule(
    "READ-12", "Outlook 不收不帶時區的時間（spatie/icalendar-generator 22）", "帶時刻的事項用 UTC", "readers"
)
ONLY_EVENTS = rule("READ-13", "Google、Outlook、iOS、Nextcloud 不顯示訂閱來的待辦", "只用 VEVENT", "readers")
EXPANDED = rule(
    "READ-14", "RRULE 說不出工作日；各程序展開的做法不同", "每次各寫一條，不用 RRULE、RDATE、EXDATE", "readers"
)
SOUND_UID = rule("READ-15", "RFC 7986 §5.3", "UID 是 ASCII，不含空格，不超過100個字節，帶 @域名", "readers")
STAMPS = rule(
    "READ-16",
    "RFC 5545 §3.8.7.2；每次生成都變的 DTSTAMP 會讓 Nextcloud 記下大量假改動",
    "DTSTAMP 和 LAST-MODIFIED 都寫，相同",
    "readers",
)
SEQUENCE = rule("READ-17", "Google、Outlook 靠它認出改期", "每條都寫 SEQUENCE", "readers")
EXPLICIT_END = rule("READ-18", "canvas-lms 1201", "每條都寫 DTEND（全天的寫第二天）", "readers")
SUMMARY = rule("READ-19", "手機小組件會截斷", "SUMMARY 不空，不超過60個字", "readers")
LINKED = rule("READ-20", "RFC 5545 §3.8.4.6", "每條都寫 URL，是 http 或 https 地址", "readers")
STATED = rule("READ-21", "RFC 5545 §3.8.1.11", "每條都寫 STATUS", "readers")
FREE = rule(
    "READ-22",
    "期限會把人標成「忙」；Outlook 先讀 X-MICROSOFT-CDO-BUSYSTATUS，沒有才讀 TRANSP（MS-OXCICAL）",
    "全天事項寫 TRANSP:TRANSPARENT，寫了 X-MICROSOFT-CDO-BUSYSTATUS 的是 FREE",
    "readers",
)
ALL_DAY_MARK = rule(
    "READ-23",
    "spatie/icalendar-generator 132（Outlook）",
    "全天事項寫 X-MICROSOFT-CDO-ALLDAYEVENT:TRUE，其他不寫",
    "readers",
)
CANCELLED = rule(
    "READ-24",
    "khal、calcurse 把 CANCELLED 當普通事項顯示；沒有 CANCELLED，照舊響鈴",
    "取消的事項在 SUMMARY 裡寫明「【已取消】」，STATUS 是 CANCELLED，沒有提醒",
    "readers",
)
PLAIN_ALARM = rule(
    "READ-25", "AUDIO、EMAIL 和按時刻的提醒各程序支持不一", "提醒只用 DISPLAY 和按時長的 TRIGGER", "readers"
)
ALARM_UID = rule("READ-26", "RFC 9074 §4", "有幾個提醒的，每個有自己的 UID", "readers")
BACKSLASH = rule("READ-27", "node-ical 把 D:\\\\Notes 讀成亂碼", "文字裡沒有反斜杠", "readers")
MARKUP = rule("READ-28", "多數程序把 HTML 標記原樣顯示", "DESCRIPTION 是純文本", "readers")
TOO_BIG = rule(
    "READ-29", "Google 丟掉1MB或約1000條以外的事項（roed314/seminars 777）", "一個日曆不超過1,000條、900KB", "readers"
)
ONE_CATEGORY = rule("READ-30", "RFC 5545 §3.8.1.2", "幾個分類用逗號分開，不把「甲,乙」寫成一個", "readers")
INVITATION = rule(
    "READ-31", "Outlook、Google 當成會議邀請；郵箱是個人信息", "訂閱日曆不寫 ORGANIZER、ATTENDEE", "readers"
)
ONE_CALENDAR = rule("READ-32", "RFC 5545 §3.4；不少程序只讀第一個", "一個文件只有一個 VCALENDAR", "readers")
ALARM_ORDER = rule("READ-33", "Outlook 只留第一個提醒", "最近的提醒寫在最前（紅、黃、綠）", "readers")

MAX_EVENTS, MAX_BYTES, MAX_SUMMARY, MAX_UID = 1000, 900_000, 60, 100
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_UID = re.compile(r"[!-~]+@[A-Za-z0-9.-]+")


def check_size(calendars: list[Component], size: int) -> Iterator[Finding]:
    """The feed as a whole; `size` in bytes."""
    for another in calendars[1:]:
        yield ONE_CALENDAR.at(another.line, "文件裡不止一個 VCALENDAR")
    events = sum(len(calendar.inside("VEVENT")) for calendar in calendars)
    if events > MAX_EVENTS or size > MAX_BYTES:
        yield TOO_BIG.at(1, f"有{events}條、{size}個字節")


_CALLED_OFF = re.compile(r"(?i)[【\[（(]?(?:已取消|canceled|cancelled)[】\]）):：]")


def check(calendar: Component) -> Iterator[Finding]:
    """One calendar: its head, then each event."""
    yield from _head(calendar)
    for one in calendar.components:
        if one.name == "VTIMEZONE":
            yield ZONES.at(one.line, f"有 VTIMEZONE「{one.value('TZID')}」")
        elif one.name != "VEVENT":
            yield ONLY_EVENTS.at(one.line, f"有 {one.name}")
        else:
            yield from chain(_event(one), _words(one), _alarms(one))


def _head(calendar: Component) -> Iterator[Finding]:
    line = calendar.line
    if one := calendar.first("METHOD"):
        yield METHOD.at(one.line, f"有 METHOD:{one.value}")
    if one := calendar.first("UID"):
        yield CALENDAR_UID.at(one.line, "日曆本身有 UID")
    if [one.name for one in calendar.properties[:2]] != ["VERSION", "PRODID"]:
        yield HEAD_ORDER.at(line, "日曆不以 VERSION、PRODID 開頭")
    name, shown = calendar.value("NAME"), calendar.value("X-WR-CALNAME")
    if not name or name != shown:
        yield NAMES.at(line, f"NAME 是「{name}」，X-WR-CALNAME 是「{shown}」")
    for one in (*calendar.all("NAME"), *calendar.all("X-WR-CALNAME")):
        if re.search(r"[,;\\]|^\".*\"$", one.value):
            yield PLAIN_NAME.at(one.line, f"{one.name} 的「{one.value}」裡有要轉義的字符，或兩頭有引號")
    words, shown = calendar.value("DESCRIPTION"), calendar.value("X-WR-CALDESC")
    if words != shown or "\\n" in words.lower():
        yield DESCRIPTIONS.at(line, "DESCRIPTION 和 X-WR-CALDESC 不同，或不止一行")
    missing = [name for name in ("SOURCE", "URL") if not calendar.first(name)]
    if missing:
        yield ADDRESSES.at(line, f"日曆沒有 {'、'.join(missing)}")
    interval, ttl = calendar.value("REFRESH-INTERVAL"), calendar.value("X-PUBLISHED-TTL")
    if not interval or interval != ttl:
        yield REFRESH.at(line, f"REFRESH-INTERVAL 是「{interval}」，X-PUBLISHED-TTL 是「{ttl}」")
    newest = max((one.value("LAST-MODIFIED") for one in calendar.components), default="")
    if calendar.value("LAST-MODIFIED") != newest or not newest:
        yield NEWEST.at(line, f"日曆的 LAST-MODIFIED 是「{calendar.value('LAST-MODIFIED')}」，最新的事項是「{newest}」")
    for one in calendar.all("IMAGE"):
        yield IMAGE.at(one.line, "有 IMAGE")


def _event(event: Component) -> Iterator[Finding]:
    line = event.line
    names = {one.name for one in event.properties}
    start = event.first("DTSTART")
    begins = moment_of(start)
    if start and begins and begins.kind == "floating":
        yield FLOATING.at(start.line, f"DTSTART:{start.value} 不帶時區")
    if start and "TZID" in start.parameters:
        yield ZONES.at(start.line, f"DTSTART 用了 TZID={start.parameters['TZID'].values[0]}")
    if used := sorted(names & {"RRULE", "RDATE", "EXDATE"}):
        yield EXPANDED.at(line, f"用了 {'、'.join(used)}")
    uid = event.first("UID")
    if uid and (not _UID.fullmatch(uid.value) or len(uid.value) > MAX_UID):
        yield SOUND_UID.at(uid.line, f"UID「{uid.value}」")
    if event.value("DTSTAMP") != event.value("LAST-MODIFIED"):
        yield STAMPS.at(
            line, f"DTSTAMP 是「{event.value('DTSTAMP')}」，LAST-MODIFIED 是「{event.value('LAST-MODIFIED')}」"
        )
    if "SEQUENCE" not in names:
        yield SEQUENCE.at(line, "沒有 SEQUENCE")
    if not names & {"DTEND", "DURATION"}:
        yield EXPLICIT_END.at(line, "沒有 DTEND")
    if not event.value("URL").startswith(("http://", "https://")):
        yield LINKED.at(line, f"URL 是「{event.value('URL')}」")
    if "STATUS" not in names:
        yield STATED.at(line, "沒有 STATUS")
    whole_day = bool(begins and begins.is_date)
    is_free = event.value("TRANSP") == "TRANSPARENT" and event.value("X-MICROSOFT-CDO-BUSYSTATUS") in ("", "FREE")
    if whole_day and not is_free:
        yield FREE.at(line, "全天事項會占用時間")
    if whole_day != (event.value("X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE"):
        yield ALL_DAY_MARK.at(line, f"X-MICROSOFT-CDO-ALLDAYEVENT 是「{event.value('X-MICROSOFT-CDO-ALLDAYEVENT')}」")
    for one in event.properties:
        if one.name in ("ORGANIZER", "ATTENDEE"):
            yield INVITATION.at(one.line, f"有 {one.name}")
        if one.name in ("IMAGE", "X-ALT-DESC"):
            yield IMAGE.at(one.line, f"有 {one.name}")


def _words(event: Component) -> Iterator[Finding]:
    summary = event.value("SUMMARY")
    length = len(re.sub(r"\\(.)", r"\1", summary))
    if not summary.strip() or length > MAX_SUMMARY:
        yield SUMMARY.at(event.line, f"SUMMARY 有{length}個字")
    for one in event.properties:
        if one.name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "COMMENT"):
            if "\\\\" in one.value:
                yield BACKSLASH.at(one.line, f"{one.name} 裡有反斜杠")
            if one.name == "DESCRIPTION" and _TAG.search(one.value):
                yield MARKUP.at(one.line, "DESCRIPTION 裡有 HTML 標記")
            if one.name == "CATEGORIES" and "\\," in one.value:
                yield ONE_CATEGORY.at(one.line, f"一個分類裡有逗號：「{one.value}」")
    if event.value("STATUS").upper() == "CANCELLED" and ("【已取消】" not in summary or event.inside("VALARM")):
        yield CANCELLED.at(event.line, "取消的事項沒有寫明，或還有提醒")
    if _CALLED_OFF.match(summary) and event.value("STATUS").upper() != "CANCELLED":
        yield CANCELLED.at(event.line, "標題說取消了，STATUS 不是 CANCELLED")


def _alarms(event: Component) -> Iterator[Finding]:
    befores = []
    every = event.inside("VALARM")
    for alarm in every:
        trigger = alarm.first("TRIGGER")
        if alarm.value("ACTION").upper() != "DISPLAY" or (trigger and trigger.parameter("VALUE") == "DATE-TIME"):
            yield PLAIN_ALARM.at(alarm.line, f"提醒是 {alarm.value('ACTION')}，TRIGGER:{alarm.value('TRIGGER')}")
        if len(every) > 1 and not alarm.value("UID"):
            yield ALARM_UID.at(alarm.line, "提醒沒有 UID")
        if trigger and (found := _minutes_before(trigger.value)) is not None:
            befores.append(found)
    if befores != sorted(befores):
        yield ALARM_ORDER.at(event.line, "提醒不是從最近的寫起")


def _minutes_before(trigger: str) -> int | None:
    """How many minutes before the start (negative: after it); none for another form."""
    found = re.fullmatch(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?", trigger)
    if not found:
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups()[1:])
    total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes
    return total if found[1] == "-" else -total

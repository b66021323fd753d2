"""Value types (RFC 5545 §3.3): what is wrong with one written value, or nothing."""

import base64
import binascii
import calendar
import re
from collections.abc import Callable

from branch_portal.lint.recur import recur
from branch_portal.lint.rule import Rule, rule

BINARY = rule("TYPE-01", "RFC 5545 §3.3.1", "BINARY 是 BASE64 文字")
BOOLEAN = rule("TYPE-02", "RFC 5545 §3.3.2", "BOOLEAN 只寫 TRUE 或 FALSE")
CAL_ADDRESS = rule("TYPE-03", "RFC 5545 §3.3.3", "CAL-ADDRESS 是網址形式，如 mailto:office@example.com")
DATE = rule("TYPE-04", "RFC 5545 §3.3.4", "DATE 是8位數字的真實日期，如 20260320")
DATE_TIME = rule("TYPE-05", "RFC 5545 §3.3.5", "DATE-TIME 如 20260320T010000Z，時分秒都寫")
DURATION = rule("TYPE-06", "RFC 5545 §3.3.6", "DURATION 如 -P1DT15H、PT12H、P2W；週不與天、時同寫，時和秒之間不跳過分")
FLOAT = rule("TYPE-07", "RFC 5545 §3.3.7", "FLOAT 是小數，如 26.08")
INTEGER = rule("TYPE-08", "RFC 5545 §3.3.8", "INTEGER 是整數，不超過32位")
PERIOD = rule("TYPE-09", "RFC 5545 §3.3.9", "PERIOD 是「開始/結束」或「開始/時長」，開始在前，時長為正")
RECUR = rule("TYPE-10", "RFC 5545 §3.3.10", "RRULE 的各部分合乎規定")
TEXT = rule("TYPE-11", "RFC 5545 §3.3.11", "TEXT 裡的逗號、分號、反斜杠、換行都要轉義（\\, \\; \\\\ \\n）")
TIME = rule("TYPE-12", "RFC 5545 §3.3.12", "TIME 如 090000Z")
URI = rule("TYPE-13", "RFC 5545 §3.3.13、RFC 3986", "網址只用 ASCII 字符（漢字和空格寫成 %XX），有協議名")
UTC_OFFSET = rule("TYPE-14", "RFC 5545 §3.3.14", "UTC-OFFSET 如 +0800，有正負號，不寫 -0000")
GEO = rule("TYPE-15", "RFC 5545 §3.8.1.6", "GEO 是「緯度;經度」，在 ±90 和 ±180 之內")
REQUEST_STATUS = rule("TYPE-16", "RFC 5545 §3.8.8.3", "REQUEST-STATUS 是「代碼;說明」，如 2.0;Success")
VERSION = rule("TYPE-17", "RFC 5545 §3.7.4", "VERSION 是 2.0")

Check = Callable[[str], str]
"""From a written value to what is wrong with it, in Chinese; empty when it is right."""

_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z?)", re.ASCII)
_DURATION = re.compile(r"[+-]?P(?:\d+W|\d+D(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))", re.ASCII)  # fmt: skip
_FLOAT = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", re.ASCII)
_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_PIECE = re.compile(r"(?:^|,)((?:[^\\,]|\\.?)*)")
_STATUS = re.compile(r"\d+\.\d+(?:\.\d+)?;(?:[^\\;,]|\\[\\;,nN])*(?:;(?:[^\\;,]|\\[\\;,nN])*)?")


def date(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        return f"「{text}」不是 DATE"
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return ""
    return f"「{text}」沒有這一天"


def date_time(text: str) -> str:
    day, mark, clock = text.partition("T")
    if not mark or not _CLOCK.fullmatch(clock):
        return f"「{text}」不是 DATE-TIME"
    return date(day)


def duration(text: str) -> str:
    return "" if _DURATION.fullmatch(text) else f"「{text}」不是 DURATION"


def period(text: str) -> str:
    start, mark, end = text.partition("/")
    if not mark or date_time(start):
        return f"「{text}」不是 PERIOD"
    if end[:1] in ("P", "+", "-"):
        positive = not duration(end) and not end.startswith("-") and bool(re.search("[1-9]", end))
        return "" if positive else f"「{text}」的時長不是正數"
    if date_time(end):
        return f"「{text}」不是 PERIOD"
    if start.endswith("Z") == end.endswith("Z") and start >= end:
        return f"「{text}」的開始不早於結束"
    return ""


def integer(text: str) -> str:
    fits = _INTEGER.fullmatch(text) and -(2**31) <= int(text) < 2**31
    return "" if fits else f"「{text}」不是32位以內的整數"


def text_value(text: str) -> str:
    if _TEXT.fullmatch(text):
        return ""
    bare = re.sub(r"\\[\\;,nN]", "", text)
    if "\\" in bare:
        at = bare.index("\\")
        return f"反斜杠轉義不對：「{bare[at : at + 2]}」"
    return f"有沒轉義的「{'，' if ',' in bare else '；'}」（ASCII 的{'逗號' if ',' in bare else '分號'}）"


def uri(text: str) -> str:
    if _URI.fullmatch(text):
        return ""
    if not text.isascii():
        return f"網址裡有漢字等非 ASCII 字符：「{text[:40]}」"
    return f"「{text[:40]}」不是完整的網址"


def binary(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return "不是 BASE64"
    return "" if text else "BINARY 是空的"


def utc_offset(text: str) -> str:
    good = _OFFSET.fullmatch(text) and text not in ("-0000", "-000000")
    return "" if good else f"「{text}」不是 UTC-OFFSET"


def geo(text: str) -> str:
    parts = text.split(";")
    if len(parts) != 2 or not all(_FLOAT.fullmatch(part) for part in parts):
        return f"「{text}」不是「緯度;經度」"
    return "" if abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180 else f"「{text}」超出了範圍"


CHECKS: dict[str, tuple[Rule, Check]] = {
    "BINARY": (BINARY, binary),
    "BOOLEAN": (BOOLEAN, lambda text: "" if text.upper() in ("TRUE", "FALSE") else f"「{text}」不是 TRUE 或 FALSE"),
    "CAL-ADDRESS": (CAL_ADDRESS, uri),
    "DATE": (DATE, date),
    "DATE-TIME": (DATE_TIME, date_time),
    "DURATION": (DURATION, duration),
    "FLOAT": (FLOAT, lambda text: "" if _FLOAT.fullmatch(text) else f"「{text}」不是小數"),
    "GEO": (GEO, geo),
    "INTEGER": (INTEGER, integer),
    "PERIOD": (PERIOD, period),
    "RECUR": (RECUR, recur),
    "REQUEST-STATUS": (REQUEST_STATUS, lambda text: "" if _STATUS.fullmatch(text) else f"「{text}」不是「代碼;說明」"),
    "TEXT": (TEXT, text_value),
    "TIME": (TIME, lambda text: "" if _CLOCK.fullmatch(text) else f"「{text}」不是 TIME"),
    "UID": (TEXT, text_value),
    "URI": (URI, uri),
    "UTC-OFFSET": (UTC_OFFSET, utc_offset),
    "VERSION": (VERSION, lambda text: "" if re.fullmatch(r"(?:\d[\d.]*;)?2\.0", text) else f"「{text}」不是 2.0"),
}
"""Each value type's rule and check; GEO, REQUEST-STATUS and VERSION are values of one property."""


def pieces(text: str, value_type: str, many: bool) -> list[str]:
    """The values of a list: commas part them, but not the escaped ones of TEXT."""
    if not many:
        return [text]
    if value_type != "TEXT" or "\\" not in text:
        return text.split(",")
    return [match[1] for match in _PIECE.finditer(text)]

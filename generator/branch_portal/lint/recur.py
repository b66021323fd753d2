"""RECUR (RFC 5545 §3.3.10): what is wrong with one recurrence rule by itself."""

import re
from collections.abc import Callable

FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = "(?:SU|MO|TU|WE|TH|FR|SA)"
_BY_DAY = re.compile(rf"([+-]?\d{{1,2}})?{_WEEKDAYS}")


def _numbers(low: int, high: int, signed: bool = False) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        if not re.fullmatch(r"[+-]?\d{1,3}" if signed else r"\d{1,2}", text):
            return False
        return low <= abs(int(text)) <= high

    return check


def _ordinal_day(text: str) -> bool:
    found = _BY_DAY.fullmatch(text)
    return found is not None and (found[1] is None or 1 <= abs(int(found[1])) <= 53)


_LISTS: dict[str, Callable[[str], bool]] = {
    "BYSECOND": _numbers(0, 60),
    "BYMINUTE": _numbers(0, 59),
    "BYHOUR": _numbers(0, 23),
    "BYDAY": _ordinal_day,
    "BYMONTHDAY": _numbers(1, 31, signed=True),
    "BYYEARDAY": _numbers(1, 366, signed=True),
    "BYWEEKNO": _numbers(1, 53, signed=True),
    "BYMONTH": _numbers(1, 12),
    "BYSETPOS": _numbers(1, 366, signed=True),
}
_SINGLE: dict[str, Callable[[str], bool]] = {
    "FREQ": lambda text: text in FREQUENCIES,
    "UNTIL": lambda text: bool(re.fullmatch(r"\d{8}(?:T\d{6}Z?)?", text)),
    "COUNT": lambda text: text.isdecimal() and int(text) > 0,
    "INTERVAL": lambda text: text.isdecimal() and int(text) > 0,
    "WKST": lambda text: bool(re.fullmatch(_WEEKDAYS, text)),
    "RSCALE": lambda text: bool(re.fullmatch(r"[A-Z0-9-]+", text)),
    "SKIP": lambda text: text in ("OMIT", "BACKWARD", "FORWARD"),
}
_NOT_WITH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("BYWEEKNO", FREQUENCIES[:-1]),
    ("BYYEARDAY", ("DAILY", "WEEKLY", "MONTHLY")),
    ("BYMONTHDAY", ("WEEKLY",)),
)
"""Parts that may not stand with these frequencies."""


def parts_of(text: str) -> dict[str, str]:
    """The rule's parts by name, both in capitals; the first of each name."""
    parts: dict[str, str] = {}
    for part in text.upper().split(";"):
        name, _, value = part.partition("=")
        parts.setdefault(name, value)
    return parts


def recur(text: str) -> str:
    """What is wrong with the rule, in Chinese; empty when it is right."""
    written = [part.partition("=") for part in text.upper().split(";")]
    names = [name for name, _, _ in written]
    for name in names:
        if names.count(name) > 1:
            return f"{name} 寫了兩次"
    for name, mark, value in written:
        if not mark or name not in _LISTS | _SINGLE:
            return f"不認得「{name}」"
        good = all(map(_LISTS[name], value.split(","))) if name in _LISTS else _SINGLE[name](value)
        if not good and not ("RSCALE" in names and name == "BYMONTH"):
            return f"{name}={value} 不對"
    parts = parts_of(text)
    if "FREQ" not in parts:
        return "沒有 FREQ"
    return _together(parts) or ("" if names[0] == "FREQ" else "FREQ 不在最前面" if "RSCALE" not in parts else "")


def _together(parts: dict[str, str]) -> str:
    """Parts that may not stand together."""
    freq = parts["FREQ"]
    if "UNTIL" in parts and "COUNT" in parts:
        return "UNTIL 和 COUNT 只能寫一個"
    for name, frequencies in _NOT_WITH:
        if name in parts and freq in frequencies:
            return f"{name} 不能和 FREQ={freq} 同用"
    ordinal = any(re.match(r"[+-]?\d", day) for day in parts.get("BYDAY", "").split(","))
    if ordinal and (freq not in ("MONTHLY", "YEARLY") or (freq == "YEARLY" and "BYWEEKNO" in parts)):
        return "BYDAY 的「第幾個」只能用於按月、按年，且不與 BYWEEKNO 同用"
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        return "BYSETPOS 要和別的 BY… 同用"
    if "SKIP" in parts and "RSCALE" not in parts:
        return "SKIP 要和 RSCALE 同用（RFC 7529）"
    return ""

"""One mistake in a file of the sample: in its bytes, in its text, or in a value, which then is still sound YAML."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from branch_portal.ground.problems import ProblemLog
from branch_portal.source.front_matter import read_head
from branch_portal.source.yaml_source import read_yaml
from branch_portal.writing.flow import flow

Spot = tuple[str | int, ...]
"""Where a value stands in a record: keys and numbers from the top."""

TEXTS = (
    "", " ", "甲", "甲" * 3000, "<svg onload=x>", "[y](javascript:x)", "{{ 7*7 }}", "{% raw", "{#x}", "%", "%s", "\\", "---", "| a | b |",
    "a: b", "- a", "'", '"', "\u202e甲", "\u200b", "\x00", "\U0001f600", "𠮷", "../../etc/passwd", "/dev/zero", "con", "null", "true", "~",
    "&a *a", "!!python/object:x", "=1+1", "@SUM(1)", "```\n甲", "甲\n乙", "　甲", "e\u0301", "\ud7ff", "1e9", "٣", "http://[", "mailto:",
    "https://portal.example.com", "https://xn--", "#", "?", "a" * 64, "A-1", "-", "b01", "g13", "2026",
)  # fmt: skip
DAYS = (
    "0001-01-01", "9999-12-31", "1900-01-01", "2100-02-29", "2026-02-30", "2026-1-1", "2226-06-01", "2847-01-01", "2026-12-31",
    "2027-01-01", "2026-11-30", "2026-13", "2026-q5", "2026-q1", "9999-q4", "0001-q1", "2026-w53", "2026-h3", "2026", "9999", "10000",
    "0000", "2026-11-30T25:00", "24:00", "00:00", "18:30", "2026/11/30", "十一月",
)  # fmt: skip
NUMBERS = (0, -1, 1, 2, 7, 13, 32, 100, 10**4, 10**9, 2**63, 10**30, -(10**30), 0.5, -0.0)
_DAY = re.compile(r"[0-9]{4}(?:-[0-9qhwQ]+)*|[0-9]{2}:[0-9]{2}")
_PIECES = ("\t", "\x00", "\u200b", ":", " :", "- ", "#", "'", '"', "{", "}", "[", "]", "&", "*", "!", "|", ">", "\r", "\n", "\n\n", "  ", "---\n",
           "<<<<<<< a\n", "：", "，", "　", "é", "\U0001f600", "```", "<!--", "{#", "](")  # fmt: skip


def spoiled(content: bytes, random: Random) -> bytes:
    """The bytes of a file with one slip of the hand or of a program in them."""
    at = random.randrange(len(content) + 1)
    much = content[at : at + random.choice((1, 1, 2, 3, 10, 100, 5000))]
    slips: Sequence[Callable[[], bytes]] = (
        lambda: content[:at],
        lambda: content[:at] + content[at + len(much) :],
        lambda: content[:at] + much + content[at:],
        lambda: content[:at] + random.choice(_PIECES).encode() + content[at:],
        lambda: content[:at] + bytes((random.randrange(256),)) + content[at + 1 :],
        lambda: content.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\n "))),
        lambda: b"\xef\xbb\xbf" * random.choice((1, 2)) + content,
        lambda: content.decode("utf-8", "replace").encode(random.choice(("gb18030", "utf-16", "utf-8-sig")), "replace"),
        lambda: content * random.choice((2, 3)),
        lambda: b"\n".join(random.sample(lines := content.split(b"\n"), len(lines))),
        lambda: content.replace(b": ", random.choice((b":", b" : ", "：".encode(), b":\t")), random.choice((1, 99))),
        lambda: random.choice((b"", b"\n", b"# a\n", b"[]", b"{}", b"a", b"- a\n", b"---\n", b"--- a\n--- b\n", b"\x00" * 9)),
    )  # fmt: skip
    return random.choice(slips)()


def fields(content: bytes, path: str) -> tuple[dict[str, Any], str]:
    """The record that a sound file holds, and what stands below it in a page."""
    if path.endswith(".md"):
        head, body = read_head(content.decode())
        return dict(head), body
    source = read_yaml(content, path, ProblemLog())
    return (dict(source.data), "") if source and isinstance(source.data, Mapping) else ({}, "")


def written(record: Mapping[str, Any], body: str, path: str) -> bytes:
    """A record as a file again."""
    text = "".join(f"{flow(key)}: {flow(value)}\n" for key, value in record.items())
    return (f"---\n{text}---\n{body}" if path.endswith(".md") else text).encode("utf-8", "replace")


def spots(value: Any, at: Spot = ()) -> Iterator[Spot]:
    """Every value in a record, whole lists and mappings too."""
    if at:
        yield at
    for key, inner in (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from spots(inner, (*at, key))


def other(record: Mapping[str, Any], like: Sequence[Mapping[str, Any]], random: Random) -> dict[str, Any]:
    """The record with one value changed; `like` are records of its kind, whose values are likely to pass."""
    spot = random.choice(list(spots(record)))
    old = _at(record, spot)
    ways: list[Callable[[], Any]] = [
        lambda: _at(random.choice(like), spot[:1]) if len(spot) == 1 else _fresh(old, random)
    ]
    ways += [lambda: _fresh(old, random)] * 3
    value = random.choice(ways)()
    changed = _put(record, spot, value)
    assert isinstance(changed, dict)
    if random.random() < 0.1:
        changed.pop(random.choice(list(changed)))
    return changed


def _fresh(old: Any, random: Random) -> Any:
    if isinstance(old, bool):
        return random.choice((not old, None, 1, "yes"))
    if isinstance(old, int | float):
        return random.choice((*NUMBERS, old + 1, str(old), None, [old]))
    if isinstance(old, list):
        few = random.sample(old, random.randrange(len(old) + 1))
        return random.choice(
            ([], few, old[::-1], old * 2, (old * 400)[:400], [*old, *few], {}, None, [[]], old[:1], [*old, "甲"])
        )
    if isinstance(old, Mapping):
        key = random.choice(list(old)) if old else "甲"
        less = {name: value for name, value in old.items() if name != key}
        return random.choice((less, {}, [], None, {**old, "甲": 1}, [old], {key: old}))
    if _DAY.match(str(old)):
        return random.choice((*DAYS, *DAYS, 2026, None, [], random.choice(TEXTS), _near(str(old), random)))
    return random.choice(
        (*TEXTS, f"{old}{random.choice(TEXTS[2:])}", None, [], {}, [old], 0, True, random.choice(DAYS))
    )


def _near(day: str, random: Random) -> str:
    """Another day or period in the same form."""
    return re.sub("[0-9]", lambda digit: random.choice((digit[0], digit[0], "0", "1", "2")), day)


def _at(record: Any, spot: Spot) -> Any:
    for key in spot:
        record = record.get(key) if isinstance(record, Mapping) else record[key]
    return record


def _put(record: Any, spot: Spot, value: Any) -> Any:
    key, *rest = spot
    inner = _put(record[key], tuple(rest), value) if rest else value
    if isinstance(record, Mapping):
        return {**record, key: inner}
    return [inner if number == key else one for number, one in enumerate(record)]

"""`data/calendar.lock`: the ledger as text, one line of JSON per UID in their order, so that two editors' changes merge.

A merge may leave conflict markers or two lines for one UID; `read` keeps every line it understands and says so, and
the next update brings them together.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from generator.model.calendar import Change, ChangeKind, Entry, Ledger

HEAD = "# 日曆台賬：發布過的每個日曆事項。由 portal calendar update 寫，不要手改；合併以後再運行一次就好。"
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_KINDS = get_args(ChangeKind)


@dataclass(frozen=True)
class LedgerText:
    """What the file holds: `lines` gives the line of each UID; `markers` and `broken` are lines counted from 1."""

    anchor: dt.date | None
    entries: tuple[tuple[int, Entry], ...]
    markers: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()


def read(text: str) -> LedgerText:
    """Every line that can be understood; the newest anchor counts."""
    anchor: dt.date | None = None
    entries: list[tuple[int, Entry]] = []
    markers: list[int] = []
    broken: list[int] = []
    # Not splitlines: a title may hold characters that it takes for the end of a line.
    for number, written in enumerate((line.rstrip("\r") for line in text.split("\n")), start=1):
        if not written or written.startswith("#"):
            continue
        if written.startswith(_MARKERS):
            markers.append(number)
            continue
        try:
            fields = json.loads(written)
            if "anchor" in fields:
                anchor = max(dt.date.fromisoformat(fields["anchor"]), anchor or dt.date.min)
            else:
                entries.append((number, _entry(fields)))
        except (ValueError, KeyError, TypeError, AttributeError):
            broken.append(number)
    return LedgerText(anchor, tuple(entries), tuple(markers), tuple(broken))


def write(ledger: Ledger) -> str:
    """The whole file."""
    return "\n".join([HEAD, *_lines(ledger)]) + "\n"


def _lines(ledger: Ledger) -> Iterator[str]:
    if ledger.anchor:
        yield json.dumps({"anchor": str(ledger.anchor)})
    for _, entry in sorted(ledger.entries.items()):
        yield json.dumps(_fields(entry), ensure_ascii=False, separators=(",", ":"))


def _fields(entry: Entry) -> dict[str, Any]:
    """The entry's fields that are not empty, in the order a person reads them."""
    days = [entry.first, entry.last] if entry.last != entry.first else [entry.first]
    fields = {
        "uid": entry.uid,
        "on": "/".join(str(day) for day in days if day),
        "title": entry.summary,
        "seq": entry.sequence,
        "changes": [[_moment(change.at), change.kind, *([change.note] if change.note else [])] for change in entry.changes],
        "hash": entry.digest,
        "branch": entry.branch,
        "role": entry.role,
        "topic": entry.topic,
        "reach": entry.reach,
        "has": list(entry.has),
        "alerts": [str(day) for day in entry.alerts],
        "editors": entry.editors_only,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value or name == "seq"}


def _entry(fields: dict[str, Any]) -> Entry:
    days = [dt.date.fromisoformat(day) for day in fields["on"].split("/")] if "on" in fields else [None]
    changes = tuple(Change(_parse(at), _kind(kind), *note) for at, kind, *note in fields["changes"])
    if not changes:
        raise ValueError(fields["uid"])
    return Entry(
        uid=fields["uid"],
        first=days[0],
        last=days[-1],
        summary=fields["title"],
        digest=fields.get("hash", ""),
        sequence=int(fields["seq"]),
        changes=changes,
        branch=fields.get("branch", ""),
        role=fields.get("role", ""),
        topic=fields.get("topic", ""),
        reach=fields.get("reach", ""),
        has=tuple(fields.get("has", ())),
        editors_only=fields.get("editors", False),
        alerts=tuple(dt.date.fromisoformat(day) for day in fields.get("alerts", ())),
    )


def _kind(kind: str) -> Any:
    if kind not in _KINDS:
        raise ValueError(kind)
    return kind


def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _parse(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)

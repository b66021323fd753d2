"""`data/calendar.lock`: the ledger as text, one line of JSON per UID in their order, so that two editors' changes merge.

Its first line of JSON, the head, says how much the rest holds, so that what a cut or a hand took out is missed. A
merge may leave conflict markers, two heads or two lines for one UID; `read` keeps every line it understands and says
so, and the next update brings them together. A head of the anchor alone is from before heads counted.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, get_args

from branch_portal.calendar.model import Change, ChangeKind, Entry, Ledger, Scope, SetBack, Tally
from branch_portal.ground.kept import of_itself
from branch_portal.organisation.applicability import AppliesTo

HEAD = "# 日曆台賬：發布過的每個日曆事項。由 portal calendar update 寫，不要手改；合併以後再運行一次就好。"
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_KINDS = get_args(ChangeKind)
_MOST_BROKEN = 10_000
"""Lines that cannot be understood, after which a file is no ledger: the rest is not read."""


@dataclass(frozen=True)
class Head:
    """What the head on `line` says of the file as it was written: its lines, those let go, and the seal of all."""

    line: int
    present: Tally
    gone: Tally
    seal: str
    set_back: tuple[SetBack, ...] = ()
    host: str = ""


@dataclass(frozen=True)
class LedgerText:
    """What the file holds: each entry with its line; `markers` and `broken` are lines counted from 1."""

    anchor: dt.date | None
    entries: tuple[tuple[int, Entry], ...]
    heads: tuple[Head, ...] = ()
    markers: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)
    """Those of the entries, as they are written."""


@lru_cache(2)
def read(text: str) -> LedgerText:
    """Every line that can be understood, up to the ten thousandth that cannot; the newest anchor counts."""
    anchor: dt.date | None = None
    entries: list[tuple[int, Entry]] = []
    heads: list[Head] = []
    markers: list[int] = []
    broken: list[int] = []
    lines: list[str] = []
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
                if "lines" in fields:
                    heads.append(_head(number, fields))
            else:
                entries.append((number, _entry(fields)))
                lines.append(written)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            broken.append(number)
            if len(broken) >= _MOST_BROKEN:
                break
    if not heads:
        entries = [(number, _with_base(entry)) for number, entry in entries]
    return LedgerText(anchor, tuple(entries), tuple(heads), tuple(markers), tuple(broken), tuple(lines))


def write(ledger: Ledger) -> str:
    """The whole file."""
    present = Tally.of(ledger.entries.values())
    head = {"anchor": str(ledger.anchor), "lines": present.lines, "revisions": present.revisions}
    gone = {"gone": [ledger.gone.lines, ledger.gone.revisions]} if ledger.gone.lines else {}
    back = {"set_back": [_back(one) for one in ledger.set_back]} if ledger.set_back else {}
    host = {"host": ledger.host} if ledger.host else {}
    head_line = json.dumps({**head, **host, **gone, **back, "seal": seal(ledger)}, ensure_ascii=False)
    heads = [head_line] if ledger.anchor else []
    return "\n".join([HEAD, *heads, *_lines(ledger)]) + "\n"


@of_itself(2)
def seal(ledger: Ledger) -> str:
    """16 hex digits of everything in the ledger, whatever the order and the ends of its lines in a file."""
    return _sealed(ledger, _lines(ledger))


def is_sealed(found: LedgerText, ledger: Ledger, wanted: str) -> bool:
    """Whether the seal of `ledger`, which was read from `found`, is that one.

    What an update wrote is as it would be written now, so that its own lines are tried first: to write them again takes longer.
    """
    written = (line for _, line in sorted(zip((entry.uid for _, entry in found.entries), found.lines, strict=True)))
    return _sealed(ledger, written) == wanted or seal(ledger) == wanted


def _sealed(ledger: Ledger, lines: Iterable[str]) -> str:
    back = (json.dumps(_back(one), ensure_ascii=False) for one in ledger.set_back)
    host = (ledger.host,) if ledger.host else ()
    parts = (f"{ledger.anchor} {ledger.gone.lines} {ledger.gone.revisions}", *host, *back, *lines)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _lines(ledger: Ledger) -> Iterator[str]:
    for _, entry in sorted(ledger.entries.items()):
        yield _ENCODED(_fields(entry))


def _head(line: int, fields: dict[str, Any]) -> Head:
    lines, revisions = fields.get("gone", (0, 0))
    present = Tally(int(fields["lines"]), int(fields["revisions"]))
    back = tuple(
        SetBack(_parse(at), dt.date.fromisoformat(before), dt.date.fromisoformat(after), reason, by)
        for at, before, after, reason, by in fields.get("set_back", ())
    )
    return Head(
        line, present, Tally(int(lines), int(revisions)), str(fields["seal"]), back, str(fields.get("host", ""))
    )


def _back(one: SetBack) -> list[str]:
    return [_moment(one.at), str(one.before), str(one.after), one.reason, one.approved_by]


def _with_base(entry: Entry) -> Entry:
    """The entry of a file from before bases were written: what its history does not explain it began with."""
    return replace(entry, base=max(0, entry.sequence - len(entry.changes) + 1))


def _fields(entry: Entry) -> dict[str, Any]:
    """The entry's fields that are not empty, in the order a person reads them."""
    days = [entry.first, entry.last] if entry.last != entry.first else [entry.first]
    fields = {
        "uid": entry.uid,
        "on": "/".join(str(day) for day in days if day),
        "title": entry.summary,
        "seq": entry.sequence,
        "from": entry.base,
        "changes": [[_moment(change.at), change.kind, *([change.note] if change.note else [])] for change in entry.changes],
        "hash": entry.digest,
        "branch": entry.branch,
        "role": entry.role,
        "owners": list(entry.owners),
        "topic": entry.topic,
        "reach": entry.reach,
        "has": sorted(entry.scope.traits),
        "kind": entry.scope.kind if entry.scope.kind != "branch" else "",
        "since": str(entry.scope.since or ""),
        "until": str(entry.scope.until or ""),
        "for": entry.applies.model_dump(exclude_defaults=True),
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
        owners=tuple(fields.get("owners", ())),
        topic=fields.get("topic", ""),
        reach=_reach(fields.get("reach", "")),
        scope=Scope(
            kind=fields.get("kind", "branch"),
            since=_day(fields.get("since")),
            until=_day(fields.get("until")),
            traits=frozenset(trait.removeprefix("has_") for trait in fields.get("has", ())),
        ),
        applies=_applies(fields),
        editors_only=fields.get("editors", False),
        base=int(fields.get("from", 0)),
        alerts=tuple(dt.date.fromisoformat(day) for day in fields.get("alerts", ())),
    )


def _applies(fields: dict[str, Any]) -> AppliesTo:
    """For whom the event is; earlier ledgers say it by `reach` (`has_committee`) and `not_for` (kinds of branches)."""
    if "for" in fields:
        return AppliesTo.model_validate({name: tuple(values) for name, values in fields["for"].items()})
    reach = fields.get("reach", "")
    has = (reach.removeprefix("has_"),) if reach.startswith("has_") else ()
    return AppliesTo.model_validate({"has": has, "not_kinds": tuple(fields.get("not_for", ()))})


def _reach(text: str) -> Any:
    return "branches" if text.startswith("has_") else text


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _kind(kind: str) -> Any:
    if kind not in _KINDS:
        raise ValueError(kind)
    return kind


@lru_cache(1000)
def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


@lru_cache(1000)
def _parse(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)

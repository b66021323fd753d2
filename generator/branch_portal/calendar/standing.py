"""發布的底數: of every event that a site's feeds tell of, how often it was revised and until when it matters.

The site carries it as a file of its own, so that a ledger which was put back whole to an earlier state – by reverting
a commit, by an older backup – is found out: it agrees with itself, and only what was published says otherwise. Events
are named by a hash of their UID, since a site says of an event no more than its feeds do.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from branch_portal.calendar import ledger_file
from branch_portal.calendar.merge import ledger_of
from branch_portal.calendar.model import Change, Entry, Ledger
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule

ADDRESS = "calendar/standing.json"
"""Where a site carries it."""
_FORMAT = 1

FALLEN = rule(
    "CAL-18",
    title="日曆台賬不比發布的網站舊",
    why="修訂次數比發布過的小，別人的日曆就不再收這幾條的改動：撤回一次提交、拿回舊台賬都會這樣。",
    mend="運行 portal calendar update --published 網站的文件夾，它從發布過的接著往下數；再提交台賬，重新生成。",
)
LOST = rule(
    "CAL-19",
    title="發布過、還沒有到期的事項不會少",
    why="網站上的日曆已經有這幾條；新的網站裡沒有，又不說取消，看的人分不清是取消了還是丟了。",
    mend="把發布那一次的台賬取出來：git show 那一次提交的編號:data/calendar.lock > published.lock；再運行 "
    "portal calendar update --published published.lock，確實取消的照它說的寫取消記錄。",
)


@dataclass(frozen=True)
class Told:
    """What subscribers were told of one event: how often it was revised, its last day, and 8 hex digits of what it says."""

    sequence: int
    last: dt.date | None
    digest: str


@dataclass(frozen=True)
class Standing:
    """What a site tells, by the mark of each UID (`mark`); `ledger` is whole where it was read from a ledger."""

    told: Mapping[str, Told] = field(default_factory=dict)
    ledger: Ledger | None = None


class NoStanding(Exception):
    """Nothing that says what was published can be read there; the message is a Chinese sentence."""


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def mark(uid: str) -> str:
    """16 letters that name an event: among thousands of numbers one would pass the check of a bank card's."""
    return in_letters(hashlib.sha256(uid.encode()).hexdigest()[:16])


def in_letters(mark: str) -> str:
    """A mark without figures, as sites of earlier editions have it with them."""
    return mark.translate(_LETTERS)


def standing(ledger: Ledger) -> Standing:
    """What a site made with `ledger` tells; what was waived before anybody saw it is not in it."""
    entries = (one for one in ledger.entries.values() if one.changes[-1].kind != "waived")
    return Standing({mark(one.uid): _told(one) for one in entries}, ledger)


def _told(entry: Entry) -> Told:
    return Told(entry.sequence, entry.last, "" if entry.withdrawn else entry.digest[:8])


def file(ledger: Ledger) -> bytes:
    """The file of a site made with `ledger`."""
    return written(standing(ledger))


def written(told: Standing) -> bytes:
    """The file that a site carries: a line for each event, in the order of their marks."""
    lines = [
        json.dumps([name, one.sequence, str(one.last or ""), one.digest]) for name, one in sorted(told.told.items())
    ]
    head = f'{{"format": {_FORMAT}, "told": [\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode()


def read(path: Path) -> Standing:
    """What `path` – a site's folder, its file, or a ledger – says was published; raises `NoStanding`."""
    file = path / ADDRESS if path.is_dir() else path
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoStanding(f"「{path}」裡讀不到發布過什麼：要寫網站的文件夾，或者一份日曆台賬。") from None
    if text.startswith("#"):
        return standing(ledger_of(ledger_file.read(text)))
    try:
        whole = json.loads(text)
        rows = whole["told"] if whole["format"] == _FORMAT else ()
        return Standing(
            {in_letters(str(name)): Told(int(seq), _day(last), str(digest)) for name, seq, last, digest in rows}
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NoStanding(f"「{path}」不是網站裡的 {ADDRESS}，也不是日曆台賬。") from None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def behind(ledger: Ledger, before: Standing, as_of: dt.date, path: str) -> Iterator[Problem]:
    """Where a site made with `ledger` on `as_of` would take back what the site `before` it told; `path` is the ledger's."""
    fallen = [one for one in ledger.entries.values() if _is_fallen(one, before)]
    if fallen:
        named = "、".join(one.summary for one in fallen[:3])
        message = f"台賬有{len(fallen)}條比發布的網站舊（{named}{'……' if len(fallen) > 3 else ''}）"
        yield FALLEN.problem(Place(path), message, value=fallen[0].uid)
    here = {mark(uid) for uid in ledger.entries}
    lost = [name for name, one in before.told.items() if name not in here and one.last and one.last >= as_of]
    if lost:
        yield LOST.problem(Place(path), f"發布的網站有{len(lost)}條還沒有到期的事項，台賬裡沒有", value=lost[0])


def _is_fallen(entry: Entry, before: Standing) -> bool:
    """Whether subscribers would not take `entry`: it counts less than what they have, or as much and says something else."""
    told = before.told.get(mark(entry.uid))
    if told is None or entry.changes[-1].kind == "waived":
        return False
    return entry.sequence < told.sequence or (entry.sequence == told.sequence and _told(entry).digest != told.digest)


def forward(ledger: Ledger, before: Standing, as_of: dt.date, now: dt.datetime) -> Ledger:
    """The ledger with every event counting on from what was published before; the next update revises these at `now`.

    Events that only the published ledger knows and that are not over on `as_of` come back into it.
    """
    entries = {}
    for uid, entry in ledger.entries.items():
        entries[uid] = _counting_on(entry, before.told[mark(uid)], now) if _is_fallen(entry, before) else entry
    if before.ledger:
        for uid, entry in before.ledger.entries.items():
            if uid not in entries and entry.last and entry.last >= as_of:
                entries[uid] = entry
    return replace(ledger, entries=dict(sorted(entries.items())))


def _counting_on(entry: Entry, told: Told, now: dt.datetime) -> Entry:
    """`entry` as if it had been revised as often as subscribers were told, in words that no data has."""
    if not entry.live:  # withdrawn stays withdrawn: said once more, and louder
        changes = (*entry.changes, Change(now, "withdrawn", entry.changes[-1].note))
        sequence = told.sequence + 1
    else:
        changes, sequence = entry.changes, told.sequence
    digest = "" if entry.live else entry.digest
    return replace(entry, digest=digest, sequence=sequence, changes=changes, base=sequence - len(changes) + 1)

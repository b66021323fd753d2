"""日曆台賬: what holds in every ledger that only `portal calendar update` has written, and no longer after a cut or a hand.

What cannot be seen here is a ledger that was put back whole to an older state: it agrees with itself. Only what was
published could tell.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from branch_portal.calendar.ledger import SHANGHAI, kept_until
from branch_portal.calendar.ledger_file import LedgerText, is_sealed
from branch_portal.calendar.model import Entry, Ledger, Withdrawal
from branch_portal.calendar.wanted import Wanted
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule

RESTORE = (
    "把台賬恢復到改壞以前的一版：沒有提交的，運行 git checkout HEAD -- data/calendar.lock；已經提交的，"
    "用 git log --oneline -- data/calendar.lock 找出那一版，寫在 HEAD 的位置。再運行 portal calendar update。"
)
FUTURE = rule(
    "CAL-10",
    title="日曆台賬的日期不晚於當天",
    why="收錄月份和修訂時間都從台賬起算；時鐘錯了一次，全部日曆會空掉，以後時鐘準了也改不回來。",
    mend="電腦時鐘慢了的，撥準；用 --as-of 看從前某一天的，改看台賬以後的日期；都不是，就是台賬錯了，"
    + RESTORE
    + "恢復不了的，運行 "
    "portal calendar set-back --reason 原因 --by 批准角色，它把收錄月份改回當天的月份並記下來。",
)
COUNTED = rule(
    "CAL-11",
    title="修訂次數與改動記錄相符",
    why="訂閱的日曆只認修訂次數：次數變小，別人的日曆就不再收這一條的改動。",
    mend=RESTORE,
)
IN_ORDER = rule(
    "CAL-12",
    title="改動按時間先後記",
    why="每個事項先發布、後改動；次序亂了，就說不清別人看到的是哪一次。",
    mend=RESTORE,
)
DIGEST = rule(
    "CAL-13",
    title="台賬的散列值寫得對",
    why="散列值記著發布過的全部文字，改沒改過靠它認。",
    mend=RESTORE,
)
WHOLE = rule(
    "CAL-14",
    title="日曆台賬完整",
    why="少了一行，發布過的事項會從頭數起或者無聲消失；已經取消的，取消的通知也跟著不見。",
    mend=RESTORE,
)
RECORD_KEPT = rule(
    "CAL-15",
    title="取消的事項留著取消記錄",
    why="別人的日曆裡還標著「已取消」，誰批准、為什麼取消，要查得到。",
    mend="把 data/withdrawals 裡的取消記錄恢復回來；其實要恢復辦理的，恢復原來的任務或期次。",
)
LINE_KEPT = rule(
    "CAL-16",
    title="取消記錄寫的事項在台賬裡",
    why="台賬裡沒有，就沒有人會看到取消的通知：標識寫錯了，或者台賬的那一行丟了。",
    mend="從來沒有發布過的，刪去這條取消記錄；標識寫錯了的，改對；一個支部免辦的，寫在支部計劃的 waived；發布過的，"
    + RESTORE,
)
HOST = rule(
    "CAL-25",
    title="日曆標識的域名不變",
    why="域名是每個事項標識的一部分：換了，訂閱的人每一條都多一份，舊的那一份再也不更新、不取消。",
    mend="把 calendar 的 uid_host 改回原來的；它不必和網址相同，換了網址也不改。",
)
SLACK = dt.timedelta(days=1)
"""How far the ledger may be ahead: clocks of other zones, and builds for the day of the last commit, are behind."""
_DIGEST = re.compile("[0-9a-f]{16}")
_DIFFER = "手改過的，" + RESTORE
_UNSURE = "恢復不了的，不加 --yes 運行 portal calendar update，看清少了什麼再決定。"


def future(ledger: Ledger, as_of: dt.date, lines: Mapping[str, int], path: str) -> Iterator[Problem]:
    """Whether anything in the ledger is later than the day; one problem for all revisions."""
    if ledger.anchor and ledger.anchor > as_of + SLACK:
        yield FUTURE.problem(
            Place(path), f"台賬的收錄月份從 {ledger.anchor} 起算，比當天（{as_of}）晚", value=str(ledger.anchor)
        )
    late = [entry for entry in ledger.entries.values() if day_of(entry.revised) > as_of + SLACK]
    if late:
        last = max(late, key=lambda entry: entry.revised)
        many = f"等{len(late)}條" if len(late) > 1 else ""
        yield FUTURE.problem(
            Place(path, lines.get(last.uid, 1)),
            f"「{last.summary}」{many}的修訂記在 {day_of(last.revised)}，比當天（{as_of}）晚",
            value=last.uid,
        )


def same_host(ledger: Ledger, host: str, lines: Sequence[str]) -> Iterator[Problem]:
    """Whether UIDs keep the host with which they were published; `lines` are those of the settings."""
    if ledger.host and ledger.host != host:
        line = next((number for number, text in enumerate(lines, start=1) if "uid_host" in text), 1)
        mend = (
            f"把 uid_host 改回 {ledger.host}；它不必和網址相同，換了網址也不改。日曆從來沒有發布過、確實要換的，"
            "刪去 data/calendar.lock，運行 portal calendar update --first。"
        )
        message = f"日曆標識的域名改了，發布過的日曆用的是「{ledger.host}」"
        yield HOST.problem(Place("site_config/portal.yml", line), message, value=host, mend=mend)


def sound(ledger: Ledger, lines: Mapping[str, int], path: str) -> Iterator[Problem]:
    """Whether every line agrees with itself."""
    for uid, entry in ledger.entries.items():
        place = Place(path, lines.get(uid, 1))
        revisions = entry.base + len(entry.changes) - 1
        if entry.sequence != revisions or entry.sequence < 0:
            message = f"「{entry.summary}」記著第{entry.sequence}次修訂，按改動記錄應是第{revisions}次"
            yield COUNTED.problem(place, message, value=uid)
        began = entry.changes[0].kind in ("added", "waived")
        if not began or any(before.at > after.at for before, after in pairwise(entry.changes)):
            yield IN_ORDER.problem(place, f"「{entry.summary}」的改動不是從發布起、按先後記的", value=uid)
        if entry.digest and not _DIGEST.fullmatch(entry.digest):
            yield DIGEST.problem(place, f"「{entry.summary}」的散列值不是16位", value=uid)


def lost(found: LedgerText, ledger: Ledger, path: str) -> Iterator[Problem]:
    """Whether the ledger holds less than it did: than any of its heads says, where a merge left several."""
    if ledger.entries and ledger.anchor is None:
        yield WHOLE.problem(Place(path), "台賬開頭的一行不見了", mend=RESTORE + _UNSURE)
    held = ledger.held
    for head in found.heads:
        was = head.present + head.gone
        lines, revisions = was.lines - held.lines, was.revisions - held.revisions
        if lines > 0 or revisions > 0:
            missing = [f"{lines}條"] if lines > 0 else []
            missing += [f"{revisions}次修訂"] if revisions > 0 else []
            message = f"台賬比上次修訂時少了{'、'.join(missing)}"
            yield WHOLE.problem(Place(path, head.line), message, mend=RESTORE + _UNSURE)
            return


def untouched(found: LedgerText, ledger: Ledger, path: str) -> Iterator[Problem]:
    """Whether the file is as an update wrote it, though nothing is missing."""
    for head in found.heads:
        if not is_sealed(found, ledger, head.seal):
            mend = f"合併過的，運行 portal calendar update；{_DIFFER}"
            yield WHOLE.problem(Place(path, head.line), "台賬與上次修訂時記下的不一樣", mend=mend)


def withdrawals(
    ledger: Ledger,
    wanted: Wanted,
    records: Mapping[str, Withdrawal],
    as_of: dt.date,
    lines: Mapping[str, int],
    path: str,
) -> Iterator[Problem]:
    """Whether every event that is shown as withdrawn has its record, and every record its events."""
    for uid, entry in ledger.entries.items():
        back = uid in wanted.events or uid in wanted.feeds
        if entry.withdrawn and not back and not _explained(entry, ledger, wanted) and kept_until(entry) >= as_of:
            message = f"「{entry.summary}」標著已取消，取消記錄卻沒有了"
            yield RECORD_KEPT.problem(Place(path, lines.get(uid, 1)), message, value=uid)
    for id, record in records.items():
        for name in record.events:
            if not any(uid == name or uid.startswith(f"{name}.") for uid in ledger.entries):
                message = f"台賬裡沒有「{name}」，或以它開頭的事項"
                yield LINE_KEPT.problem(Place(f"data/withdrawals/{id}.yml"), message, value=name)


def _explained(entry: Entry, ledger: Ledger, wanted: Wanted) -> bool:
    """Whether the data still says why: a record, a branch's plan, or what the branch no longer has."""
    if wanted.why(entry):
        return True
    shared, _, branch = entry.uid.rpartition(".")  # the branch's first id, whatever it is called now
    company, feed = ledger.entries.get(shared), ledger.entries.get(f"feed-{branch}")
    if company is None or feed is None:
        return False
    return company.first is not None and not feed.scope.takes(company.applies, company.first)


def day_of(moment: dt.datetime) -> dt.date:
    """The day in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI).date()

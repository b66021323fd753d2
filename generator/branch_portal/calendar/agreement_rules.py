"""台賬與數據: what subscribers were told, and what the data would tell them now, must agree."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

from branch_portal.calendar.differences import counted, differences, examples
from branch_portal.calendar.ledger import revise, vanished
from branch_portal.calendar.ledger_file import LedgerText
from branch_portal.calendar.ledger_rules import RESTORE
from branch_portal.calendar.model import Entry, Ledger, Withdrawal
from branch_portal.calendar.wanted import Wanted
from branch_portal.calendar.window import span
from branch_portal.ground.dates import noon
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.settings import Window

COMMAND = "portal calendar update"

BEHIND = rule(
    "CAL-01",
    title="日曆台賬與數據一致",
    why="台賬記著每個日曆事項的修訂次數和時間；數據改了、台賬沒改，訂閱的日曆就認不出改動。",
    mend=f"運行 {COMMAND}，看過要改的再確認，把台賬和數據一起提交。",
)
NO_LEDGER = (
    f"發布過日曆的，台賬丟了：{RESTORE}從來沒有發布過的，刪去 data/withdrawals 裡的取消記錄，運行 {COMMAND} --first。"
)
"""What to do where there is no ledger, or an empty one."""
VANISHED = rule(
    "CAL-02",
    title="發布過的日曆事項不會無故消失",
    why="別人的日曆裡已經有這一條；不說明就消失，看的人分不清是取消了還是丟了。",
    mend="確實取消的，在 data/withdrawals 寫一條取消記錄；改了編號的，把原編號寫進新記錄的 old_ids。",
)
STILL_THERE = rule(
    "CAL-03",
    title="取消的事項不在數據裡",
    why="一邊說取消、一邊還排著日期，日曆不知道聽哪一個。",
    mend="取消的，刪去原來的記錄或期次；恢復辦理的，刪去這條取消記錄。",
)
UNREADABLE = rule(
    "CAL-04",
    title="日曆台賬讀得出",
    why="兩個人的改動合在一起沒有理清，或者手改過，台賬就說不清發布過什麼。",
    mend=f"不用手改：先確認 data 裡的記錄都對，再運行 {COMMAND}，它會把兩邊合起來重寫。",
)
NARROWED = rule(
    "CAL-09",
    title="發布過的任務不改由公司辦還是支部辦",
    why="把支部的任務改成公司的，各支部的日曆裡就會少了它，又不說明。",
    mend="另立一條新編號的任務，原任務照「取消」辦：刪去並寫取消記錄。",
)


def readable(found: LedgerText, path: str) -> Iterator[Problem]:
    """Whether the file can be taken as it is."""
    if found.markers:
        yield UNREADABLE.problem(Place(path, found.markers[0]), "台賬裡有合併留下的衝突標記")
    for line in found.broken[:5]:
        yield UNREADABLE.problem(Place(path, line), "台賬的這一行讀不懂", mend=RESTORE)
    counts = Counter(entry.uid for _, entry in found.entries)
    for line, entry in found.entries:
        if counts[entry.uid] > 1 and not found.markers:
            yield UNREADABLE.problem(Place(path, line), f"「{entry.uid}」有{counts[entry.uid]}行", value=entry.uid)
            return
    if len(found.heads) > 1 and not found.markers:
        yield UNREADABLE.problem(Place(path, found.heads[1].line), "台賬有兩個開頭，兩個人的改動合併過")


def begun(ledger: Ledger, first: bool, path: str) -> Iterator[Problem]:
    """Whether there is a ledger to go on from; `first` says that nothing was ever published."""
    if not ledger.entries and not first:
        yield BEHIND.problem(Place(path), "沒有日曆台賬，或者是空的", mend=NO_LEDGER)
    if ledger.entries and first:
        message = f"台賬已有{len(ledger.entries)}條，不是第一次"
        yield BEHIND.problem(Place(path), message, mend=f"去掉 --first，運行 {COMMAND}。")


def agrees(ledger: Ledger, wanted: Wanted, window: Window, lines: Mapping[str, int], path: str) -> Iterator[Problem]:
    """Whether the ledger says what the data says; one that is missing or without its head is told elsewhere."""
    if not ledger.entries or ledger.anchor is None:
        return
    yield from unrecorded(ledger, wanted, window, lines, path)
    if changed := list(differences(ledger, revise(ledger, wanted, noon(ledger.anchor), window))):
        yield BEHIND.problem(Place(path), f"台賬與數據不一致：{counted(changed)}", value=examples(changed))


def unrecorded(
    ledger: Ledger, wanted: Wanted, window: Window, lines: Mapping[str, int], path: str
) -> Iterator[Problem]:
    """Published events that are gone without a record: these `update` refuses to write over."""
    assert ledger.anchor
    first_day = span(ledger.anchor, window).first
    yield from _narrowed(ledger, wanted, first_day, lines, path)
    groups: dict[str, list[Entry]] = {}
    for entry in vanished(ledger, wanted, first_day):
        groups.setdefault(entry.uid.split(".")[0], []).append(entry)
    for beginning, entries in groups.items():
        first = entries[0]
        many = f"等{len(entries)}條" if len(entries) > 1 else ""
        rest = any(uid == beginning or uid.startswith(f"{beginning}.") for uid in (*wanted.events, *wanted.feeds))
        whole = len(entries) > 1 and not rest  # what is withdrawn by its beginning must be gone altogether
        name = beginning if whole else ", ".join(entry.uid for entry in entries)
        yield VANISHED.problem(
            Place(path, lines.get(first.uid, 1)),
            f"發布過的「{first.summary}」（{first.first or '整個日曆'}）{many}不在數據裡了",
            value=beginning if len(entries) > 1 else first.uid,
            mend=f"誤刪了記錄的，從倉庫的歷史恢復它；改了編號的，把原編號寫進新記錄的 old_ids；確實取消的，新建 data/withdrawals/{beginning}.yml，"
            f"寫 id: {beginning}、events: [{name}]、reason（原因）、approved_by（批准角色）、approved_on（批准日期）；"
            "過完的年度，先在 years 裡再留一年。",
        )


def _narrowed(
    ledger: Ledger, wanted: Wanted, first_day: dt.date, lines: Mapping[str, int], path: str
) -> Iterator[Problem]:
    """Duties that fewer branches have, or other UIDs: one problem for each."""
    seen: set[str] = set()
    for uid, event in wanted.events.items():
        entry, duty = ledger.entries.get(uid), uid.split(".")[0]
        if entry is None or not entry.live or not entry.last or entry.last < first_day or duty in seen:
            continue
        if entry.reach and entry.reach != event.reach:
            seen.add(duty)
            yield NARROWED.problem(Place(path, lines.get(uid, 1)), f"「{entry.summary}」改了層級", value=duty)


def still_there(
    wanted: Wanted, withdrawals: Mapping[str, Withdrawal], lines: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Withdrawn events that the data still has; `lines` are those of the files read."""
    for id, record in withdrawals.items():
        path = f"data/withdrawals/{id}.yml"
        for name in record.events:
            there = [uid for uid in (*wanted.events, *wanted.feeds) if uid == name or uid.startswith(f"{name}.")]
            if there:
                line = next((number for number, text in enumerate(lines.get(path, ()), start=1) if name in text), 1)
                mend = (
                    f"整個取消的，刪去原來的記錄或期次；恢復辦理的，刪去這條取消記錄；只取消其中幾條的，"
                    f"events 裡不寫「{name}」，寫要取消的那幾條的標識（以「{name}.」開頭，台賬裡有）。"
                )
                yield STILL_THERE.problem(Place(path, line), f"「{name}」還在數據裡", value=there[0], mend=mend)


def uncounted(found: LedgerText, path: str) -> Iterator[Problem]:
    """Whether the ledger is from before its head counted the lines."""
    if found.entries and found.anchor and not found.heads:
        yield BEHIND.problem(Place(path), "台賬是從前的樣子，沒有記下共有幾條")

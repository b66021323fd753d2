"""`portal calendar`: the ledger brought up to date, in front of the editor's eyes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import ask, say
from branch_portal.ground.dates import moment_on
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.calendar.differences import Difference
    from branch_portal.calendar.seen import Seen

_SHOWN = 20
"""How many changes of a kind are listed."""


@click.group(help="日曆：把數據的改動記進台賬。")
def calendar() -> None:
    pass


@calendar.command(help="把數據的改動記進日曆台賬 data/calendar.lock；先說明訂閱的人會看到什麼變化，確認後才寫。")
@ROOT
@AS_OF
@click.option("--yes", is_flag=True, help="不再詢問，直接寫；台賬少了東西的，不寫。")
@click.option("--first", is_flag=True, help="第一次記台賬：這個門戶的日曆從來沒有發布過。")
@click.option(
    "--published",
    type=click.Path(path_type=Path),
    help="發布過的網站的文件夾，或者那一次的台賬：本地的台賬比它舊的，從它接著往下數。",
)
@click.option("--allow-many", is_flag=True, help="和 --yes 一起用：大批改動也寫；先不加 --yes 看清楚。")
@click.option("--leap-to", metavar="YYYY-MM", help="收錄月份一次前移兩個月以上時寫：確實移到這個月。")
@click.option("--all", "everything", is_flag=True, help=f"每一條都列出來；不寫就每類列{_SHOWN}條。")
@click.option("--now", metavar="YYYY-MM-DDTHH:MM:SSZ", help="當作在這個時刻（UTC）修訂，測試用；不寫就是現在。")
def update(
    root: Path,
    as_of: str | None,
    yes: bool,
    first: bool,
    published: Path | None,
    allow_many: bool,
    leap_to: str | None,
    everything: bool,
    now: str | None,
) -> None:
    from branch_portal.calendar.differences import differences
    from branch_portal.calendar.standing import NoStanding, read
    from branch_portal.calendar.state import WrongClock, write_ledger
    from branch_portal.edit.proof import calendar_of

    today = day(as_of)
    moment = _moment(now) if now else moment_on(today)
    folders, reading = Folders(root.resolve()), Reading()
    try:
        state = calendar_of(folders, reading, today)
        missing = list(state.missing())
        before = state.ledger
        if published:
            state = state.after(read(published), today, moment)
        refused = list(state.no_ledger(first)) or list(state.refusals(reading.lines, today))
        if refused or (missing and yes):
            raise InputProblems(refused + missing)
        moment = state.stamp(moment, today, sure=as_of is not None)
    except InputProblems as error:
        refuse(error, reading, f"有{len(error.problems)}處錯誤，台賬沒有改動。")
    except (WrongClock, NoStanding) as error:
        raise click.ClickException(f"{error}台賬沒有改動。") from None
    after = state.updated(moment)
    changed = list(differences(before, after))
    touched = list(state.touched())
    kept = (after.anchor, after.host) == (state.ledger.anchor, state.ledger.host)
    if not changed and not missing and not touched and kept:
        say("日曆台賬已經和數據一致，沒有要改的。")
        return
    for text in described(changed, None if everything else _SHOWN):
        say(text)
    seen = state.seen(after, today)
    for text in seen.lines():
        say(text)
    _no_leap(state.ledger.anchor, after.anchor, leap_to, seen)
    if after.anchor != state.ledger.anchor:
        say(f"日曆收錄的月份改從{after.anchor:%Y年%m月}起算。")
    if after.host != state.ledger.host and state.ledger.entries:
        say(f"台賬記下日曆標識的域名：{after.host}。")
    for problem in missing or touched:
        say(f"{problem.message}，寫的時候一併理清。")
    many = seen.many(state.book.settings.calendar.many_percent)
    if many and yes and not allow_many:
        raise click.ClickException(
            f"將到的{seen.coming}個事項一次改{seen.changed}個，超過{state.book.settings.calendar.many_percent}%。"
            "看清楚是不是改錯了；確實要改這麼多的，再加上 --allow-many。台賬沒有改動。"
        )
    if missing:
        ask("少了的找不回來，別人的日曆會分不清先後。恢復不了、只能照現有的寫下去？")
    elif not yes:
        ask("大批事項會在訂閱的人那裡變動。確實寫進台賬？" if many else "寫進台賬？")
    write_ledger(folders, after)
    say(f"寫好了：{state.path}。請和數據一起提交。")


def _no_leap(before: dt.date | None, after: dt.date | None, leap_to: str | None, seen: "Seen") -> None:
    """Raises ClickException for a leap of the feeds' months that nobody named."""
    from branch_portal.calendar.anchor import MOST_MONTHS, months

    if before is None or after is None or (leap := months(before, after)) <= MOST_MONTHS:
        return
    named = f"{after:%Y-%m}"
    if leap_to != named:
        raise click.ClickException(
            f"收錄月份要從{before:%Y年%m月}一次移到{after:%Y年%m月}，共{leap}個月，{seen.left}個事項會從日曆裡消失，不說取消。"
            f"時鐘錯了的，撥準；停了很久、確實到了這個月的，加上 --leap-to {named}。台賬沒有改動。"
        )


@calendar.command("set-back", help="時鐘錯了、收錄月份跑到以後的：改回當天的月份，在台賬裡記下原因和誰批准。")
@ROOT
@AS_OF
@click.option("--reason", required=True, help="為什麼改回，一句話。")
@click.option("--by", "approved_by", required=True, metavar="角色編號", help="批准的角色，如 data/roles 裡的編號。")
@click.option("--yes", is_flag=True, help="不再詢問，直接寫。")
@click.option("--now", metavar="YYYY-MM-DDTHH:MM:SSZ", help="當作在這個時刻（UTC）改，測試用；不寫就是現在。")
def set_back(root: Path, as_of: str | None, reason: str, approved_by: str, yes: bool, now: str | None) -> None:
    from branch_portal.calendar import anchor
    from branch_portal.calendar.differences import differences
    from branch_portal.calendar.state import write_ledger
    from branch_portal.edit.proof import calendar_of
    from branch_portal.organisation.kinds import ROLES

    today = day(as_of)
    moment = _moment(now) if now else moment_on(today)
    folders, reading = Folders(root.resolve()), Reading()
    try:
        state = calendar_of(folders, reading, today)
        damaged = [*state.no_ledger(False), *state.missing(), *state.damage(today)]
        if refused := [one for one in damaged if one.rule != "CAL-10"]:
            raise InputProblems(refused)
    except InputProblems as error:
        refuse(error, reading, f"有{len(error.problems)}處錯誤，台賬沒有改動。")
    if approved_by not in state.book[ROLES]:
        raise click.BadParameter(f"沒有編號為「{approved_by}」的角色", param_hint="--by")
    after = anchor.set_back(state.ledger, today, moment, " ".join(reason.split()), approved_by)
    if after == state.ledger:
        say(f"收錄月份沒有跑到 {today} 以後，沒有要改回的。")
        return
    changed = list(differences(state.ledger, after))
    say(
        f"收錄月份從{state.ledger.anchor:%Y年%m月}改回{after.anchor:%Y年%m月}，修訂記在以後的{len(changed)}條改記在現在。"
    )
    if not yes:
        ask("寫進台賬？")
    write_ledger(folders, after)
    say(f"寫好了：{state.path}。接著運行 portal calendar update，再一起提交。")


def described(changed: "list[Difference]", limit: int | None) -> Iterator[str]:
    """What subscribers will see, kind by kind, with counts; `limit` is how many of a kind are listed."""
    from branch_portal.calendar.model import CHANGE_TITLES

    kinds = {**CHANGE_TITLES, "": "只改歸屬、不改內容", "gone": "過期移出台賬"}
    groups: dict[str, list[Difference]] = {kind: [] for kind in kinds}
    for one in changed:
        groups[one.change.kind if one.change else "" if one.after else "gone"].append(one)
    if not changed:
        yield "日曆事項沒有變化。"
    for kind, members in groups.items():
        if not members:
            continue
        yield f"{kinds[kind]}：{len(members)}條"
        # Branches that have the same event in the same words make one line.
        texts = Counter(_described(one) for one in members)
        for text, count in list(texts.items())[:limit]:
            yield f"  {text}" + (f"（同樣的共{count}條）" if count > 1 else "")
        if limit is not None and len(texts) > limit:
            yield f"  ……另有{sum(list(texts.values())[limit:])}條"


def _described(one: "Difference") -> str:
    entry = one.after or one.before
    assert entry
    if entry.first is None:
        return f"日曆「{entry.summary}」"
    day = str(entry.first)
    if one.change and one.change.kind == "moved":
        day = f"{one.change.note} → {day}"
    renamed = one.change and one.change.kind == "reworded" and one.before and one.before.summary != entry.summary
    title = f"{one.before.summary} → {entry.summary}" if renamed and one.before else entry.summary
    reason = f"（{one.change.note}）" if one.change and one.change.kind == "withdrawn" else ""
    return f"{day}  {title}{reason}"


def _moment(now: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise click.BadParameter(f"「{now}」不是時刻，應寫成 2026-03-05T01:00:00Z", param_hint="--now") from None

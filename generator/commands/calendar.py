"""`portal calendar`: the ledger brought up to date, in front of the editor's eyes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import ROOT, refuse
from generator.problems import InputProblems
from generator.reading import Folders, Reading

if TYPE_CHECKING:
    from generator.derive.ledger import Difference

_SHOWN = 20
"""How many changes of a kind are listed."""


@click.group(help="日曆：把數據的改動記進台賬。")
def calendar() -> None:
    pass


@calendar.command(help="把數據的改動記進日曆台賬 data/calendar.lock；先說明訂閱的人會看到什麼變化，確認後才寫。")
@ROOT
@click.option("--yes", is_flag=True, help="不再詢問，直接寫。")
@click.option("--all", "everything", is_flag=True, help=f"每一條都列出來；不寫就每類列{_SHOWN}條。")
@click.option("--now", metavar="YYYY-MM-DDTHH:MM:SSZ", help="當作在這個時刻（UTC）修訂，測試用；不寫就是現在。")
def update(root: Path, yes: bool, everything: bool, now: str | None) -> None:
    from generator.build import read_handbook
    from generator.calendar_state import calendar_state, write_ledger
    from generator.derive.ledger import differences
    from generator.derive.schedule import make_schedule

    moment = _moment(now)
    folders, reading = Folders(root.resolve()), Reading()
    try:
        book = read_handbook(folders, reading)
        state = calendar_state(folders, reading, book, make_schedule(book))
        if refused := list(state.refusals(reading.lines)):
            raise InputProblems(refused)
    except InputProblems as error:
        refuse(error, reading, f"有{len(error.problems)}處錯誤，台賬沒有改動。")
    after = state.updated(moment)
    changed = list(differences(state.ledger, after))
    tidy = bool(state.found.markers) or len(state.found.entries) != len(state.ledger.entries)
    if not changed and not tidy and after.anchor == state.ledger.anchor:
        click.echo("日曆台賬已經和數據一致，沒有要改的。")
        return
    for text in described(changed, None if everything else _SHOWN):
        click.echo(text)
    if after.anchor != state.ledger.anchor:
        click.echo(f"日曆收錄的月份改從{after.anchor:%Y年%m月}起算。")
    if not yes:
        click.confirm("寫進台賬？", abort=True)
    write_ledger(folders, after)
    click.echo(f"寫好了：{state.path}。請和數據一起提交。")


def described(changed: "list[Difference]", limit: int | None) -> Iterator[str]:
    """What subscribers will see, kind by kind, with counts; `limit` is how many of a kind are listed."""
    from generator.model.calendar import CHANGE_TITLES

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


def _moment(now: str | None) -> dt.datetime:
    if now is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        return dt.datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise click.BadParameter(f"「{now}」不是時刻，應寫成 2026-03-05T01:00:00Z", param_hint="--now") from None

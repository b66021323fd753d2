"""`portal remove`: a record taken away, after saying what names it and what subscribers will see."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import ask, say, words
from branch_portal.ground.output import replace_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.edit.remove import Removal
    from branch_portal.project.records import Records

_SHOWN = 12


@click.command(help="刪除一條記錄，例如 portal remove 網格 gr08；先說明誰引用它、訂閱的人會看到什麼，確認後才刪。")
@click.argument("kind", metavar="類別")
@click.argument("id", metavar="編號")
@ROOT
@AS_OF
@click.option("--reason", help="發布過的日曆事項為什麼取消。")
@click.option("--by", help="誰批准取消：角色的編號。")
@click.option("--yes", is_flag=True, help="不再詢問，直接刪。")
def remove(kind: str, id: str, root: Path, as_of: str | None, reason: str | None, by: str | None, yes: bool) -> None:
    from branch_portal.check import read_records
    from branch_portal.edit.places import Refused, kind_called
    from branch_portal.edit.proof import take_away
    from branch_portal.edit.remove import removal
    from branch_portal.rooms import KINDS

    folders, reading, today = Folders(root.resolve()), Reading(), day(as_of)
    try:
        chosen = kind_called(KINDS, kind)
        records = read_records(folders, reading, today)
        change = removal(records, folders, chosen, id)
    except InputProblems as error:
        refuse(error, reading, "現在的數據有錯，先改好再刪。")
    except Refused as error:
        raise click.ClickException(str(error)) from None
    _tell(change)
    files = {**change.files, **_withdrawn(folders, records, change, today, reason, by, yes)}
    if not yes:
        ask("刪除？")
    replace_files(folders.root, files)
    take_away(folders, change.gone)
    for path in change.gone:
        say(f"刪去了：{path}")
    for path in files:
        say(f"寫好了：{path}")
    say("接著運行 portal calendar update，再提交。", err=True)


def _tell(change: "Removal") -> None:
    if change.below:
        say(f"刪去以後用{change.below}的那條，引用照舊。")
    for place in change.freed:
        say(f"一併去掉引用：{place.path}:{place.line}")
    if change.held:
        for place in change.held:
            say(f"還要用它：{place.path}:{place.line}", err=True)
        raise click.ClickException(f"有{len(change.held)}處離不開它，沒有刪；先把這些改成別的，或刪去那些記錄。")


def _withdrawn(
    folders: Folders,
    records: "Records",
    change: "Removal",
    today: dt.date,
    reason: str | None,
    by: str | None,
    yes: bool,
) -> dict[str, str]:
    """The record of what is taken back from the calendars, tried in a copy; nothing where nothing was published."""
    from branch_portal.calendar.differences import differences
    from branch_portal.calendar.kinds import WITHDRAWALS
    from branch_portal.commands.calendar import described
    from branch_portal.edit.proof import calendar_of, tried
    from branch_portal.edit.withdrawn import taken_back, withdrawal
    from branch_portal.ground.dates import moment_on
    from branch_portal.organisation.kinds import ROLES

    written: dict[str, str] = {}
    reading = Reading()
    try:
        with tried(folders, change.files, change.gone) as copy:
            state = calendar_of(copy, reading, today)
            if names := taken_back(state):
                say(f"發布過的日曆事項會標「已取消」：{'、'.join(names[:_SHOWN])}")
                if yes and not (reason and by):
                    raise click.ClickException("要取消發布過的事項，寫上 --reason 原因 --by 批准角色；沒有刪。")
                reason = reason or click.prompt(words()("為什麼取消"))
                by = by or click.prompt(words()("誰批准（角色的編號）"), type=click.Choice(list(records[ROLES])))
                path, text = withdrawal(names, reason, by, today, records[WITHDRAWALS])
                written[path] = text
                replace_files(copy.root, written)
                reading = Reading()
                state = calendar_of(copy, reading, today)
            if state.ledger.entries:
                if wrong := list(state.refusals(reading.lines, today)):
                    raise InputProblems(wrong)
                after = state.updated(max(moment_on(today), state.ledger.revised or moment_on(today)))
                for line in described(list(differences(state.ledger, after)), _SHOWN):
                    say(line)
    except InputProblems as error:
        refuse(error, reading, "刪了會有上面的錯，一個文件也沒有動。")
    return written

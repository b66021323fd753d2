"""`portal rename`: a record under another id, everywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say
from branch_portal.ground.output import replace_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.edit.rename import Renaming

_SHOWN = 12


def _sealed(error: InputProblems, change: "Renaming") -> list[str]:
    """The files that contradict the new id, where these are all such as no rename may touch."""
    found = [place for problem in error.problems for place in problem.found or (problem.place,)]
    paths = list(dict.fromkeys(place.path for place in found))
    return paths if not any(path in change.files or path in change.gone for path in paths) else []


@click.command(help="改編號，例如 portal rename 支部 b01 b21：文件名、引用、鏈接一起改，日曆標識不變。")
@click.argument("kind", metavar="類別")
@click.argument("old", metavar="原編號")
@click.argument("new", metavar="新編號")
@ROOT
@AS_OF
@click.option("--dry-run", is_flag=True, help="只檢查，不寫文件。")
def rename(kind: str, old: str, new: str, root: Path, as_of: str | None, dry_run: bool) -> None:
    from branch_portal.check import read_records
    from branch_portal.edit.places import Refused, kind_called
    from branch_portal.edit.proof import calendar_of, take_away, tried, uids
    from branch_portal.edit.rename import renaming
    from branch_portal.rooms import KINDS

    folders, reading, today = Folders(root.resolve()), Reading(), day(as_of)
    conclusion = "現在的數據有錯，先改好再改編號。"
    change: Renaming | None = None
    try:
        chosen = kind_called(KINDS, kind)
        records = read_records(folders, reading, today)
        change = renaming(records, folders, chosen, old, new)
        before = calendar_of(folders, reading, today, records)
        conclusion = "改了編號會有上面的錯，一個文件也沒有改。"
        with tried(folders, change.files, change.gone) as copy:
            reading = Reading()
            after = calendar_of(copy, reading, today)
            if wrong := list(after.refusals(reading.lines, today)) if before.ledger.entries else []:
                raise InputProblems(wrong)
        if other := sorted(uids(before) ^ uids(after)):
            raise Refused(
                f"改了編號，{'、'.join(other[:_SHOWN])}{'等' if len(other) > _SHOWN else ''}"
                f"共{len(other)}個日曆標識會變，訂閱的人會看到兩條。這一類不能改編號。"
            )
    except InputProblems as error:
        if change and (sealed := _sealed(error, change)):
            raise click.ClickException(
                f"{chosen.title}「{old}」在已經封存的記錄裡：{'、'.join(sealed)}。封存過的編號不改，讀過的人憑它對得上；"
                f"名稱和表述可以改：直接改那一欄，再照檢查說的記一條更正。一個文件也沒有改。"
            ) from None
        refuse(error, reading, conclusion)
    except Refused as error:
        raise click.ClickException(f"{error}一個文件也沒有改。") from None
    if not dry_run:
        replace_files(folders.root, change.files)
        take_away(folders, change.gone)
    done = "可以改" if dry_run else "改好了"
    for of, was, now in change.records[:_SHOWN]:
        say(f"{done}：{of.title} {was} → {now}")
    if len(change.records) > _SHOWN:
        say(f"……另有{len(change.records) - _SHOWN}條跟著改編號")
    for path in change.sealed:
        say(f"已封存，保留原編號：{path}")
    say(f"{done}{len(change.files)}個文件；日曆標識不變。接著運行 portal calendar update，再提交。", err=True)

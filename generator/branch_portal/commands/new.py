"""`portal new`: a record's file, commented, with the next free id, to be filled in."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say
from branch_portal.ground.output import replace_file
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading


@click.command(help="新建一條記錄，例如 portal new 網格；寫好編號、日期和每一欄的說明，接著填。")
@click.argument("kind", metavar="類別")
@click.option("--id", metavar="編號", help="編號；不寫就用下一個沒用過的。")
@click.option(
    "--set", "given", metavar="欄目=內容", multiple=True, help="先填好一欄，可以寫幾次，如 --set 名稱=甲網格。"
)
@ROOT
@AS_OF
def new(kind: str, id: str | None, given: tuple[str, ...], root: Path, as_of: str | None) -> None:
    from branch_portal.check import read_files
    from branch_portal.edit.known_ids import known_ids, taken_ids
    from branch_portal.edit.new_record import NewRecord
    from branch_portal.edit.places import Refused, file_of, kind_called
    from branch_portal.edit.schemas import header
    from branch_portal.edit.written_values import checked_id, values
    from branch_portal.editions.door import own_words
    from branch_portal.project.next_id import next_id
    from branch_portal.rooms import KINDS

    folders, reading, today = Folders(root.resolve()), Reading(), day(as_of)
    try:
        chosen = kind_called(KINDS, kind)
        records = read_files(folders, reading)
        taken = taken_ids(chosen, records, folders)
        known = known_ids(chosen, records)
        free = id or next_id(known, taken, today)
        if not free:
            example = sorted(known)[-1] if known else "編號"
            raise Refused(f"{chosen.title}的編號不是順著數的，自己定一個，寫成 portal new {kind} --id {example} 這樣。")
        checked_id(chosen, free)
        name = file_of(chosen, free)
        if free in taken or (folders.root / name).exists():
            raise Refused(f"編號「{free}」已經用過，換一個；不寫 --id 就用下一個沒用過的。")
        text = own_words(records)(NewRecord(chosen, free, values(chosen, given), today, records).text())
    except InputProblems as error:
        refuse(error, reading)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    replace_file(folders.root / name, header(chosen, folders.root) + text)
    say(f"寫好了：{name}。填好標著「必填」的，再運行 portal check。")

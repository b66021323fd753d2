"""`portal clear-sample`: a copied sample emptied, so that a unit's own portal begins."""

from pathlib import Path

import click

from branch_portal.commands.init import first_ledger, wording_into
from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import ask, say, words
from branch_portal.ground.output import replace_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

_SHOWN = 12


@click.command(
    "clear-sample", help="清空複製來的示例：記錄、日曆台賬、示例標記都去掉，以基礎庫為下層，從一個支部開始。"
)
@ROOT
@AS_OF
@click.option("--organisation", help="單位的全稱。")
@click.option("--yes", is_flag=True, help="不再詢問，直接清空。")
def clear_sample(root: Path, as_of: str | None, organisation: str | None, yes: bool) -> None:
    from branch_portal.check import read_files
    from branch_portal.edit.clear_sample import cleared
    from branch_portal.edit.places import Refused
    from branch_portal.edit.proof import take_away, tried
    from branch_portal.rooms import KINDS

    folders, reading, today = Folders(root.resolve()), Reading(), day(as_of)
    try:
        records = read_files(folders, reading)
        name = organisation or ("本供電公司" if yes else click.prompt(words()("單位的全稱"), default="本供電公司"))
        wording = wording_into(records.settings.record.editions.source)
        fresh, gone, changed = cleared(records, folders, KINDS, name, today, wording)
        files = {path: wording(path, text.decode()) for path, text in fresh.items()}
        with tried(folders, files, gone) as copy:
            first_ledger(copy.root, today)
            files["data/calendar.lock"] = copy.ledger.read_text("utf-8")
    except InputProblems as error:
        refuse(error, reading, "一個文件也沒有動。")
    except Refused as error:
        raise click.ClickException(str(error)) from None
    say(f"刪去{len(gone)}個示例文件，留下自己改過的基礎庫記錄；從一個單位、一個支部開始。")
    for path in changed[:_SHOWN]:
        say(f"改過、也要刪去：{path}")
    if len(changed) > _SHOWN:
        say(f"……另有{len(changed) - _SHOWN}個改過的")
    if not yes:
        ask("清空？刪了只能從倉庫的歷史裡找")
    replace_files(folders.root, files)
    take_away(folders, [path for path in gone if path not in files])
    say("清空了。接著：改 site_config/portal.yml、data/units、data/branches，運行 portal check。", err=True)

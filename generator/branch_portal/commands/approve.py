"""`portal approve`: what is approved is bound to its words; whatever is changed afterwards is held back."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say
from branch_portal.ground.output import replace_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading


@click.command(help="審批：記下批准的是哪些文字，以後改了就先不公開，例如 portal approve p2605 --by org_department。")
@click.argument("ids", nargs=-1, metavar="[編號]...")
@ROOT
@AS_OF
@click.option("--by", required=True, metavar="角色", help="審批角色的編號，不同於提出和審核的角色。")
@click.option("--on", metavar="YYYY-MM-DD", help="批的是哪一天的內容；不寫就是 --as-of 的那一天，也就是今天。")
@click.option("--unbound", "every", is_flag=True, help="所有還沒有記下文字的，一起批。")
def approve(ids: tuple[str, ...], root: Path, as_of: str | None, by: str, on: str | None, every: bool) -> None:
    from branch_portal.check import read_records
    from branch_portal.systems.findings.approve import CannotApprove, unbound
    from branch_portal.systems.findings.approve import approve as bind

    today, reading, root = day(as_of), Reading(), root.resolve()
    approved_on = day(on, "--on") if on else today
    if approved_on > today:
        raise click.BadParameter(f"{approved_on} 還沒有到（今天是 {today}）", param_hint="--on")
    try:
        records = read_records(Folders(root), reading, today)
        chosen = [*dict.fromkeys(id.lower() for id in ids), *(unbound(records) if every else ())]
        if not chosen:
            raise click.UsageError(
                "寫上批准的編號；所有還沒有記下文字的，用 --unbound。" if not every else "都已經記下了。"
            )
        files = bind(root, chosen, by, approved_on, records)
    except CannotApprove as error:
        raise click.ClickException(str(error)) from None
    except InputProblems as error:
        refuse(error, reading, "記錄有錯，先改好再審批。")
    replace_files(root, files)
    say(f"批准了{'、'.join(chosen)}，文字記在各自的 disclosure 裡。請提交這些文件。")

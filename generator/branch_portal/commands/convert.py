"""`portal convert`: everything people have written, in the other script from now on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import ask, say
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Reading

if TYPE_CHECKING:
    from branch_portal.project.settings import Script


@click.command(help="把全部數據、指引和設置改寫成另一種字體：hans 簡體，hant 繁體。改寫前先提交。")
@click.argument("script", type=click.Choice(["hans", "hant"]))
@ROOT
@AS_OF
@click.option("--yes", is_flag=True, help="不再詢問，直接寫。")
def convert(script: "Script", root: Path, as_of: str | None, yes: bool) -> None:
    from branch_portal.commands.source_script import rewrite, rewritten
    from branch_portal.project.settings import SCRIPT_TITLES

    reading = Reading()
    try:
        texts = rewritten(root.resolve(), script, day(as_of), reading)
    except InputProblems as error:
        refuse(error, reading, "數據有錯，先改好再換字體；一個文件也沒有改。")
    if not texts:
        say(f"本來就是{SCRIPT_TITLES[script]}，沒有要改的。")
        return
    if not yes:
        ask(f"要改寫{len(texts)}個文件，改成{SCRIPT_TITLES[script]}？")
    rewrite(root.resolve(), texts)
    say(f"改寫了{len(texts)}個文件。日曆不變。再運行 portal check，看過後一起提交。")

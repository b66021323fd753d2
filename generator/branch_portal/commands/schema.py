"""`portal schema`: what an editor program must know to complete, explain and check records while they are typed."""

from pathlib import Path

import click

from branch_portal.commands.options import ROOT
from branch_portal.commands.speech import say, show
from branch_portal.ground.output import replace_files
from branch_portal.project.reading import Folders


@click.command(help="給編輯軟件用的說明：寫進 .vscode，輸入時就有補全、中文說明和檢查。")
@click.option("--write", "writing", is_flag=True, help="寫進 .vscode；不寫這個選項，只列出會寫哪些文件。")
@ROOT
def schema(writing: bool, root: Path) -> None:
    from branch_portal.edit.schemas import editor_files
    from branch_portal.rooms import KINDS

    top = Folders(root.resolve()).root
    files = editor_files(KINDS)
    if not writing:
        for name in sorted(files):
            show(name)
        say(f"共{len(files)}個文件。要寫進去，運行 portal schema --write。")
        return
    kept = [
        name
        for name in files
        if name in _OWN and (top / name).exists() and (top / name).read_text("utf-8") != files[name]
    ]
    replace_files(top, {name: text for name, text in files.items() if name not in kept})
    say(f"寫好了{len(files) - len(kept)}個文件，在 .vscode 裡。用 VS Code 打開這個文件夾，照提示裝上推薦的擴展。")
    for name in kept:
        say(f"{name} 已經有了，沒有改；要用新的，先把它改名。")


_OWN = (".vscode/settings.json", ".vscode/tasks.json", ".vscode/extensions.json")
"""Files in which people may have settings of their own."""

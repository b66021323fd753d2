"""`portal migrate`: a unit's files brought to today's format, after saying what will change."""

from pathlib import Path

import click

from branch_portal.commands.options import ROOT
from branch_portal.commands.speech import ask, say

_FOLDERS = ("content", "data", "site_config")


@click.command(help="把倉庫裡的文件從舊版的格式改成現在的；先列出要改什麼，確認後才寫。先提交，再運行。")
@ROOT
@click.option("--yes", is_flag=True, help="不再詢問，直接寫。")
@click.option("--dry-run", is_flag=True, help="只列出來，不寫。")
def migrate(root: Path, yes: bool, dry_run: bool) -> None:
    from branch_portal.ground.output import replace_files
    from branch_portal.migrations.steps import migrated
    from branch_portal.rooms import KINDS

    root = root.resolve()
    found = [root / "mkdocs.yml", *(file for folder in _FOLDERS for file in sorted((root / folder).rglob("*")))]
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in found if file.is_file()}
    result = migrated(files, KINDS)
    if result.problem:
        raise click.ClickException(result.problem)
    if not result.changes:
        say("已經是現在的格式，沒有要改的。")
        return
    for path, content in sorted(result.changes.items()):
        say(f"{'刪去' if content is None else '改寫' if path in files else '新建'}：{path}")
    for note in result.notes:
        say(f"請看：{note}")
    if dry_run:
        return
    if not yes:
        ask(f"改這{len(result.changes)}個文件？")
    replace_files(root, {path: content for path, content in result.changes.items() if content is not None})
    for path in (path for path, content in result.changes.items() if content is None):
        (root / path).unlink()
        for folder in (root / path).parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()
    say("改好了。接著運行 portal calendar update 和 portal check，看過改動後提交。")

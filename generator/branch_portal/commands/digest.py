"""`portal digest`: what a role of a branch has to do in a week, to be pasted, read or mailed."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, handbook
from branch_portal.commands.speech import say, show
from branch_portal.ground.output import replace_file


@click.command(help="週單：一個支部一個崗位一週要辦的事，可以發群；與提醒頁相同，不寫人名。")
@ROOT
@AS_OF
@click.option("--branch", required=True, metavar="編號", help="哪個支部。")
@click.option("--role", required=True, metavar="編號", help="哪個崗位（data/roles 裡的編號）。")
@click.option("--week", metavar="YYYY-MM-DD", help="這一天所在的週；不寫就是 --as-of 的那一天，也就是今天。")
@click.option(
    "--format", "kind", type=click.Choice(["text", "html", "eml"]), default="text", help="文字、網頁或郵件草稿。"
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="寫到哪個文件；不寫就印出來。")
def digest(
    root: Path, as_of: str | None, branch: str, role: str, week: str | None, kind: str, out: Path | None
) -> None:
    from branch_portal.rooms import ROOMS
    from branch_portal.system.snapshot import take_snapshot
    from branch_portal.systems.briefs.digest import digest_of, in_format

    today = day(as_of)
    book = handbook(root, today)
    for kind_of, id, option in (("branches", branch, "--branch"), ("roles", role, "--role")):
        if id not in book[kind_of]:
            raise click.BadParameter(f"沒有「{id}」，有：{'、'.join(book[kind_of])}", param_hint=option)
    on = day(week, "--week") if week else today
    content = in_format(digest_of(take_snapshot(book, on, ROOMS), branch, role), kind)
    if out:
        replace_file(out, content)
        say(f"寫好了：{out}")
    else:
        show(content.decode(), nl=False)

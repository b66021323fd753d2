"""`portal systems`: the table of the sixteen systems, on the screen or in `docs/systems.md`."""

import datetime as dt
from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, handbook
from branch_portal.commands.speech import say
from branch_portal.ground.output import replace_file

_DAY = dt.date(2026, 11, 24)  # the sample's day: the committed table must not change with the clock


@click.command(help="列出十六個系統各有哪些數據、規則、頁面、日曆事項和下載表，與 docs/systems.md 一致。")
@ROOT
@AS_OF
@click.option("--write", is_flag=True, help="寫進 docs/systems.md（條款卡寫進 docs/clauses.md）；不寫就打印出來。")
def systems(root: Path, as_of: str | None, write: bool) -> None:
    from branch_portal.gather import clause_table
    from branch_portal.gather.system_table import PATH, system_table

    book = handbook(root, day(as_of))
    text = system_table(book, _DAY)
    if write:
        replace_file(root / PATH, text)
        replace_file(root / clause_table.PATH, clause_table.clause_table(book))
        say(f"寫好了：{PATH}、{clause_table.PATH}")
    else:
        say(text, nl=False)

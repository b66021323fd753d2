"""`portal check`: every mistake at once, in the shape that its reader wants."""

from functools import partial
from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day
from branch_portal.commands.report import SHAPES
from branch_portal.commands.speech import say, show, words
from branch_portal.project.reading import Reading, all_problems


@click.command(help="檢查所有數據和指引，一次列出全部問題。")
@ROOT
@AS_OF
@click.option("--format", "shape", type=click.Choice(list(SHAPES)), default="text", help="輸出樣式。")
def check(root: Path, as_of: str | None, shape: str) -> None:
    from branch_portal.build import build_site
    from branch_portal.commands.glossary import glossed

    reading = Reading()
    problems = [glossed(one) for one in all_problems(reading, partial(build_site, root.resolve(), day(as_of), reading))]
    show(SHAPES[shape](problems, reading.lines_of, words()), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    say(f"檢查了{len(reading.lines)}個文件：{errors}處錯誤，{warnings}處提醒。", err=True)
    if errors:
        raise SystemExit(1)

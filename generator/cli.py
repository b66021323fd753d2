"""The command line `portal`: check, build, and the rules in words."""

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.calendar_cli import calendar
from generator.dates import build_day
from generator.editions.edition import LANGUAGES, SCRIPT_TITLES
from generator.feedback_commands import export, import_
from generator.lint.command import lint_command
from generator.load import Folders, Reading, problem_lines
from generator.model.settings import Script
from generator.problems import InputProblems, Problem, format_problem
from generator.report import SHAPES
from generator.speech import speech

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="項目的文件夾（裡面有 data、content、site_config）。",
)
_AS_OF = click.option("--as-of", metavar="YYYY-MM-DD", help="按哪一天檢查或生成；不寫就是今天。")


class Portal(click.Group):
    """The commands; they print in the script of the portal they are asked about."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **settings: Any) -> Any:
        with speech(sys.argv[1:] if args is None else args):
            return super().main(args, *more, **settings)


@click.group(cls=Portal, help="支部工作門戶：檢查數據，生成網站。")
def portal() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


portal.add_command(export)
portal.add_command(import_)
calendar.add_command(lint_command)
portal.add_command(calendar)


@portal.command(help="檢查所有數據和指引，一次列出全部問題。")
@_ROOT
@_AS_OF
@click.option("--format", "shape", type=click.Choice(list(SHAPES)), default="text", help="輸出樣式。")
def check(root: Path, as_of: str | None, shape: str) -> None:
    from generator.build import build_site

    reading = Reading()
    failed: list[Problem] = []
    try:
        build_site(root.resolve(), _day(as_of), reading)
    except InputProblems as error:
        failed = error.problems
    problems = sorted({*failed, *reading.log}, key=lambda problem: (problem.place, problem.rule))
    click.echo(SHAPES[shape](problems, lambda problem: problem_lines(problem, reading)), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    click.echo(f"檢查了{len(reading.lines)}個文件：{errors}處錯誤，{warnings}處提醒。", err=True)
    if errors:
        raise SystemExit(1)


def _day(day: str | None, option: str = "--as-of") -> dt.date:
    try:
        return build_day(day)
    except ValueError:
        raise click.BadParameter(f"「{day}」不是日期，應寫成 2026-03-05", param_hint=option) from None


@portal.command(help="生成網站；數據有錯時原有網站不動。")
@_ROOT
@_AS_OF
@click.option("--site-dir", type=click.Path(path_type=Path), help="網站寫到哪裡；不寫就是 site。")
@click.option("--to-folder", type=click.Path(path_type=Path), help="改為寫成普通文檔目錄，供其他生成器使用。")
@click.option("--edition", type=click.Choice(list(LANGUAGES.values())), help="文檔目錄用哪種字體；不寫就和數據一樣。")
def build(root: Path, as_of: str | None, site_dir: Path | None, to_folder: Path | None, edition: str | None) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    day = _day(as_of)
    if to_folder:
        script = next((one for one, language in LANGUAGES.items() if language == edition), None)
        _write_folder(root.resolve(), day, to_folder, script)
        return
    if edition:
        raise click.UsageError("--edition 只和 --to-folder 一起用；網站發布哪些版本，寫在 site_config/portal.yml。")
    from generator.mkdocs_plugin import build as build_with_mkdocs

    build_with_mkdocs(root.resolve(), site_dir.resolve() if site_dir else None, day.isoformat())


@portal.command(help="把全部數據、指引和設置改寫成另一種字體：hans 簡體，hant 繁體。改寫前先提交。")
@click.argument("script", type=click.Choice(["hans", "hant"]))
@_ROOT
@_AS_OF
@click.option("--yes", is_flag=True, help="不再詢問，直接寫。")
def convert(script: Script, root: Path, as_of: str | None, yes: bool) -> None:
    from generator.source_script import rewrite, rewritten

    reading = Reading()
    try:
        texts = rewritten(root.resolve(), script, _day(as_of), reading)
    except InputProblems as error:
        for problem in error.problems:
            click.echo(format_problem(problem, problem_lines(problem, reading)) + "\n", err=True)
        raise click.ClickException("數據有錯，先改好再換字體；一個文件也沒有改。") from None
    if not texts:
        click.echo(f"本來就是{SCRIPT_TITLES[script]}，沒有要改的。")
        return
    if not yes:
        click.confirm(f"要改寫{len(texts)}個文件，改成{SCRIPT_TITLES[script]}？", abort=True)
    rewrite(root.resolve(), texts)
    click.echo(f"改寫了{len(texts)}個文件。日曆不變。再運行 portal check，看過後一起提交。")


@portal.command(help="列出十六個系統各有哪些數據、規則、頁面、日曆事項和下載表，與 docs/systems.md 一致。")
@_ROOT
@click.option("--write", is_flag=True, help="寫進 docs/systems.md；不寫就打印出來。")
def systems(root: Path, write: bool) -> None:
    from generator.build import read_handbook
    from generator.system_table import PATH, system_table

    book = read_handbook(Folders(root.resolve()), Reading())
    text = system_table(book, build_day("2026-11-24"))
    if write:
        (root / PATH).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"寫好了：{PATH}")
    else:
        click.echo(text, nl=False)


def _write_folder(root: Path, as_of: dt.date, target: Path, script: Script | None) -> None:
    from generator.build import build_site
    from generator.folder import write_folder
    from generator.theme_settings import theme_settings

    reading = Reading()
    try:
        site = build_site(root, as_of, reading)
        write_folder(site, target, Folders(root).content, theme_settings(root), script)
    except InputProblems as error:
        for problem in error.problems:
            click.echo(format_problem(problem, problem_lines(problem, reading)) + "\n", err=True)
        raise SystemExit(1) from None
    except FileExistsError:
        raise click.ClickException(f"{target} 不是空文件夾，換一個地方。") from None
    click.echo(f"寫好了：{len(site.pages)}個頁面，{len(site.assets)}個文件。")


@portal.group(help="季度通報：關賬、更正。")
def quarter() -> None:
    pass


@quarter.command("close", help="按截止日的記錄凍結一個季度，例如 portal quarter close 2026-Q3。")
@click.argument("id", metavar="2026-Q3")
@_ROOT
@_AS_OF
def close(id: str, root: Path, as_of: str | None) -> None:
    from generator.closing import CannotClose, close_quarter
    from generator.derive.results import is_quarter

    id = id.lower()
    if not is_quarter(id):
        raise click.BadParameter(f"「{id}」不是季度，應寫成 2026-Q3", param_hint="季度")
    reading = Reading()
    try:
        path = close_quarter(root.resolve(), id, _day(as_of), reading)
    except CannotClose as error:
        raise click.ClickException(str(error)) from None
    except InputProblems as error:
        for problem in error.problems:
            click.echo(format_problem(problem, problem_lines(problem, reading)) + "\n", err=True)
        raise click.ClickException("記錄有錯，先改好再關賬。") from None
    click.echo(f"寫好了 {path.relative_to(root.resolve()).as_posix()}：走完公開四步，照文件開頭的提示填好再發布。")


@quarter.command(
    "correct", help="更正已經發布的季度：先改問題記錄，再記下更正了什麼，例如 portal quarter correct 2026-Q3。"
)
@click.argument("id", metavar="2026-Q3")
@_ROOT
@click.option("--on", metavar="YYYY-MM-DD", help="哪一天更正；不寫就是今天。")
@click.option("--what", required=True, help="更正什麼、為什麼，一句話；印在通報上。")
@click.option("--by", required=True, help="批准角色的編號，如 org_department。")
@click.option("--item", "items", multiple=True, help="只更正這個問題，可寫幾次；不寫就是全部改動過的。")
def correct_release(id: str, root: Path, on: str | None, what: str, by: str, items: tuple[str, ...]) -> None:
    from generator.closing import CannotClose, correct_quarter
    from generator.derive.results import is_quarter

    id = id.lower()
    if not is_quarter(id):
        raise click.BadParameter(f"「{id}」不是季度，應寫成 2026-Q3", param_hint="季度")
    wanted = [item.lower() for item in items]
    reading = Reading()
    try:
        path, corrected = correct_quarter(root.resolve(), id, _day(on, "--on"), what, by, wanted, reading)
    except CannotClose as error:
        raise click.ClickException(str(error)) from None
    except InputProblems as error:
        for problem in error.problems:
            click.echo(format_problem(problem, problem_lines(problem, reading)) + "\n", err=True)
        raise click.ClickException("記錄有錯，先改好再更正；通報文件沒有動。") from None
    shown = path.relative_to(root.resolve()).as_posix()
    click.echo(f"更正了{'、'.join(corrected)}，記在 {shown}。再運行 portal check，看過後提交。")


@portal.group(help="提醒單：簽發、更正。")
def slip() -> None:
    pass


_NUMBER = click.argument("number", metavar="TX-2026-07")
_ON = click.option("--on", metavar="YYYY-MM-DD", help="哪一天簽發或更正；不寫就是今天。")


@slip.command(help="簽發一批提醒單：記下日期、任務和散列值，此後內容凍結。")
@_ROOT
@_NUMBER
@_ON
def issue(root: Path, number: str, on: str | None) -> None:
    from generator.issue import IssueError
    from generator.issue import issue as write

    try:
        path = write(root.resolve(), number, _day(on, "--on"))
    except IssueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"已簽發，記在 {path.relative_to(root.resolve()).as_posix()}。請提交這個文件。")


@slip.command(help="更正已簽發的提醒單：先改數據，再記下更正了什麼。")
@_ROOT
@_NUMBER
@_ON
@click.option("--what", required=True, help="更正了什麼，一句話；印在提醒單上。")
@click.option("--by", required=True, help="批准角色的編號，如 dept_specialist。")
def correct(root: Path, number: str, on: str | None, what: str, by: str) -> None:
    from generator.issue import IssueError
    from generator.issue import correct as write

    try:
        path = write(root.resolve(), number, _day(on, "--on"), what, by)
    except IssueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"已更正，記在 {path.relative_to(root.resolve()).as_posix()}。請提交這個文件。")

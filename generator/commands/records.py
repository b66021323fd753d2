"""`portal export records` and `portal import records`: any kind of record by spreadsheet."""

from collections.abc import Mapping
from pathlib import Path

import click

from generator.commands.options import AS_OF, ROOT, day, refuse
from generator.derive.record_columns import EXPORTED, columns, why_not
from generator.derive.record_titles import record_titles
from generator.editions.edition import editions
from generator.editions.publish import own_words
from generator.load import FOLDERS, Folders, Reading, load
from generator.problems import InputProblems, Place, Problem, format_problem
from generator.records import Records
from generator.render.record_sheet import record_sheet
from generator.rules.references import KIND_TITLES
from generator.rules.sheets import READABLE
from generator.search.fold import fold
from generator.sheets.cells import Titles
from generator.sheets.check import Outcome, check_result
from generator.sheets.records import Changes, changes
from generator.sheets.report import in_cell, sheet_names
from generator.sheets.rows import read_rows
from generator.source.sheet import Sheet, UnreadableSheet, read_sheet

KINDS = {KIND_TITLES[kind]: kind for kind in FOLDERS if not why_not(kind)}
"""The kinds that have a spreadsheet, by the title that is its worksheet's name."""
_LONGEST = 30  # characters of a cell that a change shows


@click.command("records", help="導出一類記錄的表格，例如 portal export records 支部；一條一行，一個欄目一列。")
@click.argument("kind", metavar="類別")
@ROOT
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="寫到哪個文件；不寫就是 類別.xlsx。")
def export_records(kind: str, root: Path, out: Path | None) -> None:
    folder = next((folder for title, folder in KINDS.items() if fold(title) == fold(kind)), kind)
    if folder not in FOLDERS:
        known = "、".join(f"{title}（{folder}）" for title, folder in KINDS.items())
        raise click.BadParameter(f"沒有「{kind}」這一類，有：{known}", param_hint="類別")
    if reason := why_not(folder):
        raise click.BadParameter(f"{KIND_TITLES[folder]}不能用表格改：{reason}。", param_hint="類別")
    reading = Reading()
    records = _load(root, reading, folder)
    rows = {id: located.source.data for id, located in records.kinds()[folder].items()}
    conversions = [located.record for located in records.conversions.values()]
    words = own_words(editions(records.settings.record.editions, conversions))
    target = out or Path(words(f"{KIND_TITLES[folder]}.xlsx"))
    if not out and target.exists():
        raise click.ClickException(f"已有 {target}，可能是改過還沒導入的。先改名、移走，或用 --out 另寫一個文件。")
    target.write_bytes(record_sheet(folder, rows, record_titles(records), words))  # type: ignore[arg-type]
    click.echo(f"寫好了：{target}，{len(rows)}條。填寫方法在「填寫說明」裡。")


@click.command("records", help="導入改好的記錄表，只改動過的欄目；有一處錯就一個文件也不寫。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ROOT
@AS_OF
@click.option("--dry-run", is_flag=True, help="只檢查，不寫文件。")
def import_records(file: Path, root: Path, as_of: str | None, dry_run: bool) -> None:
    folders = Folders(root.resolve())
    try:
        content = file.read_bytes()
        sheet = read_sheet(content, KINDS, fold)
    except UnreadableSheet as error:
        problem = READABLE.problem(Place(file.name), str(error))
        click.echo(format_problem(problem) + "\n")
        raise _refused(1) from None
    kind = KINDS[sheet.name]
    contents = _contents(folders, kind)
    table = read_rows(sheet, file.name, kind, columns(FOLDERS[kind]), contents, _exported(content))
    if isinstance(table, list):
        raise _told(table, sheet.name, file.name)
    result = changes(table, contents, _titles(folders))
    if result.problems:
        raise _told(result.problems, sheet.name, file.name)
    outcome = check_result(folders, day(as_of), result.files, table) if result.files else Outcome()
    _tell(outcome, sheet.name, sheet_names(columns(FOLDERS[kind])))
    if outcome.errors:
        raise _refused(outcome.errors)
    _write(folders, result, dry_run)
    if result.absent:
        click.echo(f"表裡沒有的{len(result.absent)}條沒有動：{'、'.join(result.absent)}。要刪除的，在倉庫裡刪去文件。")
    if outcome.calendar:
        click.echo("日期或名稱變了，日曆跟著變：再運行 portal calendar update，一併提交。")
    same = len(table.rows) - len(result.files)
    done = "可以導入，還沒有寫文件" if dry_run else "已寫好，請核對改動後提交"
    click.echo(f"{len(result.files)}條{done}；{same}條沒有改動。" if result.files else "沒有改動，不用寫。", err=True)


def _exported(content: bytes) -> Sheet | None:
    """The table as it was exported; none in a file that somebody made anew."""
    try:
        return read_sheet(content, (EXPORTED,), fold)
    except UnreadableSheet:
        return None


def _contents(folders: Folders, kind: str) -> dict[str, bytes]:
    """The files of a kind by the id that their names say."""
    paths = sorted((folders.data / kind).glob("*.yml"))
    return {path.stem: path.read_bytes() for path in paths if not path.name.startswith((".", "~"))}


def _load(root: Path, reading: Reading, kind: str) -> Records:
    """What could be read, or the end of the command when files of the kind itself could not."""
    try:
        records = load(Folders(root.resolve()), reading)
        wrong = [one for one in reading.log.errors if one.place.path.startswith(f"data/{kind}/")]
        if wrong:
            raise InputProblems(wrong)
    except InputProblems as error:
        refuse(error, reading)
    return records


def _titles(folders: Folders) -> Titles:
    """The ids that can be named; what cannot be read is told by the check that follows."""
    try:
        return record_titles(load(folders, Reading()))
    except InputProblems:
        return {}


def _told(problems: list[Problem], sheet: str, name: str) -> SystemExit:
    for problem in sorted(problems, key=lambda problem: (problem.place, problem.rule)):
        click.echo((in_cell(problem, sheet) if problem.place.path == name else format_problem(problem)) + "\n")
    return _refused(len(problems))


def _tell(outcome: Outcome, sheet: str, names: Mapping[str, str]) -> None:
    for problem in outcome.in_cells:
        click.echo(in_cell(problem, sheet, names) + "\n")
    if outcome.in_files:
        click.echo("導入以後，下面的文件裡會有錯，不在這張表的單元格裡：\n")
    for problem in outcome.in_files:
        click.echo(format_problem(problem, outcome.lines.get(problem.place.path, ())) + "\n")
    if outcome.before:
        click.echo("下面是原來就有的問題，不是這次導入引起的，也要先改好：\n")
    for problem in outcome.before:
        click.echo(format_problem(problem, outcome.lines.get(problem.place.path, ())) + "\n")


def _write(folders: Folders, result: Changes, dry_run: bool) -> None:
    word = "可以寫" if dry_run else "寫好了"
    for path, content in result.files.items():
        target = folders.root / path
        if not dry_run:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        click.echo(f"{word}：{path}{'' if path in result.changed else '（新建）'}")
        for edit in result.changed.get(path, ()):
            click.echo(f"    {edit.title}：{_short(edit.before)} → {_short(edit.after)}")


def _short(text: str) -> str:
    line = "、".join(text.split("\n")) or "（空）"
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _refused(count: int) -> SystemExit:
    click.echo(f"{count}處錯誤，一個文件也沒有寫。", err=True)
    return SystemExit(1)

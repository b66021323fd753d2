"""`portal export records` and `portal import records`: any kind of record by spreadsheet."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse, sheet_file
from branch_portal.commands.speech import say, show, tell, words
from branch_portal.ground.output import replace_file, replace_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.project.kind import Kind
    from branch_portal.project.records import Records
    from branch_portal.sheets.importing import RecordImport
    from branch_portal.sheets.records import Changes

_EVERY = "全部"
_LONGEST = 30  # characters of a cell that a change shows


@click.command(
    "records",
    help="導出記錄的表格，例如 portal export records 支部；一條一行，一個欄目一列。幾類寫在一起，或者寫「全部」，一類一張工作表。",
)
@click.argument("kinds", metavar="類別…", nargs=-1, required=True)
@ROOT
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="寫到哪個文件；不寫就是 類別.xlsx，幾類的是 記錄.xlsx。",
)
def export_records(kinds: tuple[str, ...], root: Path, out: Path | None) -> None:
    from branch_portal.editions.door import own_words
    from branch_portal.sheets.record_sheet import record_book
    from branch_portal.sheets.record_titles import record_titles

    every = len(kinds) == 1 and words()(kinds[0]) == words()(_EVERY)
    chosen = _all_kinds() if every else list(dict.fromkeys(_chosen(kind) for kind in kinds))
    records = _load(root, chosen)
    parts: list[tuple[Kind[Any, Any], dict[str, Any]]] = [
        (kind, {id: located.source.data for id, located in records[kind].items() if located.own}) for kind in chosen
    ]
    if every:
        parts = [(kind, rows) for kind, rows in parts if rows]
    turned = own_words(records)
    target = sheet_file(out, turned(f"{parts[0][0].title if len(parts) == 1 else '記錄'}.xlsx"))
    replace_file(target, record_book(parts, record_titles(records), turned))
    count = sum(len(rows) for _, rows in parts)
    say(f"寫好了：{target}，{f'{len(parts)}張工作表，' if len(parts) > 1 else ''}{count}條。填寫方法在「填寫說明」裡。")
    for kind, rows in parts if not every else ():
        if below := len(records[kind]) - len(rows):
            say(f"下層的{below}條不在表裡：要改哪一條，先運行 portal adopt {kind.title} 編號。")


def _all_kinds() -> "list[Kind[Any, Any]]":
    from branch_portal.rooms import KINDS
    from branch_portal.sheets.importing import with_sheet

    return list(with_sheet(KINDS).values())


def _chosen(kind: str) -> "Kind[Any, Any]":
    from branch_portal.rooms import KINDS
    from branch_portal.search.fold import fold
    from branch_portal.sheets.importing import with_sheet
    from branch_portal.sheets.record_columns import why_not

    named = with_sheet(KINDS)
    name = next((one.name for title, one in named.items() if fold(title) == fold(kind)), kind)
    if name not in KINDS:
        known = "、".join(f"{title}（{one.name}）" for title, one in named.items())
        raise click.BadParameter(f"沒有「{kind}」這一類，有：{known}", param_hint="類別")
    chosen = KINDS[name]
    if reason := why_not(chosen):
        raise click.BadParameter(f"{chosen.title}不能用表格改：{reason}。", param_hint="類別")
    return chosen


@click.command("records", help="導入改好的記錄表，只改動過的欄目；有一處錯就一個文件也不寫。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ROOT
@AS_OF
@click.option("--dry-run", is_flag=True, help="只檢查，不寫文件。")
def import_records(file: Path, root: Path, as_of: str | None, dry_run: bool) -> None:
    from branch_portal.build import build_site
    from branch_portal.rooms import KINDS
    from branch_portal.sheets.importing import import_records as read_records

    folders = Folders(root.resolve())
    content = file.read_bytes()
    parts = read_records(content, file.name, folders, day(as_of), KINDS, partial(build_site, preview=True))
    for found in parts:
        _tell_sheet(found, file.name)
        _tell_check(found)
    if other := _others(content, parts):
        say(f"名稱認不出、沒有導入的工作表：{'、'.join(other)}。是記錄的，把名稱改回導出時的。", err=True)
    if errors := sum(len(found.problems) + found.outcome.errors for found in parts):
        say(f"{errors}處錯誤，一個文件也沒有寫。", err=True)
        raise SystemExit(1)
    _write(folders, [found.changes for found in parts], dry_run)
    for found in parts:
        if absent := found.changes.absent:
            say(f"「{found.sheet}」表裡沒有的{len(absent)}條沒有動：{'、'.join(absent)}。要刪除的，在倉庫裡刪去文件。")
    if any(found.outcome.calendar for found in parts):
        say("日期或名稱變了，日曆跟著變：再運行 portal calendar update，一併提交。")
    done = "可以導入，還沒有寫文件" if dry_run else "已寫好，請核對改動後提交"
    count = sum(len(found.changes.files) for found in parts)
    say(
        f"{count}條{done}；{sum(found.unchanged for found in parts)}條沒有改動。" if count else "沒有改動，不用寫。",
        err=True,
    )


def _others(content: bytes, parts: "list[RecordImport]") -> list[str]:
    """Worksheets in sight that are no kind's, and not those that an export brings along."""
    from branch_portal.search.fold import fold
    from branch_portal.sheets.entry_book import LISTS, NOTES
    from branch_portal.sheets.worksheets import worksheets

    known = {fold(one) for one in (LISTS, NOTES, *(part.sheet for part in parts))}
    return [one for one in worksheets(content) if fold(one.strip()) not in known] if any(p.sheet for p in parts) else []


def _load(root: Path, kinds: "list[Kind[Any, Any]]") -> "Records":
    """What could be read, or the end of the command when files of the kinds themselves could not."""
    from branch_portal.check import read_files

    reading = Reading()
    try:
        records = read_files(Folders(root.resolve()), reading)
        folders = tuple(f"{kind.file('').rpartition('/')[0]}/" for kind in kinds)
        wrong = [one for one in reading.log.errors if one.place.path.startswith(folders)]
        if wrong:
            raise InputProblems(wrong)
    except InputProblems as error:
        refuse(error, reading)
    return records


def _tell_sheet(found: "RecordImport", name: str) -> None:
    """The problems that the sheet alone shows, and those of files of its kind that cannot be read."""
    from branch_portal.sheets.report import in_cell

    for problem in sorted(found.problems, key=lambda problem: (problem.place, problem.rule)):
        in_sheet = found.sheet and problem.place.path == name
        if in_sheet:
            show(in_cell(problem, found.sheet, words=words()) + "\n")
        else:
            tell(problem)


def _tell_check(found: "RecordImport") -> None:
    """What the whole check says of the result."""
    from branch_portal.sheets.report import in_cell

    outcome = found.outcome
    for problem in outcome.in_cells:
        show(in_cell(problem, found.sheet, found.names, words()) + "\n")
    for heading, problems in (
        ("導入以後，下面的文件裡會有錯，不在這張表的單元格裡：", outcome.in_files),
        ("下面是原來就有的問題，不是這次導入引起的，也要先改好：", outcome.before),
    ):
        if problems:
            say(f"{heading}\n")
        for problem in problems:
            tell(problem, outcome.lines.get(problem.place.path, ()))


def _write(folders: Folders, results: "list[Changes]", dry_run: bool) -> None:
    word = "可以寫" if dry_run else "寫好了"
    if not dry_run:
        replace_files(folders.root, {path: text for result in results for path, text in result.files.items()})
    for result in results:
        for path in result.files:
            say(f"{word}：{path}{'' if path in result.changed else '（新建）'}")
            for edit in result.changed.get(path, ()):
                show(f"    {words()(edit.title)}：{_short(edit.before)} → {_short(edit.after)}")


def _short(text: str) -> str:
    line = "、".join(text.split("\n")) or "（空）"
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"

"""`portal export logbook` and `portal import logbook`: what a branch has done, a row a month."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, handbook, write_sheet
from branch_portal.commands.speech import say, show, words
from branch_portal.ground.output import replace_files


@click.command("logbook", help="導出一個支部一年的辦理登記：一月一行，已登記的已填上。")
@click.argument("id", metavar="支部-年度")
@ROOT
@AS_OF
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="寫到哪個文件；不寫就是 支部-年度.xlsx。")
def export_logbook(id: str, root: Path, as_of: str | None, out: Path | None) -> None:
    from branch_portal.organisation.kinds import BRANCHES
    from branch_portal.systems.logbooks.month_sheet import month_sheet

    book = handbook(root, day(as_of))
    name, _, year = id.rpartition("-")
    if name not in book[BRANCHES] or year not in [str(one) for one in book.settings.years]:
        raise click.BadParameter(f"沒有「{id}」，寫成 支部編號-年度，例如 b01-2026", param_hint="支部-年度")
    content = month_sheet(book, book[BRANCHES][name], int(year))
    target = write_sheet(book, content, out, f"{id}.xlsx")
    say(f"寫好了：{target}，一月一行。")


@click.command("logbook", help="導入填好的辦理登記，寫成 data/logbooks 下的文件。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ROOT
@AS_OF
@click.option("--dry-run", is_flag=True, help="只檢查，不寫文件。")
def import_logbook(file: Path, root: Path, as_of: str | None, dry_run: bool) -> None:
    from branch_portal.sheets.report import in_cell
    from branch_portal.systems.logbooks.month_sheet import SHEET, import_months
    from branch_portal.systems.logbooks.written import logbook_file

    today = day(as_of)
    book = handbook(root, today)
    result = import_months(file.read_bytes(), file.name, book, today)
    for problem in sorted(result.problems, key=lambda problem: (problem.place, problem.rule)):
        show(in_cell(problem, SHEET, words=words()) + "\n")
    if result.problems or result.data is None:
        say(f"{len(result.problems)}處錯誤，一個文件也沒有寫。", err=True)
        raise SystemExit(1)
    path = f"data/logbooks/{result.id}.yml"
    before = (root / path).read_text("utf-8") if (root / path).exists() else ""
    text = logbook_file(before, result.data, book)
    if text == before:
        say("沒有改動。", err=True)
        return
    if not dry_run:
        replace_files(root, {path: text})
    say(f"{'可以寫' if dry_run else '寫好了'}：{path}")
    say("可以導入。" if dry_run else "已導入，請運行 portal check 後提交。", err=True)

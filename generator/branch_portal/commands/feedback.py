"""`portal export feedback` and `portal import feedback`: a task's feedback by spreadsheet, for offices without a forge."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, handbook, write_sheet
from branch_portal.commands.speech import say, show, words
from branch_portal.ground.output import replace_files


@click.group(help="導出表格，填好再導入。")
def export() -> None:
    pass


@click.command("feedback", help="導出一張任務單的反饋表：還沒核驗的支部一行一個，有下拉選項。")
@click.argument("task", metavar="任務編號")
@ROOT
@AS_OF
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="寫到哪個文件；不寫就是 單號.xlsx。")
def export_feedback(task: str, root: Path, as_of: str | None, out: Path | None) -> None:
    from branch_portal.organisation.kinds import BRANCHES
    from branch_portal.systems.tasks.feedback_sheet import feedback_sheet
    from branch_portal.systems.tasks.figures import assigned, assignment, green_of
    from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS
    from branch_portal.year.kinds import WORKDAYS
    from branch_portal.year.workdays import Workdays

    as_of_day = day(as_of)
    book = handbook(root, as_of_day)
    record = book[TASKS].get(task)
    if record is None:
        raise click.BadParameter(f"沒有編號為「{task}」的任務單，有：{'、'.join(book[TASKS])}", param_hint="任務編號")
    green = green_of(record, Workdays.from_tables(book[WORKDAYS]))
    slips = [
        assignment(record, branch, book[FEEDBACK].get((task, branch)), as_of_day, green)
        for branch in assigned(record, book[BRANCHES])
    ]
    content = feedback_sheet(book, record, [slip for slip in slips if slip.open])
    target = write_sheet(book, content, out, f"{record.serial}.xlsx")
    say(f"寫好了：{target}，{sum(slip.open for slip in slips)}個支部待填或可修改。")


@click.group("import", help="導入填好的表格；有一處錯就一個文件也不寫。")
def import_() -> None:
    pass


@click.command("feedback", help="導入填好的反饋表，寫成 data/feedback 下的文件。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ROOT
@AS_OF
@click.option("--dry-run", is_flag=True, help="只檢查，不寫文件。")
def import_feedback(file: Path, root: Path, as_of: str | None, dry_run: bool) -> None:
    from branch_portal.sheets.report import in_cell
    from branch_portal.systems.tasks.feedback_import import import_feedback as read_feedback
    from branch_portal.systems.tasks.feedback_sheet import SHEET

    today = day(as_of)
    result = read_feedback(file.read_bytes(), file.name, handbook(root, today), today)
    for problem in sorted(result.problems, key=lambda problem: (problem.place, problem.rule)):
        show(in_cell(problem, SHEET, words=words()) + "\n")
    for line in result.skipped:
        say(f"沒有導入：{line}")
    if result.problems:
        say(f"{len(result.problems)}處錯誤，一個文件也沒有寫。", err=True)
        raise SystemExit(1)
    if not dry_run:
        replace_files(root, result.files)
    for name in result.files:
        say(f"{'可以寫' if dry_run else '寫好了'}：{name}")
    say(f"{len(result.files)}個支部的反饋{'可以導入' if dry_run else '已導入，請運行 portal check 後提交'}。", err=True)

"""`portal diff`: what a change does to readers and subscribers, for whoever agrees to it."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading


@click.command(
    help="改動說明：和倉庫裡的另一個版本比，這次改動讓哪些記錄、網頁、日曆事項變了，涉及哪些支部和崗位。"
    "REV 是分支、標籤或提交，不寫就是最近一次提交。"
)
@ROOT
@AS_OF
@click.argument("revision", metavar="[REV]", default="HEAD")
@click.option("--all", "everything", is_flag=True, help="每一處都列出來；不寫就每類列20處。")
def diff(root: Path, as_of: str | None, revision: str, everything: bool) -> None:
    from branch_portal.edit.change_report import LIMIT, report
    from branch_portal.edit.comparison import compare
    from branch_portal.edit.revision import NoRevision, as_of_revision

    folders, today = Folders(root.resolve()), day(as_of)
    try:
        with as_of_revision(folders, revision) as before:
            found = compare(before, folders, today)
    except NoRevision as error:
        raise click.ClickException(str(error)) from None
    except InputProblems as error:
        refuse(error, Reading(), "文件讀不出來，比不出改動。")
    for line in report(found, None if everything else LIMIT):
        say(line)

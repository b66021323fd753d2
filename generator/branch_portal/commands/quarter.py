"""`portal quarter`: a quarter is closed once, and corrected in the open after that."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Reading


@click.group(help="季度通報：關賬、更正。")
def quarter() -> None:
    pass


def _quarter(context: click.Context, parameter: click.Parameter, text: str) -> str:
    from branch_portal.year.quarter import is_quarter

    if not is_quarter(text.lower()):
        raise click.BadParameter(f"「{text}」不是季度，應寫成 2026-Q3", param_hint="季度")
    return text.lower()


_QUARTER = click.argument("id", metavar="2026-Q3", callback=_quarter)


@quarter.command(help="按截止日的記錄凍結一個季度，例如 portal quarter close 2026-Q3。")
@_QUARTER
@ROOT
@AS_OF
def close(id: str, root: Path, as_of: str | None) -> None:
    from branch_portal.check import read_records
    from branch_portal.systems.findings.closing import CannotClose, close_quarter

    reading = Reading()
    try:
        path, hidden = close_quarter(root.resolve(), id, day(as_of), reading, read_records)
    except CannotClose as error:
        raise click.ClickException(str(error)) from None
    except InputProblems as error:
        refuse(error, reading, "記錄有錯，先改好再關賬。")
    if hidden:
        say(
            f"不公開（public: false）的{len(hidden)}個不計在內：{'、'.join(hidden)}。要計入的，先改成公開，刪去這個文件，再關一次賬。"
        )
    say(f"寫好了 {path.relative_to(root.resolve()).as_posix()}：走完公開四步，照文件開頭的提示填好再發布。")


@quarter.command(help="更正已經發布的季度：先改問題記錄，再記下更正了什麼，例如 portal quarter correct 2026-Q3。")
@_QUARTER
@ROOT
@AS_OF
@click.option("--on", metavar="YYYY-MM-DD", help="哪一天更正；不寫就是 --as-of 的那一天，也就是今天。")
@click.option("--what", required=True, help="更正什麼、為什麼，一句話；印在通報上。")
@click.option("--by", required=True, help="批准角色的編號（data/roles 裡的）。")
@click.option("--item", "items", multiple=True, help="只更正這個問題，可寫幾次；不寫就是全部改動過的。")
def correct(id: str, root: Path, as_of: str | None, on: str | None, what: str, by: str, items: tuple[str, ...]) -> None:
    from branch_portal.check import read_records
    from branch_portal.systems.findings.closing import CannotClose, correct_quarter

    wanted = [item.lower() for item in items]
    today, reading = day(as_of), Reading()
    on_day = day(on, "--on") if on else today
    try:
        path, corrected = correct_quarter(root.resolve(), id, on_day, what, by, wanted, reading, today, read_records)
    except CannotClose as error:
        raise click.ClickException(str(error)) from None
    except InputProblems as error:
        refuse(error, reading, "記錄有錯，先改好再更正；通報文件沒有動。")
    shown = path.relative_to(root.resolve()).as_posix()
    say(f"更正了{'、'.join(corrected)}，記在 {shown}。再運行 portal check，看過後提交。")

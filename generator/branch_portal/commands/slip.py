"""`portal slip`: a batch of reminder slips is issued once, and corrected in the open after that."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day
from branch_portal.commands.speech import say

if TYPE_CHECKING:
    from branch_portal.project.handbook import Handbook


@click.group(help="提醒單：簽發、更正。")
def slip() -> None:
    pass


_NUMBER = click.argument("number", metavar="TX-2026-07")
_ON = click.option("--on", metavar="YYYY-MM-DD", help="哪一天簽發或更正；不寫就是 --as-of 的那一天，也就是今天。")


@slip.command(help="簽發一批提醒單：記下日期、任務和散列值，此後內容凍結。")
@ROOT
@_NUMBER
@AS_OF
@_ON
def issue(root: Path, number: str, as_of: str | None, on: str | None) -> None:
    from branch_portal.check import read_handbook
    from branch_portal.systems.slips.issue import CannotIssue
    from branch_portal.systems.slips.issue import issue as write

    today = day(as_of)
    issued_on = day(on, "--on") if on else today
    try:
        path = write(
            root.resolve(), number, issued_on, today, read_handbook, lambda book: _say_what_is_asked(book, issued_on)
        )
    except CannotIssue as error:
        raise click.ClickException(str(error)) from None
    say(f"已簽發，記在 {path.relative_to(root.resolve()).as_posix()}。請提交這個文件。")


def _say_what_is_asked(book: "Handbook", on: dt.date) -> None:
    """How much branches have in the week already: before one more paper goes out."""
    from branch_portal.rooms import ROOMS
    from branch_portal.system.snapshot import take_snapshot

    snapshot = take_snapshot(book, on, ROOMS)
    for room in ROOMS:
        for sentence in room.before_issue(snapshot):
            say(sentence, err=True)


@slip.command(help="更正已簽發的提醒單：先改數據，再記下更正了什麼。")
@ROOT
@_NUMBER
@AS_OF
@_ON
@click.option("--what", required=True, help="更正了什麼，一句話；印在提醒單上。")
@click.option("--by", required=True, help="批准角色的編號（data/roles 裡的）。")
def correct(root: Path, number: str, as_of: str | None, on: str | None, what: str, by: str) -> None:
    from branch_portal.check import read_handbook
    from branch_portal.systems.slips.issue import CannotIssue
    from branch_portal.systems.slips.issue import correct as write

    today = day(as_of)
    try:
        path = write(root.resolve(), number, day(on, "--on") if on else today, what, by, today, read_handbook)
    except CannotIssue as error:
        raise click.ClickException(str(error)) from None
    say(f"已更正，記在 {path.relative_to(root.resolve()).as_posix()}。請提交這個文件。")

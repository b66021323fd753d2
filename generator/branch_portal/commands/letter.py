"""`portal letter issue`: the letters of a day, from what is open on it; each is frozen when it is written."""

from pathlib import Path

import click

from branch_portal.commands.options import AS_OF, ROOT, day, handbook
from branch_portal.commands.speech import say
from branch_portal.ground.output import replace_files


@click.group(help="三色督辦單：簽發。")
def letter() -> None:
    pass


@letter.command(help="照到期事項簽發該發的督辦單：一個支部一種顏色一張，編號連續，發出即凍結。")
@ROOT
@AS_OF
@click.option("--on", metavar="YYYY-MM-DD", help="哪一天簽發；不寫就是 --as-of 的那一天，也就是今天。")
@click.option("--holder", "holders", multiple=True, metavar="編號", help="只發給這個支部或部門；可以寫幾次。")
@click.option("--dry-run", is_flag=True, help="只說會發哪些，不寫文件。")
def issue(root: Path, as_of: str | None, on: str | None, holders: tuple[str, ...], dry_run: bool) -> None:
    from branch_portal.rooms import ROOMS
    from branch_portal.system.snapshot import take_snapshot
    from branch_portal.systems.letters.issue import already
    from branch_portal.systems.letters.issue import issue as write
    from branch_portal.systems.letters.kinds import serial
    from branch_portal.systems.letters.model import LETTER_TITLES

    today = day(as_of)
    book = handbook(root, today)
    issued_on = day(on, "--on") if on else today
    if issued_on > today:
        raise click.BadParameter(f"{issued_on} 還沒有到（今天是 {today}）", param_hint="--on")
    for holder in holders:
        if holder not in book["branches"] and holder not in book["units"]:
            raise click.BadParameter(f"沒有編號為「{holder}」的支部或部門", param_hint="--holder")
    snapshot = take_snapshot(book, issued_on, ROOMS)
    try:
        result = write(snapshot, book, holders)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    for id, one in result.letters.items():
        holder = book.called("organisations", one.holder)
        say(f"{serial(id)} {LETTER_TITLES[one.level]} {holder}：{len(one.items)}件")
    for busy in dict.fromkeys(draft.holder for draft in result.letters.values()):
        if count := already(snapshot, busy):
            say(f"{book.called('organisations', busy)}本週已有{count}件，能併的併，能等的等。", err=True)
    if not result.letters:
        say("沒有要發的督辦單。")
    elif dry_run:
        say(f"{len(result.letters)}張可以簽發，一個文件也沒有寫。", err=True)
    else:
        replace_files(root.resolve(), result.files)
        say(f"已簽發{len(result.letters)}張，記在 data/letters。請提交這些文件。", err=True)

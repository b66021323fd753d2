"""What commands ask for alike, and how they end when the records have mistakes."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from branch_portal.commands.speech import tell
from branch_portal.ground.dates import build_day
from branch_portal.ground.output import replace_file
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.project.handbook import Handbook

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="項目的文件夾（裡面有 data、content、site_config）。",
)
AS_OF = click.option("--as-of", metavar="YYYY-MM-DD", help="按哪一天；不寫就是今天。")


def day(text: str | None, option: str = "--as-of") -> dt.date:
    """The day given to an option, today where none is given."""
    try:
        return build_day(text)
    except (ValueError, OverflowError, OSError):
        if text is None:
            raise click.ClickException(
                "環境變量 SOURCE_DATE_EPOCH 不是這個時代的秒數。去掉它，或者用 --as-of 寫日期。"
            ) from None
        raise click.BadParameter(f"「{text}」不是日期，應寫成 2026-03-05", param_hint=option) from None


def sheet_file(out: Path | None, name: str) -> Path:
    """Where an export goes: `out`, else a new file `name` here; a sheet that somebody is filling in is not replaced."""
    if out is None and Path(name).exists():
        raise click.ClickException(f"已有 {name}，可能是改過還沒導入的。先改名、移走，或用 --out 另寫一個文件。")
    return out or Path(name)


def write_sheet(book: "Handbook", content: bytes, out: Path | None, name: str) -> Path:
    """Write a workbook or a document in the script that the unit reads, where an export goes; returns where."""
    from branch_portal.editions.door import own_words
    from branch_portal.editions.files import convert_office

    target, words = sheet_file(out, name), own_words(book)
    replace_file(target, content if words is str else convert_office(content, words))
    return target


def handbook(root: Path, today: dt.date) -> "Handbook":
    """The records as they are on `today`, or the end of the command with every mistake."""
    from branch_portal.check import read_handbook

    reading = Reading()
    try:
        return read_handbook(Folders(root.resolve()), reading, today)
    except InputProblems as error:
        refuse(error, reading)


def refuse(error: InputProblems, reading: Reading, conclusion: str = "") -> NoReturn:
    """Print every mistake and end the command; `conclusion` says what that means for what was asked."""
    for problem in error.problems:
        tell(problem, reading.lines_of(problem), err=True)
    if conclusion:
        raise click.ClickException(conclusion) from None
    raise SystemExit(1) from None

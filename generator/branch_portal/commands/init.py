"""`portal init`: a unit's own repository, checked and with its first ledger, from a handful of answers."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from branch_portal.commands.options import AS_OF, day, refuse
from branch_portal.commands.speech import say, show, words
from branch_portal.ground.output import replace_file
from branch_portal.ground.problems import InputProblems, ProblemLog
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.project.handbook import Handbook
    from branch_portal.project.reading import Wording
    from branch_portal.project.settings import Script

T = TypeVar("T")


class Ask(Protocol):
    """Asks for one answer; what was given by an option is not asked for."""

    def __call__(self, what: str, given: object, default: object, check: Callable[[str], T]) -> T: ...


@click.command(help="新建本單位的門戶，例如 portal init portal；逐項回答，或用選項寫好。")
@click.argument("folder", metavar="文件夾", required=False, type=click.Path(path_type=Path))
@click.option("--name", help="門戶的名稱。")
@click.option("--organisation", help="單位的全稱。")
@click.option("--url", help="網站的網址，如 https://portal.example.com/。")
@click.option("--branches", type=int, help="有幾個支部；名稱以後再改。")
@click.option(
    "--from", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="填好的單位和支部表。"
)
@click.option(
    "--forge",
    type=click.Choice(["github", "gitea", "forgejo", "gitlab", "gitee", "none"]),
    help="倉庫是哪一種；none 先不用。",
)
@click.option("--repository", help="倉庫的網址；還沒有的，以後寫進設置。")
@click.option("--script", type=click.Choice(["hant", "hans"]), help="用繁體（hant）還是簡體（hans）寫。")
@click.option("--sheet", "blank", is_flag=True, help="只寫出空白的單位和支部表，填好後用 --from。")
@click.option("--sample", "whole_sample", is_flag=True, help="整個示例門戶，看樣子用。")
@click.option("--yes", is_flag=True, help="沒有寫的選項都用默認的，不再問。")
@AS_OF
def init(
    folder: Path | None,
    name: str | None,
    organisation: str | None,
    url: str | None,
    branches: int | None,
    sheet: Path | None,
    forge: str | None,
    repository: str | None,
    script: str | None,
    blank: bool,
    whole_sample: bool,
    yes: bool,
    as_of: str | None,
) -> None:
    from branch_portal.rooms import KINDS
    from branch_portal.start.answers import (
        FORGES,
        SCRIPTS,
        Answers,
        checked_branches,
        checked_line,
        checked_repository,
        checked_url,
    )
    from branch_portal.start.unit_sheet import NAME, blank_sheet

    if blank:
        target = Path(folder or NAME)
        if target.exists():
            raise click.ClickException(f"已有 {target}，可能是填過的；先改名或移走。")
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, blank_sheet(KINDS))
        say(f"寫好了：{target}。填好後運行 portal init 文件夾 --from {target}")
        return
    if folder is None:
        raise click.ClickException("寫上新門戶的文件夾，例如 portal init portal")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(f"「{folder}」裡已經有文件，沒有動。換一個新的文件夾。")
    if whole_sample:
        from branch_portal.start.sample import sample

        write(folder, sample())
        say(f"示例門戶寫好了：{folder}。接著：cd {folder}，portal build")
        return
    ask = _asker(yes)
    records = _units(sheet) if sheet else {}
    answers = Answers(
        organisation=(
            unit := ask("單位的全稱", organisation, "本供電公司", lambda text: checked_line(text, "單位名稱"))
        ),
        name=ask("門戶的名稱", name, f"{unit}支部工作門戶", lambda text: checked_line(text, "門戶名稱")),
        url=ask("網站的網址", url, "https://portal.example.com/", checked_url),
        branches=0 if sheet else ask("有幾個支部", branches, 1, lambda text: checked_branches(int(text))),
        forge=(
            kind := ask(
                f"倉庫（{'、'.join(f'{key} {title}' for key, title in FORGES.items())}）",
                forge,
                "none",
                _one_of(FORGES),
            )
        ),
        repository=(
            "" if kind == "none" else ask("倉庫的網址（還沒有，直接回車）", repository, "", checked_repository)
        ),
        script=ask("用繁體（hant）還是簡體（hans）寫", script, "hant", _one_of(SCRIPTS)),
        today=day(as_of),
        records=records,
    )
    from branch_portal.start.repository import repository as files_of

    wording = wording_into(answers.script)
    files = {path: wording(path, text.decode()).encode() for path, text in files_of(answers).items()}
    books: list[Handbook] = []
    write(folder, files, lambda root: books.append(first_ledger(root, answers.today)))
    say(f"建好了：{folder}。接著：")
    say(f"  cd {folder}")
    say("  portal check      檢查")
    say("  portal build      生成網站到 site/")
    if coming := _without_notice(books[0], answers.today):
        say(f"{coming}年的放假通知基礎庫還沒有收，期限標「暫定」；通知印發後運行 portal year {coming}。")


def _without_notice(book: "Handbook", today: dt.date) -> int | None:
    """The next year, where the notice of its holidays is not known yet."""
    from branch_portal.year.kinds import WORKDAYS

    year = today.year + 1
    return None if any(one.year == year and one.status == "official" for one in book[WORKDAYS].values()) else year


def write(folder: Path, files: Mapping[str, bytes], finish: Callable[[Path], None] = lambda root: None) -> None:
    """Make the repository beside, finish it there, and put it in its place; all or nothing."""
    import shutil
    import tempfile

    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for path, content in files.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        finish(fresh)
        fresh.chmod(0o755)
        if folder.is_dir():
            folder.rmdir()
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def wording_into(script: "Script") -> "Wording":
    """Turns what the program says into the unit's script, by the library's lists of words."""
    from branch_portal.editions.kinds import CONVERSIONS
    from branch_portal.editions.source_files import scripts
    from branch_portal.project.library import library_root
    from branch_portal.source.validate import validate
    from branch_portal.source.yaml_source import read_yaml

    log, lists = ProblemLog(), []
    for file in sorted((library_root() / "data" / CONVERSIONS.name).glob("*.yml")):
        source = read_yaml(file.read_bytes(), file.name, log)
        if source and (record := validate(CONVERSIONS.model, source, log)):
            lists.append(record)
    return scripts("hant", script, lists) or (lambda path, text: text)


def first_ledger(root: Path, today: dt.date) -> "Handbook":
    """Write the ledger of a portal whose calendar was never published; gives its records."""
    from branch_portal.build import events
    from branch_portal.calendar.state import calendar_state, write_ledger
    from branch_portal.check import read_handbook
    from branch_portal.ground.dates import moment_on
    from branch_portal.project.handbook import announce
    from branch_portal.year.schedule import make_schedule

    folders, reading = Folders(root), Reading()
    try:
        book = read_handbook(folders, reading, today)
        schedule = book.derived(make_schedule)
        state = calendar_state(folders, reading, events(announce(book), schedule), book, schedule, today)
        write_ledger(folders, state.updated(moment_on(today)))
        return book
    except InputProblems as error:
        refuse(error, reading, "這樣建出來的門戶有錯，沒有建；照上面說的改了選項或表格再來。")


def _units(sheet: Path) -> dict[str, bytes]:
    from branch_portal.rooms import KINDS
    from branch_portal.sheets.report import in_cell
    from branch_portal.start.unit_sheet import read_units

    files, problems = read_units(sheet.read_bytes(), sheet.name, KINDS)
    for worksheet, problem in problems:
        show(in_cell(problem, worksheet, words=words()), err=True)
    if problems:
        raise click.ClickException(f"表格有{len(problems)}處要改，門戶沒有建。")
    return files


def _asker(yes: bool) -> "Ask":
    """Asks for what no option gave, until the answer can be taken; with `yes` the default is."""
    from branch_portal.start.answers import WrongAnswer

    def ask(what: str, given: object, default: object, check: Callable[[str], T]) -> T:
        while True:
            text = (
                str(given)
                if given is not None
                else str(default)
                if yes
                else click.prompt(words()(what), default=str(default))
            )
            try:
                return check(text)
            except ValueError as error:
                said = str(error) if isinstance(error, WrongAnswer) else f"「{text}」不是數"
                if given is not None or yes:
                    raise click.ClickException(f"{what}：{said}") from None
                say(said)

    return ask


def _one_of(allowed: "dict[T, str]") -> Callable[[str], T]:
    from branch_portal.start.answers import WrongAnswer

    def check(text: str) -> T:
        if text not in allowed:
            raise WrongAnswer(f"寫 {'、'.join(map(str, allowed))} 裡的一個")
        return next(one for one in allowed if one == text)

    return check

"""`portal check`: every mistake at once, in the shape that its reader wants."""

import datetime as dt
import gc
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day
from branch_portal.commands.report import SHAPES
from branch_portal.commands.speech import say, show, tell, words
from branch_portal.ground.problems import Problem
from branch_portal.project.reading import Folders, Reading, all_problems

if TYPE_CHECKING:
    from branch_portal.system.known import Known


@click.command(
    help="檢查所有數據和指引，一次列出全部問題。後面寫上文件，就只查這幾個文件本身，提交以前用，不到一秒；"
    "引用、鏈接、日期先後這些要連著別的文件看的，不在內。"
)
@click.argument("files", metavar="[文件]…", nargs=-1, type=click.Path(path_type=Path))
@ROOT
@AS_OF
@click.option("--format", "shape", type=click.Choice(list(SHAPES)), default="text", help="輸出樣式。")
@click.option("--since", metavar="REV", help="只列從這個版本（分支、標籤或提交，如 origin/main）以來的改動引起的問題。")
@click.option("--watch", "watching", is_flag=True, help="一直看著：保存文件，就說新的錯和改好的錯。按 Ctrl+C 結束。")
def check(
    files: tuple[Path, ...], root: Path, as_of: str | None, shape: str, since: str | None, watching: bool
) -> None:
    if sum((bool(files), since is not None, watching)) > 1:
        raise click.UsageError("文件、--since、--watch 只能寫一種。")
    folders, today = Folders(root.resolve()), day(as_of)
    if watching:
        _watch(folders, lambda: day(as_of))
        return
    gc.set_threshold(1_000_000)  # a check is over before there is much to let go: a tenth of it
    reading = Reading()
    if files:
        problems, count = _alone(folders, files, today, reading)
    else:
        problems = _all(folders, today, reading)
        count = len(reading.lines)
    more = ""
    if since is not None:
        whole = len(problems)
        problems = _caused(folders, since, today, problems)
        more = f"，是這次改動引起的；原來就有的{whole - len(problems)}處沒有列" if whole > len(problems) else ""
    _show(problems, reading, shape)
    errors = sum(problem.severity == "error" for problem in problems)
    say(f"檢查了{count}個文件：{errors}處錯誤，{len(problems) - errors}處提醒{more}。", err=True)
    if errors:
        raise SystemExit(1)


def _all(folders: Folders, today: dt.date, reading: Reading) -> list[Problem]:
    from branch_portal.ground import beside
    from branch_portal.site.builder_file import absent
    from branch_portal.verdict import check_site

    found = [*absent(folders), *all_problems(reading, partial(check_site, folders, today, reading))]
    beside.save()
    return found


def _alone(folders: Folders, files: Sequence[Path], today: dt.date, reading: Reading) -> tuple[list[Problem], int]:
    """What is wrong in these files by themselves, and how many of them are the portal's."""
    from branch_portal.edit.alone import all_kinds, check_alone

    named = [file.resolve() for file in files]
    if folders.settings in named:
        from branch_portal.rooms import KINDS as kinds  # the rooms' own sections
    else:
        kinds = all_kinds()
    count = check_alone(folders, named, today, reading, kinds)
    return list(reading.log), count


def _caused(folders: Folders, since: str, today: dt.date, problems: list[Problem]) -> list[Problem]:
    """Those that a revision had not."""
    from branch_portal.edit.caused import new_and_gone
    from branch_portal.edit.revision import NoRevision, as_of_revision

    try:
        with as_of_revision(folders, since) as before:
            known = _all(before, today, Reading())
    except NoRevision as error:
        raise click.ClickException(str(error)) from None
    return new_and_gone(known, problems)[0]


def _show(problems: Sequence[Problem], reading: Reading, shape: str) -> None:
    from branch_portal.commands.glossary import glossed

    show(SHAPES[shape]([glossed(one) for one in problems], reading.lines_of, words()), nl=False)


def _watch(folders: Folders, today: Callable[[], dt.date]) -> None:
    """Say what is wrong, and after every saving what came and what is mended, until somebody ends it."""
    from watchdog.observers import Observer

    from branch_portal.mkdocs.saved import ENDS_SAVING, Saved
    from branch_portal.system.known import Known

    saved, observer = threading.Event(), Observer()
    for folder in (folders.data, folders.content, folders.settings.parent):
        if folder.is_dir():
            observer.schedule(Saved(saved), str(folder), recursive=True)
    observer.start()
    try:
        known, asked = Told(), Known()
        while True:
            known = told(known, folders, today(), asked)
            saved.wait()
            while saved.is_set():
                saved.clear()
                time.sleep(ENDS_SAVING)
    except KeyboardInterrupt:
        pass
    finally:
        observer.stop()
        observer.join()


@dataclass(frozen=True)
class Told:
    """What was wrong when somebody was told last, and what of it files have by themselves."""

    problems: tuple[Problem, ...] = ()
    of_files: frozenset[Problem] = frozenset()


def told(known: Told, folders: Folders, today: dt.date, asked: "Known | None" = None) -> Told:
    """Say what is wrong now and was not among the `known`, and what of these is mended; what there is to know the next time.

    While a file cannot be read nothing is asked across records: what was wrong there is neither wrong nor mended, and is kept.
    `asked` keeps what the rules found from one time to the next.
    """
    from branch_portal.edit.caused import new_and_gone

    reading = Reading(known=asked)
    problems = _all(folders, today, reading)
    new, gone = new_and_gone(known.problems, problems)
    halted = any(problem.severity == "error" for problem in reading.of_files)
    waiting = [problem for problem in gone if halted and problem not in known.of_files]
    for problem in gone:
        if problem not in waiting:
            say(f"改好了：{problem.place.path} [{problem.rule}] {problem.message}")
    for problem in new:
        tell(problem, reading.lines_of(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    rest = "記錄之間合不合，改好這些再查。" if halted else ""
    say(f"現在：{errors}處錯誤，{len(problems) - errors}處提醒。{rest}存盤後再查，按 Ctrl+C 結束。")
    return Told((*problems, *waiting), frozenset(reading.of_files))

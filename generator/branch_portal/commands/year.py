"""`portal year`: a portal goes on to another year; what is written, and what a person still has to decide."""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import ask, say, words
from branch_portal.ground.output import replace_files
from branch_portal.ground.problems import InputProblems, Problem
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.calendar.model import Ledger
    from branch_portal.edit.new_year import Dated, NewYear, Notice, YearWork
    from branch_portal.project.handbook import Handbook

_SHOWN = 5
_NAMED = "國務院辦公廳關於{}年部分節假日安排的通知"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@click.command(
    help="準備一個年度，例如 portal year 2028：寫好年度、工作日表、節日和計劃，列出還要人定的。"
    "放假通知印發後再運行一次，照它問的填，或者用下面的選項寫好。"
)
@click.argument("year", metavar="年度", type=click.IntRange(2000, 2100))
@click.option("--issued", metavar="YYYY-MM-DD", help="放假通知的印發日期；有了它，下面兩項照通知寫全。")
@click.option("--source", metavar="名稱和文號", help="放假通知的名稱和文號。")
@click.option(
    "--holiday", "holidays", metavar="節日=起..止", multiple=True, help="一個節日放假的日子，一個節日寫一次。"
)
@click.option("--makeup", "makeup", metavar="YYYY-MM-DD", multiple=True, help="調休上班的一天，可以寫幾次。")
@click.option(
    "--date", "dates", metavar="編號=日期", multiple=True, help="節日或活動的日期；預計的，日期後面寫「暫定」。"
)
@click.option("--yes", is_flag=True, help="不再詢問：沒有寫的，待定。")
@ROOT
@AS_OF
def year(
    year: int,
    issued: str | None,
    source: str | None,
    holidays: tuple[str, ...],
    makeup: tuple[str, ...],
    dates: tuple[str, ...],
    yes: bool,
    root: Path,
    as_of: str | None,
) -> None:
    from branch_portal.edit.new_year import YearWork
    from branch_portal.edit.places import Refused
    from branch_portal.editions.source_files import scripts
    from branch_portal.project.load import load
    from branch_portal.rooms import KINDS

    folders, reading, today = Folders(root.resolve()), Reading(), day(as_of)
    try:
        work = YearWork(load(folders, reading, KINDS, scripts), folders, year)
        reading.log.raise_errors()
        notice = _notice(work, issued, source, holidays, makeup, yes)
        made = work.result(notice, _dates(work, dates, yes))
    except InputProblems as error:
        refuse(error, reading, "現在的數據有錯，先改好再準備新年度。")
    except Refused as error:
        raise click.ClickException(f"{error}一個文件也沒有改。") from None
    ledger, decide = _tried(folders, made, year, today)
    for text in made.done:
        say(f"寫：{text}")
    if not made.files and ledger is None:
        say(f"{year}年已經準備好了，沒有要寫的。")
    else:
        if not yes:
            ask("寫進文件和日曆台賬？" if ledger else "寫進文件？")
        replace_files(folders.root, made.files)
        if ledger:
            from branch_portal.calendar.state import write_ledger

            write_ledger(folders, ledger)
        for path in (*made.files, *([folders.shown(folders.ledger)] if ledger else [])):
            say(f"寫好了：{path}")
    say("還要人定的：")
    for number, text in enumerate(decide, 1):
        say(f"{number}. {text}")


def _tried(folders: Folders, made: "NewYear", year: int, today: dt.date) -> "tuple[Ledger | None, list[str]]":
    """The ledger with the new year, where one is kept and it changes, and what is left to decide; ends on mistakes."""
    from branch_portal.calendar.differences import differences
    from branch_portal.calendar.state import WrongClock
    from branch_portal.commands.calendar import described
    from branch_portal.edit.proof import calendar_of, tried
    from branch_portal.edit.year_ahead import to_decide
    from branch_portal.ground.dates import moment_on

    reading = Reading()
    try:
        with tried(folders, made.files, ()) as copy:
            state = calendar_of(copy, reading, today)
            book = state.book
            later = _later(copy, reading, year)
            if not state.ledger.entries:
                say("還沒有日曆台賬：寫好以後運行 portal calendar update --first。")
                return None, list(to_decide(_handbook(book), year, later))
            if wrong := [*state.missing(), *state.refusals(reading.lines, today)]:
                raise InputProblems(wrong)
            after = state.updated(state.stamp(moment_on(today), today, sure=True))
            changed = list(differences(state.ledger, after))
            for line in described(changed, _SHOWN) if changed else ():
                say(line)
            return after if changed else None, list(to_decide(_handbook(book), year, later))
    except InputProblems as error:
        refuse(error, reading, "這樣寫會有上面的錯，一個文件也沒有改。")
    except WrongClock as error:
        raise click.ClickException(f"{error}一個文件也沒有改。") from None


def _handbook(book: object) -> "Handbook":
    from branch_portal.project.handbook import Handbook

    assert isinstance(book, Handbook)
    return book


def _later(folders: Folders, now: Reading, year: int) -> list[Problem]:
    """Warnings that the year's first month brings and that are not there today."""
    from branch_portal.check import read_handbook

    reading = Reading()
    try:
        read_handbook(folders, reading, dt.date(year, 1, 31))
    except InputProblems as error:
        reading.log.extend(error.problems)
    known = {(one.rule, one.place) for one in now.log}
    return [one for one in reading.log if (one.rule, one.place) not in known and one.rule != "WORK-03"]


def _notice(
    work: "YearWork",
    issued: str | None,
    source: str | None,
    holidays: tuple[str, ...],
    makeup: tuple[str, ...],
    yes: bool,
) -> "Notice | None":
    """The notice as the options say it, or as a person answers; None where there is none yet or it is known already."""
    from branch_portal.edit.new_year import Notice

    if issued:
        if not holidays:
            raise click.ClickException("寫了 --issued，放假的日子也要寫，一個節日一個 --holiday。")
        named = source or words()(_NAMED.format(work.year))
        spans = tuple(_span(one) for one in holidays)
        return Notice(day(issued, "--issued"), named, spans, tuple(sorted(day(one, "--makeup") for one in makeup)))
    if holidays or makeup:
        raise click.ClickException("放假和調休要有通知：加上 --issued 印發日期。")
    table = work.table
    if table and table.record.status == "official":
        say(f"{work.year}年的放假通知已經有了：{table.record.source}")
        return None
    if yes:
        return None
    text = _asked(f"{work.year}年放假通知的印發日期（還沒有印發，直接回車）", "", 1, least=0)
    if not text:
        return None
    named = click.prompt(words()("通知的名稱和文號"), default=words()(_NAMED.format(work.year)))
    found = []
    for days in work.statutory():
        first, last = (*_asked(f"{days.name}放假，從哪天到哪天", f"{days.first} {days.last}", 2),)
        found.append((days.name, first, last))
    shifted = _asked("調休上班的日子，空格隔開（沒有，直接回車）", "", 60, least=0)
    return Notice(text[0], named, tuple(found), tuple(sorted(shifted)))


def _dates(work: "YearWork", given: tuple[str, ...], yes: bool) -> "dict[str, Dated]":
    """The days of occasions, from the options or from a person; what neither knows is left out."""
    from branch_portal.edit.new_year import Dated
    from branch_portal.year.kinds import OCCASIONS

    known = work.records[OCCASIONS]
    found: dict[str, Dated] = {}
    for one in given:
        name, _, text = one.partition("=")
        id = next((id for id, item in known.items() if name in (id, item.record.title)), None)
        if id is None:
            listed = "、".join(f"{id} {item.record.title}" for id, item in known.items())
            raise click.ClickException(f"--date 裡的「{name}」不是節日或活動，有：{listed}")
        found[id] = _dated(text, work.year)
    if not yes:
        for occasion in [one for one in work.undated() if one.id not in found]:
            while True:
                text = click.prompt(
                    words()(f"{occasion.title}{work.year}年的日期（預計的加「暫定」；還不知道，直接回車）"),
                    default="",
                    show_default=False,
                )
                if not text.strip():
                    break
                try:
                    found[occasion.id] = _dated(text, work.year)
                    break
                except click.ClickException as error:
                    say(error.message)
    return found


def _dated(text: str, year: int) -> "Dated":
    from branch_portal.edit.new_year import Dated

    match = _DAY.match(text.strip())
    on = day(match[0], "--date") if match else None
    if on is None or on.year != year:
        raise click.ClickException(f"「{text}」不是{year}年的日期，應寫成 {year}-03-05，預計的寫成 {year}-03-05暫定")
    return Dated(on, "暫定" in text or "暂定" in text)


def _span(text: str) -> tuple[str, dt.date, dt.date]:
    name, _, rest = text.partition("=")
    found = _DAY.findall(rest)
    if not name or not 1 <= len(found) <= 2:
        raise click.ClickException(f"--holiday「{text}」應寫成 元旦=2028-01-01..2028-01-03")
    return name, day(found[0], "--holiday"), day(found[-1], "--holiday")


def _asked(question: str, default: str, most: int, least: int = 1) -> list[dt.date]:
    """The days in an answer, asked for again until there are as many as may be."""
    while True:
        text = click.prompt(words()(question), default=default, show_default=bool(default))
        try:
            found = [day(one) for one in _DAY.findall(text)]
        except click.ClickException:
            found = []
        if least <= len(found) <= most and (found or not text.strip()):
            return found * 2 if most == 2 and len(found) == 1 else found
        say("日期寫成 2028-03-05，幾個用空格隔開。")

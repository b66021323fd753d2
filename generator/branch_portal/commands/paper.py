"""`portal paper`: slips, letters, bulletins, plans and the whole book as office papers (.docx after GB/T 9704-2012)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, handbook, write_sheet
from branch_portal.commands.speech import say

if TYPE_CHECKING:
    import datetime as dt

    from branch_portal.project.handbook import Handbook
    from branch_portal.system.snapshot import Snapshot

OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="寫到哪個文件；不寫就按編號起名。")


@click.group(help="公文：把提醒單、督辦單、通報、方案和整本指引存成公文格式的 .docx。")
def paper() -> None:
    pass


def _snapshot(root: Path, as_of: str | None) -> "tuple[Handbook, Snapshot, dt.date]":
    from branch_portal.rooms import ROOMS
    from branch_portal.system.snapshot import take_snapshot

    today = day(as_of)
    book = handbook(root, today)
    return book, take_snapshot(book, today, ROOMS), today


def _write(book: "Handbook", content: bytes, out: Path | None, name: str) -> None:
    say(f"寫好了：{write_sheet(book, content, out, f'{name}.docx')}")


def _known(id: str, ids: "list[str]") -> str:
    if id.lower() not in ids:
        raise click.BadParameter(f"沒有「{id}」，有：{'、'.join(ids[-12:])}", param_hint="編號")
    return id.lower()


_KINDS = (
    ("slip", "slips", "一期重點工作提醒單。", "TX-2026-22"),
    ("letter", "letters", "一張督辦單。", "DB-2026-001"),
    ("bulletin", "findings", "一個季度的整改通報。", "季度"),
    ("plan", "goals", "一份支部行動方案。", "編號"),
)
"""Each kind of paper: its word, the room that makes it (`Room.papers`), what it is, how one is asked for."""


def _command(kind: str, room: str, words: str, asked: str) -> click.Command:
    @click.command(kind, help=words)
    @click.argument("id", metavar=asked)
    @ROOT
    @AS_OF
    @OUT
    def write(id: str, root: Path, as_of: str | None, out: Path | None) -> None:
        from branch_portal.papers.docx_file import docx_file

        book, snapshot, _ = _snapshot(root, as_of)
        papers = next(
            one.papers(snapshot)
            for made in snapshot.rooms
            if made.name == room
            for one in made.papers
            if one.name == kind
        )
        chosen = papers[_known(id, list(papers))]
        _write(book, docx_file(chosen.paper()), out, chosen.name)

    return write


PAPERS: tuple[tuple[click.Command, str], ...] = tuple((_command(*kind), kind[1]) for kind in _KINDS)
"""The command of each kind of paper, with the room that it goes with."""


@click.command("book", help="整本指引：目錄帶頁碼，閱讀器裡有大綱；可以只要一個崗位、一個支部用得著的。")
@ROOT
@AS_OF
@OUT
@click.option("--role", metavar="編號", help="只要這個崗位參加的。")
@click.option("--branch", metavar="編號", help="只要這個支部的任務用得著的。")
def paper_book(root: Path, as_of: str | None, out: Path | None, role: str | None, branch: str | None) -> None:
    from branch_portal.systems.book.chosen_guides import chosen_guides
    from branch_portal.systems.book.whole_book import whole_book

    book, snapshot, _ = _snapshot(root, as_of)
    for kind, id, option in (("roles", role, "--role"), ("branches", branch, "--branch")):
        if id and id not in book[kind]:
            raise click.BadParameter(f"沒有「{id}」", param_hint=option)
    guides = chosen_guides(snapshot, role, branch)
    if not guides:
        raise click.ClickException("沒有一頁指引符合。")
    of = book.called("roles", role) if role else book.called("branches", branch) if branch else ""
    title = f"黨務操作指引{f'（{of}）' if of else ''}"
    _write(book, whole_book(title, book.settings.organisation, guides), out, title)
    say("用 WPS、Word 打開後更新域（全選，按 F9），目錄的頁碼就出來；也可以用 LibreOffice 直接轉成 PDF。", err=True)

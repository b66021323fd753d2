"""督辦單 as an office paper."""

from collections.abc import Mapping
from functools import partial

from branch_portal.ground.day_words import day, full_date
from branch_portal.papers.paper import Grid, Line, Paper, first
from branch_portal.project.handbook import Shelf
from branch_portal.system.office_paper import OfficePaper, PaperKind
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.kinds import LETTERS, letter_path, serial
from branch_portal.systems.letters.model import LETTER_TITLES, Letter

_SAID = {
    "green": "下列事項可以著手了，請按期限辦結。",
    "yellow": "下列事項該辦了，還沒有登記辦結，請支部書記過問。",
    "red": "下列事項快到期或已過期，仍沒有登記辦結，請書記和上級單位督辦。",
}


def letter_paper(book: Shelf, letter: Letter) -> Paper:
    """The letter as it was issued."""
    above = f"、{book.called('units', letter.unit)}" if letter.unit else ""
    heads = ("序號", "事項", "類別", "期限", "誰來辦", *(("此前黃色單",) if letter.level == "red" else ()))
    rows = tuple(
        (
            str(number), item.title, item.kind, full_date(item.due), item.role,
            *((serial(item.yellow or ""),) if letter.level == "red" else ()),
        )
        for number, item in enumerate(letter.items, 1)
    )  # fmt: skip
    widths = (2, 9, 4, 4, 4, 4)[: len(heads)]
    parts = (
        Line(f"{book.called('organisations', letter.holder)}（{'、'.join(letter.roles)}）{above}：", "to"),
        Line(_SAID[letter.level]),
        first(1, "督辦事項"),
        Grid(heads, rows, widths),
        first(2, "辦結登記"),
        Line("辦完在門戶登記，下一次生成即撤回，不用另外回覆；受阻的寫明卡在哪裡。"),
    )
    issued = day(letter.issued_on).partition("（")[0]
    return Paper(LETTER_TITLES[letter.level], parts, serial(letter.id), book.settings.office, issued)


def _papers(snapshot: Snapshot) -> Mapping[str, OfficePaper]:
    book = snapshot.book
    return {
        id: OfficePaper(letter_path(id), serial(id), partial(letter_paper, book, one))
        for id, one in book[LETTERS].items()
    }


PAPERS = PaperKind("letter", _papers)

"""重點工作提醒單 as an office paper."""

from collections.abc import Mapping
from functools import partial

from branch_portal.ground.day_words import day, month_day
from branch_portal.organisation.kinds import ROLES
from branch_portal.papers.paper import Grid, Line, Paper, first
from branch_portal.project.handbook import Shelf
from branch_portal.system.office_paper import OfficePaper, PaperKind
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.slips.batch import SlipBatch, batches


def slip_paper(book: Shelf, batch: SlipBatch) -> Paper:
    """A batch with its matters in a table; a draft says that it is one."""
    rows = tuple(
        (
            str(number),
            item.title + ("（選辦）" if getattr(item.duty, "importance", "") == "optional" else ""),
            month_day(item.due) + ("（暫定）" if item.provisional else ""),
            book[ROLES][item.duty.role].title,
            "、".join(item.duty.deliverable),
        )
        for number, item in enumerate(batch.occurrences, 1)
    )
    parts: list[Line | Grid] = [Line("各黨支部：", "to")]
    if batch.emphasis:
        parts += [first(1, "本期要點"), Line(batch.emphasis)]
    head = first(2 if batch.emphasis else 1, f"{month_day(batch.first)}至{month_day(batch.last)}到期的任務")
    parts += [head, Grid(("序號", "任務", "期限", "誰來辦", "交什麼"), rows, (2, 9, 4, 5, 7))]
    parts += [Line(f"更正（{day(one.on)}）：{one.what}", "note") for one in batch.record.corrections]
    parts.append(Line("請按期限辦結，並按單回覆。"))
    issued = day(batch.issued_on).partition("（")[0] if batch.issued_on else "（待簽發）"
    return Paper(f"{batch.title}重點工作提醒單", tuple(parts), batch.number, book.settings.office, issued)


def _papers(snapshot: Snapshot) -> Mapping[str, OfficePaper]:
    found = snapshot.figures(batches)
    return {one.id: OfficePaper(one.path, one.number, partial(slip_paper, snapshot.book, one)) for one in found}


PAPERS = PaperKind("slip", _papers)

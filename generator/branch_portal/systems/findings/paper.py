"""季度通報 as an office paper."""

from collections.abc import Mapping
from functools import partial

from branch_portal.ground.day_words import day
from branch_portal.papers.paper import Grid, Line, Paper, first, second
from branch_portal.site import urls
from branch_portal.system.office_paper import OfficePaper, PaperKind, paper_file
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import RELEASES
from branch_portal.systems.findings.quarter_figures import quarter_figures
from branch_portal.systems.findings.release_model import Release

_HEADS = ("", "累計登記", "完成", "基本完成並持續", "未完成")


def release_paper(snapshot: Snapshot, release: Release) -> Paper:
    """The bulletin of a quarter: its sums, its tables, what went well; figures as its page counts them."""
    counted = snapshot.figures(quarter_figures)[release.id]
    total = counted.total
    parts: list[Line | Grid] = [Line("各單位、各黨支部：", "to"), *(Line(text) for text in release.summary)]
    parts += [
        first(1, "總體情況"),
        Line(
            f"統計到{day(release.cutoff)}，累計登記{total.registered}項，完成{total.done}項，"
            f"基本完成並持續{total.continuing}項，未完成{total.not_done}項。"
            f"期初{total.opening}項，新增{total.new}項，銷號{total.closed}項，結轉{total.carried}項。"
        ),
        first(2, "分類情況"),
    ]
    for number, (title, rows) in enumerate((("按問題庫", counted.tiers), ("按層次", counted.levels)), 1):
        lines = tuple(
            (name, str(row.registered), str(row.done), str(row.continuing), str(row.not_done)) for name, row in rows
        )
        parts += [second(number, title), Grid((title[1:], *_HEADS[1:]), lines, (6, 4, 4, 5, 4))]
    if release.good_practice:
        parts += [first(3, "好的做法"), *(Line(text) for text in release.good_practice)]
    office = snapshot.book.settings.office
    if release.comments_until:
        parts.append(Line(f"有意見請在{day(release.comments_until)}前向{office}反映。"))
    out = day(release.published_on).partition("（")[0] if release.published_on else "（待發布）"
    return Paper(f"關於{counted.period.title}整改情況的通報", tuple(parts), "", office, out)


def release_file(release: str) -> str:
    """Where a bulletin's paper lies."""
    return paper_file(urls.release(release), f"bulletin-{release}")


def _papers(snapshot: Snapshot) -> Mapping[str, OfficePaper]:
    return {
        id: OfficePaper(urls.release(id), f"bulletin-{id}", partial(release_paper, snapshot, one))
        for id, one in snapshot.book[RELEASES].items()
    }


PAPERS = PaperKind("bulletin", _papers)

"""一表: the year page and a page per solar term."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.terms.load import KEYS, said, term_bars
from branch_portal.systems.terms.year_table import TermSheet, year_table
from branch_portal.year.waiting import waiting


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    tables = {year: year_table(book, snapshot.schedule, year) for year in book.settings.years}
    shared = {"book": book, "tables": tables, "keys": KEYS}

    def contents() -> str:
        def page(sheet: TermSheet) -> str:
            return urls.relative(urls.term(sheet.day.year, sheet.day.id), urls.YEAR)

        loads = {year: (said(sheets), term_bars(sheets, snapshot.as_of, page)) for year, sheets in tables.items()}
        return body(jinja, "year_index.html", urls.YEAR, {**shared, "loads": loads})

    yield Page(
        path=urls.YEAR,
        title="二十四節氣表",
        render=contents,
        description="一表觀全年：各年度二十四節氣表",
        source="data/duties",
        kind="year",
        keywords=("節氣",),
    )
    for year, sheets in tables.items():
        path = urls.year(year)
        roles = {item.duty.role for sheet in sheets for item in sheet.occurrences}
        values = {**shared, "year": year, "sheets": sheets, "roles": roles, "waiting": list(waiting(book, year))}
        values |= {"as_of": snapshot.as_of, "folds": sheets[-1].last >= snapshot.as_of}
        values["said"] = said(sheets)
        yield Page(
            path=path,
            title=f"{year}年黨建工作二十四節氣表",
            render=partial(body, jinja, "year.html", path, values),
            toc=tuple(Heading(sheet.text.title, sheet.day.id) for sheet in sheets),
            description=f"{year}年每個節氣要辦的事、期限和交付材料",
            source="data/duties",
            wide=True,
            kind="year",
            year=year,
        )
        for index, sheet in enumerate(sheets):
            yield from _term_pages(jinja, {**values, "sheet": sheet}, sheets, index)


def _term_pages(
    jinja: Environment, values: dict[str, object], sheets: tuple[TermSheet, ...], index: int
) -> Iterator[Page]:
    sheet = sheets[index]
    neighbours = {
        "previous": sheets[index - 1] if index else None,
        "following": sheets[index + 1] if index + 1 < len(sheets) else None,
    }
    path = urls.term(sheet.day.year, sheet.day.id)
    yield Page(
        path=path,
        title=f"{sheet.text.title}（{sheet.day.year}年）",
        render=partial(body, jinja, "term.html", path, {**values, **neighbours}),
        toc=(Heading("本節氣要點", "emphasis"), Heading("期限在本節氣的任務", "items")),
        description=f"{sheet.text.title}：{sheet.text.season}",
        source=f"data/terms/{sheet.day.id}.yml",
        kind="year",
        year=sheet.day.year,
    )

"""What a year asks for by terms: every matter is in one bar, and the sentence names the fullest term."""

from branch_portal.project.handbook import Handbook
from branch_portal.systems.terms.load import said, term_bars
from branch_portal.systems.terms.year_table import year_table
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF


def test_every_matter_is_in_a_bar(book: Handbook, schedule: Schedule) -> None:
    sheets = year_table(book, schedule, 2026)
    found = term_bars(sheets, AS_OF, lambda sheet: f"#{sheet.day.id}")
    assert [column.bar.total for column in found.columns] == [len(sheet.occurrences) for sheet in sheets]
    assert len(found.columns) == 24
    assert [column.bar.link for column in found.columns if column.bar.current] == ["#xiaoxue"]
    company = sum(value for column in found.columns for tone, value in column.bar.parts if tone == "done")
    assert company == sum(item.of_company for sheet in sheets for item in sheet.occurrences)


def test_the_sentence_names_the_fullest_and_the_emptiest_term(book: Handbook, schedule: Schedule) -> None:
    sheets = year_table(book, schedule, 2026)
    counts = {sheet.text.title: len(sheet.occurrences) for sheet in sheets}
    words = said(sheets)
    assert words.startswith(f"全年{sum(counts.values())}項到期：")
    fullest = words.split("：")[1].split("最多")[0]
    emptiest = words.split("；")[1].split("最少")[0]
    assert counts[fullest] == max(counts.values())
    assert counts[emptiest] == min(counts.values())

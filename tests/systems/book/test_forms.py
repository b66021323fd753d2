"""Blank forms: the sample forms load, the files are reproducible, and nothing in them is a formula."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document

from branch_portal.project.handbook import Handbook, publish
from branch_portal.rooms import ROOMS
from branch_portal.site import urls
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.book import form_pages as forms
from branch_portal.systems.book.form_letter import letter
from branch_portal.systems.book.form_sheet import workbook
from branch_portal.systems.book.form_text import suffix
from branch_portal.systems.book.kinds import FORMS, GUIDES
from branch_portal.systems.book.model import PART_TITLES, Form, FormField, FormTable
from tests.sample import AS_OF

TRAPS = ("=1+1", '=HYPERLINK("https://portal.example.com")', "+1", "-1", "@SUM(A1)", "https://portal.example.com/")


def sheet_form(**changes: Any) -> Form:
    values: dict[str, Any] = {
        "id": "trap",
        "title": "測試[表]：一/二",
        "kind": "sheet",
        "purpose": "=2+2",
        "notes": ("=3+3",),
        "fields": tuple(FormField(label=text, hint=text) for text in TRAPS),
        "tables": (
            FormTable(columns=(FormField(label="是否", options=("是", "否")), FormField(label="=4")), rows=3,
                      given=(("=5+5", "=6"),)),
        ),
        "paragraphs": ("=7",),
        "signatures": ("=8",),
    }  # fmt: skip
    return Form(**{**values, **changes})


def sheet_text(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_every_form_a_guide_names_is_there_and_has_something_to_fill_in(book: Handbook) -> None:
    used = {form for guide in book[GUIDES].values() for form in guide.meta.forms}
    assert used <= set(book[FORMS])
    assert len(book[FORMS]) >= 78
    for form in book[FORMS].values():
        assert form.paragraphs if form.kind == "letter" else form.tables, form.id


def test_given_rows_fit_their_tables(book: Handbook) -> None:
    for form in book[FORMS].values():
        for table in form.tables:
            assert len(table.given) <= table.rows, form.id
            assert all(len(given) <= len(table.columns) for given in table.given), form.id


def test_drop_downs_are_within_what_excel_takes(book: Handbook) -> None:
    for form in book[FORMS].values():
        for field in (*form.fields, *(column for table in form.tables for column in table.columns)):
            assert len(",".join(field.options)) <= 255, (form.id, field.label)
            assert not any("," in option for option in field.options), (form.id, field.label)


def test_two_makes_are_the_same_bytes(book: Handbook) -> None:
    first = {asset.path: asset.render() for asset in forms.assets(publish(book, AS_OF))}
    second = {asset.path: asset.render() for asset in forms.assets(publish(book, AS_OF))}
    assert first == second
    assert set(first) == {urls.form_file(form.id, suffix(form)) for form in book[FORMS].values()}


def test_no_text_becomes_a_formula_or_a_link() -> None:
    content = workbook(sheet_form(), "=9+9")
    xml = sheet_text(content)
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    shared = sheet_text(content, "xl/sharedStrings.xml")
    assert all(text.replace('"', "&quot;") in shared or text in shared for text in TRAPS)


def test_no_sample_form_holds_a_formula(book: Handbook) -> None:
    for form in book[FORMS].values():
        if form.kind == "sheet":
            assert "<f>" not in sheet_text(workbook(form, book.settings.organisation)), form.id


def test_sheet_prints_one_page_wide_with_choices_and_repeated_heading() -> None:
    content = workbook(sheet_form(orientation="landscape", offline=True), "示例")
    xml = sheet_text(content)
    assert 'fitToHeight="0"' in xml
    assert 'paperSize="9"' in xml
    assert 'orientation="landscape"' in xml
    assert "線下保管" in xml
    assert '<formula1>"是,否"</formula1>' in xml
    assert "_xlnm.Print_Titles" in sheet_text(content, "xl/workbook.xml")


@pytest.mark.parametrize("columns", [1, 5, 7, 12, 20])
def test_a_table_fills_the_width_without_overlap(columns: int) -> None:
    table = FormTable(columns=tuple(FormField(label=f"列{n}", wide=n == 0) for n in range(columns)), rows=2)
    assert workbook(sheet_form(fields=(), tables=(table,)), "示例")


def test_every_letter_opens_and_says_its_paragraphs(book: Handbook) -> None:
    for form in book[FORMS].values():
        if form.kind == "letter":
            document = Document(io.BytesIO(letter(form, book.settings.organisation)))
            said = [paragraph.text for paragraph in document.paragraphs]
            assert all(paragraph in said for paragraph in form.paragraphs), form.id
            assert ("線下保管" in document.sections[0].footer.paragraphs[0].text) == form.offline


def test_letter_takes_its_title_from_a_first_paragraph_about_something() -> None:
    own = sheet_form(kind="letter", title="請示", paragraphs=("關於____的請示", "____黨委："), fields=(), tables=())
    said = [paragraph.text for paragraph in Document(io.BytesIO(letter(own, "示例"))).paragraphs]
    assert said[0] == "關於____的請示"
    assert "請示" not in said


def test_page_lists_every_form_once_with_its_file(book: Handbook) -> None:
    (page,) = forms.pages(take_snapshot(book, AS_OF, ROOMS), environment())
    html = page.render()
    for form in book[FORMS].values():
        assert html.count(f'id="{form.id}"') == 1
        assert f'href="{form.id}.{suffix(form)}"' in html
    assert {heading.title for heading in page.toc} <= set(PART_TITLES.values())
    assert "style=" not in html

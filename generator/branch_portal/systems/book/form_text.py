"""What a blank form says, whether it is a spreadsheet or a letter."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.systems.book.model import Form, FormField, FormTable

CREATED = dt.datetime(2026, 1, 1)  # a fixed day: the files' own clock must not change their bytes
BLANK = "____________"


def suffix(form: Form) -> str:
    """`xlsx` for a sheet, `docx` for a letter."""
    return "xlsx" if form.kind == "sheet" else "docx"


def footer(form: Form) -> str:
    return "空白表單 · 填好後線下保管，不上網" if form.offline else "空白表單"


def caption(field: FormField) -> str:
    """The label with its hint, or with its choices where they are short enough to be printed."""
    hint = field.hint or "／".join(field.options)
    return f"{field.label}\n（{hint}）" if hint and (field.hint or len(hint) <= 24) else field.label


def said_lines(form: Form) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every sentence that a form says, label and hint together, with where it stands."""
    yield ("purpose",), form.purpose
    for index, note in enumerate(form.notes):
        yield ("notes", index), note
    for index, field in enumerate(form.fields):
        yield ("fields", index), _whole(field)
    for number, table in enumerate(form.tables):
        for index, column in enumerate(table.columns):
            yield ("tables", number, "columns", index), _whole(column)
        for row, texts in enumerate(table.given):
            yield ("tables", number, "given", row), " ".join(texts)
    for index, paragraph in enumerate(form.paragraphs):
        yield ("paragraphs", index), paragraph


def _whole(field: FormField) -> str:
    return "，".join([field.label, *([field.hint] if field.hint else ())])


def printed(table: FormTable) -> list[list[str]]:
    """`rows` lines of as many texts as the table has columns, the given ones first, the rest empty."""
    lines = [list(given) for given in table.given] + [[]] * (table.rows - len(table.given))
    return [[*line, *[""] * len(table.columns)][: len(table.columns)] for line in lines[: table.rows]]

"""Datasets as files: JSON with its JSON Schema, CSV, and a spreadsheet; the same bytes at every build.

No text becomes a formula where it is opened: CSV gets an apostrophe before a sign that would start one, the
spreadsheet holds texts as texts and formats their cells as text, so that editing a cell does not wake one.
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from branch_portal.system.dataset import Column, Dataset, Value

_CREATED = dt.datetime(2026, 1, 1)  # a fixed day: the files' own clock must not change their bytes
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_JSON_TYPES = {"text": "string", "integer": "integer", "number": "number", "date": "string", "flag": "boolean"}
_SUFFIXES = ("json", "schema.json", "csv", "xlsx")
_WIDEST = 48  # characters


def document(dataset: Dataset, sample: bool) -> bytes:
    """The dataset as JSON: what it is, then its rows, one to a line."""
    rows = ",\n".join(_dump({key: _plain(value) for key, value in row.items()}) for row in dataset.rows)
    return f'{_dump(envelope(dataset, sample))[:-1]},"rows":[\n{rows}\n]}}\n'.encode()


def envelope(dataset: Dataset, sample: bool) -> dict[str, Any]:
    """What a dataset's JSON says before its rows; `sample` marks figures that stand for no real unit."""
    return {
        "id": dataset.id,
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "as_of": dataset.as_of.isoformat() if dataset.as_of else None,
        "sample": sample,
        "columns": [{"key": column.key, "title": column.title, "kind": column.kind} for column in dataset.columns],
    }


def schema(dataset: Dataset) -> bytes:
    """The JSON Schema (2020-12) of the dataset's JSON."""
    top = {
        "id": {"const": dataset.id},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "version": {"const": dataset.version},
        "as_of": {"type": ["string", "null"], "format": "date"},
        "sample": {"type": "boolean"},
        "columns": {"type": "array", "items": _column_object()},
        "rows": {"type": "array", "items": _object({column.key: _column_schema(column) for column in dataset.columns})},
    }
    return _schema(dataset.title, top)


def index_schema() -> bytes:
    """The JSON Schema of the list of datasets."""
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}
    files = dict.fromkeys(_SUFFIXES, text)
    entry = {
        "id": text,
        "title": text,
        "description": text,
        "version": {"type": "integer", "minimum": 1},
        "as_of": {"type": ["string", "null"], "format": "date"},
        "sample": {"type": "boolean"},
        "columns": {"type": "array", "items": _column_object()},
        "rows": whole,
        "files": _object(files),
    }
    return _schema("數據集清單", {"datasets": {"type": "array", "items": _object(entry)}})


def index(datasets: Iterable[Dataset], sample: bool) -> bytes:
    """The list of all datasets, with the addresses of their files beside the list's own."""
    listed = [
        {
            **envelope(dataset, sample),
            "rows": len(dataset.rows),
            "files": {suffix: f"{dataset.id}.{suffix}" for suffix in _SUFFIXES},
        }
        for dataset in datasets
    ]
    return f"{json.dumps({'datasets': listed}, ensure_ascii=False, indent=1)}\n".encode()


def table(dataset: Dataset) -> bytes:
    """The dataset as CSV for a spreadsheet program: UTF-8 with a byte order mark, titles in the first line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in dataset.columns])
    for row in dataset.rows:
        writer.writerow([_cell(value) for value in row.values()])
    return text.getvalue().encode("utf-8-sig")


def workbook(dataset: Dataset, notice: str) -> bytes:
    """The dataset as a spreadsheet: the rows under a frozen heading, and a second sheet that says what they are.

    `notice` is printed there when not empty.
    """
    import xlsxwriter  # slow to import

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": dataset.title, "created": _CREATED})
    base = {"font_name": "宋體", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
    head = book.add_format({**base, "font_name": "黑體", "bg_color": "#F3ECE4", "num_format": "@"})
    formats = {
        "text": book.add_format({**base, "num_format": "@"}),
        "integer": book.add_format({**base, "num_format": "0"}),
        "number": book.add_format({**base, "num_format": "0.0"}),
        "date": book.add_format({**base, "num_format": "yyyy-mm-dd"}),
    }
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "", dataset.title)[:31])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for number, column in enumerate(dataset.columns):
        sheet.write_string(0, number, column.title, head)
        sheet.set_column(number, number, _width(column, dataset.rows), formats.get(column.kind, formats["text"]))
    for line, row in enumerate(dataset.rows, start=1):
        for number, value in enumerate(row.values()):
            _write(sheet, line, number, value, formats)
    if dataset.rows:
        sheet.autofilter(0, 0, len(dataset.rows), len(dataset.columns) - 1)
    _about(book, dataset, notice, head, formats["text"])
    book.close()
    return buffer.getvalue()


def _about(book: Any, dataset: Dataset, notice: str, head: Any, plain: Any) -> None:
    sheet = book.add_worksheet("說明")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 64)
    facts = [
        ("名稱", dataset.title),
        ("內容", dataset.description),
        ("數據集編號", dataset.id),
        ("版本", str(dataset.version)),
        ("截至", dataset.as_of.isoformat() if dataset.as_of else "與生成日期無關"),
        *([("提示", notice)] if notice else []),
    ]
    columns = [(column.title, column.key) for column in dataset.columns]
    for line, (name, text) in enumerate([*facts, ("列名", "在 JSON 裡的名稱"), *columns]):
        sheet.write_string(line, 0, name, head)
        sheet.write_string(line, 1, text, plain)


def _write(sheet: Any, line: int, number: int, value: Value, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        sheet.write_blank(line, number, None, formats["text"])
    elif isinstance(value, bool):
        sheet.write_string(line, number, _cell(value), formats["text"])
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, number, value, formats["date"])
    elif isinstance(value, int | float):
        sheet.write_number(line, number, value, formats["integer" if isinstance(value, int) else "number"])
    else:
        sheet.write_string(line, number, value, formats["text"])


def _width(column: Column, rows: Iterable[Mapping[str, Value]]) -> int:
    """Characters that show the title and most values in one line."""
    texts = [column.title, *(_cell(row[column.key]) for row in rows)]
    return min(_WIDEST, 4 + max(sum(1 if char.isascii() else 2 for char in text) for text in texts))


def _cell(value: Value) -> str:
    """A value as text in a table that people read; a text never begins a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_SIGNS) else value
    return str(value)


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _column_schema(column: Column) -> dict[str, Any]:
    kind = _JSON_TYPES[column.kind]
    described: dict[str, Any] = {"title": column.title, "type": kind if column.kind == "text" else [kind, "null"]}
    return {**described, "format": "date"} if column.kind == "date" else described


def _column_object() -> dict[str, Any]:
    return _object({"key": {"type": "string"}, "title": {"type": "string"}, "kind": {"enum": [*_JSON_TYPES]}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object with exactly these members."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _schema(title: str, properties: dict[str, Any]) -> bytes:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_object(properties)}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

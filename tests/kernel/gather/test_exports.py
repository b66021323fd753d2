"""Published tables: every format says the same, nothing becomes a formula, and the schemas hold."""

import csv
import datetime as dt
import io
import json
import time
import zipfile
from typing import Any

import jsonschema
import pytest
from python_calamine import CalamineWorkbook

from branch_portal.gather import exports
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS, SYSTEMS
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import take_snapshot
from tests.sample import AS_OF

COLUMNS = (
    Column("id", "編號"),
    Column("text", "說明"),
    Column("count", "數目", "integer"),
    Column("rate", "比率", "number"),
    Column("on", "日期", "date"),
    Column("open", "未辦", "flag"),
)
SIGNS = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"]


def made(*texts: str) -> Dataset:
    rows = tuple(
        {"id": f"r{number}", "text": text, "count": number, "rate": number / 2, "on": dt.date(2026, 3, 5), "open": True}
        for number, text in enumerate(texts)
    )
    return Dataset("trial", "試驗：表[一]", "說明", COLUMNS, rows)


@pytest.fixture(scope="module")
def datasets(book: Handbook) -> list[Dataset]:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    return [dataset for system in SYSTEMS for dataset in system.datasets(snapshot)]


def lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_every_dataset_follows_its_own_schema(datasets: list[Dataset]) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    for dataset in datasets:
        schema = json.loads(exports.schema(dataset))
        jsonschema.Draft202012Validator.check_schema(schema)
        whole = json.loads(exports.document(dataset, sample=True))
        jsonschema.Draft202012Validator(schema, format_checker=checker).validate(whole)
        assert whole["sample"] is True


def test_a_schema_refuses_another_version_and_a_missing_column() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(exports.schema(made("甲"))))
    sound = json.loads(exports.document(made("甲"), sample=False))
    assert validator.is_valid(sound)
    assert not validator.is_valid({**sound, "version": 2})
    del sound["rows"][0]["count"]
    assert not validator.is_valid(sound)


def as_text(value: Any) -> str:
    """A value as a reader of any format sees it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value:g}"
    return "" if value is None else str(value)


def test_the_three_formats_hold_the_same_rows(datasets: list[Dataset]) -> None:
    for dataset in [*datasets, made("甲", "乙")]:
        rows = json.loads(exports.document(dataset, sample=True))["rows"]
        table, sheet = lines(exports.table(dataset)), cells(exports.workbook(dataset, ""))
        assert table[0] == sheet[0] == [column.title for column in dataset.columns]
        expected = [[as_text(value) for value in row.values()] for row in rows]
        assert [[as_text(value) for value in line] for line in sheet[1:]] == expected
        numeric = {index for index, column in enumerate(dataset.columns) if column.kind == "number"}
        assert [
            [as_text(float(value)) if index in numeric and value else value for index, value in enumerate(line)]
            for line in table[1:]
        ] == expected


def test_no_text_becomes_a_formula() -> None:
    dataset = made(*SIGNS)
    assert [line[1] for line in lines(exports.table(dataset))[1:]] == [f"'{sign}" for sign in SIGNS]
    with zipfile.ZipFile(io.BytesIO(exports.workbook(dataset, "=1+1"))) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    assert json.loads(exports.document(dataset, sample=False))["rows"][0]["text"] == "=1+1"


def test_a_spreadsheet_has_the_same_bytes_later() -> None:
    first = exports.workbook(made("甲"), "示例")
    time.sleep(1.1)
    assert exports.workbook(made("甲"), "示例") == first


def test_a_row_with_other_columns_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="row 0"):
        Dataset("trial", "試驗", "說明", COLUMNS, ({"id": "r0"},))


def test_ids_are_unique_and_fit_for_an_address(datasets: list[Dataset]) -> None:
    ids = [dataset.id for dataset in datasets]
    assert len(set(ids)) == len(ids)
    assert all(id.isascii() and id == id.lower() and " " not in id and id != "index" for id in ids)


def test_the_list_names_every_dataset_and_its_files(datasets: list[Dataset]) -> None:
    whole = json.loads(exports.index(datasets, sample=True))
    jsonschema.Draft202012Validator(json.loads(exports.index_schema())).validate(whole)
    listed = whole["datasets"]
    assert [(entry["id"], entry["rows"]) for entry in listed] == [(one.id, len(one.rows)) for one in datasets]
    assert listed[0]["files"]["schema.json"] == f"{datasets[0].id}.schema.json"

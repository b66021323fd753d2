"""The columns of a kind of record: one for every field that fits into a cell, worked out from the model alone."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from branch_portal.project.kind import Kind
from branch_portal.sheets.field_types import (
    ColumnKind,
    fields_of,
    items_of,
    limits_of,
    members_of,
    options_of,
    record_of,
    scalar_of,
)
from branch_portal.sheets.workbook import Cell

Path = tuple[str, ...]
Order = Mapping[str, "Order"]
"""The keys of a record as its model has them, in order; below each those of a record inside."""

ID: Path = ("id",)
ORIGIN = "原編號"
"""The title of the hidden column that says which record a row was exported from."""
EXPORTED = "導出時"
"""The name of the hidden worksheet that keeps the table as it was exported."""


@dataclass(frozen=True)
class RecordColumn:
    """One field in one column; `path` are the keys as files write them.

    `options` are what may be chosen, as people read it, and the value each stands for; beside a number they may be
    written instead. A column of `many` holds one item a line. `required` is what the record needs, `needed` what the
    records above it need once they are there. `limits` are (least, most) of the number or of the text's length.
    """

    path: Path
    title: str
    kind: ColumnKind
    many: bool = False
    required: bool = False
    needed: bool = False
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    refers: str = ""
    default: object = None
    limits: tuple[float | None, float | None] = (None, None)

    def shown(self, written: object) -> Cell:
        """The cell for what the file says; None for an empty one."""
        if isinstance(written, tuple | list):
            return "\n".join(str(self._one(item)) for item in written) or None
        return self._one(written)

    def _one(self, written: object) -> Cell:
        for label, value in self.options.items():
            if value == written and type(value) is type(written):
                return value if type(value) is int else label
        if self.kind == "date" and not self.many and isinstance(written, str):
            try:
                return dt.date.fromisoformat(written)
            except ValueError:
                return written
        if isinstance(written, bool):
            return "是" if written else "否"
        return (
            written if isinstance(written, int | float) and not self.many else None if written is None else str(written)
        )


def columns(model: type[BaseModel]) -> tuple[RecordColumn, ...]:
    """The columns of a kind, in the order of the model."""
    return _columns_of(model)


@cache
def _columns_of(model: type[BaseModel]) -> tuple[RecordColumn, ...]:
    return tuple(_columns(model, (), "", True))


def left_out(model: type[Any], needed_only: bool = False) -> tuple[str, ...]:
    """Titles of the fields that fit into no cell; with `needed_only` those that a new record must have."""
    return tuple(title for title, needed in _left_out(model, "", True) if needed or not needed_only)


def by_hand(kind: Kind[Any, Any], needed_only: bool = False) -> tuple[str, ...]:
    """Titles of what a record of the kind has and no cell of its sheet: what is left out, and a page's text."""
    return (*left_out(kind.written, needed_only), *(("正文",) if kind.markdown else ()))


def order(model: type[BaseModel]) -> Order:
    """The keys of the model in its order."""
    found = {}
    for key, info in fields_of(model):
        inner = record_of(members_of(info.annotation))
        found[key] = order(inner) if inner else {}
    return found


def written(data: Any, path: Path) -> Any:
    """What a file's data have at `path`; None when they have nothing there."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def why_not(kind: Kind[Any, Any]) -> str:
    """Why a kind of record has no spreadsheet, in Chinese; empty when it has one."""
    if kind.read and not kind.markdown:
        return "寫成 Markdown 或其他文件，不是一行一條的數據"
    if kind.nested:
        return "一張任務單一個文件夾，用 portal export feedback 任務編號 導出反饋表"
    if not [column for column in columns(kind.written) if column.path not in (ID, ("old_ids",), ("title",))]:
        return "除了編號和名稱，內容都是成組的，一行放不下"
    return ""


def _columns(model: type[BaseModel], above: Path, title: str, needed: bool) -> Iterator[RecordColumn]:
    for key, info in fields_of(model):
        path, name = (*above, key), f"{title}{info.title or key}"
        members = members_of(info.annotation)
        inner = record_of(members)
        if inner:
            yield from _columns(inner, path, f"{name}·", needed and info.is_required())
            continue
        items = items_of(members)
        scalar = scalar_of(items if items is not None else members)
        if scalar is None:
            continue
        kind, choices = scalar
        extra = info.json_schema_extra
        yield RecordColumn(
            path,
            name,
            kind,
            many=items is not None,
            required=needed and info.is_required(),
            needed=info.is_required(),
            # An id is what a row is known by: it stands as it is, though it be one of a few.
            options={str(one): one for one in choices} if path == ID else options_of(model, kind, choices),
            refers=str(extra.get("refers", "")) if isinstance(extra, dict) else "",
            default=info.default if not info.is_required() else None,
            limits=limits_of(info) if items is None else (None, None),
        )


def _left_out(model: type[BaseModel], title: str, needed: bool) -> Iterator[tuple[str, bool]]:
    for key, info in fields_of(model):
        name = f"{title}{info.title or key}"
        members = members_of(info.annotation)
        if inner := record_of(members):
            yield from _left_out(inner, f"{name}·", needed and info.is_required())
        elif scalar_of(items if (items := items_of(members)) is not None else members) is None:
            yield name, needed and info.is_required()

"""The columns of a kind of record: one for every field that fits into a cell, worked out from the model alone."""

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from branch_portal.project.kind import Kind
from branch_portal.sheets.workbook import Cell
from branch_portal.source.mends import choice_titles

Path = tuple[str, ...]
ColumnKind = Literal["text", "integer", "number", "date", "moment", "truth", "choice"]
Order = Mapping[str, "Order"]
"""The keys of a record as its model has them, in order; below each those of a record inside."""

ID: Path = ("id",)
ORIGIN = "原編號"
"""The title of the hidden column that says which record a row was exported from."""
EXPORTED = "導出時"
"""The name of the hidden worksheet that keeps the table as it was exported."""

_KINDS: Mapping[type, ColumnKind] = {
    str: "text",
    int: "integer",
    float: "number",
    dt.date: "date",
    dt.datetime: "moment",
    bool: "truth",
}


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


def order(model: type[BaseModel]) -> Order:
    """The keys of the model in its order."""
    found = {}
    for key, info in _fields(model):
        inner = _record(_members(info.annotation))
        found[key] = order(inner) if inner else {}
    return found


def written(data: Any, path: Path) -> Any:
    """What a file's data have at `path`; None when they have nothing there."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def why_not(kind: Kind[Any, Any]) -> str:
    """Why a kind of record has no spreadsheet, in Chinese; empty when it has one."""
    if kind.read:
        return "寫成 Markdown 或其他文件，不是一行一條的數據"
    if kind.nested:
        return "一張任務單一個文件夾，用 portal export feedback 任務編號 導出反饋表"
    if not [column for column in columns(kind.model) if column.path not in (ID, ("old_ids",), ("title",))]:
        return "除了編號和名稱，內容都是成組的，一行放不下"
    return ""


def _columns(model: type[BaseModel], above: Path, title: str, needed: bool) -> Iterator[RecordColumn]:
    for key, info in _fields(model):
        path, name = (*above, key), f"{title}{info.title or key}"
        members = _members(info.annotation)
        inner = _record(members)
        if inner:
            yield from _columns(inner, path, f"{name}·", needed and info.is_required())
            continue
        items = _items(members)
        scalar = _scalar(items if items is not None else members)
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
            options=_options(model, kind, choices),
            refers=str(extra.get("refers", "")) if isinstance(extra, dict) else "",
            default=info.default if not info.is_required() else None,
            limits=_limits(info) if items is None else (None, None),
        )


def _left_out(model: type[BaseModel], title: str, needed: bool) -> Iterator[tuple[str, bool]]:
    for key, info in _fields(model):
        name = f"{title}{info.title or key}"
        members = _members(info.annotation)
        if inner := _record(members):
            yield from _left_out(inner, f"{name}·", needed and info.is_required())
        elif _scalar(items if (items := _items(members)) is not None else members) is None:
            yield name, needed and info.is_required()


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _members(annotation: Any) -> tuple[Any, ...]:
    """What a value may be, without None and without what only narrows it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(annotation.__origin__)
    if origin in (Union, types.UnionType):
        return tuple(member for part in get_args(annotation) for member in _members(part))
    return () if annotation is type(None) else (annotation,)


def _record(members: tuple[Any, ...]) -> type[BaseModel] | None:
    """The one record that stands here, if it is one."""
    if len(members) == 1 and isinstance(members[0], type) and issubclass(members[0], BaseModel):
        return members[0]
    return None


def _items(members: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """What the items of a list may be; None when this is no list of any length."""
    if len(members) == 1 and get_origin(members[0]) is tuple and get_args(members[0])[-1] is ...:
        return _members(get_args(members[0])[0])
    return None


def _scalar(members: tuple[Any, ...]) -> tuple[ColumnKind, tuple[Any, ...]] | None:
    """The kind of cell and what may be chosen; None when it fits into no cell."""
    choices = tuple(choice for member in members if get_origin(member) is Literal for choice in get_args(member))
    plain = [member for member in members if get_origin(member) is not Literal]
    if not plain and choices:
        return ("truth" if all(isinstance(choice, bool) for choice in choices) else "choice"), choices
    if len(plain) == 1 and isinstance(plain[0], type) and plain[0] in _KINDS:
        return _KINDS[plain[0]], choices
    return None


def _options(model: type[BaseModel], kind: ColumnKind, choices: tuple[Any, ...]) -> Mapping[str, str | int | bool]:
    if kind == "truth":
        return {label: value for label, value in (("是", True), ("否", False)) if not choices or value in choices}
    if not choices:
        return {}
    titles = choice_titles(model, [str(choice) for choice in choices])
    return {titles.get(str(choice), str(choice)): choice for choice in choices}


def _limits(info: FieldInfo) -> tuple[float | None, float | None]:
    least: float | None = None
    most: float | None = None
    for limit in _metadata(info.annotation, info.metadata):
        if isinstance(limit, annotated_types.Ge):
            least = float(str(limit.ge))
        elif isinstance(limit, annotated_types.Le):
            most = float(str(limit.le))
        elif isinstance(limit, annotated_types.MaxLen):
            most = limit.max_length
    return least, most


def _metadata(annotation: Any, own: list[Any]) -> Iterator[Any]:
    for part in own:
        yield from part.metadata if isinstance(part, FieldInfo) else [part]
    if get_origin(annotation) is Annotated:
        yield from _metadata(annotation.__origin__, list(annotation.__metadata__))
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _metadata(part, [])

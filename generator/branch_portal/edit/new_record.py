"""新建: the text of a new record from the model alone, what must be filled in and what may be, with words beside it."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from branch_portal.project.citation import refers_to
from branch_portal.project.kind import Kind
from branch_portal.project.records import Records
from branch_portal.sheets.field_types import fields_of, items_of, members_of, options_of, record_of, scalar_of
from branch_portal.sheets.record_titles import record_titles
from branch_portal.source.messages import PATTERNS
from branch_portal.source.shapes import keys, shape
from branch_portal.writing.flow import flow

_HEAD = """\
# 新的{title}：標著「必填」的都要填，填完運行 portal check
# 行首帶 # 的可以不寫；要寫，刪去行首的「# 」
"""
_NAMED = 8
"""How many records are listed by name beside a field that may name them."""
_NOT_FIRST = ("old_ids",)
"""What no record has from the beginning."""

_LINES: dict[tuple[type[BaseModel], str, str, bool], tuple[str, ...]] = {}
"""The lines of a field of which neither the id nor the day nor other records say something: every page that invites to a record asks."""


class NewRecord:
    """One new record of a kind; `given` are values by key that a person has chosen already.

    Without a `day` no date is filled in, and the year only where the id says it.
    """

    def __init__(
        self, kind: Kind[Any, Any], id: str, given: Mapping[str, Any], day: dt.date | None, records: Records | None
    ) -> None:
        self.kind = kind
        self.id = id
        self.given = given
        self.day = day
        self.titles = record_titles(records) if records else None

    def text(self, optional: bool = True) -> str:
        """The whole file; what is `optional` is named in one line where it must be short."""
        kind = self.kind
        model = kind.written
        head = _HEAD.format(title=kind.title)
        lines = self._fields(model, "", top=True)
        fields = "\n".join(line for line in lines if optional or not line.startswith("# ")) + "\n"
        if not optional and (more := "、".join(self._named_only(model))):
            fields += f"# 還可以寫（欄目見「各類記錄的欄目」）：{more}\n"
        return f"---\n{head}{fields}---\n\n{kind.markdown.body}" if kind.markdown else head + fields

    def _fields(self, model: type[BaseModel], pad: str, top: bool = False) -> Iterator[str]:
        # What must be there comes first; what may be follows as comments.
        dated = False
        for needed in (True, False):
            for key, info in fields_of(model):
                given = self._given(key, info) if top else None
                if key in _NOT_FIRST or (info.is_required() or given is not None) is not needed:
                    continue
                begins = needed and not dated and _is_date(info)
                dated |= begins
                lines = self._lines(model, key, info, pad, given, begins)
                yield from lines if needed else (f"# {line}" for line in lines)

    def _named_only(self, model: type[BaseModel]) -> Iterator[str]:
        """What may be written, each by its key and its title."""
        for key, info in fields_of(model):
            if key not in _NOT_FIRST and not info.is_required() and self._given(key, info) is None:
                yield f"{key} {info.title or ''}".rstrip()

    def _lines(
        self, model: type[BaseModel], key: str, info: FieldInfo, pad: str, given: Any, begins: bool
    ) -> tuple[str, ...]:
        if given is not None or self.titles is not None or self.day is not None:
            return tuple(self._field(model, key, info, pad, given, begins))
        field = model, key, pad, begins
        if field not in _LINES:
            _LINES[field] = tuple(self._field(model, key, info, pad, None, begins))
        return _LINES[field]

    def _field(
        self, model: type[BaseModel], key: str, info: FieldInfo, pad: str, given: Any, begins: bool
    ) -> Iterator[str]:
        members = members_of(info.annotation)
        items = items_of(members)
        inner = record_of(members) or (record_of(items) if items else None)
        words = self._words(model, info, begins)
        if given is not None:
            yield f"{pad}{key}: {flow(given)}  # {words}"
        elif inner and (_required(inner) or items is None):
            yield f"{pad}{key}:  # {words}"
            lines = [line for line in self._fields(inner, "") if not line.startswith("# ")]
            if items is None:
                yield from (f"{pad}  {line}" for line in lines)
            else:
                yield from (f"{pad}  {'- ' if not number else '  '}{line}" for number, line in enumerate(lines))
        else:
            yield f"{pad}{key}: {self._start(info, begins)}".rstrip() + f"  # {words}"

    def _start(self, info: FieldInfo, begins: bool) -> str:
        """What stands in a field at first: the day a record begins, a default; else nothing, which `portal check` names."""
        if begins and self.day:
            return self.day.isoformat()
        return flow(info.default) if not info.is_required() and isinstance(info.default, str | int) else ""

    def _words(self, model: type[BaseModel], info: FieldInfo, begins: bool) -> str:
        members = members_of(info.annotation)
        items = items_of(members)
        scalar = scalar_of(items if items is not None else members)
        words = f"{info.title or ''}（必填）" if info.is_required() else info.title or ""
        more = [info.description] if info.description else []
        if scalar and scalar[1]:
            chosen = options_of(model, *scalar)
            more.append("、".join(_choice(label, value) for label, value in chosen.items()))
        elif scalar and scalar[0] == "truth":
            more.append("true 是、false 否")
        elif scalar and scalar[0] == "date":
            more.append("先填了當天，請核對" if begins and self.day else "寫成 2026-03-05")
        if example := _example(info):
            more.append(f"如 {example}")
        inner = record_of(members)
        if inner and not _required(inner):
            more.append(f"寫成 {shape(inner)}，可以寫的有 {keys(inner)}")
        if refers := refers_to(info):
            more.append(self._named(refers))
        if items is not None:
            more.append("幾項寫成 [甲, 乙]" if scalar else "一條一個 -")
        return "：".join([words, "；".join(more)]) if more else words

    def _named(self, refers: str) -> str:
        if self.titles is None:
            return "寫編號"
        known = self.titles.of(refers)
        what = f"寫{self.titles.kind(refers)}的編號"
        if not known:
            return f"{what}，現在還沒有，先建一條"
        if len(known) > _NAMED:
            return f"{what}；不知道的先寫名稱，檢查會說編號"
        return what + "，有 " + "、".join(f"{id} {title}".strip() for id, title in known.items())

    def _given(self, key: str, info: FieldInfo) -> Any:
        """What is known of a field: given, the id itself, or what the id says of the year and of other records."""
        if key in self.given:
            return self.given[key]
        if key == "id" and self.id:
            return self.id
        parts = [part for part in re.split(r"[/-]", self.id) if part]
        if key == "year":
            said = next((int(part) for part in parts if re.fullmatch("20[0-9]{2}", part)), None)
            return said or (self.day.year if self.day else None)
        if info.is_required() and self.titles and items_of(members_of(info.annotation)) is None:
            known = self.titles.of(refers_to(info))
            return next((part for part in (self.id, *self.id.split("/"), *parts) if part in known), None)
        return None


def _choice(label: str, value: object) -> str:
    written = flow(value)
    return written if label == written else f"{written} {label}"


def _example(info: FieldInfo) -> str:
    """One way to write a field whose form is fixed, without what nobody writes by hand."""
    pattern = next((str(one.pattern) for one in info.metadata if getattr(one, "pattern", None)), "")
    words = PATTERNS.get(pattern, "")
    return words.partition("例如 ")[2].partition("；")[0]


def _required(model: type[BaseModel]) -> bool:
    return any(info.is_required() for _, info in fields_of(model))


def _is_date(info: FieldInfo) -> bool:
    scalar = scalar_of(members_of(info.annotation))
    return scalar is not None and scalar[0] == "date"

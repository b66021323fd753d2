"""哪些記錄變了: two versions of the records side by side, field by field in the words of the models."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from branch_portal.project.citation import refers_to
from branch_portal.project.records import Records
from branch_portal.sheets.field_types import members_of, options_of, scalar_of
from branch_portal.sheets.record_titles import Titles, record_titles

_LONGEST = 40
"""Characters of a value that are shown."""


@dataclass(frozen=True)
class RecordChange:
    """One record that came, went or changed; `fields` are what it is called, its value before and now ("" is none)."""

    what: Literal["added", "removed", "changed"]
    kind: str
    id: str
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()


def record_changes(before: Records, after: Records) -> Iterator[RecordChange]:
    """What became of each record that the portal wrote itself, kind by kind; the settings last."""
    old_titles, new_titles = record_titles(before), record_titles(after)
    for kind, group in after:
        old = {id: one for id, one in before[kind.name].items() if one.own}
        new = {id: one for id, one in group.items() if one.own}
        for id in sorted(old.keys() | new.keys()):
            called = (new_titles if id in new else old_titles).of(kind.name).get(id, "")
            if id not in old:
                yield RecordChange("added", kind.title, id, called)
            elif id not in new:
                yield RecordChange("removed", kind.title, id, called)
            else:
                was, now = (kind.fields(one.record) if kind.markdown else one.record for one in (old[id], new[id]))
                fields = list(_fields_changed(was, now, old_titles, new_titles)) if was != now else []
                if kind.markdown:
                    fields += _text_changed(old[id].source.lines, new[id].source.lines, bool(fields))
                if fields or was != now:
                    yield RecordChange("changed", kind.title, id, called, tuple(fields))
    settings = before.settings.record, after.settings.record
    if settings[0] != settings[1]:
        fields = list(_fields_changed(*settings, old_titles, new_titles))
        yield RecordChange("changed", "門戶設置", "portal", "門戶設置", tuple(fields))


def _fields_changed(was: BaseModel, now: BaseModel, before: Titles, after: Titles) -> Iterator[tuple[str, str, str]]:
    old, new = dict(_values(was, before)), dict(_values(now, after))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield name, _short(old.get(name, "")), _short(new.get(name, ""))


def _text_changed(was: tuple[str, ...], now: tuple[str, ...], told: bool) -> list[tuple[str, str, str]]:
    """How many lines of a page's text are other ones; nothing where `told` of what stands at its head and no more."""
    old, new = _body(was), _body(now)
    if old == new:
        return [] if told or was == now else [("頁首", "", "有改動")]
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    count = sum(max(b - a, d - c) for what, a, b, c, d in steps if what != "equal")
    return [("正文", "", f"改了{count}行")]


def _body(lines: tuple[str, ...]) -> tuple[str, ...]:
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    return lines[ends[1] + 1 :] if len(ends) > 1 else lines


def _values(record: BaseModel, titles: Titles, above: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a record that is not its default, by what it is called; lists of plain values as one."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if value is None or value == info.get_default(call_default_factory=True):
            continue
        called = f"{above}{info.title or name}"
        if isinstance(value, BaseModel):
            yield from _values(value, titles, f"{called}·")
        elif isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
            for number, item in enumerate(value, 1):
                if isinstance(item, BaseModel):
                    which = getattr(item, "id", None)
                    yield from _values(item, titles, f"{called}·{f'「{which}」' if which else f'第{number}項'}·")
        else:
            known, words = titles.of(refers_to(info)), _words_of(type(record), info.annotation)
            items = value if isinstance(value, tuple) else (value,)
            yield called, "、".join(_said(item, known, words) for item in items)


def _words_of(model: type[BaseModel], annotation: Any) -> Mapping[str, str]:
    """What the choices of a field are called."""
    members = members_of(annotation)
    found = scalar_of(members) or scalar_of(tuple(one for part in members for one in getattr(part, "__args__", ())))
    return {str(value): label for label, value in options_of(model, *found).items()} if found else {}


def _said(value: Any, known: Mapping[str, str], words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    return known.get(text) or words.get(text) or " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

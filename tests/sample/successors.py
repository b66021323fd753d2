"""The sample's records with some of them gone: a successor under another id is named wherever one was named."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel

from branch_portal.project.citation import Field, references
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.records import Records

InSettings = Literal["untouched", "cleared", "renamed"]
"""What becomes of the records' ids in the settings."""

One = tuple[str, str]
"""A record: its kind's name and its id."""

_TO_GUIDE = re.compile(r"\(([a-z0-9]+)\.md")


def successor(id: str) -> str:
    """The id of the record that takes the place."""
    return f"{id}x"


class Successions:
    """Takes records out of `records`."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._naming: dict[str, set[tuple[str, str]]] = defaultdict(set)
        """Every record that names another or leads to it in its text, by the other's id."""
        for kind, group in records:
            for name, item in group.items():
                named = [id.partition("#")[0] for _, _, id in references(kind.fields(item.record))]
                for id in (*named, *_TO_GUIDE.findall(getattr(item.record, "body", ""))):
                    self._naming[id].add((kind.name, name))

    def in_settings(self, kind: Kind[Any, Any], id: str) -> list[Field]:
        """Where the settings name the record."""
        settings, members = self.records.settings.record, self.records.kinds.members
        return [path for path, refers, named in references(settings) if named == id and kind.name in members(refers)]

    def without(self, gone: Iterable[One], settings: InSettings) -> Records:
        """The records without those of `gone`; their successors say the same and know what they were called."""
        records = self.records
        new: dict[One, str | None] = {(kind, id): successor(id) for kind, id in gone}
        groups = {kind.name: dict(group) for kind, group in records}
        redirect = _Redirect(records.kinds, new)
        for name, file in {place for _, id in new for place in self._naming[id]}:
            item = groups[name][file]
            groups[name][file] = replace(item, record=redirect(item.record))
        for kind, id in new:
            own = groups[kind].pop(id)
            groups[kind][successor(id)] = replace(own, record=_called(own.record, id))
        changed = records.having(**groups)
        if settings == "untouched":
            return changed
        walk = redirect if settings == "renamed" else _Redirect(records.kinds, dict.fromkeys(new))
        return replace(changed, settings=replace(records.settings, record=walk(records.settings.record)))


def _called(record: Any, old: str) -> Any:
    if hasattr(record, "meta"):
        return record.model_copy(update={"meta": _called(record.meta, old)})
    former = {"old_ids": (*record.old_ids, old)} if hasattr(record, "old_ids") else {}
    return record.model_copy(update={"id": successor(old), **former})


def _lacks(model: BaseModel) -> bool:
    """Whether a field is empty that must not be."""
    fields = type(model).model_fields.items()
    return any(info.is_required() and getattr(model, name) is None for name, info in fields)


class _Redirect:
    """Writes the new id wherever a model refers to an old one; where there is none, the reference goes."""

    def __init__(self, kinds: Kinds, new: Mapping[One, str | None]) -> None:
        self.kinds, self.new = kinds, new

    def __call__(self, model: BaseModel) -> Any:
        changes = {}
        for name, info in type(model).model_fields.items():
            value = getattr(model, name)
            extra = info.json_schema_extra
            refers = str(extra.get("refers", "")) if isinstance(extra, dict) else ""
            found = self._prose(value) if name == "body" else self._value(value, refers)
            if isinstance(found, BaseModel) and not info.is_required() and _lacks(found):
                found = None  # an editor takes out the whole of what cannot be without it
            if found != value:
                changes[name] = found
        return model.model_copy(update=changes) if changes else model

    def _prose(self, text: str) -> str:
        return _TO_GUIDE.sub(lambda found: f"({self.new.get(('guides', found[1])) or found[1]}.md", text)

    def _value(self, value: Any, refers: str) -> Any:
        if isinstance(value, BaseModel):
            return self(value)
        if isinstance(value, tuple):
            found = ((was, self._value(was, refers)) for was in value)
            return tuple(new for was, new in found if new is not None or was is None)
        if not refers or not isinstance(value, str):
            return value
        id, mark, part = value.partition("#")
        part_of = self.kinds.parts.get(refers)
        for kind in (part_of.kind.name,) if part_of else self.kinds.members(refers):
            if (kind, id) in self.new:
                new = self.new[kind, id]
                return f"{new}{mark}{part}" if new else None
        return value

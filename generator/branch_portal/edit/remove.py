"""刪除: a record taken away, with the references to it that can go; what cannot go without it is named."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from branch_portal.edit.page_links import links_to
from branch_portal.edit.places import own_record, page_of
from branch_portal.ground.problems import Place
from branch_portal.project.adopted import base_file
from branch_portal.project.citation import Field, references
from branch_portal.project.kind import Kind
from branch_portal.project.reading import Folders
from branch_portal.project.records import Located, Records
from branch_portal.source.front_matter import find_head
from branch_portal.writing.patch import patch, styles


@dataclass(frozen=True)
class Removal:
    """What goes with a record: files by path, those deleted; references that went, and those that hold it."""

    files: dict[str, str]
    gone: tuple[str, ...]
    freed: tuple[Place, ...]
    held: tuple[Place, ...]
    below: str = ""
    """The title of the layer whose record shows again."""


def removal(records: Records, folders: Folders, kind: Kind[Any, Any], id: str) -> Removal:
    """What it takes to remove the portal's own record; raises `Refused` where it has none."""
    located = own_record(records, kind, id)
    path = located.source.path
    lower = records.layering.replaced.get((kind.name, id))
    if lower:
        base = base_file(folders, kind.name, id, ".md" if kind.markdown else ".yml")
        bases = (folders.shown(base),) if base.is_file() else ()
        return Removal({}, (path, *bases), (), (), lower[-1].layer.title)
    files, freed, held = {}, [], []
    model = records.kinds.settings
    for one, naming, fields, whole in _everything(records, model):
        if one.source.path == path or not (found := list(_naming(records, fields, kind, id))):
            continue
        places = [one.at(*field) for field in found]
        data = one.source.data
        fresh = _without(data, found) if one.own and isinstance(data, dict) else None
        if fresh is None or not _sound(whole, fresh):
            held += places
            continue
        assert isinstance(data, Mapping)
        text = (folders.root / one.source.path).read_bytes().decode("utf-8-sig")
        files[one.source.path] = _patched(text, data, fresh, bool(naming and naming.markdown))
        freed += places
    if page := page_of(kind, located.record):
        links = links_to(folders, page)
        held += [
            Place(folders.shown(file), line, column) for file, line, column, _ in links if folders.shown(file) != path
        ]
    return Removal(files, (path,), tuple(freed), tuple(held))


def _everything(
    records: Records, settings: type[BaseModel]
) -> Iterator[tuple[Located[Any], Kind[Any, Any] | None, BaseModel, type[BaseModel]]]:
    """Everything that may name a record: where it is written, its kind, the part with references, the model of its file."""
    yield records.settings, None, records.settings.record, settings
    for kind, group in records:
        for located in group.values():
            model = kind.written
            yield located, kind, kind.fields(located.record), model


def _naming(records: Records, fields: BaseModel, kind: Kind[Any, Any], id: str) -> Iterator[Field]:
    kinds = records.kinds
    for path, refers, one in references(fields):
        part = kinds.parts.get(refers)
        names = (
            part.kind.name == kind.name and one.partition("#")[0] == id
            if part
            else (one == id and kind.name in kinds.members(refers))
        )
        if names:
            yield path


def _without(data: Mapping[str, Any], paths: list[Field]) -> dict[str, Any] | None:
    """The data without the values at `paths`; None where one of them is not there as it was read."""
    fresh: Any = _loose(data)
    by_list: dict[Field, list[str | int]] = defaultdict(list)
    for path in paths:
        by_list[path[:-1]].append(path[-1])
    for above, lasts in by_list.items():
        inner = fresh
        try:
            for step in above:
                inner = inner[step]
            for last in sorted(lasts, key=lambda one: one if isinstance(one, int) else 0, reverse=True):
                del inner[last]
        except (KeyError, IndexError, TypeError):
            return None
    return _tight(fresh)  # type: ignore[no-any-return]


def _loose(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _loose(item) for key, item in value.items()}
    return [_loose(item) for item in value] if isinstance(value, tuple) else value


def _tight(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tight(item) for key, item in value.items()}
    return tuple(_tight(item) for item in value) if isinstance(value, list) else value


def _sound(model: type[BaseModel], data: Mapping[str, Any]) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def _patched(text: str, old: Mapping[str, Any], new: Mapping[str, Any], page: bool) -> str:
    if not page:
        return patch(text, old, new, styles([text]))
    head = find_head(text.replace("\r\n", "\n"))
    assert head
    plain = text.replace("\r\n", "\n")
    return plain[: head.start(1)] + patch(head[1], old, new, styles([head[1]])) + plain[head.end(1) :]

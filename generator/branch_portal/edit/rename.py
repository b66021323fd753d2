"""改編號: a record under another id, with everything that names it; what was sealed keeps the id of its day."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from branch_portal.edit.known_ids import taken_ids
from branch_portal.edit.page_links import link_edit, links_to
from branch_portal.edit.places import Refused, file_of, own_record, page_of
from branch_portal.edit.text_edits import Edit, NotThere, at, edited
from branch_portal.edit.written_values import checked_id
from branch_portal.project.citation import references
from branch_portal.project.kind import Kind
from branch_portal.project.reading import Folders
from branch_portal.project.records import Located, Records


@dataclass(frozen=True)
class Renaming:
    """What another id comes to: files to write and to delete by path, each renamed record, what keeps the old id."""

    files: dict[str, str]
    gone: tuple[str, ...]
    records: tuple[tuple[Kind[Any, Any], str, str], ...]
    sealed: tuple[str, ...]


def renaming(records: Records, folders: Folders, kind: Kind[Any, Any], old: str, new: str) -> Renaming:
    """Everything that changes with the id of one record; raises `Refused`."""
    located = own_record(records, kind, old)
    if (kind.name, old) in records.layering.replaced:
        raise Refused(
            f"{kind.title}「{old}」下層也有，本單位的那份換了編號，下層的就又出來，成了兩條；要換的，在下層換。"
        )
    checked_id(kind, new)
    if new in taken_ids(kind, records, folders):
        raise Refused(f"編號「{new}」已經用過，換一個。")
    return _Rename(records, folders, _moved(records, kind, old, new)).result((kind, located, old, new))


Moved = dict[tuple[str, str], str]
"""The new id by the name of the kind and the old id."""


def _moved(records: Records, kind: Kind[Any, Any], old: str, new: str) -> Moved:
    """The record and those whose ids are made of its own: a plan `b01-2026`, a feedback `rw2610/b01`."""
    moved: Moved = {(kind.name, old): new}
    todo = [(kind.name, old, new)]
    while todo:
        name, was, now = todo.pop()
        part = re.compile(rf"(?<![^/-]){re.escape(was)}(?![^/-])")
        for other, group in records:
            for id, located in group.items():
                if located.own and (other.name, id) not in moved and part.search(id):
                    named = {(refers, one) for _, refers, one in references(other.fields(located.record))}
                    if any(one == was and name in records.kinds.members(refers) for refers, one in named):
                        moved[other.name, id] = part.sub(now, id)
                        todo.append((other.name, id, moved[other.name, id]))
    return moved


@dataclass
class _Rename:
    """The edits of one renaming, gathered file by file."""

    records: Records
    folders: Folders
    moved: Moved
    edits: dict[str, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    sealed: set[str] = field(default_factory=set)

    def result(self, first: tuple[Kind[Any, Any], Located[Any], str, str]) -> Renaming:
        self._references(self.records.settings, self.records.settings.record)
        for kind, group in self.records:
            for located in group.values():
                if located.own:
                    self._references(located, kind.fields(located.record))
        self._links(*first)
        renamed = tuple((self.records.kinds[name], old, new) for (name, old), new in self.moved.items())
        texts = {path: self._edited(path, edits) for path, edits in self.edits.items()}
        gone = []
        for kind, old, new in renamed:
            path = self.records[kind][old].source.path
            text = texts.pop(path, None) or self._text(path)
            texts[file_of(kind, new)] = self._named(text, kind, self.records[kind][old], new)
            gone.append(path)
        return Renaming(texts, tuple(gone), renamed, tuple(sorted(self.sealed)))

    def _references(self, located: Located[Any], fields: BaseModel) -> None:
        for path, refers, id in references(fields):
            for old, new in self._names(refers, id, located):
                place = located.source.places.get((*located.key, *path))
                if place is None:
                    raise Refused(f"{located.source.path} 裡的「{id}」寫法特別，先改成一般的寫法。")
                self.edits[place.path].append(at(place, old, new))

    def _names(self, refers: str, id: str, located: Located[Any]) -> Iterator[tuple[str, str]]:
        """The old and the new id, where a field that says `id` names what is renamed."""
        kinds = self.records.kinds
        part = kinds.parts.get(refers)
        if part:  # a step of a guide: g13#step-record
            record, hash, _ = id.partition("#")
            if hash and (new := self.moved.get((part.kind.name, record))):
                yield record, new
            return
        for name in kinds.members(refers):
            if new := self.moved.get((name, id)):
                if refers in kinds.unions and kinds.unions[refers].former:
                    self.sealed.add(located.source.path)
                else:
                    yield id, new

    def _links(self, kind: Kind[Any, Any], located: Located[Any], old: str, new: str) -> None:
        if (page := page_of(kind, located.record)) is None:
            return
        for file, line, column, written in links_to(self.folders, page):
            if edit := link_edit(line, column, written, old, new):
                self.edits[self.folders.shown(file)].append(edit)

    def _named(self, text: str, kind: Kind[Any, Any], located: Located[Any], new: str) -> str:
        """The record's own file with its new id, and the one before among the former, where such a record has them."""
        source = located.source
        data = source.data
        assert isinstance(data, dict)
        if "id" not in data:
            return text
        old, place = str(data["id"]), source.at("id")
        text = self._apply(source.path, text, [at(place, old, new)])
        model = kind.written
        if "old_ids" not in model.model_fields:
            return text
        lines = text.split("\n")
        if former := data.get("old_ids"):
            last = source.at("old_ids", len(former) - 1)
            # Behind the last of them, in a list of either shape.
            line = lines[last.line - 1]
            end = re.compile(rf"""(['"]?){re.escape(str(former[-1]))}\1""").match(line, last.column - 1)
            assert end
            if line.lstrip().startswith("- "):
                lines.insert(last.line, line[: line.index("-")] + f"- {old}" + "\r" * line.endswith("\r"))
            else:
                lines[last.line - 1] = line[: end.end()] + f", {old}" + line[end.end() :]
        elif "old_ids" in data:
            row = source.key_at("old_ids").line - 1
            lines[row] = f"old_ids: [{old}]" + "\r" * lines[row].endswith("\r")
        else:
            line = lines[place.line - 1]
            lines.insert(place.line, f"old_ids: [{old}]" + "\r" * line.endswith("\r"))
        return "\n".join(lines)

    def _text(self, path: str) -> str:
        return (self.folders.root / path).read_bytes().decode("utf-8-sig")

    def _edited(self, path: str, edits: list[Edit]) -> str:
        return self._apply(path, self._text(path), edits)

    def _apply(self, path: str, text: str, edits: list[Edit]) -> str:
        try:
            return edited(text, edits)
        except NotThere as where:
            raise Refused(f"{path}:{where} 的寫法特別，先改成一般的寫法。") from None

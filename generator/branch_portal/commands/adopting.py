"""取用: copying a record of a lower layer to change it, and following what that layer changes later."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from branch_portal.ground.output import replace_files
from branch_portal.ground.rules import nearest
from branch_portal.project.adopted import base_file, lower, lower_text, plain
from branch_portal.project.kind import Kind
from branch_portal.project.layers import Layer
from branch_portal.project.load import load_kind
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.writing.merge import Region, merge


class CannotAdopt(Exception):
    """Why not, in a sentence for an editor."""


@dataclass(frozen=True)
class Copy:
    """A record below and the unit's own of the same id: the three texts, and the files below the root.

    `own` and `base` are None where there is no such file; `layer` is where the record below comes from.
    """

    kind: Kind[Any, Any]
    id: str
    layer: Layer
    path: str
    base_path: str
    below: str
    own: str | None
    base: str | None

    def regions(self) -> list[Region]:
        """What each side has changed; without a base all differences are taken to be ours."""
        base = self.below if self.base is None else self.base
        return merge(base.split("\n"), (self.own or "").split("\n"), self.below.split("\n"))


def find(folders: Folders, records: Records, kind: Kind[Any, Any], id: str) -> Copy:
    """The record of that id below, and the unit's own; raises `CannotAdopt` when there is none below."""
    located = lower(records, kind.name, id)
    if located is None or located.layer is None:
        below = [name for (of, name), layer in records.layering.origin.items() if of == kind.name and not layer.own]
        if id in records[kind]:
            raise CannotAdopt(f"{kind.title}「{id}」是本單位自己的記錄，直接改 {records[kind][id].source.path}。")
        raise CannotAdopt(f"下層沒有編號為「{id}」的{kind.title}。{nearest(id, below)}")
    shown = located.layer.folders.shown_as
    path = located.source.path.removeprefix(shown)
    base = base_file(folders, kind.name, id, Path(path).suffix)
    return Copy(
        kind,
        id,
        located.layer,
        path,
        folders.shown(base),
        lower_text(located),
        _text(folders.root / path),
        _text(base),
    )


def adopt(copy: Copy, records: Records) -> Mapping[str, str]:
    """The files of a new copy; raises `CannotAdopt` when there is one, or the settings hide the record."""
    if copy.own is not None:
        raise CannotAdopt(f"本單位已經有 {copy.path}。看兩邊的差別用 --diff。")
    if (copy.kind.name, copy.id) in records.layering.hidden:
        place = records.layering.hidden[copy.kind.name, copy.id]
        raise CannotAdopt(f"這條記錄在設置裡隱去了（{place[0].hide_at(place[1])}）。先刪去那一項，再取用。")
    return {copy.path: copy.below, copy.base_path: copy.below}


def keep(copy: Copy) -> Mapping[str, str]:
    """The base that says: what is below has been seen, ours stands."""
    if copy.own is None:
        raise CannotAdopt(f"本單位還沒有 {copy.path}。先不帶選項運行 portal adopt，取用它。")
    return {copy.base_path: copy.below}


def merged(copy: Copy) -> tuple[list[Region], Mapping[str, str]]:
    """Every region, and the files with what does not conflict taken; raises `CannotAdopt` when they would not do."""
    if copy.own is None or copy.base is None:
        keep(copy)
        raise CannotAdopt(f"{copy.path} 沒有底本，分不出是誰改的。用 --diff 看差別，改好後用 --keep 記下。")
    regions = copy.regions()
    own = "\n".join(line for region in regions for line in region.result)
    base = "\n".join(line for region in regions for line in region.base_after)
    _refuse_unreadable(copy, own)
    return regions, {copy.path: own, copy.base_path: base}


def write(folders: Folders, files: Mapping[str, str]) -> None:
    """Put the files in place."""
    replace_files(folders.root, files)


def _refuse_unreadable(copy: Copy, text: str) -> None:
    """Two sound files can be put together into one that is not."""
    with tempfile.TemporaryDirectory() as name:
        folders, reading = Folders(Path(name)), Reading()
        write(folders, {copy.path: text})
        read = dict(load_kind(copy.kind, folders, reading))
        if reading.log.errors or copy.id not in read:
            why = reading.log.errors[0].message if reading.log.errors else "讀不出來"
            raise CannotAdopt(f"合起來的文件不對：{why}。一個文件也沒有改；對照 --diff 手工改，再用 --keep 記下。")


def _text(path: Path) -> str | None:
    return plain(path.read_text("utf-8-sig", errors="replace")) if path.is_file() else None

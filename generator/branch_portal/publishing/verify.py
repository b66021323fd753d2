"""Whether a published folder is what a build made: every file against the list that stands in it, or in another build's."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from branch_portal.publishing.target import KEPT, MARKER, files_below, read_hashes, read_kept


class NoList(Exception):
    """A folder without a list of hashes; says in Chinese what to do."""


@dataclass(frozen=True)
class Difference:
    """Files that are not as they were made; `versions` are programs that were of another version, with both."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    versions: tuple[tuple[str, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.added)


def verify(folder: Path, against: Path | None = None) -> Difference:
    """What differs in `folder` from its own list, or from the list of the build `against`; raises `NoList`, OSError.

    What only stays a while for pages opened before has its own list, and no other build knows of it.
    """
    listed, made_with = _list(against or folder)
    listed |= {name: one.digest for name, one in read_kept(folder).items() if name not in listed}
    present = [file for file in files_below(folder) if file not in (MARKER, KEPT)]
    hashes = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in present}
    _, own = _list(folder) if against else (listed, made_with)
    return Difference(
        tuple(file for file in present if file in listed and hashes[file] != listed[file]),
        tuple(sorted(set(listed) - set(present))),
        tuple(sorted(set(present) - set(listed))),
        tuple((name, own.get(name, "？"), made_with[name]) for name in made_with if own.get(name) != made_with[name]),
    )


def _list(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    found = read_hashes(folder)
    if found is None:
        raise NoList(
            f"「{folder}」裡沒有生成時寫下的文件清單（{MARKER}），或者是舊版寫的；用 portal build 再生成一次。"
        )
    return dict(found[0]), dict(found[1])

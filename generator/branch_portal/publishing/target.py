"""What a build may replace: a folder that holds what a build made and nothing else.

Every finished folder has a list of its files, `MARKER`. What is not on the list was put there by a person, and
replacing the folder would delete it.
"""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import branch_portal

Kind = Literal["site", "folder"]
"""A built site, or a documentation tree for another site builder."""

KIND_TITLES: dict[Kind, str] = {"site": "網站", "folder": "文檔目錄"}

MARKER = ".portal-built"
"""The list of files in every folder that a build made: JSON, the same for the same files."""

KEPT = ".portal-kept"
"""The list of what only stays a while (`kept.py`): JSON, for each file its SHA-256 and the second since which it does."""
HASHED = re.compile(
    r"(?!(?:.*/)?\.\.?/)(?:[^/]+/)?(?:assets/.+\.[0-9a-f]{8}\.min\.(?:js|css)|search/(?:parts|texts)/[0-9a-f]{10}/[^/]+\.js)"
)
"""Whatever is called so has the same bytes for ever, and is asked for by pages alone."""

_MADE_BY = "branch-portal"
_LITTER = frozenset({".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini"})
"""Files that file managers leave in every folder they show; nobody misses them."""

_EARLIER = ("index.html", "404.html", "sitemap.xml", "search", "calendar")
"""What stands in every site of an edition that wrote no list."""
_EARLIER_KINDS = frozenset({".html", ".ics", ".js", ".css", ".map", ".xml", ".gz", ".svg"})
"""Files that come and go between two builds; others that a new build lacks may be a person's."""


class NotPublished(Exception):
    """What was made does not take its place, and what stood there stays; says in Chinese why and what to do."""


def refuse_place(target: Path, root: Path, more: Iterable[Path] = ()) -> None:
    """Raise NotPublished where `target` is, holds or lies in a folder of the project at `root`.

    `more` are folders of the project that stand elsewhere than usual.
    """
    program = Path(branch_portal.__file__).parent
    for folder in [root, *(root / name for name in ("data", "content", "site_config", ".git")), *more, program]:
        own = "生成器程序的" if folder == program else f"項目的「{_shown(folder, root)}」"
        title = "項目的文件夾" if folder == root else f"{own}文件夾"
        if _is_same(target, folder):
            where = f"就是{title}"
        elif _is_in(folder, target):
            where = f"裡面有{title}"
        elif folder != root and _is_in(target, folder):
            where = f"在{title}裡面"
        else:
            continue
        raise NotPublished(
            f"「{target}」{where}，寫到那裡會刪掉或者弄亂原有的文件。換一個地方，例如「{root / 'site'}」。"
        )


def refuse_content(target: Path, kind: Kind, fresh: Collection[str] | None = None) -> None:
    """Raise NotPublished where `target` holds anything that no build made, or cannot be replaced.

    `fresh` are the files of the new folder, where it is finished: a site without a list, made by an earlier edition,
    is compared with them. Before, it is enough that it looks like one. Raises OSError where it cannot be read.
    """
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise NotPublished(f"「{target}」是一個文件，不是文件夾。換一個地方，或者把它移走。")
    if os.path.ismount(target):  # Path's own does not know Windows before Python 3.12
        raise NotPublished(f"「{target}」是掛載點，不能整個換掉。寫到它裡面的一個文件夾，例如「{target / 'site'}」。")
    ours = {MARKER, KEPT, *read_kept(target)}
    present = [file for file in files_below(target) if file not in ours and Path(file).name not in _LITTER]
    marked = read_marker(target)
    if marked is None:
        foreign = _foreign_to_earlier(target, kind, present, fresh)
    elif marked[0] != kind:
        titles = f"{KIND_TITLES[marked[0]]}，不是{KIND_TITLES[kind]}"
        raise NotPublished(f"「{target}」裡是生成的{titles}。換一個地方，或者先把它移走。")
    else:
        foreign = sorted(set(present) - marked[1])
    if foreign:
        raise NotPublished(
            f"「{target}」裡有{len(foreign)}個不是生成出來的文件（如「{foreign[0]}」），生成會把它們刪掉，所以沒有動。"
            "換一個地方；或者把它們移走，再生成一次。"
        )


def _foreign_to_earlier(target: Path, kind: Kind, present: list[str], fresh: Collection[str] | None) -> list[str]:
    """The files of a folder without a list that no build made, as far as can be known."""
    if kind != "site" or not all((target / name).exists() for name in _EARLIER):
        return present
    if fresh is None:
        return []
    known = {_in_any_edition(file) for file in fresh}
    tops = {file.split("/", 1)[0] for file in known}
    return [file for file in present if not _may_be_earlier(_in_any_edition(file), known, tops)]


def _in_any_edition(file: str) -> str:
    return re.sub("^han[st]/", "", file)


def _may_be_earlier(file: str, known: Collection[str], tops: Collection[str]) -> bool:
    return file in known or (file.split("/", 1)[0] in tops and Path(file).suffix in _EARLIER_KINDS)


def files_below(folder: Path) -> list[str]:
    """Every file and every link below `folder`, with forward slashes, in order; raises OSError for what is unreadable."""

    def unreadable(error: OSError) -> None:
        raise error

    found = []
    root = os.fspath(folder)
    for top, folders, names in os.walk(root, onerror=unreadable):
        links = [name for name in folders if Path(top, name).is_symlink()]
        below = top[len(root) :].strip(os.sep).replace(os.sep, "/")
        found += [f"{below}/{name}" if below else name for name in (*names, *links)]
    return sorted(found)


def write_marker(
    folder: Path, kind: Kind, files: Collection[str], known: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Write the list of the finished `folder`, each file with its SHA-256; `files` are all its files.

    `known` has the SHA-256 of some of them.
    """
    hashed = {
        file: known.get(file) or hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in sorted(files)
    }
    listed = {"made_by": _MADE_BY, "kind": kind, "with": made_with(), "files": hashed}
    (folder / MARKER).write_text(json.dumps(listed, indent=0) + "\n", "ascii", newline="\n")


def read_marker(folder: Path) -> tuple[Kind, frozenset[str]] | None:
    """What a finished folder is and the files on its list; None where there is no list that a build wrote."""
    listed = _listed(folder)
    return (listed["kind"], frozenset(map(str, listed["files"]))) if listed else None


def read_hashes(folder: Path) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
    """The files of a finished folder with their SHA-256, and the versions it was made with; None where no list says so."""
    listed = _listed(folder)
    return (listed["files"], listed.get("with", {})) if listed and isinstance(listed["files"], dict) else None


@dataclass(frozen=True)
class Kept:
    """A file that stays: its SHA-256, and the second since which no page of the site asks for it."""

    digest: str
    since: int


def read_kept(folder: Path) -> dict[str, Kept]:
    """The files of a finished folder that only stay a while; none where no build has listed any."""
    if not (folder / KEPT).is_file():  # to read from a pipe would never end
        return {}
    try:
        listed: Mapping[str, tuple[str, int]] = json.loads((folder / KEPT).read_text("ascii"))
        return {
            name: Kept(str(digest), int(since)) for name, (digest, since) in listed.items() if HASHED.fullmatch(name)
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _listed(folder: Path) -> dict[str, Any] | None:
    """The list of a folder as a build wrote it; None for any other."""
    if not (folder / MARKER).is_file():
        return None
    try:
        listed = json.loads((folder / MARKER).read_text("ascii"))
        if listed["made_by"] == _MADE_BY and listed["kind"] in KIND_TITLES and isinstance(listed["files"], dict | list):
            return dict(listed)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def made_with() -> Mapping[str, str]:
    """The versions of what decides about the bytes of a site."""
    names = ("branch-portal", "mkdocs", "mkdocs-material", "markdown", "opencc", "xlsxwriter", "python-docx")
    return {name: version(name) for name in names}


def is_whole(folder: Path, kind: Kind) -> bool:
    """Whether `folder` is finished and holds every file on its list."""
    marked = read_marker(folder)
    return marked is not None and marked[0] == kind and marked[1] <= set(files_below(folder))


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are one folder, whatever the links and capitals in their names."""
    return one.exists() and other.exists() and one.samefile(other)


def _is_in(inner: Path, outer: Path) -> bool:
    return any(_is_same(folder, outer) for folder in inner.parents)


def _shown(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)

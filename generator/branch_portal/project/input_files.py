"""輸入文件: what lies in the folders that people write in, what of it is published, and what has no business there.

`portal check`, the leak scan, the build and the documentation tree ask here, so that all four see the same files.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import Rule, rule
from branch_portal.project.attachment import Kind, kind_of
from branch_portal.project.reading import Folders
from branch_portal.source.text import HIDDEN

TYPE = rule(
    "PAGE-04",
    "發布的文件類型在允許範圍內，且名副其實",
    "content 裡的文件都會發布：網頁和腳本會在讀者的電腦上運行，別的類型沒有辦法檢查裡面有什麼。",
    "頁面寫成 .md；附件另存為 pdf、docx、xlsx，圖片另存為 png、jpg，名單用 csv、txt；不發布的移出 content。",
)
LEFT_OVER = rule(
    "PAGE-05",
    "沒有編輯軟件留下的副本",
    "副本是舊的內容，不該發布，也不該留在倉庫裡。",
    "刪去這個文件；裡面有要用的內容，先抄回原來的文件。",
)
NAME = rule(
    "PAGE-06",
    "文件名各處都能用",
    "名字裡有特殊符號，網址就打不開，別的電腦也存不下來。",
    "改名，用小寫英文字母、數字和連字符，例如 safety-day.md；鏈到它的地方一起改。",
)
LINKED = rule(
    "PAGE-07",
    "符號鏈接不指到別處",
    "鏈接指到文件夾外面，外面的文件就會被發布出去。",
    "刪去這個鏈接，把要用的文件複製到這裡。",
)
UNREADABLE = rule(
    "PAGE-08",
    "文件讀得出來",
    "讀不出來的文件既檢查不了，也發布不了。",
    "改正這個文件的權限，或重新複製一份；不是普通文件的刪去。",
)

LEARNING = frozenset(kind for kind in get_args(Kind) if kind != "other")
"""The types of `content/learning/`, whose contents the rules over materials look into."""
PUBLISHED = LEARNING - {"mp4", "pptx"} | {"jpeg", "csv", "txt"}
"""The types elsewhere below `content/`: what the leak scan can read, and nothing that a browser runs."""

_SNIFFED: dict[str, Kind] = {"pdf": "pdf", "png": "png", "jpg": "jpg", "jpeg": "jpg", "docx": "docx", "xlsx": "xlsx"}
_LEFT_OVER = re.compile(
    r"~$|\.(?:bak|orig|rej|old|tmp|swp|swo|save|backup)$|^#.*#$| - (?:副本|複本|复件|Copy)\b", re.IGNORECASE
)
_SYSTEM = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini"))
_UNSEEN = re.compile(f"\n|{HIDDEN.pattern}")
_FORBIDDEN = re.compile(r"""[<>:"|?*\\#%&']|^ |[ .]$""")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_LONGEST = 150
"""Bytes of a name: 50 Chinese characters; with folders before it, Windows takes 260 characters."""
_NOT_PUBLISHED = "templates"  # MkDocs leaves out this folder of content/


def is_ignored(name: str) -> bool:
    """Whether a file or folder is left out without a word: hidden, open in an office program, or a system's own."""
    return name.startswith((".", "~")) or name.lower() in _SYSTEM


def input_files(folder: Path) -> Iterator[Path]:
    """Every file below `folder` that can be read, in order; hidden ones too, but none that lies elsewhere."""
    yield from (path for path, fault in _walk(folder, os.path.realpath(folder)) if fault is None)


def published(content: Path) -> Iterator[Path]:
    """The files below `content/` that may be published, in order."""
    for path in input_files(content):
        relative = path.relative_to(content)
        if any(map(is_ignored, relative.parts)) or _LEFT_OVER.search(path.name):
            continue
        if _is_published(relative):
            yield path


def unusable(folders: Folders) -> Iterator[Problem]:
    """Files that must not even be read: links that lead away, names that do not work, what is not a file."""
    root = os.path.realpath(folders.root)
    for folder in (folders.data, folders.content, folders.settings.parent):
        real = os.path.realpath(folder)
        if not _is_below(real, root):
            yield LINKED.problem(Place(folders.shown(folder)), "這個文件夾是鏈接，指到項目外面")
        elif folder.is_dir():
            for path, fault in _walk(folder, real):
                if fault:
                    broken, message = fault
                    yield broken.problem(Place(_printable(folders.shown(path))), message)
    builder = folders.builder
    if builder.is_symlink() and (fault := _wrong_link(builder, root)):
        yield fault[0].problem(Place(folders.shown(builder)), fault[1])
    if (folders.content / _NOT_PUBLISHED).is_dir():
        place = Place(folders.shown(folders.content / _NOT_PUBLISHED))
        mend = "給文件夾改名，例如 content/samples；鏈到它的地方一起改。"
        yield NAME.problem(place, f"名叫 {_NOT_PUBLISHED} 的文件夾不會發布", value=_NOT_PUBLISHED, mend=mend)


def check_types(folders: Folders) -> Iterator[Problem]:
    """Files below `content/` that are not of a type to publish; the guides' folder has a rule of its own."""
    for path in input_files(folders.content):
        relative = path.relative_to(folders.content)
        if relative.parts[0] == "guide" or any(map(is_ignored, relative.parts)):
            continue
        place, suffix = Place(folders.shown(path)), path.suffix[1:].lower()
        if _LEFT_OVER.search(path.name):
            yield LEFT_OVER.problem(place, f"「{path.name}」是編輯軟件留下的副本", value=path.name)
        elif not _is_published(relative):
            shown = f"{path.suffix} 文件" if suffix else "沒有後綴的文件"
            mend = "後綴改成小寫的 .md；鏈到它的地方一起改。" if suffix == "md" else None
            yield TYPE.problem(place, f"這裡不發布{shown}", value=path.name, mend=mend)
        elif suffix in _SNIFFED and relative.parts[0] != "learning" and kind_of(path) != _SNIFFED[suffix]:
            kind = kind_of(path)
            mend = f"把後綴改成 .{kind}；鏈到它的地方一起改。" if kind in PUBLISHED else None
            yield TYPE.problem(place, f"後綴是 .{suffix}，內容卻不是", value=path.name, mend=mend)


_Fault = tuple[Rule, str]
"""The rule that is broken, and the message."""


def _walk(folder: Path, top: str) -> Iterator[tuple[Path, _Fault | None]]:
    """Every entry below `folder` that is no folder, with what is wrong with it; `top` is where links may lead."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield folder, (UNREADABLE, "這個文件夾打不開")
        return
    alike: dict[str, str] = {}
    for entry in found:
        path = folder / entry.name
        wrong = _wrong_name(entry.name)
        if (other := alike.setdefault(entry.name.casefold(), entry.name)) != entry.name:
            wrong = wrong or (NAME, f"和「{other}」只差大小寫，在 Windows 上是同一個文件")
        if is_ignored(entry.name) and (wrong or entry.is_symlink() or entry.name.startswith("~$")):
            continue  # programs mark a file that is open with such a link, or with a file of the user's name
        if wrong:
            yield path, wrong
        elif entry.is_symlink() and (fault := _wrong_link(path, top)):
            yield path, fault
        elif entry.is_dir():
            yield from _walk(path, top)
        elif not entry.is_file():
            yield path, (UNREADABLE, "這不是普通文件")
        else:
            yield path, None if os.access(path, os.R_OK) else (UNREADABLE, "沒有權限讀這個文件")


def _wrong_name(name: str) -> _Fault | None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return NAME, "文件名不是 UTF-8 編碼，別的電腦上是亂碼"
    if (size := len(name.encode())) > _LONGEST:
        return NAME, f"文件名有{size}個字節，最多{_LONGEST}個，別的電腦存不下"
    if hidden := _UNSEEN.search(name):
        return NAME, f"文件名裡有看不見的字符（U+{ord(hidden[0]):04X}）"
    if not unicodedata.is_normalized("NFC", name):
        return NAME, "文件名裡的字母和音標是拆開寫的，有的電腦認作另一個名字"
    if (found := _FORBIDDEN.search(name)) and not _LEFT_OVER.search(name):
        return NAME, f"文件名裡有「{found[0]}」" if found[0].strip() else "文件名的頭尾有空格"
    return (NAME, f"Windows 不許文件叫「{name}」") if _DEVICE.match(name) else None


def _wrong_link(path: Path, top: str) -> _Fault | None:
    try:
        real = os.path.realpath(path, strict=True)
    except OSError:
        return LINKED, "這個鏈接指到的文件不存在，或者繞成一圈"
    if not _is_below(real, top):
        return LINKED, "這個鏈接指到文件夾外面"
    return (LINKED, "這個鏈接指到一個文件夾") if Path(real).is_dir() else None


def _is_published(relative: Path) -> bool:
    """Whether files of this type are published from this folder."""
    types = {"guide": frozenset(("md",)), "learning": LEARNING}.get(relative.parts[0], PUBLISHED)
    suffix = relative.suffix[1:]
    return suffix in types or (suffix.lower() in types and suffix.lower() != "md")  # `.MD` is no page to MkDocs


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _printable(path: str) -> str:
    """A path in which the bytes that are no text, and what cannot be seen, stand as question marks."""
    return _UNSEEN.sub("?", path.encode("utf-8", "replace").decode())

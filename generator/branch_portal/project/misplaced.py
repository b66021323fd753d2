"""放錯了的文件: what lies below `data/` and is not read, with where it belongs."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.ground.rules import rule
from branch_portal.project.kind import Kind
from branch_portal.project.reading import Folders
from branch_portal.source.places import Source
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml

FOLDER = rule(
    "LOAD-02",
    title="文件夾和文件類型認得出",
    why="放錯地方的文件不會被讀取，內容就悄悄丟了。",
    mend="放進正確的文件夾，數據文件以 .yml 結尾，指引以 .md 結尾。",
)
COPY = rule(
    "LOAD-04",
    title="一條記錄只有一個文件",
    why="副本和原件各改各的，不知道聽哪一個；同一個編號也不能有兩條記錄。",
    mend="要用的改動抄回原來的文件，再刪去副本；想照著它新建一條的，換一個新編號，文件名和 id 寫成一樣。",
)

_COPY = pattern(
    r"(?:[ _-]*(?:副本|複本|复件|備份|备份|拷貝|拷贝|copy|backup|bak|old|原)|[ _-]*[(（][0-9]{1,2}[)）])[ 0-9_-]*$",
    re.IGNORECASE,
)
_TABLES = frozenset((".xlsx", ".xls", ".csv", ".et", ".ods"))
_ATTACHMENTS = frozenset((".pdf", ".docx", ".doc", ".wps", ".png", ".jpg", ".jpeg", ".pptx", ".mp4"))


def original_of(name: str) -> str:
    """The name of the file that one with this name (without its suffix) is a copy of; empty for no copy."""
    bare = _COPY.sub("", name)
    return bare if bare != name else ""


def misplaced(path: Path, folders: Folders, kinds: Iterable[Kind[Any, Any]], folder: str = "") -> Problem:
    """The problem of an entry below `data/`, or below its folder `folder`, that is not read."""
    place = Place(folders.shown(path))
    name, suffix = path.name, path.suffix.lower()
    inside = f"data/{folder}" if folder else "data"
    if path.is_dir():
        if folder:
            mend = f"{inside} 裡不再分文件夾：把「{name}」裡的文件移到 {inside}，再刪去這個文件夾。"
            return FOLDER.problem(place, f"{inside} 裡不分文件夾，「{name}」裡的文件不會被讀取", mend=mend)
        return FOLDER.problem(place, f"data 下不認識「{name}」")
    stem = re.sub(r"(?i)\.(?:ya?ml|txt)$", "", re.sub(r"(?i)\.txt$", "", name))
    if suffix in (".yaml", ".yml", ".txt") and path.suffix != ".yml" and folder:
        return FOLDER.problem(place, f"「{name}」的後綴不是 .yml，不會被讀取", mend=f"把文件改名為 {stem}.yml。")
    if suffix in _TABLES:
        mend = (
            f"從 data 刪去它。要把表裡的內容變成記錄，在自己電腦上運行 portal import records {name}；"
            "要給人下載的表，放到 content/files。"
        )
        return FOLDER.problem(place, f"data 裡不放表格，「{name}」不會被讀取", mend=mend)
    if suffix in _ATTACHMENTS:
        mend = "給人下載的放到 content/files，學習材料放到 content/learning，從 data 刪去它。"
        return FOLDER.problem(place, f"data 裡不放附件，「{name}」不會被讀取", mend=mend)
    if name.lower() in ("thumbs.db", "desktop.ini") or suffix in (".tmp", ".lnk", ".url", ".zip", ".rar", ".7z"):
        return FOLDER.problem(place, f"「{name}」不是門戶的文件", mend="刪去這個文件；壓縮包在自己電腦上解開再放。")
    if suffix in (".bak", ".old", ".orig", ".swp") or name.endswith("~"):
        mend = "刪去這個文件：從前的樣子，倉庫的歷史裡都有。"
        return FOLDER.problem(place, f"「{name}」是備份，不會被讀取", mend=mend)
    if suffix in (".json", ".toml", ".ini", ".xml", ".html"):
        mend = f"要的內容照同一個文件夾裡別的記錄，寫成一個 .yml 文件，一行一個「字段: 內容」；再刪去「{name}」。"
        return FOLDER.problem(place, f"「{name}」不是 .yml 文件，不會被讀取", mend=mend)
    if suffix == ".lock":
        mend = "刪去這個文件；日曆台賬只有 data/calendar.lock 一個。"
        return FOLDER.problem(place, f"「{name}」是台賬的副本，不會被讀取", mend=mend)
    if suffix == ".md":
        mend = f"指引移到 content/guide/{name}，別的頁面移到 content/{name}。"
        return FOLDER.problem(place, f"data 裡不放頁面，「{name}」不會被讀取", mend=mend)
    if path.suffix == ".yml" and (fits := fitting(path, folders, kinds)):
        mend = f"移到 data/{fits.name}/{path.name}。"
        return FOLDER.problem(place, f"這是一條{fits.title}，不能直接放在 data 下", mend=mend)
    return FOLDER.problem(place, f"「{name}」不是 .yml 文件，不會被讀取" if folder else f"data 下不認識「{name}」")


def fitting(path: Path, folders: Folders, kinds: Iterable[Kind[Any, Any]]) -> Kind[Any, Any] | None:
    """The one kind whose records look like the file; None where none does, or several."""
    source = read_yaml(folders.read(path), folders.shown(path), ProblemLog())
    found = [kind for kind in kinds if source and _fits(kind, source)]
    return found[0] if len(found) == 1 else None


def _fits(kind: Kind[Any, Any], source: Source) -> bool:
    return not kind.read and not kind.nested and validate(kind.model, source, ProblemLog()) is not None

"""文件名: it is the record's id, and a second file of the same id is a copy."""

from collections.abc import Iterator
from pathlib import Path

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.base import ID_PATTERN
from branch_portal.project.misplaced import COPY, original_of
from branch_portal.source.places import Source

NAME = rule(
    "LOAD-01",
    title="文件名與編號一致",
    why="編號就是網址和日曆標識的一部分，文件名與編號各說各話，別人就找不到這條記錄。",
    mend="把 id 改成與文件名一樣，或者把文件改名。",
)


def check_name(path: Path, name: str, id: str, source: Source) -> Iterator[Problem]:
    """A record whose id is not the name of its file: `name` is the file's, below the folder of its kind."""
    if id == name:
        return
    place, own, suffix = source.at("id"), path.stem, path.suffix
    below = source.path.removesuffix(f"{name}{suffix}")
    original = original_of(own)
    message = f"文件名是「{name}」，內容寫的卻是「{id}」"
    if original:
        mend = f"要用的改動抄回「{original}{suffix}」，再刪去「{path.name}」；想照著它新建一條的，換一個新編號，文件名和 id 寫成一樣。"
        yield COPY.problem(place, f"「{path.name}」像是「{original}{suffix}」的副本", value=id, mend=mend)
    elif (
        not ID_PATTERN.fullmatch(own.replace("_", "-")) and (path.parents[name.count("/")] / f"{id}{suffix}").is_file()
    ):
        mend = f"多出的副本：刪去「{path.name}」。照著它新建的一條：文件名和 id 都換成一個新編號，只用小寫字母、數字和連字符。"
        yield COPY.problem(place, f"編號「{id}」已經有文件 {below}{id}{suffix}", value=id, mend=mend)
    elif (path.parents[name.count("/")] / f"{id}{suffix}").is_file():
        mend = (
            f"照著它新建的一條：把 id 改成 {own}，名稱和內容換成它自己的。多出的副本：刪去「{path.name}」。"
            if "/" not in name
            else f"放錯了的：把內容改成 {name} 的。多出的副本：刪去「{path.name}」。"
        )
        yield COPY.problem(place, f"編號「{id}」已經有文件 {below}{id}{suffix}", value=id, mend=mend)
    elif "/" in name:
        yield NAME.problem(place, message, value=id, mend=f"把文件移到 {below}{id}{suffix}；位置對的，改正內容。")
    elif not ID_PATTERN.fullmatch(own.replace("_", "-")):
        yield NAME.problem(place, message, value=id, mend=f"把文件改名為 {id}{suffix}。")
    else:
        yield NAME.problem(place, message, value=id, mend=f"把 id 改成 {own}；編號對的，把文件改名為 {id}{suffix}。")

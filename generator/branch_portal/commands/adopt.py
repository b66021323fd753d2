"""`portal adopt`: a record of a lower layer becomes the unit's own, and is kept up with what changes below."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import ROOT, refuse
from branch_portal.commands.speech import say, show
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    from branch_portal.commands.adopting import Copy
    from branch_portal.project.records import Records
    from branch_portal.writing.merge import Region

_WIDEST = 160  # columns of a terminal that two texts side by side are spread over


@click.command(help="把基礎庫（或別的下層）的一條記錄取到本單位來改，例如 portal adopt 指引 g08。")
@click.argument("kind", metavar="類別")
@click.argument("id", metavar="編號")
@ROOT
@click.option("--diff", "what", flag_value="diff", help="只看取用以後兩邊各改了什麼。")
@click.option("--merge", "what", flag_value="merge", help="採用下層的改動；兩邊都改了的地方不動。")
@click.option("--keep", "what", flag_value="keep", help="看過了，以本單位的為準，不再提醒。")
def adopt(kind: str, id: str, root: Path, what: str | None) -> None:
    from branch_portal.commands import adopting
    from branch_portal.commands.naming import named_kind
    from branch_portal.rooms import KINDS

    folders = Folders(root.resolve())
    chosen = named_kind(kind, KINDS, shared=True)
    records = _load(folders)
    try:
        copy = adopting.find(folders, records, chosen, id)
        match what:
            case "diff":
                _show(copy)
            case "merge":
                regions, files = adopting.merged(copy)
                adopting.write(folders, files)
                _tell(copy, regions)
            case "keep":
                adopting.write(folders, adopting.keep(copy))
                say(f"記下了：以本單位的 {copy.path} 為準。{copy.layer.title}下次再改，檢查時再提醒。")
            case _:
                adopting.write(folders, adopting.adopt(copy, records))
                say(f"取來了：{copy.path}，底本在 {copy.base_path}，兩個一起提交。")
                say(f"改好後運行 portal check。{copy.layer.title}以後改了這一條，檢查時會提醒。")
    except adopting.CannotAdopt as error:
        raise click.ClickException(str(error)) from None


def _load(folders: Folders) -> "Records":
    from branch_portal.check import read_files

    reading = Reading()
    try:
        return read_files(folders, reading)
    except InputProblems as error:
        refuse(error, reading)


def _show(copy: "Copy") -> None:
    """Both sides' changes side by side."""
    from branch_portal.ground.problems import display_width
    from branch_portal.writing.words import columns

    if copy.own is None:
        raise click.ClickException(f"本單位還沒有取用這一條，{copy.layer.title}的是什麼就用什麼。")
    regions = [region for region in copy.regions() if region.verdict != "same"]
    if not regions:
        say(f"{copy.path} 與{copy.layer.title}的一樣。")
        return
    if copy.base is None:
        say("沒有底本（不是用 portal adopt 取的）：不同的地方都算本單位改的。")
    width = (min(shutil.get_terminal_size((100, 24)).columns, _WIDEST) - 3) // 2
    heading = f"{copy.layer.title}改了什麼"
    say("〔-刪去的-〕〔+新寫的+〕")
    for region in regions:
        say(f"\n{copy.path}:{region.start + 1}　{_verdict(copy, region)}")
        say(f"{heading}{' ' * (width - display_width(heading))} │ 本單位改了什麼")
        for line in columns(_changed(region.base, region.theirs), _changed(region.base, region.ours), width):
            show(line)


def _changed(base: tuple[str, ...], side: tuple[str, ...]) -> list[str]:
    from branch_portal.writing.words import marked

    return marked("\n".join(base), "\n".join(side)).split("\n") if side != base else ["（沒有改）"]


def _verdict(copy: "Copy", region: "Region") -> str:
    return {
        "ours": "只有本單位改了",
        "theirs": f"只有{copy.layer.title}改了，--merge 會採用",
        "both": "兩邊改得一樣",
        "merged": "兩邊改的不是同一句，--merge 會合起來",
        "conflict": "兩邊都改了，要人來定：改好本單位的，再用 --keep 記下",
    }[region.verdict]


def _tell(copy: "Copy", regions: "list[Region]") -> None:
    """What a merge has taken, and what it has left to a person."""
    taken = [region for region in regions if region.verdict in ("theirs", "merged")]
    left = [region for region in regions if region.verdict == "conflict"]
    say(f"採用了{copy.layer.title}的{len(taken)}處改動，寫進 {copy.path}。" if taken else "沒有能直接採用的改動。")
    if left:
        lines = "、".join(f"第{region.start + 1}行" for region in left)
        say(f"還有{len(left)}處兩邊都改了，沒有動（原來的{lines}）。用 --diff 對照，改好後用 --keep 記下。")
        raise SystemExit(1)
    say("再運行 portal check，看過後提交。")

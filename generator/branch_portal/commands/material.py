"""`portal material add`: a file comes into the learning platform with its record, without what it says of its makers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say, tell
from branch_portal.ground.output import replace_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading

if TYPE_CHECKING:
    pass


@click.group(help="學習材料：把文件放進來，寫好登記。")
def material() -> None:
    pass


@material.command(
    help="放一份學習材料，例如 portal material add 課件.pptx：PDF、圖片、Word、Excel、PPT、講稿（md）、視頻（mp4）。"
    "清掉作者、單位、拍攝信息，放進 content/learning，寫好登記的大小和校驗值。"
    "已經在 content/learning 裡的，只補登記。"
)
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", metavar="編號", help="編號，也是文件名；不寫就用原來的文件名，文件名不合用的按順序編。")
@ROOT
@AS_OF
def add(file: Path, id: str | None, root: Path, as_of: str | None) -> None:
    from branch_portal.check import read_files
    from branch_portal.edit.new_material import NewMaterial
    from branch_portal.edit.places import Refused
    from branch_portal.leaks.cleaned import NotCleaned
    from branch_portal.systems.learning.kinds import MATERIALS
    from branch_portal.systems.learning.rules import ALLOWED

    folders, reading, today = Folders(root.resolve()), Reading(), day(as_of)
    try:
        new = NewMaterial(MATERIALS, ALLOWED, read_files(folders, reading), folders, today)
        made = new.result(file.resolve(), id)
    except InputProblems as error:
        refuse(error, reading)
    except (Refused, NotCleaned) as error:
        raise click.ClickException(str(error)) from None
    if made.problems:
        for problem in made.problems:
            tell(problem, err=True)
        raise click.ClickException("文件裡有不能發布的內容，沒有放。照上面改好文件，再運行一次。")
    replace_files(folders.root, made.files)
    if made.cleaned:
        say(f"清掉了：{'、'.join(made.cleaned)}。原來的文件沒有動。")
    for path in made.files:
        say(f"寫好了：{path}")
    say(made.next)

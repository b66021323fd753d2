"""自己的模板: where a template of the unit's own, laid over the theme's, ends a build."""

import traceback
from pathlib import Path

from mkdocs.utils import get_theme_dir

from branch_portal.mkdocs.theme_settings import THEME


def own_template(error: Exception) -> tuple[Path, int] | None:
    """The file and line, from 1, of a unit's own template in which `error` came up; none for errors of ours or of another sort.

    What a template calls may raise anything: the last template on the way counts.
    """
    ours = (THEME, Path(get_theme_dir("material")))
    steps = [(step.filename, step.lineno or 1) for step in traceback.extract_tb(error.__traceback__)]
    shown = [(Path(name), line) for name, line in steps if name.endswith((".html", ".xml"))]
    if not shown or any(shown[-1][0].is_relative_to(folder) for folder in ours):
        return None
    return shown[-1]


def sentence(error: Exception, root: Path) -> str:
    """What to say of it; empty where it is not in the unit's own templates."""
    if not (found := own_template(error)):
        return ""
    file, line = found
    shown = file.relative_to(root) if file.is_relative_to(root) else file
    return (
        f"自己的模板 {shown} 第{line}行用不了（{error}）：改好這一行，或刪去這個文件，用程序自帶的。"
        "沒有發布，原有網站沒有改動。"
    )

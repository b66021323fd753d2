"""`portal build`: the site, or an ordinary documentation tree for another site builder."""

import datetime as dt
import logging
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Literal, get_args

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.progress import Progress
from branch_portal.commands.speech import say, tell, words
from branch_portal.ground.problems import InputProblems
from branch_portal.ground.processes import stopped_in_order
from branch_portal.ground.progress import heard_by
from branch_portal.project.reading import Folders, Reading
from branch_portal.publishing.target import files_below
from branch_portal.publishing.unchanged import Changes

Language = Literal["zh-Hant", "zh-Hans"]


@click.command(help="生成網站；數據有錯時原有網站不動。")
@ROOT
@AS_OF
@click.option("--site-dir", type=click.Path(path_type=Path), help="網站寫到哪裡；不寫就是 site。")
@click.option("--to-folder", type=click.Path(path_type=Path), help="改為寫成普通文檔目錄，供其他生成器使用。")
@click.option("--edition", type=click.Choice(get_args(Language)), help="文檔目錄用哪種字體；不寫就和數據一樣。")
@click.option(
    "--fresh",
    is_flag=True,
    help="舊的一點不留、不沿用（平時舊搜索數據和腳本留兩天，供已經打開的頁面用）；撤下不該公開的內容時用。",
)
@click.option("--clean", is_flag=True, help="全部重新生成，不沿用上一次沒有變的文件。")
@click.option("--quiet", is_flag=True, help="只說錯誤：不說在做什麼，也不說做好了什麼。")
def build(
    root: Path,
    as_of: str | None,
    site_dir: Path | None,
    to_folder: Path | None,
    edition: Language | None,
    fresh: bool,
    clean: bool,
    quiet: bool,
) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    as_of_day = day(as_of)
    if edition and not to_folder:
        raise click.UsageError("--edition 只和 --to-folder 一起用；網站發布哪些版本，寫在 site_config/portal.yml。")
    progress = Progress(sys.stderr, words())
    try:
        with stopped_in_order(), nullcontext() if quiet else heard_by(progress):
            if to_folder:
                told = _write_folder(root.resolve(), as_of_day, to_folder, edition, progress, quiet)
            else:
                told = _build(root.resolve(), as_of_day, site_dir, progress, quiet, not fresh, clean or fresh)
    except KeyboardInterrupt:
        raise click.ClickException("中斷了，沒有生成；原有的沒有改動。") from None
    finally:
        progress.clear()
    if not quiet:
        say(told)


def _build(
    root: Path, as_of_day: dt.date, site_dir: Path | None, progress: Progress, quiet: bool, keeps: bool, clean: bool
) -> str:
    """Build the site; gives what there is to say of it."""
    from branch_portal.mkdocs.run import build as build_with_mkdocs

    least = logging.ERROR if quiet else logging.NOTSET
    target = site_dir.absolute() if site_dir else None  # a link stays one: it may be what is swung
    built = build_with_mkdocs(root, target, as_of_day.isoformat(), words(), progress, least, keeps=keeps, clean=clean)
    made, changes = built.folder, built.changes
    pages = sum(file.endswith(".html") for file in files_below(made))
    shown = made.relative_to(Path.cwd()) if made.is_relative_to(Path.cwd()) else made
    return (
        f"網站做好了：{pages}個頁面，是 {as_of_day} 的情況，在 {shown}。打開 {shown / 'index.html'} 就能看。\n"
        f"{changed(changes)}用了{progress.seconds():.0f}秒。"
    )


def changed(changes: Changes) -> str:
    """What has changed in a folder, in words."""
    if not (changes.same or changes.changed or changes.gone):
        return f"{changes.new}個文件。"
    counts = ((changes.changed, "改了"), (changes.new, "新增"), (changes.gone, "刪去"))
    said = "、".join(f"{verb}{count}個" for count, verb in counts if count) or "都沒有變"
    return f"{changes.new + changes.changed + changes.same}個文件，和原來的相比{said}。"


def _write_folder(
    root: Path, as_of: dt.date, target: Path, edition: Language | None, progress: Progress, quiet: bool
) -> str:
    """Write the tree; gives what there is to say of it."""
    from branch_portal.build import build_site
    from branch_portal.editions.edition import LANGUAGES
    from branch_portal.mkdocs.theme_settings import theme_settings
    from branch_portal.publishing.target import NotPublished
    from branch_portal.publishing.tree import write_tree
    from branch_portal.publishing.unfinished import begin

    script = next((one for one, language in LANGUAGES.items() if language == edition), None)
    reading = Reading()
    theme = theme_settings(root)
    try:
        unfinished = begin(target, "folder", root, theme.folders)
    except NotPublished as error:
        raise click.ClickException(str(error)) from None
    try:
        site = build_site(root, as_of, reading)
        tree = write_tree(site, unfinished.fresh, Folders(root).content, theme.settings, theme.folders, script)
        unfinished.put_in_place(tree.made())
    except InputProblems as error:
        progress.clear()
        refuse(error, reading)
    except NotPublished as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(unfinished.sentence(error)) from None
    finally:
        unfinished.abandon()
    progress.clear()
    for warning in () if quiet else reading.log:
        tell(warning, err=True)
    return f"寫好了：{len(site.pages)}個頁面，{len(site.assets)}個文件。"

"""`portal build`: the site, or an ordinary documentation tree for another site builder."""

import datetime as dt
import os
from pathlib import Path
from typing import Literal, get_args

import click

from branch_portal.commands.options import AS_OF, ROOT, day, refuse
from branch_portal.commands.speech import say, words
from branch_portal.ground.problems import InputProblems
from branch_portal.ground.processes import stopped_in_order
from branch_portal.project.reading import Folders, Reading

Language = Literal["zh-Hant", "zh-Hans"]


@click.command(help="生成網站；數據有錯時原有網站不動。")
@ROOT
@AS_OF
@click.option("--site-dir", type=click.Path(path_type=Path), help="網站寫到哪裡；不寫就是 site。")
@click.option("--to-folder", type=click.Path(path_type=Path), help="改為寫成普通文檔目錄，供其他生成器使用。")
@click.option("--edition", type=click.Choice(get_args(Language)), help="文檔目錄用哪種字體；不寫就和數據一樣。")
def build(
    root: Path, as_of: str | None, site_dir: Path | None, to_folder: Path | None, edition: Language | None
) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    as_of_day = day(as_of)
    if edition and not to_folder:
        raise click.UsageError("--edition 只和 --to-folder 一起用；網站發布哪些版本，寫在 site_config/portal.yml。")
    try:
        with stopped_in_order():
            if to_folder:
                _write_folder(root.resolve(), as_of_day, to_folder, edition)
            else:
                _build(root.resolve(), as_of_day, site_dir)
    except KeyboardInterrupt:
        raise click.ClickException("中斷了，沒有生成；原有的沒有改動。") from None


def _build(root: Path, as_of_day: dt.date, site_dir: Path | None) -> None:
    from branch_portal.mkdocs.run import build as build_with_mkdocs

    made = build_with_mkdocs(root, site_dir.resolve() if site_dir else None, as_of_day.isoformat(), words())
    pages = sum(1 for _ in made.rglob("*.html"))
    shown = made.relative_to(Path.cwd()) if made.is_relative_to(Path.cwd()) else made
    say(f"網站做好了：{pages}個頁面，是 {as_of_day} 的情況，在 {shown}。打開 {shown / 'index.html'} 就能看。")


def _write_folder(root: Path, as_of: dt.date, target: Path, edition: Language | None) -> None:
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
        refuse(error, reading)
    except NotPublished as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(unfinished.sentence(error)) from None
    finally:
        unfinished.abandon()
    say(f"寫好了：{len(site.pages)}個頁面，{len(site.assets)}個文件。")

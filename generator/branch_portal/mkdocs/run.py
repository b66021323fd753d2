"""MkDocs called by the command line."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from click import ClickException
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError
from mkdocs.utils import get_theme_names

from branch_portal.ground import beside
from branch_portal.ground.problems import Told
from branch_portal.mkdocs.plugin import PortalPlugin
from branch_portal.mkdocs.words import Spoken
from branch_portal.project.reading import Folders, Reading
from branch_portal.publishing.target import NotPublished, refuse_place
from branch_portal.publishing.unchanged import Changes
from branch_portal.site import builder_file

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

log = logging.getLogger("mkdocs.plugins.portal")

NOT_INSTALLED = (
    "找不到門戶的主題：程序更新以後，還要重新安裝一次。"
    "運行 make ready，或 .venv/bin/pip install --no-deps --no-build-isolation -e .，再生成。"
)


@dataclass(frozen=True)
class Built:
    """The folder that a site stands in, and what has changed there."""

    folder: Path
    changes: Changes


def build(
    root: Path,
    site_dir: Path | None,
    as_of: str | None,
    words: Callable[[str], str] = str,
    stream: "SupportsWrite[str] | None" = None,
    least: int = logging.NOTSET,
    *,
    keeps: bool = True,
    clean: bool = False,
) -> Built:
    """Build the whole site with MkDocs, printing in the script of `words` what is at `least` that grave.

    It is printed on `stream`, or where errors go. Where it `keeps` them, files that pages opened before may ask for stay a while; with
    `clean` nothing is taken over from the last build. Raises MkDocs' `Abort` or click's `ClickException` after printing what is wrong.
    """
    printed = logging.StreamHandler(stream)
    printed.setLevel(least)
    printed.setFormatter(Spoken(words))
    logging.getLogger().addHandler(printed)
    # What a build points out is no warning of MkDocs', which would end a strict build; without its command line nobody hears less.
    before = log.level
    log.setLevel(logging.INFO)
    try:
        return _build(root, site_dir, as_of, keeps, clean)
    finally:
        log.setLevel(before)
        logging.getLogger().removeHandler(printed)


def _build(root: Path, site_dir: Path | None, as_of: str | None, keeps: bool, clean: bool) -> Built:
    overrides = {"site_dir": str(site_dir)} if site_dir else {}
    if site_dir:
        try:
            refuse_place(site_dir, root)  # before MkDocs refuses some of it, in English
        except NotPublished as error:
            raise PluginError(str(error)) from None
    if "portal" not in get_theme_names():
        raise ClickException(NOT_INSTALLED)
    _refuse_settings(root)
    (root / "content").mkdir(exist_ok=True)  # git keeps no empty folder, and MkDocs wants one
    config = load_config(str(root / "mkdocs.yml"), strict=True, **overrides)
    built = Path(config.site_dir)
    plugin = config.plugins["portal"]
    assert isinstance(plugin, PortalPlugin)
    plugin.config.as_of, plugin.keeps, plugin.clean = as_of, keeps, clean
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort:  # its own words are English, and the reasons stand above
        raise ClickException("沒有生成網站，原因見上面。") from None
    finally:
        config.plugins.on_shutdown()
        beside.save()
    assert plugin.website.changes is not None  # MkDocs ends with the site in its place, or raises
    return Built(built, plugin.website.changes)


def _refuse_settings(root: Path) -> None:
    """Raise where the builder's own settings are missing or wrong, before MkDocs says so in English."""
    folders, reading = Folders(root), Reading()
    if found := [*builder_file.absent(folders), *builder_file.check(folders, reading)]:
        for problem in found:
            log.error(Told(problem, reading.lines_of(problem)))
        raise ClickException("沒有生成網站，原因見上面。")

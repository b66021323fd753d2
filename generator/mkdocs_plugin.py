"""The only module that knows MkDocs: puts a `Site` into a MkDocs build.

Data pages are HTML already, so they skip Markdown and stay out of the sidebar; their bodies are made when
the theme's template asks for them and are not kept.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import Config as MkDocsBaseConfig
from mkdocs.config import load_config
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.build import build_site
from generator.dates import build_day
from generator.folder import nav, source_name
from generator.load import Reading, problem_lines
from generator.problems import InputProblems, format_problem
from generator.site import Heading, NavItem, Page, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.portal")


class PortalConfig(MkDocsBaseConfig):  # type: ignore[no-untyped-call]
    as_of = Optional(Type(str))


class DataPage(MkDocsPage):
    """A page whose body is made by the generator: HTML at the moment it is written."""

    def __init__(self, page: Page, file: File, config: "MkDocsConfig") -> None:
        self._page = page
        super().__init__(page.title, file, config)

    def read_source(self, config: "MkDocsConfig") -> None:
        self.markdown = ""
        self.meta = page_meta(self._page)

    def render(self, config: "MkDocsConfig", files: Files) -> None:
        self.toc = TableOfContents(list(_anchors(self._page.toc, 2)))
        self.present_anchor_ids = None  # our own links are checked over the built site

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Nothing to do: bodies are not made yet, and every anchor of the built site is checked in the tests."""

    @property
    def content(self) -> str:
        return self._page.render()

    @content.setter
    def content(self, value: str | None) -> None:
        pass


def page_meta(page: Page) -> dict[str, Any]:
    """What the theme reads from a page's front matter."""
    hide = ["navigation"] if page.wide else []
    if page.wide or not (page.toc or page.markdown):
        hide.append("toc")
    meta: dict[str, Any] = {"description": page.description}
    if hide:
        meta["hide"] = hide
    if not page.searched:
        meta["search"] = {"exclude": True}
    return meta


class PortalPlugin(BasePlugin[PortalConfig]):  # type: ignore[no-untyped-call]
    """Builds the `Site` before MkDocs touches anything, then hands over its pages and files."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._target: Path | None = None
        self._command = "build"

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._command = command

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        root = Path(config.config_file_path).parent
        reading = Reading()
        try:
            self._site = build_site(root, build_day(self.config.as_of), reading)
        except InputProblems as error:
            for problem in error.problems:
                log.error("%s", format_problem(problem, problem_lines(problem, reading)))
            raise PluginError(f"數據有{len(error.problems)}處錯誤，網站沒有改動。改好後再生成一次。") from None
        for warning in reading.log:
            log.info("%s", format_problem(warning))
        config.site_name, config.site_url = self._site.name, self._site.url
        config.site_description = self._site.description
        config.extra["notice"] = self._site.notice
        config.nav = [nav(item) for item in self._site.nav]
        if self._command == "build":
            # A new site takes the old one's place only when it is complete.
            self._target = Path(config.site_dir)
            self._target.parent.mkdir(parents=True, exist_ok=True)
            config.site_dir = tempfile.mkdtemp(prefix=f".{self._target.name}-next-", dir=self._target.parent)
        return config

    def on_files(self, files: Files, *, config: "MkDocsConfig") -> Files:
        assert self._site
        in_nav = set(_paths(self._site.nav))
        for page in self._site.pages:
            source = source_name(page.path)
            if existing := files.get_file_from_path(source):
                files.remove(existing)
            level = InclusionLevel.INCLUDED if page.path in in_nav else InclusionLevel.NOT_IN_NAV
            content = page.render() if page.markdown else ""
            file = File.generated(config, source, content=content, inclusion=level)
            files.append(file)
            made: MkDocsPage = MkDocsPage(page.title, file, config) if page.markdown else DataPage(page, file, config)
            file.page = made
            if self._site.edit and page.source:
                made.edit_url = self._site.edit.replace("{path}", page.source)
        for asset in self._site.assets:
            files.append(File.generated(config, asset.path, content=asset.render()))
        return files

    def on_post_build(self, *, config: "MkDocsConfig") -> None:
        if self._target:
            swap(Path(config.site_dir), self._target)
            config.site_dir = str(self._target)
            self._target = None

    def on_build_error(self, *, error: Exception) -> None:
        if self._target:
            for unfinished in self._target.parent.glob(f".{self._target.name}-next-*"):
                shutil.rmtree(unfinished, ignore_errors=True)

    def on_serve(self, server: "LiveReloadServer", *, config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":
        root = Path(config.config_file_path).parent
        for folder in ("data", "site_config"):
            server.watch(str(root / folder))
        return server


def build(root: Path, site_dir: Path | None, as_of: str | None) -> None:
    """Build the whole site with MkDocs; raises MkDocs' `Abort` after printing what is wrong."""
    from mkdocs.commands.build import build as mkdocs_build

    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    overrides = {"site_dir": str(site_dir)} if site_dir else {}
    config = load_config(str(root / "mkdocs.yml"), strict=True, **overrides)
    plugin = config.plugins["portal"]
    assert isinstance(plugin, PortalPlugin)
    plugin.config.as_of = as_of
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def swap(fresh: Path, target: Path) -> None:
    """Put the finished site in the place of the old one; the old one is there until then."""
    fresh.chmod(0o755)
    old = fresh.with_name(fresh.name + "-old")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _paths(items: tuple[NavItem, ...]) -> Iterator[str]:
    for item in items:
        if item.path is not None:
            yield item.path
        yield from _paths(item.children)


def _anchors(headings: tuple[Heading, ...], level: int) -> Iterator[AnchorLink]:
    for heading in headings:
        link = AnchorLink(heading.title, heading.anchor, level)
        link.children = list(_anchors(heading.children, level + 1))
        yield link

"""The only module that knows MkDocs: puts a `Site` into a MkDocs build.

Pages in the navigation and pages in Markdown are MkDocs' own. All others, by far the most, are poured into
shells: MkDocs never sees them, and each body is made when its page is written and not kept.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import ClickException
from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config import Config as MkDocsBaseConfig
from mkdocs.config import load_config
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler, get_theme_names

from branch_portal.build import build_site
from branch_portal.editions.publish import publish
from branch_portal.ground.dates import build_day
from branch_portal.ground.output import write_files, written_meanwhile
from branch_portal.ground.problems import InputProblems, Problem, format_problem
from branch_portal.markup.rules import check_rendered
from branch_portal.mkdocs.theme_settings import THEME, fill_in
from branch_portal.mkdocs.words import speak_chinese
from branch_portal.project.input_files import published
from branch_portal.project.reading import Reading
from branch_portal.publishing.target import NotPublished, refuse_place
from branch_portal.publishing.unfinished import Unfinished, begin
from branch_portal.search.index import Reader
from branch_portal.search.publish import write_search
from branch_portal.site.folder import nav
from branch_portal.site.page import Heading, NavItem, Page, Site
from branch_portal.site.shell import SLOTS, Shell, ShellKey, make_shell, marked_path, shell_key
from branch_portal.site.sitemap import sitemap
from branch_portal.site.urls import source_name
from branch_portal.source.comments import without_comments

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.portal")

NOT_INSTALLED = (
    "找不到門戶的主題：程序更新以後，還要重新安裝一次。"
    "運行 make ready，或 .venv/bin/pip install --no-deps --no-build-isolation -e .，再生成。"
)


class PortalConfig(MkDocsBaseConfig):  # type: ignore[no-untyped-call]
    as_of = Optional(Type(str))


class AssetFile(File):
    """A file that MkDocs may link to, but that is written by us."""

    def copy_file(self, dirty: bool = False) -> None:
        pass


class PouredFile(AssetFile):
    """A page that is poured into a shell, so that hand-written pages can link to it as to any other."""

    def is_documentation_page(self) -> bool:
        return False


class DataPage(MkDocsPage):
    """A page whose body is made by the generator: HTML at the moment it is written."""

    def __init__(self, page: Page, file: File, config: "MkDocsConfig") -> None:
        self._page = page
        super().__init__(escape(page.title), file, config)

    def read_source(self, config: "MkDocsConfig") -> None:
        self.markdown = ""
        self.meta = page_meta(self._page)

    def render(self, config: "MkDocsConfig", files: Files) -> None:
        self.toc = TableOfContents(list(_anchors(self._page.toc, 2)))
        self.present_anchor_ids = None  # our own links are checked over the built site

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Nothing to do: bodies are not made yet, and every anchor of the built site is checked in the tests."""

    @property
    def active(self) -> bool:
        return self._active

    @active.setter
    def active(self, value: bool) -> None:
        # MkDocs asks for the body several times, but needs it only while it writes the page.
        self._active = value
        if self.parent is not None:
            self.parent.active = value  # the theme lists the pages of an active section beside the page
        self._body = self._page.render() if value else ""

    @property
    def content(self) -> str:
        return self._body

    @content.setter
    def content(self, value: str | None) -> None:
        pass


def is_poured(page: Page, in_nav: set[str]) -> bool:
    """Whether a page is poured into a shell: finished HTML that the navigation does not list."""
    return not page.markdown and page.path not in in_nav


def page_meta(page: Page) -> dict[str, Any]:
    """What the theme reads from a page's front matter."""
    hide = ["navigation"] if page.wide else []
    if page.wide or not (page.toc or page.markdown):
        hide.append("toc")
    meta: dict[str, Any] = {"description": page.description}
    if hide:
        meta["hide"] = hide
    return meta


class PortalPlugin(BasePlugin[PortalConfig]):  # type: ignore[no-untyped-call]
    """Builds the `Site` before MkDocs touches anything, then hands over its pages and files."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._unfinished: Unfinished | None = None
        self._made: list[str] = []
        self._command = "build"
        self._poured: list[Page] = []
        self._reader = Reader()
        self._mkdocs_paths: list[str] = []
        self._theme_files: set[str] = set()
        self._nav: Navigation | None = None
        self._env: Environment | None = None
        self._markup: list[Problem] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._command = command

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        root = Path(config.config_file_path).parent
        speak_chinese(Path(config.docs_dir))
        if self._command != "serve":
            self._begin(config, root)
        reading = Reading()
        try:
            site = build_site(root, build_day(self.config.as_of), reading, preview=self._command == "serve")
        except InputProblems as error:
            for problem in error.problems:
                log.error("%s", format_problem(problem, reading.lines_of(problem)))
            raise PluginError(f"數據有{len(error.problems)}處錯誤，網站沒有改動。改好後再生成一次。") from None
        for warning in reading.log:
            log.info("%s", format_problem(warning))
        self._reader = Reader()
        self._markup = []
        self._site = self._reader.watch(site)
        config.site_name, config.site_url = self._site.name, self._site.url
        config.site_description = self._site.description
        config.extra["notice"] = self._site.notice
        config.nav = [nav(item) for item in self._site.nav]
        config.theme.static_templates.discard("sitemap.xml")  # the theme's own writes the clock into it
        fill_in(config)
        return config

    def _begin(self, config: "MkDocsConfig", root: Path) -> None:
        """Let the site grow beside the old one; it takes the old one's place only when it is complete."""
        theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        try:
            self._unfinished = begin(Path(config.site_dir), "site", root, [Path(config.docs_dir), *theme])
        except NotPublished as error:
            raise PluginError(str(error)) from None
        config.site_dir = str(self._unfinished.fresh)

    def on_files(self, files: Files, *, config: "MkDocsConfig") -> Files:
        assert self._site
        self._theme_files = theme_files(files, config)
        keep_published(files, Path(config.docs_dir))
        in_nav = set(_paths(self._site.nav))
        self._poured = [page for page in self._site.pages if is_poured(page, in_nav)]
        for page in self._site.pages:
            if is_poured(page, in_nav):
                poured = PouredFile.generated(config, source_name(page.path), content=b"")
                poured.dest_uri = f"{page.path}index.html"
                files.append(poured)
                continue
            source = source_name(page.path)
            if existing := files.get_file_from_path(source):
                files.remove(existing)
            level = InclusionLevel.INCLUDED if page.path in in_nav else InclusionLevel.NOT_IN_NAV
            text = page.render() if page.markdown else ""
            file = File.generated(config, source, content=text, inclusion=level)
            files.append(file)
            written = MkDocsPage(escape(page.title), file, config) if page.markdown else None
            made = written or DataPage(page, file, config)
            file.page = made
            made.edit_url = self._site.edit_address(page) or None
        for asset in self._site.assets:
            files.append(AssetFile.generated(config, asset.path, content=b""))
        return files

    def on_nav(self, nav: Navigation, *, config: "MkDocsConfig", files: Files) -> Navigation:
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: "MkDocsConfig", files: Files) -> Environment:
        for problem in self._markup:
            log.error("%s", format_problem(problem))
        if self._markup:
            raise PluginError(f"正文裡有{len(self._markup)}處不能發布的內容，網站沒有改動。")
        # Themes of MkDocs print as HTML whatever they are given. Here only what says of itself that it is Markup is
        # HTML; every other word of a record or a setting is text, wherever in its frame a theme prints it.
        env.autoescape = True
        self._env = env
        self._mkdocs_paths = [file.url.removeprefix("./") for file in files.documentation_pages()]
        self._made = [file.dest_uri for file in files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: "MkDocsConfig", files: Files) -> str:
        return without_comments(markdown)

    @event_priority(-100)  # after every plugin that changes the body, which is HTML from here on
    def on_page_content(self, html: str, *, page: MkDocsPage, config: "MkDocsConfig", files: Files) -> str:
        if not isinstance(page, DataPage):
            assert self._site
            path = page.file.url.removeprefix("./")
            mark_text(page)
            written = Page(path, Markup(page.title).unescape(), render=str)
            made = next((one for one in self._site.pages if one.path == path), None)
            # The check has judged what was written; this is what came out of it, with the parts that are ours.
            source = (made.source if made else "") or f"content/{page.file.src_uri}"
            self._markup += check_rendered(html, source, ours=made is not None)
            self._reader.read(made or written, html)
        return Markup(html)

    @event_priority(-100)  # after every plugin that writes files
    def on_post_build(self, *, config: "MkDocsConfig") -> None:
        assert self._site
        assets = [(asset.path, asset.render) for asset in self._site.assets]
        # A serving process has other threads: it must not fork.
        apart = self._command != "serve"
        with written_meanwhile(Path(config.site_dir), assets, apart=apart):
            self._pour(config)
        paths = [*self._mkdocs_paths, *(page.path for page in self._poured)]
        text = sitemap(self._site.url, paths, self._site.editions.published)
        Path(config.site_dir, "sitemap.xml").write_text(text, "utf-8", newline="\n")
        write_search(Path(config.site_dir), self._reader, self._site.words)
        if self._unfinished:
            self._refuse_leaks(config)  # before the other edition, which holds the same in other characters
        publish(Path(config.site_dir), self._site.editions, self._site.url, apart=apart)
        if self._unfinished:
            refuse_warnings(config)
            self._put_in_place(config)

    def _put_in_place(self, config: "MkDocsConfig") -> None:
        assert self._site
        assert self._unfinished
        root = {*self._made, *self._site.addresses(), "sitemap.xml"}
        pages = [address for address in root if address.endswith(".html")]
        made = root.union(*({f"{one.folder}{page}" for page in pages} for one in self._site.editions.published))
        unfinished, self._unfinished = self._unfinished, None
        try:
            unfinished.put_in_place(made)
        except NotPublished as error:
            raise PluginError(str(error)) from None
        config.site_dir = str(unfinished.target)

    def _refuse_leaks(self, config: "MkDocsConfig") -> None:
        """Raise where the finished site holds what must not be published; the old site then stays."""
        assert self._site
        problems = sorted(self._site.inspect(Path(config.site_dir), self._theme_files), key=lambda one: one.place)
        for problem in problems:
            log.error("%s", format_problem(problem))
        if problems:
            raise PluginError(f"生成的網站有{len(problems)}處不能公開的內容，沒有發布，原有網站沒有改動。")

    def _pour(self, config: "MkDocsConfig") -> None:
        """Write every page that MkDocs does not know; a shell is rendered when the first page needs it."""
        shells: dict[ShellKey, Shell] = {}
        pages = ((f"{page.path}index.html", partial(self._filled, page, shells, config)) for page in self._poured)
        write_files(Path(config.site_dir), pages)

    def _filled(self, page: Page, shells: dict[ShellKey, Shell], config: "MkDocsConfig") -> bytes:
        assert self._site
        edit = self._site.edit_address(page)
        key = shell_key(page, bool(edit))
        if key not in shells:
            shells[key] = make_shell(self._render_marked(page, bool(edit), config), key.depth)
        text = shells[key].fill(
            {
                "path": page.path.rstrip("/"),
                "title": page.title,
                "description": page.description,
                "edit": edit,
                "body": page.render(),
            }
        )
        return text.encode()

    def _render_marked(self, page: Page, edited: bool, config: "MkDocsConfig") -> str:
        """What the theme makes of a page like this one, with the marks of `SLOTS` for words."""
        assert self._env
        assert self._nav
        path = marked_path(page.path.count("/"))
        marked = replace(
            page,
            path=path,
            title=SLOTS["title"],
            description=SLOTS["description"],
            render=lambda: Markup(f"<h1></h1>{SLOTS['body']}"),
        )
        file = File.generated(config, source_name(path), content="", inclusion=InclusionLevel.NOT_IN_NAV)
        made = DataPage(marked, file, config)
        made.edit_url = SLOTS["edit"] if edited else None
        made.read_source(config)
        made.render(config, Files([]))
        made.active = True
        context = get_context(self._nav, [], config, made)
        context = config.plugins.on_page_context(context, page=made, config=config, nav=self._nav)
        text = self._env.get_template("main.html").render(context)
        return text.replace(f"<h1></h1>{SLOTS['body']}", SLOTS["body"])

    def on_build_error(self, *, error: Exception) -> None:
        sentence = ""
        if self._unfinished and isinstance(error, OSError) and not isinstance(error, ChildProcessError):
            sentence = self._unfinished.sentence(error)
        self._abandon()
        if sentence:
            raise PluginError(sentence) from None

    def on_shutdown(self) -> None:
        self._abandon()  # an interrupted build has no error

    def _abandon(self) -> None:
        unfinished, self._unfinished = self._unfinished, None
        if unfinished:
            unfinished.abandon()

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
    if site_dir:
        try:
            refuse_place(site_dir, root)  # before MkDocs refuses some of it, in English
        except NotPublished as error:
            raise PluginError(str(error)) from None
    if "portal" not in get_theme_names():
        raise ClickException(NOT_INSTALLED)
    config = load_config(str(root / "mkdocs.yml"), strict=True, **overrides)
    plugin = config.plugins["portal"]
    assert isinstance(plugin, PortalPlugin)
    plugin.config.as_of = as_of
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort:  # its own words are English, and the reasons stand above
        raise ClickException("沒有生成網站，原因見上面。") from None
    finally:
        config.plugins.on_shutdown()


def theme_files(files: Files, config: "MkDocsConfig") -> set[str]:
    """The files of Material as its makers published them: what comes from the theme's folders, but for our own."""
    folders = set(config.theme.dirs) - {config.theme.custom_dir, str(THEME)}
    return {file.dest_uri for file in files if file.src_dir in folders}


def refuse_warnings(config: "MkDocsConfig") -> None:
    """Raise where strict MkDocs is going to abort: it asks only after every plugin, when the old site would be gone."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    if config.strict and (count := sum(number for one in counters for _, number in one.get_counts())):
        raise PluginError(f"有{count}處提醒（見上面），嚴格檢查不通過；沒有發布，原有網站沒有改動。改好後再生成一次。")


def mark_text(page: MkDocsPage) -> None:
    """Make Markup of a page's title and headings: MkDocs keeps those that it read in Markdown as HTML, others as text."""
    title, headings = page.title, list(page.toc)
    if not isinstance(title, Markup):
        from_heading = bool(headings) and title == headings[0].title
        page.title = _text(str(title)) if from_heading else escape(title)
    while headings:
        heading = headings.pop()
        heading.title = _text(heading.title)
        headings += heading.children


def _text(html: str) -> Markup:
    return escape(Markup(html).striptags())


def keep_published(files: Files, content: Path) -> None:
    """Take away what lies in `content` and is not of a kind that is published, should the check have let it pass."""
    kept = {path.relative_to(content).as_posix() for path in published(content)}
    for file in [one for one in files if one.src_dir == str(content) and one.src_uri not in kept]:
        files.remove(file)


def _paths(items: tuple[NavItem, ...]) -> Iterator[str]:
    for item in items:
        if item.path is not None:
            yield item.path
        yield from _paths(item.children)


def _anchors(headings: tuple[Heading, ...], level: int) -> Iterator[AnchorLink]:
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.anchor, level)
        link.children = list(_anchors(heading.children, level + 1))
        yield link

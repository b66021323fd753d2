"""What MkDocs calls while it builds: a `Site` is made before it touches anything, and put into its build step by step.

Pages in the navigation and pages in Markdown are MkDocs' own. All others, by far the most, are poured into shells.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import Config as MkDocsBaseConfig
from mkdocs.config.config_options import Optional, Type
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from branch_portal.build import build_site
from branch_portal.ground.dates import build_day
from branch_portal.ground.problems import InputProblems, Problem, Told
from branch_portal.mkdocs import own_templates
from branch_portal.mkdocs.serve import watch
from branch_portal.mkdocs.swap import begin_beside, put_in_place
from branch_portal.mkdocs.website import Website
from branch_portal.mkdocs.words import speak_chinese
from branch_portal.project.reading import Reading
from branch_portal.publishing.last_build import read_last
from branch_portal.site.page import Site
from branch_portal.site.shell import close_lines
from branch_portal.source.comments import without_comments

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.portal")


class PortalConfig(MkDocsBaseConfig):  # type: ignore[no-untyped-call]
    as_of = Optional(Type(str))


class PortalPlugin(BasePlugin[PortalConfig]):  # type: ignore[no-untyped-call]
    """Hands each of MkDocs' steps to the build that is going on, which alone knows anything."""

    def __init__(self) -> None:
        self._serves = False
        self.given: Site | None = None
        """The site, where somebody else makes it."""
        self.keeps = True
        self.clean = False
        self.website = Website(None)
        self.root = Path()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serves = command == "serve"

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        root = self.root = Path(config.config_file_path).parent
        speak_chinese(Path(config.docs_dir))
        self.website = Website(None if self._serves else begin_beside(config, root), self.keeps)
        place = self.website.place
        site = self.given or made_site(
            root, self.config.as_of, preview=self._serves, replaces=place.target if place else None
        )
        last = None
        if place and not self.clean:
            last = read_last(place.target, site, lambda said: log.info("%s", said))
        self.website.take(site, config, last)
        return config

    def on_files(self, files: Files, *, config: "MkDocsConfig") -> Files:
        self.website.gather(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: "MkDocsConfig", files: Files) -> Navigation:
        self.website.settle(nav, files, config)
        return nav

    def on_env(self, env: Environment, *, config: "MkDocsConfig", files: Files) -> Environment:
        refuse_markup(self.website.problems)
        self.website.use(env, files, config)
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: "MkDocsConfig", files: Files) -> str:
        return without_comments(markdown)

    @event_priority(-100)  # after every plugin that changes the body, which is HTML from here on
    def on_page_content(self, html: str, *, page: MkDocsPage, config: "MkDocsConfig", files: Files) -> str:
        self.website.read(page, html)
        return Markup(html)

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: "MkDocsConfig", nav: Navigation
    ) -> TemplateContext:
        context["links"] = self.website.links_of(page)  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)  # after every plugin that changes the page
    def on_post_page(self, output: str, *, page: MkDocsPage, config: "MkDocsConfig") -> str:
        return close_lines(output)

    @event_priority(-100)  # after every plugin that writes files
    def on_post_build(self, *, config: "MkDocsConfig") -> None:
        put_in_place(self.website, config)

    def on_build_error(self, *, error: Exception) -> None:
        if sentence := self.website.told(error) or own_templates.sentence(error, self.root):
            raise PluginError(sentence) from None

    def on_shutdown(self) -> None:
        self.website.abandon()  # an interrupted build has no error

    def on_serve(self, server: "LiveReloadServer", *, config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":
        watch(server, Path(config.config_file_path).parent)
        return server


def made_site(root: Path, as_of: str | None, preview: bool, replaces: Path | None) -> Site:
    """The site of the project at `root`; raises PluginError after printing every mistake."""
    reading = Reading()
    try:
        site = build_site(root, build_day(as_of), reading, preview=preview, replaces=replaces)
    except InputProblems as error:
        for problem in error.problems:
            log.error("%s", Told(problem, reading.lines_of(problem)))
        raise PluginError(f"數據有{len(error.problems)}處錯誤，網站沒有改動。改好後再生成一次。") from None
    for warning in reading.log:
        log.info("%s", Told(warning))
    return site


def refuse_markup(problems: Sequence[Problem]) -> None:
    """Raise PluginError after printing what Markdown has become and must not be published."""
    for problem in problems:
        log.error("%s", Told(problem))
    if problems:
        raise PluginError(f"正文裡有{len(problems)}處不能發布的內容，網站沒有改動。")

"""The site as MkDocs makes it: everything that one build knows, from its settings to the finished folder."""

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from branch_portal.editions.publish import Answers, publish
from branch_portal.ground.output import Render, write_files
from branch_portal.ground.problems import Problem
from branch_portal.markup.rules import check_rendered
from branch_portal.mkdocs.files import add_site, keep_published, leave_unused, theme_files
from branch_portal.mkdocs.pages import DataPage, mark_text
from branch_portal.mkdocs.pouring import Pouring
from branch_portal.mkdocs.theme_settings import fill_in
from branch_portal.mkdocs.untouched import Untouched, searched
from branch_portal.publishing.last_build import LastBuild, Taken, write_record
from branch_portal.publishing.proven import NOTHING, MadeApart, Proven
from branch_portal.publishing.unchanged import Changes
from branch_portal.publishing.unfinished import Unfinished
from branch_portal.search import carried as search
from branch_portal.search.index import Reader
from branch_portal.site.nav import nav_line
from branch_portal.site.page import Asset, Page, PageLinks, Site
from branch_portal.site.sitemap import sitemap
from branch_portal.site.templates import COMPILED

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass
class Website:
    """One build. Nothing of it outlives the build: the next one makes its own.

    `place` is where the finished site will stand; a preview has none and is shown where MkDocs makes it. What pages
    opened before may ask for stays there a while where the build `keeps` it. `reader` reads the pages of `site` when they are made. `poured` are the pages that MkDocs never sees, `pages` the addresses
    of those it does, `files` all files it is told of, `foreign` those of the theme's makers, `problems` what Markdown
    has become and must not be published, `changes` what putting the site in place has changed.
    """

    place: Unfinished | None
    keeps: bool = True
    reader: Reader = field(default_factory=Reader)
    site: Site = field(init=False)
    poured: list[Page] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    nav: Navigation = field(init=False)
    env: Environment = field(init=False)
    pouring: Pouring = field(init=False)
    taken: Taken = field(init=False)
    proven: Proven = field(init=False)
    untouched: Untouched | None = None
    answers: Mapping[str, Answers] = field(default_factory=dict)
    changes: Changes | None = None

    def take(self, site: Site, config: "MkDocsConfig", last: LastBuild | None = None) -> None:
        """Tell MkDocs of the site as a whole; of the `last` build is taken over what would be made again."""
        self.taken = Taken(last or LastBuild(Path()))
        noting = site if self.place else replace(site, proof=None)  # a preview is not built again
        parts, self.reader.last = self.taken.last.parts or (NOTHING, search.NOTHING)
        self.proven, self.reader.keeps = Proven(noting, self.taken, parts), self.place is not None
        self.site = self.reader.watch(site)
        config.site_name, config.site_url = site.name, site.url
        config.site_description = site.description
        config.extra["notice"] = site.notice
        config.nav = [nav_line(item) for item in site.nav]
        config.theme.static_templates.discard("sitemap.xml")  # the theme's own writes the clock into it
        fill_in(config)

    def gather(self, files: Files, config: "MkDocsConfig") -> None:
        """Tell MkDocs of every page and file, and of nothing that is not published."""
        leave_unused(files, config)
        self.foreign = theme_files(files, config)
        keep_published(files, Path(config.docs_dir))
        self.poured = add_site(self.site, files, config)

    def settle(self, nav: Navigation, files: Files, config: "MkDocsConfig") -> None:
        """Take the navigation; of the pages in it and in Markdown MkDocs makes what may have become another."""
        self.nav = nav
        self.pages = [file.url.removeprefix("./") for file in files.documentation_pages()]
        if self.place:
            self.untouched = Untouched(self.site, nav, files, config, self.proven, self.reader)
            self.untouched.leave_out()

    def use(self, env: Environment, files: Files, config: "MkDocsConfig") -> None:
        """Take the theme, now that MkDocs has read every page."""
        # Themes of MkDocs print as HTML whatever they are given. Here only what says of itself that it is Markup is
        # HTML; every other word of a record or a setting is text, wherever in its frame a theme prints it.
        env.autoescape = True
        env.bytecode_cache = COMPILED
        self.pouring = Pouring(self.site, self.nav, env, config, self.proven, self.reader)
        self.env = env
        self.files = [file.dest_uri for file in files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]

    def read(self, page: MkDocsPage, html: str) -> None:
        """Check and read a body that MkDocs has made of Markdown."""
        if isinstance(page, DataPage):
            return
        path = page.file.url.removeprefix("./")
        mark_text(page)
        # The check has judged what was written; this is what came out of it, with the parts that are ours.
        made = self.site.by_path.get(path)
        source = (made.source if made else "") or f"content/{page.file.src_uri}"
        self.problems += check_rendered(html, source, ours=made is not None)
        self.reader.read(searched(made, path, page), html)
        if self.untouched:
            self.untouched.read(page)

    def links_of(self, page: MkDocsPage) -> PageLinks:
        """The links of a page that MkDocs makes; of one that is nobody's file, how to report a mistake in it."""
        path = page.file.url.removeprefix("./")
        written = (one for one in self.site.written if one.path == path)
        known = self.site.by_path.get(path) or next(written, None)
        return self.site.links(known or Page(path, Markup(page.title or "").unescape(), render=str))

    def pages_in(self, folder: Path) -> Path:
        return folder

    def made_of(self, asset: Asset) -> bytes:
        return asset.render()

    def write_assets(self, pages: Path, files: Iterable[tuple[str, Render]]) -> MadeApart:
        return self.proven.write_assets(pages, files)

    def write_pages(self, pages: Path, reader: Reader) -> None:
        write_files(pages, self.pouring.files(self.poured), self.taken.needed)

    def take_over(self, folder: Path, assets: MadeApart) -> bool:
        self.proven.told(assets)
        if self.place is None or self.taken.spare(folder, self.site):
            return True
        self.taken = Taken(LastBuild(self.place.target))
        self.proven.nothing(self.taken)
        if self.untouched:
            self.untouched.make(self.env)
        return False

    def write_frame(self, folder: Path) -> None:
        paths = [*self.pages, *(page.path for page in self.poured)]
        text = sitemap(self.site.url, paths, self.site.editions.published)
        (folder / "sitemap.xml").write_text(text, "utf-8", newline="\n")

    def write_scripts(self, folder: Path) -> None:
        # A serving process has other threads: it must not fork.
        self.answers = publish(
            folder, self.site.editions, self.site.url, elsewhere=self.taken.own, apart=self.place is not None
        )

    def put_in_place(self, place: Unfinished) -> None:
        """Let the finished folder take its place, and keep what it was made of."""
        self.place = None
        self.changes = place.put_in_place(self.made(), self.taken.files(self.site), keep=self.keeps)
        parts = self.proven.store(lambda address: self.reader.taken_in(address.removesuffix("index.html")))
        write_record(place.target, self.site, self.taken.record(self.answers), (parts, self.reader.stored))

    def made(self) -> Iterable[str]:
        root = {*self.files, *self.site.addresses(), "sitemap.xml"}
        pages = [address for address in root if address.endswith(".html")]
        return root.union(*({f"{one.folder}{page}" for page in pages} for one in self.site.editions.published))

    def told(self, error: Exception) -> str:
        """Delete what is not published after `error`; gives the sentence for an error of the system, else nothing."""
        sentence = ""
        if self.place and isinstance(error, MemoryError):
            sentence = self.place.sentence(OSError(errno.ENOMEM, "", None))
        elif self.place and isinstance(error, OSError) and not isinstance(error, ChildProcessError):
            sentence = self.place.sentence(error)
        self.abandon()
        return sentence

    def abandon(self) -> None:
        """Delete what is not published; nothing once it is, or where nothing was begun."""
        place, self.place = self.place, None
        if place:
            place.abandon()

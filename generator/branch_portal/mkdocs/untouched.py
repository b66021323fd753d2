"""Pages that MkDocs makes, left out where they would become what stands: what they say and what stands around them is the same.

Those in the navigation and those in Markdown. What their Markdown becomes depends on its text, on MkDocs' settings and on which files there
are; what stands around it on the navigation. All of that is their digest. Where a unit has settings of which nobody can say what they
read – plugins, hooks, a theme of its own – all is made.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from branch_portal.mkdocs.pages import DataPage, PouredFile
from branch_portal.publishing.proven import Proven, sections_of
from branch_portal.search.index import Reader
from branch_portal.site.page import Page, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_MAKERS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2", "markupsafe")
_FOREIGN = ("hooks", "INHERIT", "markdown_extensions", "custom_dir", "extra_templates", "!")
"""What in a unit's `mkdocs.yml` may have a page read what nobody notes."""


@dataclass
class Untouched:
    """The pages of MkDocs in one build of `site`, and which of them it need not make.

    `around` is the digest of what stands around all of them, None where it cannot be told.
    """

    site: Site
    nav: Navigation
    files: Files
    config: "MkDocsConfig"
    proven: Proven
    reader: Reader
    around: bytes | None = None
    _left: list[File] = field(default_factory=list)

    def leave_out(self) -> None:
        """Take from MkDocs what need not be made, and let what it makes be noted."""
        pages = [(file, file.page) for file in self.files.documentation_pages() if file.page is not None]
        for _, page in pages:
            if not isinstance(page, DataPage):
                page.read_source(self.config)  # the front matter, which the navigation shows of other pages too
        self.around = _around(self.site, self.nav, self.files, self.config)
        if self.around is None:
            return
        written = {one.path: one for one in self.site.written}
        for file, page in pages:
            path = page.file.url.removeprefix("./")
            own = self.site.by_path.get(path)
            if isinstance(page, DataPage):
                assert own is not None
                frame = _digest(self.around, self.site.links(own))
                if part := self.proven.take(file.dest_uri, frame):
                    self._leave(file)
                    self.reader.keep(own, sections_of(part))
                else:
                    page.shows(replace(own, render=self.proven.watched(file.dest_uri, own.render, frame)))
                continue
            text = file.content_string
            # Where no title is given, MkDocs finds one in the text: the links are those of a page of that name.
            known = own or written.get(path)
            links = self.site.links(known) if known else self.site.report
            frame = _digest(self.around, page.edit_url, links, file.inclusion)
            self.proven.say(file.dest_uri, _digest(b"", text), frame)
            if part := self.proven.take(file.dest_uri, frame):
                title, anchors, links_to = part.more
                page.title = Markup(title)
                page.present_anchor_ids = {*anchors}
                page.links_to_anchors = {self._file(uri): dict(found) for uri, found in links_to}
                self._leave(file)
                self.reader.keep(searched(own, path, page), sections_of(part))

    def _file(self, uri: str) -> File:
        found = self.files.get_file_from_path(uri)
        assert found is not None  # the same files are there
        return found

    def _leave(self, file: File) -> None:
        file.__class__ = PouredFile  # no page of MkDocs' any more, but one that others may link to
        self._left.append(file)

    def read(self, page: MkDocsPage) -> None:
        """Keep of a page that MkDocs has made of Markdown what says whether it may be left out the next time."""
        links = page.links_to_anchors or {}
        plain = [(file.src_uri, [*found.items()]) for file, found in links.items()]
        self.proven.made(page.file.dest_uri, (str(page.title), sorted(page.present_anchor_ids or ()), plain))

    def validate(self) -> None:
        """Look after the anchors that pages lead to which were left out: another page may have lost them."""
        for file in self._left:
            if file.page is not None:
                file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)

    def make(self, env: Any) -> None:
        """Make what was left out after all."""
        for file in self._left:
            file.__class__ = File
        doc_files = self.files.documentation_pages()
        for file in self._left:
            assert file.page is not None
            _populate_page(file.page, self.config, self.files)
        for file in self._left:
            assert file.page is not None
            _build_page(file.page, self.config, doc_files, self.nav, env)
        self._left.clear()


def searched(own: Page | None, path: str, page: MkDocsPage) -> Page:
    """A page as the search names it: as the navigation does."""
    listed = Markup(page.title).unescape()
    return replace(own, title=listed) if own else Page(path, listed, render=str)


def _around(site: Site, nav: Navigation, files: Files, config: "MkDocsConfig") -> bytes | None:
    written = Path(config.config_file_path).read_text("utf-8")
    said = [line for line in written.splitlines() if not line.lstrip().startswith("#")]
    if [*config.plugins] != ["portal"] or any(one in line for one in _FOREIGN for line in said):
        return None
    pages = [(page.title, page.url, page.meta if not isinstance(page, DataPage) else {}) for page in nav.pages]
    if any(not isinstance(title, Markup) and Markup(title).striptags() != title for title, _, _ in pages):
        return None  # how others print it depends on the page's own heading
    return _digest(
        b"",
        written,
        (site.name, site.url, site.description, site.notice, site.nav),
        (config.extra_css, config.extra_javascript, config.extra),
        pages,
        sorted((file.src_uri, file.dest_uri, file.inclusion.name) for file in files),
        [version(name) for name in _MAKERS],
    )


def _digest(known: bytes, *said: Any) -> bytes:
    whole: Iterable[bytes] = (known, *(repr(one).encode() for one in said))
    return hashlib.blake2b(b"\0".join(whole), digest_size=16).digest()

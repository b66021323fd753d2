"""Our pages and files as MkDocs knows them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from branch_portal.site import urls
from branch_portal.site.page import Heading, Page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


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

    def shows(self, page: Page) -> None:
        """From now on show `page`, a later state of the same."""
        self._page = page

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


def page_meta(page: Page) -> dict[str, Any]:
    """What the theme reads from a page's front matter."""
    hide = ["navigation"] if page.wide else []
    if page.wide or not (page.toc or page.markdown):
        hide.append("toc")
    if page.path in (urls.HOME, urls.SCREEN):
        hide.append("footer")  # a front door has no next page
    meta: dict[str, Any] = {"description": page.description}
    if hide:
        meta["hide"] = hide
    return meta


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


def _anchors(headings: Sequence[Heading], level: int) -> Iterator[AnchorLink]:
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.anchor, level)
        link.children = list(_anchors(heading.children, level + 1))
        yield link

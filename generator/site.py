"""The finished site as files and navigation: the seam between our renderers and any site builder.

Nothing after this type knows the office's data, nothing before it knows the site builder.
Bodies are made when they are written and let go, so memory does not grow with the page count.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from generator.model.settings import EditionSettings

PageKind = Literal[
    "home", "year", "slip", "guide", "form", "carrier", "basis", "branch", "map", "task", "alert", "finding", "release",
    "round", "goal", "grid", "supervision", "brand", "learning", "calendar", "data", "help",
]  # fmt: skip
"""What a page is about, for search and its filters."""


@dataclass(frozen=True)
class Heading:
    """One entry of a page's own table of contents."""

    title: str
    anchor: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class Page:
    """One page; `path` is its address below the site's root, ends with "/", and is "" for home.

    `render` gives the body: HTML, or Markdown where `markdown` is set.
    `source` is the file an editor changes, seen from the repository's root. `wide` pages want the room of
    the sidebars. Pages that are not `searched` are found through another page that lists them.
    `kind`, `keywords`, `branch`, `roles` (ids) and `year` are for search: what the page is about and for whom.
    """

    path: str
    title: str
    render: Callable[[], str]
    markdown: bool = False
    toc: tuple[Heading, ...] = ()
    description: str = ""
    source: str | None = None
    wide: bool = False
    searched: bool = True
    kind: PageKind = "help"
    keywords: tuple[str, ...] = ()
    branch: str = ""
    roles: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True)
class Asset:
    """One file that is not a page: a feed, a form, a picture."""

    path: str
    render: Callable[[], bytes]


@dataclass(frozen=True)
class NavItem:
    """A line of the navigation: a page, or a section with lines below it."""

    title: str
    path: str | None = None
    children: tuple["NavItem", ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything a site builder needs, and nothing else.

    `notice` is printed on every page when not empty; in `edit` the text `{path}` stands for a page's source.
    Pages and assets are in the script of the source; `editions` says in which scripts they are published.
    """

    name: str
    url: str
    description: str
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    nav: tuple[NavItem, ...]
    notice: str = ""
    edit: str = ""
    editions: EditionSettings = field(default_factory=EditionSettings)

    def edit_address(self, page: Page) -> str:
        """Where an editor changes the page's source; empty when it has none."""
        return self.edit.replace("{path}", page.source) if self.edit and page.source else ""

    def addresses(self) -> list[str]:
        """The file each page and asset becomes, seen from the site's root."""
        return [f"{page.path}index.html" for page in self.pages] + [asset.path for asset in self.assets]

    def collisions(self) -> list[str]:
        """Addresses claimed more than once, in order; empty for a sound site."""
        return sorted(address for address, count in Counter(self.addresses()).items() if count > 1)

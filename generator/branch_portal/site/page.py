"""The finished site as files and navigation: the seam between our renderers and any site builder.

Nothing after this type knows the office's data, nothing before it knows the site builder.
Bodies are made when they are written and let go, so memory does not grow with the page count.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from branch_portal.editions.edition import Editions, editions
from branch_portal.ground.problems import Problem
from branch_portal.project.settings import EditionSettings

PageKind = Literal[
    "home", "year", "slip", "guide", "form", "carrier", "basis", "branch", "map", "task", "alert", "finding", "release",
    "round", "goal", "grid", "supervision", "brand", "learning", "calendar", "data", "help",
]  # fmt: skip
"""What a page is about, for search and its filters."""

KIND_TITLES: dict[PageKind, str] = {
    "guide": "指引",
    "task": "任務",
    "alert": "告警",
    "year": "節氣",
    "calendar": "日曆",
    "form": "表單",
    "carrier": "歸檔",
    "learning": "學習",
    "release": "通報",
    "round": "排查",
    "finding": "問題",
    "goal": "目標",
    "grid": "網格",
    "supervision": "監督",
    "brand": "品牌",
    "branch": "支部",
    "map": "導航圖",
    "basis": "依據",
    "slip": "提醒單",
    "data": "數據",
    "home": "首頁",
    "help": "說明",
}
"""Every kind in the order in which search prefers them, with the word a reader chooses it by."""


@dataclass(frozen=True)
class Heading:
    """One entry of a page's own table of contents."""

    title: str
    anchor: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class Page:
    """One page; `path` is its address below the site's root, ends with "/", and is "" for home.

    `render` gives the body: HTML as `markupsafe.Markup`, or Markdown where `markdown` is set. Every other string is
    text, and so is a body that is not Markup: whoever puts it into a page escapes it.
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
class SearchWords:
    """What search must be told beyond the pages: names for its filters, and words that mean the same."""

    branches: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything a site builder needs, and nothing else.

    `notice` is printed on every page when not empty; in `edit` the text `{path}` stands for a page's source.
    `written` are hand-written pages, which the site builder makes itself: they are listed and searched like ours.
    Pages and assets are in the script of the source; `editions` says in which scripts they are published.
    `inspect` is to be asked before publication what must not be published: it gets the finished folder and the
    paths in it that are not ours (the theme's own files).
    """

    name: str
    url: str
    description: str
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    nav: tuple[NavItem, ...]
    notice: str = ""
    edit: str = ""
    editions: Editions = field(default_factory=lambda: editions(EditionSettings(), ()))
    written: tuple[Page, ...] = ()
    words: "SearchWords" = field(default_factory=lambda: SearchWords())
    inspect: Callable[[Path, Collection[str]], Iterable[Problem]] = lambda folder, foreign: ()

    def edit_address(self, page: Page) -> str:
        """Where an editor changes the page's source; empty when it has none."""
        return self.edit.replace("{path}", page.source) if self.edit and page.source else ""

    def addresses(self) -> list[str]:
        """The file each page and asset becomes, seen from the site's root."""
        return [f"{page.path}index.html" for page in self.pages] + [asset.path for asset in self.assets]

    def collisions(self) -> list[str]:
        """Addresses claimed more than once, in order; empty for a sound site."""
        return sorted(address for address, count in Counter(self.addresses()).items() if count > 1)

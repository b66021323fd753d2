"""The finished site as files and navigation: the seam between our renderers and any site builder.

Nothing after this type knows the office's data, nothing before it knows the site builder.
Bodies are made when they are written and let go, so memory does not grow with the page count.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from branch_portal.editions.edition import Editions, editions
from branch_portal.ground.problems import Problem
from branch_portal.project.settings import EditionSettings
from branch_portal.site import urls
from branch_portal.site.forge import carried

if TYPE_CHECKING:
    from branch_portal.system.proof import Proof


@dataclass(frozen=True)
class PageKind:
    """What a page is about, for search and its filters: `title` is the word a reader chooses it by.

    Search prefers kinds of a lower `rank`.
    """

    name: str
    title: str
    rank: int


HELP = PageKind("help", "說明", 220)
"""Pages about the site itself, and every page that says nothing else."""


def kind_titles(kinds: Iterable[PageKind]) -> dict[str, str]:
    """Every kind's title by its name, in the order in which search prefers them.

    Several rooms may declare the same kind; one that is declared in two ways is our own bug.
    """
    named: dict[str, PageKind] = {}
    for kind in kinds:
        if named.setdefault(kind.name, kind) != kind:
            raise ValueError(f"kind of page {kind.name} is declared in two ways")
    return {kind.name: kind.title for kind in sorted(named.values(), key=lambda one: one.rank)}


@dataclass(frozen=True)
class Heading:
    """One entry of a page's own table of contents."""

    title: str
    anchor: str
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class Begun:
    """A new record that a page invites its editor to write: its kind, its id where that is known, values by key."""

    kind: str
    id: str = ""
    given: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Page:
    """One page; `path` is its address below the site's root, ends with "/", and is "" for home.

    `render` gives the body: HTML as `markupsafe.Markup`, or Markdown where `markdown` is set. Every other string is
    text, and so is a body that is not Markup: whoever puts it into a page escapes it.
    `source` is the file an editor changes, seen from the repository's root, or the folder that a list is made of;
    `begins` is the record that may be begun there, where it is not one of that folder. `wide` pages want the room of
    the sidebars. Pages that are not `searched` are found through another page that lists them.
    `kind` (the name of a `PageKind`), `keywords`, `branch`, `roles` (ids) and `year` are for search: what the page is
    about and for whom.
    """

    path: str
    title: str
    render: Callable[[], str]
    markdown: bool = False
    toc: Sequence[Heading] = ()
    description: str = ""
    source: str | None = None
    wide: bool = False
    searched: bool = True
    kind: str = HELP.name
    keywords: tuple[str, ...] = ()
    branch: str = ""
    roles: tuple[str, ...] = ()
    year: int | None = None
    begins: Begun | None = None

    @property
    def of_folder(self) -> bool:
        """Whether the page is made of all files of a folder, so that there is none to change."""
        return bool(self.source) and not PurePosixPath(self.source or "").suffix


@dataclass(frozen=True)
class Rows:
    """A list whose rows are records: how the addresses of their pages begin, with what all ids begin with, for other kinds may have
    pages there as well, or between two `#` what stands before the ids of their places on the list, and then what these begin with; and what a record's file is, with
    `{id}` in it."""

    pages: str
    file: str


@dataclass(frozen=True)
class PageLinks:
    """Where an editor changes a page's file, sees the folder that a list is made of, begins a new record, and where
    anybody reports a mistake; each may be empty. `rows` is where the rows of the list have their
    pages, seen from it, and `row` the address at which the file of one is changed, with `{id}` in it; of several sorts of rows
    the second stands behind a blank in both."""

    edit: str = ""
    folder: str = ""
    begin: str = ""
    report: str = ""
    rows: str = ""
    row: str = ""


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
class YearPlan:
    """A year as search needs it for queries about dates: the addresses of its pages, and what is due on which day.

    `months` are twelve; `terms` are (first day as ISO, title, address), `due` (day as ISO, title, address, role's id), both in
    order of days. Search leaves out what has no page.
    """

    year: int
    page: str
    months: tuple[str, ...]
    terms: tuple[tuple[str, str, str], ...]
    due: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class SearchWords:
    """What search must be told beyond the pages: names for its filters, and words that mean the same.

    `kinds` are the titles of all kinds of page by their names; search prefers the earlier ones. `synonyms` stand for one another
    in every query, `near` in questions alone. `asking` are words with which something is asked, each with those that search understands.
    """

    kinds: Mapping[str, str] = field(default_factory=lambda: kind_titles((HELP,)))
    branches: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    asking: tuple[tuple[str, str], ...] = ()
    plans: tuple[YearPlan, ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything a site builder needs, and nothing else.

    `notice` is printed on every page when not empty; in `edit` the text `{path}` stands for a page's source,
    in `browse` for the folder that a list is made of, which no forge edits. `begin` is the address at which the
    record is begun that a page invites to, empty for most; in `report` stand `{title}` and `{text}` of a report.
    `written` are hand-written pages, which the site builder makes itself: they are listed and searched like ours.
    Pages and assets are in the script of the source; `editions` says in which scripts they are published.
    `inspect` is to be asked before publication what must not be published: it gets the finished folder and the
    paths in it that are not ours (the theme's own files); `passes` says in words of its own what it lets pass.
    `proof` tells what pages and files are made from; without it each is made anew by every build.
    """

    name: str
    url: str
    description: str
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    nav: tuple[NavItem, ...]
    notice: str = ""
    edit: str = ""
    browse: str = ""
    begin: Callable[[Page], str] = lambda page: ""
    rows: Callable[[Page], tuple[Rows, ...]] = lambda page: ()
    report: str = ""
    editions: Editions = field(default_factory=lambda: editions(EditionSettings(), ()))
    written: tuple[Page, ...] = ()
    words: "SearchWords" = field(default_factory=lambda: SearchWords())
    inspect: Callable[[Path, Collection[str]], Iterable[Problem]] = lambda folder, foreign: ()
    passes: str = ""
    proof: "Proof | None" = None

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """Our own pages by their addresses."""
        return {page.path: page for page in self.pages}

    def edit_address(self, page: Page) -> str:
        """Where an editor changes the page's source; empty when it has none."""
        return self.edit.replace("{path}", page.source) if page.source and not page.of_folder else ""

    def links(self, page: Page) -> PageLinks:
        """Everything that a page says to those who keep the portal."""
        title = carried(f"頁面有錯：{page.title}")
        rows = self.rows(page) if self.edit else ()
        text = carried(f"{self.url}{page.path}\n\n哪裡不對：\n應該是：\n")
        return PageLinks(
            edit=self.edit_address(page),
            folder=self.browse.replace("{path}", page.source or "") if page.of_folder else "",
            begin=self.begin(page),
            rows=" ".join(urls.relative(one.pages, page.path) for one in rows),
            row=" ".join(self.edit.replace("{path}", one.file) for one in rows),
            report=self.report.replace("{title}", title).replace("{text}", text),
        )

    def addresses(self) -> list[str]:
        """The file each page and asset becomes, seen from the site's root."""
        return [f"{page.path}index.html" for page in self.pages] + [asset.path for asset in self.assets]

    def collisions(self) -> list[str]:
        """Addresses claimed more than once, in order; empty for a sound site."""
        return sorted(address for address, count in Counter(self.addresses()).items() if count > 1)

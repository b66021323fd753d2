"""導航: the lines that rooms put into the site's navigation, gathered into its sections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from branch_portal.site.page import NavItem


@dataclass(frozen=True)
class NavLine:
    """One line of the navigation, in the section of that name; without a section it stands alone.

    Lines follow one another by `rank`, and a section stands where its first line does. Each section has a hundred of
    its own (一表 100, 一書 200, … 說明 1000), so that a room's line finds its place without knowing the other rooms.
    """

    section: str
    rank: int
    item: NavItem


def line(section: str, rank: int, title: str, path: str) -> NavLine:
    """A line that leads to one page."""
    return NavLine(section, rank, NavItem(title, path))


def help_line(rank: int, title: str, path: str) -> NavLine:
    """A line of 說明, the last section, where the pages for editors stand."""
    return line("說明", rank, title, path)


def navigation(lines: Iterable[NavLine]) -> Iterator[NavItem]:
    """The sections in the order of their first lines, each with its lines in theirs; equal ranks stay as given."""
    ordered = sorted(lines, key=lambda one: one.rank)
    for section, found in groupby(ordered, key=lambda one: one.section):
        items = tuple(one.item for one in found)
        yield from (NavItem(section, children=items),) if section else items

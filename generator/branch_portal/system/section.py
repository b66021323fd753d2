"""What one system adds to the pages that gather: a branch's home, and the site's home.

A system makes its `BranchSection` and `HomeSection` once per build, with whatever index it needs (its records by
branch, say); `body` is then called once for each page, so its cost must not grow with the number of branches.
Bodies are HTML made by `branch_portal.site.templates.fragment`.

What matters on the day of reading is chosen by the reader's browser: inside a list marked `data-now`, an entry with
`data-from` and `data-to` is shown from the one day to the other, both included. Mark those that lie outside the
days around the build's own day as `hidden`, so that the list is short without a script too. An entry marked
`data-none` is shown when no other is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from branch_portal.calendar.event import Event
from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import Announced
from branch_portal.year.schedule import Schedule


@dataclass(frozen=True)
class BranchSection:
    """One section of every branch's home; `anchor` is its id, `body` says so when there is nothing.

    With `beside_month` it stands beside what is to be done this month, and is printed with it.
    """

    anchor: str
    title: str
    body: Callable[[Branch], Markup]
    beside_month: bool = False


@dataclass(frozen=True)
class HomeSection:
    """One section of the site's home: what matters in these two weeks; at `left` or `right` below, the way to more."""

    anchor: str
    title: str
    body: Callable[[], Markup]
    place: Literal["page", "left", "right"] = "page"


@dataclass(frozen=True)
class Door:
    """門: one of the few large links at the top of the site's home, in the order of `rank`.

    `words` say what it is good for. Ranks are those of the navigation's sections.
    """

    rank: int
    title: str
    name: str
    words: str
    page: str


@dataclass(frozen=True)
class Agenda:
    """What one system adds to the one section of the site's home that gathers goals, agreements and campaigns.

    `title` is its word in the section's title; `due` names what comes due, `running` what goes on, for the sentence
    that there is none. `events` are those of its events that the whole company has to know. `link` leads to more: its
    words and its address.
    """

    title: str
    events: Callable[[Announced, Schedule], Iterable[Event]]
    due: str = ""
    running: str = ""
    link: tuple[str, str] | None = None

"""What the branches of the same days share: the drawings and the tables of a year, with gaps for what they differ in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.digests import walked
from branch_portal.ground.reads import remembered
from branch_portal.organisation.kinds import BRANCHES, TRACKS
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.gapped import Gapped, gap
from branch_portal.site.templates import fragment
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.maps.cadence import clashes, rhythms
from branch_portal.systems.maps.months import by_month, near
from branch_portal.systems.maps.navmap import in_words, layout
from branch_portal.systems.maps.plane import FAN, year_dial
from branch_portal.systems.maps.wheel import draw, draw_quarter
from branch_portal.year.kinds import DUTIES, TERMS
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import applies, service

T = TypeVar("T")
SUMMARY = "loop"
"""The gap for what the section 閉環 says."""


def drawn_as(snapshot: Snapshot) -> Mapping[tuple[str, int], str]:
    """By branch and year the branch by whose name the drawing goes: the first that has the same days."""
    first: dict[int, str] = {}
    return {
        (branch.id, year): first.setdefault(id(snapshot.schedule.branch(branch.id, year)), branch.id)
        for year in snapshot.book.settings.years
        for branch in snapshot.book[BRANCHES].values()
        if branch.lives_in(year)
    }


def address(snapshot: Snapshot, branch: str, year: int, part: str) -> str:
    """Where a branch's drawing of a year lies: `.js`, `.svg`, `-names.js`, `/` (its list by month), `-quarters.js`, `-q1.svg` to `-q4.svg`."""
    return f"maps/{year}-{snapshot.figures(drawn_as)[branch, year]}{part}"


@dataclass(frozen=True)
class Drawing:
    """What stands inside of the `<svg>` of a year and of its four quarters."""

    poster: str
    quarters: tuple[str, ...]


@dataclass(frozen=True)
class Around:
    """What stands around a year's drawings, with gaps for what its branches differ in."""

    poster: Gapped
    quarters: Gapped


@walked
class Shared:
    """The drawings, tables and lists of one build.

    Branches without changes of their own share one tuple of occurrences, and every branch page of a kind lies
    equally deep, so what is made from a tuple serves all of them.
    """

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._book = snapshot.book
        self._schedule = snapshot.schedule
        self._as_of = snapshot.as_of
        self._jinja = jinja
        self._drawn_at = partial(address, snapshot)
        self._drawn = remembered(self._draw)
        self._framed = remembered(self._frame)
        self._tabled = remembered(self._table)
        self._listed = remembered(self._list)

    def drawing(self, branch: Branch, year: int) -> Drawing:
        """The poster and the quarters of a branch's year."""
        return self._of(self._drawn, branch, year)

    def around(self, branch: Branch, year: int) -> Around:
        """The pages of both, without the drawings."""
        return self._of(self._framed, branch, year)

    def tables(self, branch: Branch, year: int) -> Gapped:
        """Rhythm, closed loop, every matter by lane and by month."""
        return self._of(self._tabled, branch, year)

    def months(self, branch: Branch, year: int) -> Gapped:
        """The months near the day of the build, for the branch's home."""
        return self._of(self._listed, branch, year)

    def _of(self, make: Callable[["_Year"], T], branch: Branch, year: int) -> T:
        return make(_Year(self._schedule.branch(branch.id, year), year, branch))

    def _duties(self, branch: Branch) -> list[str]:
        return [duty.id for duty in self._book[DUTIES].values() if applies(duty, branch)]

    def _list(self, shared: "_Year") -> Gapped:
        text = self._fragment(
            "branch_year.html",
            urls.branch("x"),
            cell=gap,
            months=by_month(shared.occurrences),
            near=near(self._as_of),
            alone=self._drawn_at(shared.branch.id, shared.year, "/"),
            year=shared.year,
            this_month=f"{self._as_of:%Y-%m}",
        )
        return Gapped(text)

    def _draw(self, shared: "_Year") -> Drawing:
        year, path = shared.year, urls.branch_map("x", shared.year)
        term_days = [(self._book[TERMS][day.id].title, day.date) for day in self._schedule.terms.of_year(year)]
        wheel = layout(year, term_days, tuple(self._book[TRACKS].values()), _own(shared.occurrences))
        href: Callable[[Occurrence], str] = lambda item: urls.relative(urls.guide(item.duty.guides[0]), path)  # noqa: E731
        return Drawing(
            draw(wheel, self._jinja, href, self._as_of),
            tuple(draw_quarter(one, self._jinja, self._as_of) for one in wheel.quarters),
        )

    def _frame(self, shared: "_Year") -> Around:
        year = shared.year
        values = {
            "words": in_words(year, tuple(self._book[TRACKS].values()), _own(shared.occurrences)),
            "middle": year_dial(year).x,
            "cell": gap,
            "year": year,
            "drawn": partial(self._drawn_at, shared.branch.id, year),
            "side": int(FAN),
        }
        poster = self._fragment("map_poster.html", urls.branch_map("x", year), **values)
        by_quarter = self._fragment("map_quarters.html", urls.branch_map("x", year, "quarters"), **values)
        return Around(Gapped(poster), Gapped(by_quarter))

    def _table(self, shared: "_Year") -> Gapped:
        year, occurrences = shared.year, shared.occurrences
        text = self._fragment(
            "map_tables.html",
            urls.branch_map("x", year, "list"),
            cell=gap,
            summary=partial(gap, SUMMARY),
            year=year,
            rhythms=rhythms(
                self._book,
                year,
                occurrences,
                self._duties(shared.branch),
                service(shared.branch, self._schedule.company[year]),
            ),
            clashes=list(clashes(occurrences)),
            by_track=_grouped(occurrences, [*self._book[TRACKS]], lambda item: item.duty.track),
            company=_of_company(self._schedule.company[year], shared.branch),
            by_month=by_month(occurrences),
            alone=self._drawn_at(shared.branch.id, year, "/"),
        )
        return Gapped(text)

    def _fragment(self, template: str, path: str, **values: object) -> Markup:
        return fragment(self._jinja, template, path, book=self._book, **values)


class _Year:
    """A branch's year, equal to another only when it is the very same tuple: cheap to look up.

    Branches that share a tuple have the same duties, so any of them may stand for all.
    """

    def __init__(self, occurrences: tuple[Occurrence, ...], year: int, branch: Branch) -> None:
        self.occurrences = occurrences
        self.year = year
        self.branch = branch

    def __hash__(self) -> int:
        return id(self.occurrences)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Year) and self.occurrences is other.occurrences


def _own(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Without what is held together with another."""
    return [item for item in occurrences if not item.host]


def _of_company(occurrences: Iterable[Occurrence], branch: Branch) -> list[Occurrence]:
    """What the company does itself while there is the branch."""
    return [item for item in occurrences if item.of_company and in_service(branch, item.due)]


def _grouped(
    occurrences: Sequence[Occurrence], keys: Sequence[str], key: Callable[[Occurrence], str]
) -> dict[str, dict[str, list[Occurrence]]]:
    """Occurrences by group and, inside it, by duty: keys without occurrences are left out."""
    groups: dict[str, dict[str, list[Occurrence]]] = {name: {} for name in keys}
    for item in occurrences:
        groups[key(item)].setdefault(item.duty.id, []).append(item)
    return {name: duties for name, duties in groups.items() if duties}

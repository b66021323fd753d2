"""A branch's year in pages: its home and its navigation map, made from drawings and tables that branches share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.day_words import month_day
from branch_portal.ground.digests import walked
from branch_portal.ground.reads import remembered
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS
from branch_portal.organisation.life import Life, in_service
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.gapped import Gapped, gap
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body, fragment
from branch_portal.system.panel import panels
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import standings
from branch_portal.systems.maps.cadence import clashes, rhythms
from branch_portal.systems.maps.lanes import KEYS, Swimlane, swimlane
from branch_portal.systems.maps.loop import closed_loop
from branch_portal.systems.maps.loop_texts import LoopTexts
from branch_portal.systems.maps.months import by_month, near
from branch_portal.systems.maps.navmap import layout
from branch_portal.systems.maps.wheel import draw, draw_quarter, head
from branch_portal.year.kinds import DUTIES, PLANS, TERMS
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import applies, service, waiting

T = TypeVar("T")
_SUMMARY = "loop"


@walked
class Years:
    """The branch pages of one build.

    Branches without changes of their own share one tuple of occurrences, and every branch page lies
    equally deep, so the drawing and the tables made from a tuple serve all of them.
    """

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._book = snapshot.book
        self._schedule = snapshot.schedule
        self._as_of = snapshot.as_of
        self._jinja = jinja
        self._loops = snapshot.figures(closed_loop)
        self._loop_texts = LoopTexts(snapshot, jinja)
        self._standings = snapshot.figures(standings)
        self._notes = panels(snapshot, jinja, "plans")
        self._drawing = remembered(self._draw)
        self._listing = remembered(self._list)

    def home(self, branch: Branch, sections: Sequence[BranchSection]) -> str:
        """The body of a branch's home."""
        path = urls.branch(branch.id)
        listings = {
            year: self._of(self._listing, branch, year).filled(self._cells(branch, year))
            for year in self._years(branch)
        }
        values = {
            "book": self._book,
            "branch": branch,
            "as_of": self._as_of,
            "listings": listings,
            "loops": {year: self._loops.counts[branch.id, year] for year in self._loops.years if branch.lives_in(year)},
            "lanes": self._lanes(branch),
            "keys": KEYS,
            "near": near(self._as_of),
            "sections": sections,
            "life": Life(branch, self._book[BRANCHES]),
        }
        return body(self._jinja, "branch.html", path, values)

    def map(self, branch: Branch, year: int) -> str:
        """The body of a branch's navigation map for one year."""
        path = urls.branch_map(branch.id, year)
        values = {
            "book": self._book,
            "branch": branch,
            "year": year,
            "years": self._years(branch),
            "plan": self._book[PLANS].get((branch.id, year)),
            "notes": [panel.body(f"{branch.id}-{year}", path) for panel in self._notes],
            "drawing": self._filled(branch, year),
            "waiting": [one for one in waiting(self._book, year) if applies(one[0], branch)],
            "provisional": year not in self._schedule.workdays.official_years,
        }
        return body(self._jinja, "map.html", path, values)

    def _lanes(self, branch: Branch) -> list[Swimlane]:
        """The year of the build's day, where the branch lives in it."""
        year, tracks = self._as_of.year, self._book[TRACKS].values()
        found = self._standings.get((branch.id, year))
        return [swimlane(found.matters, tracks, year, self._as_of)] if found and branch.lives_in(year) else []

    def _years(self, branch: Branch) -> list[int]:
        """The configured years of a branch's life: before and after it has no map."""
        return [year for year in self._book.settings.years if branch.lives_in(year)]

    def _filled(self, branch: Branch, year: int) -> Markup:
        """The drawing and its tables, with what the records say of this branch."""
        drawing = self._of(self._drawing, branch, year)
        path = urls.branch_map(branch.id, year)
        found = self._loops.of[branch.id, year]
        texts, held = self._loop_texts, self._held(branch, year)
        return drawing.text.filled({
            **texts.cells(found, path),
            **held,
            **{f"dot.{index}": _all_held(ids, held) for index, ids in enumerate(drawing.dots)},
            _SUMMARY: texts.summary(found, branch.id, year, path),
            "head": head(branch.title, year),
            "note": Markup.escape(self._note(branch, year)),
            "qr": qr_code(f"{self._book.settings.site_url}{path}", f"二維碼：{branch.title}{year}年導航圖"),
        })  # fmt: skip

    def _cells(self, branch: Branch, year: int) -> dict[str, Markup]:
        """What a branch's home differs in from others with the same days: what is recorded, and where its map is."""
        page = urls.relative(urls.branch_map(branch.id, year), urls.branch(branch.id))
        return {**self._held(branch, year), "map": Markup.escape(page)}

    def _note(self, branch: Branch, year: int) -> str:
        """What a reader of the poster has to know of the days on it."""
        if branch.dissolved_on and branch.dissolved_on.year == year:
            return f"{month_day(branch.dissolved_on)}撤銷"
        return "" if year in self._schedule.workdays.official_years else "日期暫定，待放假通知"

    def _held(self, branch: Branch, year: int) -> dict[str, Markup]:
        return self._loop_texts.held(self._loops.of[branch.id, year])

    def _of(self, make: Callable[["_Shared"], T], branch: Branch, year: int) -> T:
        return make(_Shared(self._schedule.branch(branch.id, year), year, branch))

    def _duties(self, branch: Branch) -> list[str]:
        return [duty.id for duty in self._book[DUTIES].values() if applies(duty, branch)]

    def _list(self, shared: "_Shared") -> Gapped:
        text = self._fragment(
            "branch_year.html",
            urls.branch("x"),
            cell=gap,
            months=by_month(shared.occurrences),
            near=near(self._as_of),
            year=shared.year,
            this_month=f"{self._as_of:%Y-%m}",
        )
        return Gapped(text)

    def _draw(self, shared: "_Shared") -> "_Drawing":
        year, occurrences = shared.year, shared.occurrences
        path = urls.branch_map("x", year)
        term_days = [(self._book[TERMS][day.id].title, day.date) for day in self._schedule.terms.of_year(year)]
        wheel = layout(
            year, term_days, tuple(self._book[TRACKS].values()), [item for item in occurrences if not item.host]
        )
        svg = draw(
            wheel,
            self._jinja,
            f"{year}年工作導航圖",
            lambda item: urls.relative(urls.guide(item.duty.guides[0]), path),
            self._as_of,
            {id: role.title for id, role in self._book[ROLES].items()},
            gap,
        )
        fans = [
            Markup(draw_quarter(one, self._jinja, f"第{one.number}季度的圖", self._as_of, gap))
            for one in wheel.quarters
        ]
        text = self._fragment(
            "map_year.html",
            path,
            wheel=wheel,
            cell=gap,
            summary=partial(gap, _SUMMARY),
            svg=Markup(svg),
            fans=fans,
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
        )
        return _Drawing(Gapped(text), [[item.id for item in dot.occurrences] for dot in wheel.dots])

    def _fragment(self, template: str, path: str, **values: object) -> Markup:
        return fragment(self._jinja, template, path, book=self._book, **values)


@dataclass(frozen=True)
class _Drawing:
    """A year's drawing and tables with gaps for what its branches differ in, and the occurrences of each dot."""

    text: Gapped
    dots: Sequence[Sequence[str]]


def _all_held(ids: Sequence[str], held: Mapping[str, Markup]) -> Markup:
    """The last day recorded of a dot whose occurrences are all recorded; empty for any other."""
    days = [held[f"held.{id}"] for id in ids]
    return max(days) if all(days) else Markup()


class _Shared:
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
        return isinstance(other, _Shared) and self.occurrences is other.occurrences


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

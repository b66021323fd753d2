"""A branch's year in pages: its home and its navigation map, made from drawings and tables that branches share."""

from collections.abc import Mapping, Sequence

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.day_words import month_day
from branch_portal.ground.digests import walked
from branch_portal.ground.later import Later
from branch_portal.organisation.kinds import TRACKS
from branch_portal.organisation.life import lives
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body
from branch_portal.system.panel import panels
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import Standing, standings
from branch_portal.systems.maps.lanes import KEYS, Swimlane, swimlane
from branch_portal.systems.maps.loop import ClosedLoop, closed_loop
from branch_portal.systems.maps.loop_texts import LoopTexts
from branch_portal.systems.maps.months import near
from branch_portal.systems.maps.shared import SUMMARY, Shared, address
from branch_portal.systems.maps.wheel import head
from branch_portal.year.kinds import PLANS
from branch_portal.year.schedule import applies
from branch_portal.year.waiting import waiting


@walked
class Years:
    """The branch pages of one build."""

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._book = snapshot.book
        self._schedule = snapshot.schedule
        self._as_of = snapshot.as_of
        self._jinja = jinja
        self._snapshot = snapshot
        self._loop_texts = LoopTexts(snapshot, jinja)
        self._notes = Later(lambda: panels(snapshot, jinja, "plans"))
        self._shared = Shared(snapshot, jinja)

    @property
    def _loops(self) -> ClosedLoop:
        return self._snapshot.figures(closed_loop)

    @property
    def _standings(self) -> Mapping[tuple[str, int], Standing]:
        return self._snapshot.figures(standings)

    def home(self, branch: Branch, sections: Sequence[BranchSection]) -> str:
        """The body of a branch's home."""
        path = urls.branch(branch.id)
        listings = {
            year: self._shared.months(branch, year).filled(self._cells(branch, year)) for year in self._years(branch)
        }
        values = {
            "book": self._book,
            "branch": branch,
            "as_of": self._as_of,
            "listings": listings,
            "loops": {year: self._loops.counts[branch.id, year] for year in self._loops.years if branch.lives_in(year)},
            "lanes": self._lanes(branch),
            "names": lambda lane: address(self._snapshot, branch.id, lane.axis.days.first.year, "-names.js"),
            "keys": KEYS,
            "near": near(self._as_of),
            "sections": sections,
            "life": self._book.derived(lives)[branch.id],
        }
        return body(self._jinja, "branch.html", path, values)

    def map(self, branch: Branch, year: int) -> str:
        """The body of a branch's navigation map for one year: the poster."""
        path = urls.branch_map(branch.id, year)
        cells = {
            "recorded": self._recorded(branch, year),
            "head": head(branch.title, year),
            "note": Markup.escape(self._note(branch, year)),
            "qr": qr_code(f"{self._book.settings.site_url}{path}", f"二維碼：{branch.title}{year}年導航圖"),
        }
        values = {**self._around(branch, year, path), "drawing": self._shared.around(branch, year).poster.filled(cells)}
        return body(self._jinja, "map.html", path, values)

    def quarters(self, branch: Branch, year: int) -> str:
        """The body of the page with the map's quarters, each with the names of its numbers."""
        path = urls.branch_map(branch.id, year, "quarters")
        cells = {"recorded": self._recorded(branch, year)}
        drawing = self._shared.around(branch, year).quarters.filled(cells)
        return body(self._jinja, "map_by_quarter.html", path, {**self._around(branch, year, path), "drawing": drawing})

    def tables(self, branch: Branch, year: int) -> str:
        """The body of the page with the map's tables: rhythm, closed loop, every matter by lane and by month."""
        path = urls.branch_map(branch.id, year, "list")
        found = self._loops.of[branch.id, year]
        texts = self._loop_texts
        cells = {
            **texts.cells(found, path),
            **self._held(branch, year),
            SUMMARY: texts.summary(found, branch.id, year, path),
        }
        tables = self._shared.tables(branch, year).filled(cells)
        return body(self._jinja, "map_list.html", path, {**self._around(branch, year, path), "tables": tables})

    def _around(self, branch: Branch, year: int, path: str) -> dict[str, object]:
        return {
            "book": self._book,
            "branch": branch,
            "year": year,
            "years": self._years(branch),
            "plan": self._book[PLANS].get((branch.id, year)),
            "notes": [panel.body(f"{branch.id}-{year}", path) for panel in self._notes],
            "waiting": [one for one in waiting(self._book, year) if applies(one[0], branch)],
            "provisional": year not in self._schedule.workdays.official_years,
        }

    def _lanes(self, branch: Branch) -> list[Swimlane]:
        """The year of the build's day, where the branch lives in it."""
        year, tracks = self._as_of.year, self._book[TRACKS].values()
        found = self._standings.get((branch.id, year))
        return [swimlane(found.matters, tracks, year, self._as_of)] if found and branch.lives_in(year) else []

    def _years(self, branch: Branch) -> list[int]:
        """The configured years of a branch's life: before and after it has no map."""
        return [year for year in self._book.settings.years if branch.lives_in(year)]

    def _cells(self, branch: Branch, year: int) -> dict[str, Markup]:
        """What a branch's home differs in from others with the same days: what is recorded, and where its list is."""
        page = urls.relative(urls.branch_map(branch.id, year, "list"), urls.branch(branch.id))
        return {**self._held(branch, year), "map": Markup.escape(page)}

    def _note(self, branch: Branch, year: int) -> str:
        """What a reader of the poster has to know of the days on it."""
        if branch.dissolved_on and branch.dissolved_on.year == year:
            return f"{month_day(branch.dissolved_on)}撤銷"
        return "" if year in self._schedule.workdays.official_years else "日期暫定，待放假通知"

    def _held(self, branch: Branch, year: int) -> dict[str, Markup]:
        return self._loop_texts.held(self._loops.of[branch.id, year])

    def _recorded(self, branch: Branch, year: int) -> Markup:
        """The ids of what is recorded, by which a script marks the drawing."""
        return Markup.escape(" ".join(self._loop_texts.days(self._loops.of[branch.id, year])))

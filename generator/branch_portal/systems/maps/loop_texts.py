"""閉環 on a branch's pages: what stands in the column 反饋 of the map's tables, and the counts in words."""

import datetime as dt
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.digests import walked
from branch_portal.site.templates import fragment
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.maps.loop import LOOP_TITLES, Loop, loop_counts
from branch_portal.systems.tasks.figures import STATE_TITLES
from branch_portal.systems.tasks.model import STATUS_TITLES


@walked
class LoopTexts:
    """What the pages of one build say of the closed loop.

    Most duties have no slip, and their cell says the same on every map: it is made once.
    """

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._snapshot = snapshot
        self._jinja = jinja
        self._titles = {"states": STATE_TITLES, "statuses": STATUS_TITLES}

    def cells(self, found: Mapping[str, Loop], path: str) -> dict[str, Markup]:
        """The cell of every duty, by its id."""
        plain = {state: Markup("<small>{}</small>").format(title) for state, title in LOOP_TITLES.items()}
        return {
            id: self._cell(loop, path) if loop.slips or loop.count("done") else plain[loop.state]
            for id, loop in found.items()
        }

    def days(self, found: Mapping[str, Loop]) -> dict[str, dt.date]:
        """The day recorded of every occurrence that has one, by its id."""
        return {one.occurrence.id: one.done.on for loop in found.values() for one in loop.matters if one.done}

    def held(self, found: Mapping[str, Loop]) -> dict[str, Markup]:
        """The attribute with the day recorded of every occurrence, by `held.` and its id; empty where none is."""
        days = self.days(found)
        every = (item.id for loop in found.values() for item in loop.planned)
        return {f"held.{id}": Markup(' data-held="{}"').format(days[id]) if id in days else Markup() for id in every}

    def summary(self, found: Mapping[str, Loop], branch: str, year: int, path: str) -> Markup:
        """What the section 閉環 of a map says."""
        book, as_of = self._snapshot.book, self._snapshot.as_of
        appraisal = found.get(book.settings.appraisal or "")
        return self._fragment(
            "map_loop.html",
            path,
            book=book,
            as_of=as_of,
            branch=branch,
            year=year,
            counts=loop_counts(found),
            appraisal=appraisal.planned[0] if appraisal else None,
        )

    def _cell(self, loop: Loop, path: str) -> Markup:
        return self._fragment("map_loop_cell.html", path, one=loop)

    def _fragment(self, template: str, path: str, **values: object) -> Markup:
        return fragment(self._jinja, template, path, titles=self._titles, loop_titles=LOOP_TITLES, **values)

"""三審 on a branch's map: where the opinion on its plan of the year stands."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site.templates import fragment
from branch_portal.system.panel import Panel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.supervision.figures import REVIEW_STATE_TITLES, review_state
from branch_portal.systems.supervision.kinds import REVIEWS


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    def opinion(plan: str, path: str) -> Markup:
        """Of the plan `<branch>-<year>`, whether it is written down or not; empty when no opinion is recorded."""
        branch, _, year = plan.rpartition("-")
        review = snapshot.book[REVIEWS].get(f"{year}-{branch}")
        if review is None:
            return Markup()
        state = REVIEW_STATE_TITLES[review_state(review, snapshot.as_of)]
        return fragment(jinja, "plan_review.html", path, review=review, year=int(year), state=state)

    yield Panel("plans", "", "", opinion)

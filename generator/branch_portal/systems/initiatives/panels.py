"""專題 at the head of 學習平台: what is studied now and next, with its materials; what is over is one line."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.panel import Panel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.initiatives.figures import by_state, stage_on
from branch_portal.year.initiative import INITIATIVE_KIND_TITLES
from branch_portal.year.kinds import INITIATIVES_PATH


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    found = snapshot.figures(by_state)
    ones = [(one, stage_on(one, snapshot)) for state in ("current", "coming") for one in found[state]]

    def of_learning(_: str, path: str) -> Markup:
        values = {"book": snapshot.book, "ones": ones, "over": found["over"], "folder": INITIATIVES_PATH}
        return fragment(jinja, "learning_initiatives.html", path, **values, kinds=INITIATIVE_KIND_TITLES)

    if ones or found["over"]:
        yield Panel(urls.LEARNING, "initiatives", "專題", of_learning)

"""The page of this room."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.site.page import Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.initiatives.figures import by_day
from branch_portal.systems.initiatives.kinds import PATH


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    values = {"book": snapshot.book, "records": snapshot.figures(by_day)}
    yield Page(
        path=PATH,
        title="專題",
        render=partial(body, jinja, "initiatives.html", PATH, values),
        description="各支部的專題和期限",
        source="data/initiatives",
        kind="initiatives",
        keywords=("專題",),
    )

"""四進萬家 on the pages of others: the actions of a pact and of a grid cell, and the way from the page of the brands."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.project.handbook import Shelf
from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.panel import Panel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.actions.figures import total
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.model import ACTION_COUNTS, ACTION_KIND_TITLES, Action
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.model import Grid
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import Pact

_TITLES = {"kinds": ACTION_KIND_TITLES, "counts": ACTION_COUNTS}


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    book = snapshot.book

    def of_grid(id: str, page: str) -> Markup:
        return fragment(jinja, "grid_actions.html", page, actions=_naming(book, GRIDS, id), titles=_TITLES)

    def of_pact(id: str, page: str) -> Markup:
        done = sorted(_naming(book, PACTS, id), key=lambda one: (one.on, one.id))
        return fragment(jinja, "pact_actions.html", page, actions=done, sums=total(done), titles=_TITLES)

    def of_brand(_: str, page: str) -> Markup:
        return fragment(jinja, "brand_actions.html", page, actions=book[ACTIONS])

    yield Panel(GRIDS.name, "actions", "志願行動", of_grid)
    yield Panel(PACTS.name, "actions", "志願行動", of_pact)
    yield Panel(urls.BRAND, "actions", "四進萬家", of_brand)


def _naming(book: Shelf, kind: Kind[str, Grid | Pact], id: str) -> list[Action]:
    """The actions that name a record."""
    return [one.record for one in book.citing(kind.name, id) if one.kind is ACTIONS]

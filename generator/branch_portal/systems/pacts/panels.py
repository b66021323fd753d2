"""近鄰黨建+ on the pages of others: the pacts of a grid cell, and the way from the page of the brands."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.panel import Panel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.pacts.kinds import PACTS


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    book = snapshot.book

    def of_grid(id: str, page: str) -> Markup:
        pacts = [one.record for one in book.citing(GRIDS.name, id) if one.kind is PACTS]
        return fragment(jinja, "grid_pacts.html", page, pacts=pacts)

    def of_brand(_: str, page: str) -> Markup:
        return fragment(jinja, "brand_pacts.html", page, pacts=book[PACTS])

    yield Panel(GRIDS.name, "pacts", "相關協議", of_grid)
    yield Panel(urls.BRAND, "pacts", "近鄰黨建+", of_brand)

"""一表 on the site's home: the way to the year's table, and what the present term asks for."""

import datetime as dt
from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.section import Door, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.terms.year_table import TermSheet, year_table

_AHEAD = dt.timedelta(days=120)
"""How long after the build the page still knows the terms; a portal is built far more often."""
_SHOWN = 3
"""As many terms as the page shows at a time: the present one and the next two."""


def doors(snapshot: Snapshot) -> Iterator[Door]:
    year = _coming(snapshot, _sheets(snapshot))[0].day.year
    yield Door(100, "一表", "二十四節氣表", "一表觀全年：什麼時候做什麼", urls.year(year))


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    """Every term with its core duties, the present ones shown."""
    sheets = _sheets(snapshot)
    values = {
        "book": snapshot.book,
        "as_of": snapshot.as_of,
        "sheets": sheets,
        "coming": _coming(snapshot, sheets),
    }

    def render() -> Markup:
        return fragment(jinja, "home_terms.html", urls.HOME, **values)

    return HomeSection("now", "這個節氣要辦的", render)


def _sheets(snapshot: Snapshot) -> list[TermSheet]:
    """Every term that a reader of this build may be in, or see coming; where none is left, the last ones."""
    book = snapshot.book
    every = [sheet for year in book.settings.years for sheet in year_table(book, snapshot.schedule, year)]
    last = snapshot.as_of + _AHEAD
    return [one for one in every if one.last >= snapshot.as_of and one.day.date <= last] or every[-_SHOWN:]


def _coming(snapshot: Snapshot, sheets: list[TermSheet]) -> list[TermSheet]:
    return [sheet for sheet in sheets if sheet.last >= snapshot.as_of][:_SHOWN] or sheets[-_SHOWN:]

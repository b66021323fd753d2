"""四進萬家: the totals by kind, quarter and branch, the season's duties, and every action."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.actions.figures import by, quarter_of, total
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.model import ACTION_COUNTS, ACTION_KIND_TITLES, PLACE_KIND_TITLES
from branch_portal.systems.actions.pictures import KEYS, branch_heat, quarter_bars, said
from branch_portal.systems.actions.settings import ACTION_SETTINGS
from branch_portal.year.quarter import quarter

LISTED = 200
"""As many single actions as the page lists; the table to download has all."""

_TITLES = {"kinds": ACTION_KIND_TITLES, "counts": ACTION_COUNTS, "places": PLACE_KIND_TITLES}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    guide = book.settings[ACTION_SETTINGS].guide
    listed = sorted(book[ACTIONS].values(), key=lambda one: (one.on, one.id), reverse=True)
    seasons = [
        item
        for occurrences in snapshot.schedule.company.values()
        for item in occurrences
        if guide in item.duty.guides and item.due.year in book.settings.years
    ]
    values = {
        "book": book,
        "titles": _TITLES,
        "actions": listed,
        "newest": listed[:LISTED],
        "said": said(listed),
        "bars": quarter_bars(listed),
        "keys": KEYS,
        "heat": branch_heat(listed, book[BRANCHES]),
        "by": by,
        "kind_of": lambda one: one.kind,
        "total": total,
        "quarter": quarter,
        "quarter_of": quarter_of,
        "seasons": sorted(seasons, key=lambda item: (item.due, item.id)),
    }
    yield Page(
        path=urls.ACTIONS,
        title="四進萬家",
        render=partial(body, jinja, "actions.html", urls.ACTIONS, values),
        toc=(
            Heading("哪個季度做了什麼", "picture"),
            *([Heading("哪個支部做了什麼", "branches")] if snapshot.book[ACTIONS] else []),
            Heading("按行動和季度", "totals"),
            Heading("節點", "seasons"),
            Heading("每次行動", "list"),
        ),
        description="亮燈、送福、幫扶、宣教：次數、處數、受益人數和服務時長",
        source="data/actions",
        kind="brand",
        keywords=("四進萬家", "亮燈", "送福", "幫扶", "宣教", "志願服務"),
    )


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """On a branch's home: its totals by kind."""
    by_branch = by(snapshot.book[ACTIONS].values(), lambda one: one.branch)

    def render(branch: Branch) -> Markup:
        own = by(by_branch.get(branch.id, ()), lambda one: one.kind)
        sums = {kind: total(own[kind]) for kind in ACTION_KIND_TITLES if kind in own}
        return fragment(
            jinja, "branch_actions.html", urls.branch(branch.id), book=snapshot.book, sums=sums, titles=_TITLES
        )

    return BranchSection("actions", "四進萬家", render)

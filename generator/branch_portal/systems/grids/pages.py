"""協管黨員進網格: the list of cells, a page per cell, and the signs to print."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body, fragment
from branch_portal.system.panel import panels
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.grids.figures import tenures
from branch_portal.systems.grids.halves import half_map
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.model import FIRST_CHIEF_TITLES, GRID_KIND_TITLES, TARGET_PERIOD_TITLES, Grid
from branch_portal.year.alert_days import alert_days

SIGNS_ON_ONE_PAGE = 60
"""As many signs as the page of all signs holds: ten sheets; beyond, each branch prints its own page."""

_TITLES = {
    "kinds": GRID_KIND_TITLES,
    "periods": TARGET_PERIOD_TITLES,
    "first": FIRST_CHIEF_TITLES,
}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    by_branch = _by_branch(snapshot)
    shared = {
        "book": book,
        "titles": _TITLES,
        "by_branch": by_branch,
        "halves": half_map([grid for grids in by_branch.values() for grid in grids]),
        "expiry_days": partial(alert_days, book.settings.alerts.agreement, workdays=snapshot.schedule.workdays),
        "qr": lambda grid: qr_code(f"{book.settings.site_url}{urls.grid(grid.id)}", f"{grid.title}網頁的二維碼"),
    }
    yield Page(
        path=urls.GRIDS,
        title="黨員進網格",
        render=partial(body, jinja, "grids.html", urls.GRIDS, shared),
        toc=(
            *(Heading(book[BRANCHES][branch].short, f"branch-{branch}") for branch in by_branch),
            *((Heading("走訪了多少", "halves"),) if any(grid.halves for grid in book[GRIDS].values()) else ()),
        ),
        description="供電網格、協管黨員、結對協議到期日，可打印亮身份貼紙",
        source="data/grids",
        kind="grid",
        keywords=("網格", "協管黨員", "雙長融合", "結對協議"),
    )
    parts = panels(snapshot, jinja, GRIDS.name)
    for grid in book[GRIDS].values():
        path = urls.grid(grid.id)
        values = {
            **shared,
            "grid": grid,
            "tenures": tenures(grid),
            "more": [text for part in parts if (text := part.body(grid.id, path).strip())],
        }
        yield Page(
            path=path,
            title=grid.title,
            render=partial(body, jinja, "grid.html", path, values),
            toc=(
                Heading("結對協議", "agreement"),
                Heading("協管黨員", "co-manager"),
                Heading("雙長聯絡", "chiefs"),
                Heading("半年評價", "halves"),
                Heading("貼紙", "sign"),
            ),
            description=f"{grid.area}：亮身份、亮職責、亮承諾",
            source=f"data/grids/{grid.id}.yml",
            kind="grid",
            keywords=(grid.area, grid.community_org),
            branch=grid.branch,
        )
    all_grids = tuple(book[GRIDS].values())
    yield _signs(urls.GRID_SIGNS, "網格貼紙", all_grids if len(all_grids) <= SIGNS_ON_ONE_PAGE else (), shared, jinja)
    for branch, grids in by_branch.items():
        yield _signs(urls.branch_signs(branch), f"{book[BRANCHES][branch].short}的貼紙", grids, shared, jinja)


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """On a branch's home: its cells, and when each agreement ends."""
    by_branch = _by_branch(snapshot)

    def render(branch: Branch) -> Markup:
        grids = by_branch.get(branch.id, ())
        return fragment(
            jinja,
            "branch_grids.html",
            urls.branch(branch.id),
            branch=branch,
            grids=grids,
            expiry_days=partial(
                alert_days, snapshot.book.settings.alerts.agreement, workdays=snapshot.schedule.workdays
            ),
        )

    return BranchSection("grids", "黨員進網格", render)


def _by_branch(snapshot: Snapshot) -> dict[str, tuple[Grid, ...]]:
    """The cells of each branch that has any, in the order of branches."""
    cells: dict[str, tuple[Grid, ...]] = dict.fromkeys(snapshot.book[BRANCHES], ())
    for grid in snapshot.book[GRIDS].values():
        cells[grid.branch] += (grid,)
    return {branch: grids for branch, grids in cells.items() if grids}


def _signs(path: str, title: str, grids: tuple[Grid, ...], shared: dict[str, object], jinja: Environment) -> Page:
    return Page(
        path=path,
        title=title,
        render=partial(
            body,
            jinja,
            "grid_signs.html",
            path,
            {**shared, "title": title, "grids": grids, "alone": path != urls.GRID_SIGNS},
        ),
        description="亮身份、亮職責、亮承諾：每張A4六格，打印後張貼",
        source="data/grids",
        wide=True,
        searched=path == urls.GRID_SIGNS,
        kind="grid",
        keywords=("貼紙", "打印", "亮身份"),
    )

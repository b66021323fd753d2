"""支部: the directory, each branch's home, which gathers what concerns it, and its annual navigation map (一圖)."""

from collections.abc import Iterator, Sequence
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.later import Later
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Begun, Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.room import systems
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.maps.loop import LOOP_TITLES, closed_loop
from branch_portal.systems.maps.months import by_month
from branch_portal.systems.maps.shared import address, drawn_as
from branch_portal.systems.maps.years import Years
from branch_portal.year.kinds import PLANS

_LIST_TOC = (
    Heading("組織生活頻次", "cadence"),
    Heading("閉環：計劃、反饋、考評", "loop"),
    Heading("按泳道查看", "tracks"),
    Heading("按月查看", "months"),
    Heading("公司統一辦的", "company"),
    Heading("調整與免辦", "changes"),
)


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    yield Page(
        path=urls.BRANCHES,
        title="支部與導航圖",
        render=partial(_directory, snapshot, jinja),
        description="各支部主頁和年度工作導航圖",
        source="data/branches",
        kind="branch",
    )
    for (id, year), first in snapshot.figures(drawn_as).items():
        if id == first:
            yield Page(
                path=address(snapshot, id, year, "/"),
                title=f"{year}年工作清單：按月",
                render=partial(_by_month, snapshot, jinja, id, year),
                description=f"{year}年要辦的事，按月排",
                source="data/plans",
                searched=False,
                kind="map",
                year=year,
            )
    years = Years(snapshot, jinja)
    for branch in book[BRANCHES].values():
        source = f"data/branches/{branch.id}.yml"
        for year in filter(branch.lives_in, book.settings.years):
            plan = f"data/plans/{branch.id}-{year}.yml" if (branch.id, year) in book[PLANS] else source
            begins = _plan(branch, year) if plan == source else None
            part = partial(Page, source=plan, wide=True, searched=False, kind="map", branch=branch.id, year=year)
            yield part(
                path=urls.branch_map(branch.id, year),
                title=f"{branch.short}{year}年工作導航圖",
                render=partial(years.map, branch, year),
                description=f"{branch.title}{year}年度工作導航圖：一圖管全程",
                begins=begins,
            )
            yield part(
                path=urls.branch_map(branch.id, year, "quarters"),
                title=f"{branch.short}{year}年工作導航圖：按季度",
                render=partial(years.quarters, branch, year),
                description=f"{branch.title}{year}年度工作導航圖，一季一圖",
            )
            yield part(
                path=urls.branch_map(branch.id, year, "list"),
                title=f"{branch.short}{year}年工作清單",
                render=partial(years.tables, branch, year),
                toc=_LIST_TOC,
                description=f"{branch.title}{year}年要辦的事：頻次、閉環，按泳道、按月",
                begins=begins,
            )


def _directory(snapshot: Snapshot, jinja: Environment) -> Markup:
    values = {
        "book": snapshot.book,
        "as_of": snapshot.as_of,
        "today": snapshot.figures(closed_loop),
        "loop_titles": LOOP_TITLES,
    }
    return body(jinja, "branches.html", urls.BRANCHES, values)


def _by_month(snapshot: Snapshot, jinja: Environment, branch: str, year: int) -> Markup:
    """What a script writes on the list of every branch with these days, for who runs none."""
    values = {"year": year, "by_month": by_month(snapshot.schedule.branch(branch, year))}
    return body(jinja, "map_months.html", address(snapshot, branch, year, "/"), values)


def _plan(branch: Branch, year: int) -> Begun:
    """The plan that a branch has not yet written for a year."""
    return Begun(PLANS.name, f"{branch.id}-{year}", {"branch": branch.id, "year": year})


def all_homes(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """Each branch's home with the sections of every system."""
    every = systems(snapshot.rooms)
    sections = (one for system in every if (one := system.branch_section(snapshot, jinja)))
    return homes(snapshot, Later(lambda: sections), jinja)


def homes(snapshot: Snapshot, sections: Sequence[BranchSection], jinja: Environment) -> Iterator[Page]:
    """Each branch's home with these sections."""
    years = Years(snapshot, jinja)
    toc = Later(lambda: _headings(sections))
    for branch in snapshot.book[BRANCHES].values():
        yield Page(
            path=urls.branch(branch.id),
            title=branch.title,
            render=partial(years.home, branch, sections),
            toc=toc,
            description=f"{branch.title}（{branch.business}）要辦的事和全年安排",
            source=f"data/branches/{branch.id}.yml",
            searched=False,
            kind="branch",
            branch=branch.id,
            keywords=(branch.short, branch.business),
        )


def _headings(sections: Sequence[BranchSection]) -> tuple[Heading, ...]:
    return (
        Heading("本月要辦的", "year"),
        *(Heading(section.title, section.anchor) for section in sections if section.beside_month),
        Heading("一年的進度", "lanes"),
        *(Heading(section.title, section.anchor) for section in sections if not section.beside_month),
        Heading("訂閱日曆", "subscribe"),
        Heading("怎麼用", "use"),
        Heading("支部情況", "facts"),
    )

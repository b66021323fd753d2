"""The sheets as pages: a role's year, a branch's week and handover, labels for boxes, where an inspection looks."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.weeks import week_of
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Page
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body, fragment
from branch_portal.system.panel import Panel
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.kinds import CARRIERS
from branch_portal.systems.briefs.digest import SHORT, digest, text
from branch_portal.systems.briefs.figures import open_of, role_year, roles_of
from branch_portal.systems.briefs.paths import (
    LABELS_PATH,
    PLACES_PATH,
    ROLES_PATH,
    handover_path,
    role_path,
    week_path,
)
from branch_portal.systems.letters.matters import by_holder
from branch_portal.year.alert_days import level_on
from branch_portal.year.kinds import DUTIES

_AHEAD = 90
"""How many days a handover looks ahead, and a branch's week stays right when it is read later."""


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    yield from _role_pages(snapshot, jinja)
    for branch in snapshot.book[BRANCHES].values():
        yield from _branch_pages(snapshot, jinja, branch)
    yield from _box_pages(snapshot, jinja)


def _role_pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book, year = snapshot.book, _year(snapshot)
    yield Page(
        path=ROLES_PATH,
        title="崗位單",
        render=partial(
            body, jinja, "role_sheets.html", ROLES_PATH, {"book": book, "role_path": role_path, "year": year}
        ),
        description="每個崗位一張A4：今年辦什麼、什麼時候、用什麼表、放哪裡",
        source="data/roles",
        kind="brief",
        keywords=("崗位", "角色", "我要辦什麼"),
    )
    for id, role in book[ROLES].items():
        path = role_path(id)

        def render(id: str = id, path: str = path) -> str:
            qr = qr_code(f"{book.settings.site_url}{path}", f"{book[ROLES][id].title}崗位單網頁的二維碼")
            found = role_year(snapshot, id, year)
            return body(
                jinja,
                "role_sheet.html",
                path,
                {"book": book, "role": book[ROLES][id], "found": found, "year": year, "qr": qr},
            )

        yield Page(
            path=path,
            title=f"{role.title}：{year}年崗位單",
            render=render,
            description=f"{role.title}{year}年辦什麼、什麼時候、用什麼表、放哪裡",
            source=f"data/roles/{id}.yml",
            kind="brief",
            roles=(id,),
            year=year,
        )


def _branch_pages(snapshot: Snapshot, jinja: Environment, branch: Branch) -> Iterator[Page]:
    for path, title, template in (
        (week_path(branch.id), f"{branch.short}週單", "week.html"),
        (handover_path(branch.id), f"{branch.short}交接包", "handover.html"),
    ):
        yield Page(
            path=path,
            title=title,
            render=partial(_branch_sheet, snapshot, jinja, branch, path, template),
            description=f"{branch.title}：{'本週每個崗位要辦的事，可以複製發群' if template == 'week.html' else '每個崗位交接時交清什麼'}",
            source=f"data/branches/{branch.id}.yml",
            searched=False,
            kind="brief",
            branch=branch.id,
        )


def _branch_sheet(snapshot: Snapshot, jinja: Environment, branch: Branch, path: str, template: str) -> str:
    book, day = snapshot.book, snapshot.as_of
    roles = roles_of(snapshot, branch.id)
    found = open_of(snapshot, branch.id, _AHEAD)
    monday, sunday = week_of(day)
    every = snapshot.figures(by_holder).get(branch.id, ())
    values = {
        "book": book,
        "branch": branch,
        "day": day,
        "monday": monday,
        "sunday": sunday,
        "until": day + dt.timedelta(days=_AHEAD),
        "roles": {id: book[ROLES][id] for id in roles},
        "found": {id: [one.deadline for one in found if one.deadline.role == id] for id in roles},
        "texts": {id: text(digest(book, every, branch.id, id, day)) for id in roles} if template == "week.html" else {},
        "boxes": {id: [one for one in book[CARRIERS].values() if one.keeper == id] for id in roles},
        "level_on": level_on,
        "short": SHORT,
        "address": f"{book.settings.site_url}{path}",
        "role_path": role_path,
    }
    return body(jinja, template, path, values)


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """The way from a branch's home to its sheets."""

    def section(branch: Branch) -> Markup:
        sheets = {"week_page": week_path(branch.id), "handover_page": handover_path(branch.id)}
        return fragment(jinja, "branch_sheets.html", urls.branch(branch.id), **sheets)

    return BranchSection("sheets", "週單和交接包", section)


def _box_pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book, year = snapshot.book, _year(snapshot)

    def labels() -> str:
        codes = {
            id: qr_code(f"{book.settings.site_url}{urls.carrier(id)}#by-today", f"{one.title}網頁的二維碼")
            for id, one in book[CARRIERS].items()
        }
        return body(jinja, "labels.html", LABELS_PATH, {"book": book, "codes": codes, "year": year})

    yield Page(
        path=LABELS_PATH,
        title="盒脊標籤",
        render=labels,
        description="每本、每盒、每證一條標籤，掃碼看到今天該有什麼",
        source="data/carriers",
        kind="brief",
    )
    places = {"book": book, "duties": list(book[DUTIES].values()), "year": year}
    yield Page(
        path=PLACES_PATH,
        title="迎檢位置表",
        render=partial(body, jinja, "places.html", PLACES_PATH, places),
        description="查什麼、看哪份材料、在哪個本盒、照哪頁辦",
        source="data/duties",
        wide=True,
        kind="brief",
        keywords=("迎檢", "檢查", "佐證"),
    )


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    """What a box should hold by today, on the box's page."""
    book, year = snapshot.book, _year(snapshot)

    def by_today(carrier: str, path: str) -> Markup:
        items = [one for one in snapshot.schedule.company[year] if carrier in one.duty.archive]
        return fragment(jinja, "by_today.html", path, book=book, items=items, day=snapshot.as_of, year=year)

    yield Panel("carriers", "by-today", "到今天該有什麼", by_today)


def _year(snapshot: Snapshot) -> int:
    """The year of the sheets: this one, or the nearest that the portal has."""
    years = snapshot.book.settings.years
    return min(max(snapshot.as_of.year, years[0]), years[-1])

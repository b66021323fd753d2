"""三級問題庫、季度通報: the library by tier and level, and the page of each published quarter."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.external import STATUS_TITLES, WHOLE
from branch_portal.systems.findings.kinds import RELEASES
from branch_portal.systems.findings.model import TIER_TITLES, Finding
from branch_portal.systems.findings.overview import AGE_KEYS, age_bars, ages_said, problem_flow, said
from branch_portal.systems.findings.pages import shared_values
from branch_portal.systems.findings.paper import release_file
from branch_portal.systems.findings.quarter_figures import quarter_figures
from branch_portal.systems.findings.release_model import Release
from branch_portal.systems.findings.settings import FINDING_SETTINGS
from branch_portal.systems.findings.states import is_overdue, state_on
from branch_portal.systems.findings.trend import TREND_KEYS, trend_bars, trend_said
from branch_portal.year.quarter import quarter


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The library, and the quarters published by the day the site is made for."""
    values = shared_values(snapshot)
    releases = sorted(snapshot.book[RELEASES].values(), key=lambda release: release.id, reverse=True)
    listed, states = values["findings"], values["states"]
    pictures = {
        "said": said(listed, states, snapshot.as_of),
        "flow": problem_flow(listed, states, urls.FINDINGS),
        "ages": age_bars(listed, states, snapshot.as_of),
        "ages_said": ages_said(listed, states, snapshot.as_of),
        "age_keys": AGE_KEYS,
    }
    yield Page(
        path=urls.FINDINGS,
        title="三級問題庫",
        render=lambda: body(jinja, "results.html", urls.FINDINGS, {**values, **pictures, "releases": releases}),
        toc=(
            Heading("從哪裡來、到了哪一步", "flow"),
            *(Heading(title, f"tier-{tier}") for tier, title in TIER_TITLES.items()),
            Heading("季度通報", "quarters"),
        ),
        description="公司黨委、基層支部、縣公司黨委三級問題庫",
        source="data/findings",
        kind="finding",
    )
    for release in releases:
        period = quarter(release.id)
        yield Page(
            path=urls.release(release.id),
            title=f"{period.title}整改通報",
            render=partial(_release, snapshot, release, jinja),
            toc=tuple(_headings(release, snapshot.as_of)),
            description=f"{period.title}整改整治成果：登記、完成、持續、未完成",
            source=f"data/releases/{release.id}.yml",
            kind="release",
            year=period.first.year,
        )
        yield Page(
            path=urls.external_release(release.id),
            title=f"{period.title}整改通報（對外）",
            render=partial(_external, snapshot, release, jinja),
            description=f"{period.title}整改整治成果，發給外單位的一頁",
            source=f"data/releases/{release.id}.yml",
            searched=False,
            kind="release",
            year=period.first.year,
        )


def _external(snapshot: Snapshot, release: Release, jinja: Environment) -> str:
    book, period = snapshot.book, quarter(release.id)
    below = book.settings[FINDING_SETTINGS].external_from
    values = {
        "book": book,
        "release": release,
        "period": period,
        "below": below,
        "statuses": STATUS_TITLES,
        "whole": WHOLE,
        "rows": snapshot.figures(quarter_figures)[release.id].external,
    }
    return body(jinja, "release_external.html", urls.external_release(release.id), values)


def _headings(release: Release, day: dt.date) -> Iterator[Heading]:
    yield Heading("總體情況", "totals")
    if any(entry.on <= day for entry in release.corrections):
        yield Heading("更正", "corrections")
    yield Heading("逐季趨勢", "trend")
    yield Heading("按問題庫", "by-tier")
    yield Heading("按層次", "by-level")
    if release.by_unit:
        yield Heading("按單位", "by-unit")
    yield Heading("按問題庫和層次", "by-tier-level")
    yield Heading("期末未銷號的問題", "open")
    if release.good_practice:
        yield Heading("好的做法", "practice")
    yield Heading("公開程序", "disclosure")


def _release(snapshot: Snapshot, release: Release, jinja: Environment) -> str:
    shared, counted = shared_values(snapshot), snapshot.figures(quarter_figures)[release.id]
    period, findings = counted.period, shared["findings"]
    groups = [("by-tier", "按問題庫", counted.tiers), ("by-level", "按層次", counted.levels)]
    if release.by_unit:
        groups.append(("by-unit", "按單位", counted.units))
    values = {
        **shared,
        "release": release,
        "period": period,
        "total": counted.total,
        "overdue": sum(is_overdue(one, period.last) for one in findings),
        "trend": counted.trend,
        "trend_bars": trend_bars(counted.trend),
        "trend_said": trend_said(counted.trend),
        "trend_keys": TREND_KEYS,
        "tables": groups,
        "crossed": counted.crossed,
        "systems_made": sum(1 for one in findings if one.system_made and state_on(one, period.last) == "closed"),
        "listed": [one for one in findings if _is_open(one, period.last)],
        "states": {one.id: state_on(one, period.last) for one in findings},
        "corrections": [entry for entry in release.corrections if entry.on <= shared["as_of"]],
        "docx": release_file(release.id),
    }
    return body(jinja, "release.html", urls.release(release.id), values)


def _is_open(finding: Finding, day: dt.date) -> bool:
    return state_on(finding, day) not in (None, "closed")

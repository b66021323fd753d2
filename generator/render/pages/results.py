"""整改: the three-tier problem library, its three lists, the published quarters, each problem's life."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from jinja2 import Environment

from generator import urls
from generator.derive.results import by, figures, quarter, quarters, state_on
from generator.derive.snapshot import Snapshot
from generator.handbook import Handbook
from generator.model.findings import (
    LEVEL_TITLES,
    MODE_TITLES,
    SOURCE_TITLES,
    STATE_TITLES,
    TIER_TITLES,
    Finding,
    Release,
)
from generator.render.templates import body
from generator.render.trend import trend_chart
from generator.site import Heading, Page

_TITLES = {
    "tiers": TIER_TITLES,
    "levels": LEVEL_TITLES,
    "states": STATE_TITLES,
    "modes": MODE_TITLES,
    "sources": SOURCE_TITLES,
}
_LISTS = (
    (urls.PROBLEM_LIST, "問題清單", "results_problems.html", "編號、來源、層次和問題"),
    (urls.RESPONSIBILITY_LIST, "責任清單", "results_responsibilities.html", "誰負責、誰督導、什麼時限"),
    (urls.TASK_LIST, "任務清單", "results_tasks.html", "措施、責任單位和時限，先到期的在前"),
)


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """Everything about problems published by `as_of`, the day whose states are shown.

    A quarter's figures count every public problem, as its own day of reckoning lies in the release.
    """
    book, as_of = snapshot.book, snapshot.as_of
    public = sorted(book.findings.values(), key=lambda finding: (finding.found_on, finding.id))
    findings = [finding for finding in public if _published(finding, as_of)]
    book = replace(book, findings={finding.id: finding for finding in findings})
    states = {finding.id: state_on(finding, as_of) for finding in findings}
    shared = {"book": book, "findings": findings, "states": states, "as_of": as_of, "titles": _TITLES}
    releases = sorted(book.releases.values(), key=lambda release: release.id, reverse=True)
    yield Page(
        path=urls.FINDINGS,
        title="三級問題庫",
        render=lambda: body(jinja, "results.html", urls.FINDINGS, {**shared, "releases": releases}),
        toc=tuple(Heading(title, f"tier-{tier}") for tier, title in TIER_TITLES.items()),
        description="公司黨委、基層支部、縣公司黨委三級問題庫",
        source="data/findings",
        kind="finding",
    )
    for path, title, template, description in _LISTS:
        yield Page(
            path=path,
            title=title,
            render=partial(body, jinja, template, path, shared),
            toc=_unit_headings(book) if path == urls.RESPONSIBILITY_LIST else (),
            description=description,
            source="data/findings",
            kind="finding",
        )
    for release in releases:
        path = urls.release(release.id)
        yield Page(
            path=path,
            title=f"{quarter(release.id).title}整改通報",
            render=partial(_release, book, public, release, jinja),
            toc=(
                Heading("總體情況", "totals"),
                Heading("逐季趨勢", "trend"),
                Heading("按問題庫", "by-tier"),
                Heading("按層次", "by-level"),
                Heading("按單位", "by-unit"),
                Heading("期末未銷號的問題", "open"),
                *([Heading("好的做法", "practice")] if release.good_practice else []),
                Heading("公開程序", "disclosure"),
            ),
            description=f"{quarter(release.id).title}整改整治成果：登記、完成、持續、未完成",
            source=f"data/releases/{release.id}.yml",
            kind="release",
            year=quarter(release.id).last.year,
        )
    for finding in findings:
        path = urls.finding(finding.id)
        yield Page(
            path=path,
            title=f"問題 {finding.id.upper()}",
            render=partial(body, jinja, "finding.html", path, {**shared, "finding": finding}),
            toc=(Heading("措施", "measures"), Heading("經過", "log")),
            description=f"{finding.category}：{STATE_TITLES[states[finding.id] or 'found']}",
            source=f"data/findings/{finding.id}.yml",
            kind="finding",
            keywords=(finding.category,),
            branch=finding.unit if finding.unit in book.branches else "",
            year=finding.found_on.year,
        )


def _unit_headings(book: Handbook) -> tuple[Heading, ...]:
    units = sorted({finding.unit for finding in book.findings.values()})
    return tuple(Heading(book.organisation_title(unit), f"unit-{unit}") for unit in units)


def _published(finding: Finding, day: dt.date) -> bool:
    """Registered, and through the four steps, by the end of `day`."""
    steps = finding.disclosure
    return state_on(finding, day) is not None and steps is not None and steps.published.on <= day


def _release(book: Handbook, findings: list[Finding], release: Release, jinja: Environment) -> str:
    period = quarter(release.id)
    trend = [(one, figures(findings, one)) for one in quarters(book.settings.first_quarter, release.id)]
    units = {**{id: unit.title for id, unit in book.units.items()}, **{id: b.title for id, b in book.branches.items()}}
    values = {
        "book": book,
        "release": release,
        "period": period,
        "total": figures(findings, period),
        "trend": trend,
        "chart": trend_chart(jinja, [(one.title[5:], row) for one, row in trend]),
        "tables": (
            ("by-tier", "按問題庫", by(findings, period, lambda one: one.tier, TIER_TITLES)),
            ("by-level", "按層次", by(findings, period, lambda one: one.level, LEVEL_TITLES)),
            ("by-unit", "按單位", by(findings, period, lambda one: one.unit, units)),
        ),
        "systems_made": sum(1 for one in findings if one.system_made and state_on(one, period.last) == "closed"),
        "listed": [one for one in book.findings.values() if state_on(one, period.last) not in (None, "closed")],
        "titles": _TITLES,
        "states": {one.id: state_on(one, period.last) for one in findings},
    }
    return body(jinja, "release.html", urls.release(release.id), values)

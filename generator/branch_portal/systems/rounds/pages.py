"""排查: the rounds of self-checks, and each round's stages and coverage."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.deadlines import finding_days
from branch_portal.systems.findings.figures import standing
from branch_portal.systems.findings.pages import TITLES
from branch_portal.systems.rounds.figures import COVERAGE_TITLES, bar, coverage, said, tally
from branch_portal.systems.rounds.kinds import ROUNDS
from branch_portal.systems.rounds.model import ROUND_SOURCE_TITLES


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    values = _values(snapshot)
    yield Page(
        path=urls.ROUNDS,
        title="分級自查",
        render=lambda: body(jinja, "rounds.html", urls.ROUNDS, values),
        toc=(Heading("誰上報了", "coverage"), Heading("各次排查", "rounds")),
        description="每次排查查什麼、到哪一步、哪些單位上報了",
        source="data/rounds",
        kind="round",
        wide=True,
    )
    for id, round in snapshot.book[ROUNDS].items():
        path = urls.round(id)
        yield Page(
            path=path,
            title=round.title,
            render=partial(body, jinja, "round.html", path, {**values, "round": round}),
            toc=(Heading("階段", "stages"), Heading("覆蓋情況", "coverage"), Heading("登記的問題", "findings")),
            description=round.purpose,
            source=f"data/rounds/{id}.yml",
            kind="round",
            keywords=("排查", "自查", ROUND_SOURCE_TITLES[round.source]),
            year=round.stages[0].first.year,
            wide=True,
        )


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """What a branch has to report, and its problems: the newest first."""
    values = _values(snapshot)
    mine: dict[str, list[Any]] = {}
    for finding in snapshot.figures(standing).findings:
        mine.setdefault(finding.unit, []).append(finding)

    def section(branch: Branch) -> Markup:
        cells = [cell for of_round in values["reports"].values() if (cell := of_round.get(branch.id))]
        findings = sorted(mine.get(branch.id, ()), key=lambda one: (one.found_on, one.id), reverse=True)
        path = urls.branch(branch.id)
        return fragment(jinja, "branch_findings.html", path, **values, cells=cells, findings=findings, branch=branch)

    return BranchSection("findings", "排查和整改", section)


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    """What the reader's day asks for: problems near or past their time limit, stages of rounds about to end."""
    book, as_of, now = snapshot.book, snapshot.as_of, snapshot.figures(standing)
    open_findings = [
        (now.dues[finding.id], finding)
        for finding in now.findings
        if now.states[finding.id] not in ("closed", "long_term")
    ]
    values = {
        "book": book,
        "as_of": as_of,
        "forever": dt.date.max,
        "finding_days": finding_days(snapshot),
        "findings": sorted(open_findings, key=lambda entry: (entry[0], entry[1].id)),
        "stages": [(round, stage) for round in book[ROUNDS].values() for stage in round.stages if stage.last >= as_of],
    }
    return HomeSection("rectification", "整改到期", lambda: fragment(jinja, "home_findings.html", urls.HOME, **values))


def _values(snapshot: Snapshot) -> Mapping[str, Any]:
    book, as_of = snapshot.book, snapshot.as_of
    found, now = snapshot.figures(coverage), snapshot.figures(standing)
    return {
        "book": book,
        "as_of": as_of,
        "reports": found,
        "tallies": {id: tally(of_round) for id, of_round in found.items()},
        "coverage_titles": COVERAGE_TITLES,
        "said": said(found, as_of),
        "bars": {id: (bar(of_round, 18, 18), bar(of_round, 48, 18)) for id, of_round in found.items()},
        "source_titles": ROUND_SOURCE_TITLES,
        "titles": TITLES,
        "units": [id for id in (*book[UNITS], *book[BRANCHES]) if any(id in of_round for of_round in found.values())],
        "states": now.states,
        "dues": now.dues,
        "closed_ids": now.closed,
    }

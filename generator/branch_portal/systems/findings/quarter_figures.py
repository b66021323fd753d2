"""季度的數字: what every published bulletin, its table for readers outside and the tables for machines count, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.balance import Figures, by, by_tier_and_level, figures
from branch_portal.systems.findings.external import ExternalRow, external_sheets
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import LEVEL_TITLES, TIER_TITLES
from branch_portal.systems.findings.settings import FINDING_SETTINGS
from branch_portal.year.quarter import Quarter, quarter, quarters

Group = Sequence[tuple[str, Figures]]
"""Titles with their figures, groups without registered problems left out."""


@dataclass(frozen=True)
class QuarterFigures:
    """One published quarter; `units` is empty where publication by unit was not approved.

    `trend` are the totals of all quarters up to this one, `crossed` the figures of each level inside each tier.
    """

    period: Quarter
    total: Figures
    trend: Sequence[tuple[Quarter, Figures]]
    tiers: Group
    levels: Group
    units: Group
    crossed: Sequence[tuple[str, str, Figures]]
    external: Sequence[ExternalRow]


def quarter_figures(snapshot: Snapshot) -> Mapping[str, QuarterFigures]:
    """Every published quarter, the oldest first."""
    book, findings = snapshot.book, list(snapshot.book[FINDINGS].values())
    releases = sorted(book[RELEASES])
    periods = list(quarters(book.settings.first_quarter, releases[-1])) if releases else []
    totals = [(period, figures(findings, period)) for period in periods]
    known = {period.id: total for period, total in totals}
    units = {id: book.called("organisations", id) for id in (*book[UNITS], *book[BRANCHES])}
    sheets = external_sheets(findings, [quarter(id) for id in releases], book.settings[FINDING_SETTINGS].external_from)
    found = {}
    for id in releases:
        period = quarter(id)
        found[id] = QuarterFigures(
            period=period,
            total=known[id] if id in known else figures(findings, period),
            trend=[(one, total) for one, total in totals if one.id <= id],
            tiers=by(findings, period, lambda one: one.tier, TIER_TITLES),
            levels=by(findings, period, lambda one: one.level, LEVEL_TITLES),
            units=by(findings, period, lambda one: one.unit, units) if book[RELEASES][id].by_unit else (),
            crossed=list(by_tier_and_level(findings, period)),
            external=sheets[id],
        )
    return found

"""排查覆蓋: who has reported in which round, what was found, and what is still outstanding."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from branch_portal.charts.shapes import Share, Tone, shares
from branch_portal.ground.day_words import month_day
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS
from branch_portal.systems.rounds.model import Round, SelfCheck

Coverage = Literal["reported", "excused", "outstanding"]
COVERAGE_TITLES: dict[str, str] = {"reported": "已上報", "excused": "經批准不參加", "outstanding": "待上報"}
_TONES: dict[str, Tone] = {"reported": "done", "excused": "soft", "outstanding": "open"}


@dataclass(frozen=True)
class Report:
    """One cell of the coverage matrix: a unit in a round; `findings` are the published ones."""

    round: Round
    unit: str
    selfcheck: SelfCheck | None
    findings: tuple[Finding, ...]

    @property
    def coverage(self) -> Coverage:
        if self.selfcheck is None:
            return "outstanding"
        return "excused" if self.selfcheck.excused else "reported"

    def count(self, level: str) -> int:
        """Published problems of one level."""
        return sum(finding.level == level for finding in self.findings)


def reports(book: Shelf) -> Mapping[str, Mapping[str, Report]]:
    """Round → unit in its scope → what that unit reported."""
    return {
        id: {
            unit: Report(
                round,
                unit,
                check := book[SELFCHECKS].get(f"{id}-{unit}"),
                tuple(book[FINDINGS][name] for name in check.findings if name in book[FINDINGS]) if check else (),
            )
            for unit in round.scope
        }
        for id, round in sorted(book[ROUNDS].items(), key=lambda entry: (entry[1].stages[0].first, entry[0]))
    }


def tally(of_round: Mapping[str, Report]) -> Mapping[str, int]:
    """How many units have reported, are excused, are outstanding."""
    counts = Counter(report.coverage for report in of_round.values())
    return {coverage: counts[coverage] for coverage in COVERAGE_TITLES}  # type: ignore[index]


def said(found: Mapping[str, Mapping[str, Report]], day: dt.date) -> str:
    """One sentence: which rounds wait for whom on a day, and how many problems all of them registered."""
    waiting = []
    for of_round in found.values():
        missing = tally(of_round)["outstanding"]
        if missing:
            last = next(iter(of_round.values())).round.selfcheck.last
            until = f"{month_day(last)}{'截止' if day <= last else '已經截止'}"
            waiting.append(f"「{next(iter(of_round.values())).round.title}」還有{missing}個單位沒有上報，{until}")
    problems = sum(len(report.findings) for of_round in found.values() for report in of_round.values())
    return f"{'；'.join(waiting) or '各次排查都報齊了'}；{len(found)}次排查共登記{problems}個問題。"


def bar(of_round: Mapping[str, Report], wide: float, narrow: float) -> tuple[Share, ...]:
    """A round's units by whether they have reported, for a picture so many letters broad on a desktop and on a phone."""
    counts = tally(of_round)
    parts = [(tone, COVERAGE_TITLES[name], counts[name], "") for name, tone in _TONES.items()]
    return shares(parts, wide, narrow)


def coverage(snapshot: Snapshot) -> Mapping[str, Mapping[str, Report]]:
    """The reports of all rounds, as published."""
    return reports(snapshot.book)

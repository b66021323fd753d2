"""排查覆蓋: who has reported in which round, what was found, and what is still outstanding."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS
from branch_portal.systems.rounds.model import Round, SelfCheck

Coverage = Literal["reported", "excused", "outstanding"]
COVERAGE_TITLES: dict[str, str] = {"reported": "已上報", "excused": "經批准不參加", "outstanding": "待上報"}


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


def coverage(snapshot: Snapshot) -> Mapping[str, Mapping[str, Report]]:
    """The reports of all rounds, as published."""
    return reports(snapshot.book)

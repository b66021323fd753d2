"""排查覆蓋: who has reported in which round, what was found, and what is still outstanding."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from branch_portal.calendar.event import Event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced, Shelf
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import LEVEL_TITLES, Finding
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS
from branch_portal.systems.rounds.model import ROUND_SOURCE_TITLES, Round, SelfCheck
from branch_portal.systems.rounds.settings import ROUND_SETTINGS
from branch_portal.year.schedule import Schedule

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


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The last day of every stage."""
    del schedule
    for round in book[ROUNDS].values():
        for stage in round.stages:
            yield Event(
                uid=f"round-{first_id(round)}.{stage.id}",
                first=stage.last,
                last=stage.last,
                summary=f"{round.title}：{stage.name}截止",
                lines=(
                    f"{stage.first}至{stage.last}：{stage.measure}",
                    f"牽頭：{book.called('organisations', round.lead)}",
                ),
                page=f"{urls.round(round.id)}#stages",
                categories=("排查",),
                topic=book.settings[ROUND_SETTINGS].track or "",
            )


_COLUMNS = (
    Column("round", "排查編號"),
    Column("title", "排查"),
    Column("source", "來源"),
    Column("unit", "單位編號"),
    Column("unit_title", "單位"),
    Column("coverage", "上報情況"),
    Column("due", "上報截止", "date"),
    Column("done_on", "完成日期", "date"),
    *(Column(level, title, "integer") for level, title in LEVEL_TITLES.items()),
    Column("findings", "登記的問題"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """The coverage matrix, a row per round and unit."""
    book = snapshot.book
    yield Dataset(
        id="rounds",
        title="排查覆蓋",
        description="每次排查、每個單位一行：上報了沒有，登記了幾個問題（只數已經公開的）。",
        columns=_COLUMNS,
        rows=tuple(
            {
                "round": report.round.id,
                "title": report.round.title,
                "source": ROUND_SOURCE_TITLES[report.round.source],
                "unit": report.unit,
                "unit_title": book.called("organisations", report.unit),
                "coverage": COVERAGE_TITLES[report.coverage],
                "due": report.round.selfcheck.last,
                "done_on": report.selfcheck.done_on if report.selfcheck else None,
                **{level: report.count(level) for level in LEVEL_TITLES},
                "findings": "、".join(finding.id for finding in report.findings),
            }
            for of_round in reports(book).values()
            for report in of_round.values()
        ),
        page=urls.ROUNDS,
        as_of=snapshot.as_of,
    )

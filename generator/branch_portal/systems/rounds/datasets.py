"""排查覆蓋 as a published table."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.model import LEVEL_TITLES
from branch_portal.systems.rounds.figures import COVERAGE_TITLES, coverage
from branch_portal.systems.rounds.model import ROUND_SOURCE_TITLES

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
            for of_round in snapshot.figures(coverage).values()
            for report in of_round.values()
        ),
        page=urls.ROUNDS,
        as_of=snapshot.as_of,
    )

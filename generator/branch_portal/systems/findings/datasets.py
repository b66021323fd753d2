"""問題、季度通報 as published tables."""

from collections.abc import Iterator, Mapping

from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.balance import Figures
from branch_portal.systems.findings.external import STATUS_TITLES
from branch_portal.systems.findings.figures import standing
from branch_portal.systems.findings.model import LEVEL_TITLES, MODE_TITLES, SOURCE_TITLES, STATE_TITLES, TIER_TITLES
from branch_portal.systems.findings.quarter_figures import quarter_figures
from branch_portal.systems.findings.settings import FINDING_SETTINGS
from branch_portal.systems.findings.states import is_overdue
from branch_portal.year.quarter import Quarter

_FIGURES = (
    Column("opening", "期初", "integer"),
    Column("new", "新增", "integer"),
    Column("closed", "銷號", "integer"),
    Column("carried", "結轉", "integer"),
    Column("registered", "累計登記", "integer"),
    Column("done", "完成", "integer"),
    Column("continuing", "基本完成並持續", "integer"),
    Column("not_done", "未完成", "integer"),
)


def finding_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """The published problems, one row each, in the states of the day."""
    book, day, now = snapshot.book, snapshot.as_of, snapshot.figures(standing)
    rows: list[Mapping[str, Value]] = []
    for one in now.findings:
        closed = [entry.on for entry in one.log if entry.state == "closed" and entry.on <= day]
        state = now.states[one.id]
        rows.append(
            {
                "id": one.id,
                "tier": TIER_TITLES[one.tier],
                "level": LEVEL_TITLES[one.level],
                "source": SOURCE_TITLES[one.source],
                "unit": one.unit,
                "unit_title": book.called("organisations", one.unit),
                "category": one.category,
                "statement": one.statement,
                "mode": MODE_TITLES[one.mode],
                "supervisor": book.called("organisations", one.supervisor),
                "found_on": one.found_on,
                "due": now.dues[one.id],
                "state": STATE_TITLES[state or "found"],
                "closed_on": closed[-1] if closed and state == "closed" else None,
                "overdue": is_overdue(one, day),
            }
        )
    yield Dataset(
        id="findings",
        title="整改問題",
        description="已經公開的問題，每個一行：在哪個庫、什麼層次、誰負責、什麼時限、到哪一步。時限已算上批准的延期。",
        columns=(
            Column("id", "編號"),
            Column("tier", "問題庫"),
            Column("level", "層次"),
            Column("source", "來源"),
            Column("unit", "單位編號"),
            Column("unit_title", "責任單位"),
            Column("category", "類別"),
            Column("statement", "問題"),
            Column("mode", "整改方式"),
            Column("supervisor", "督導單位"),
            Column("found_on", "發現日期", "date"),
            Column("due", "時限", "date"),
            Column("state", "狀態"),
            Column("closed_on", "銷號日期", "date"),
            Column("overdue", "逾期", "flag"),
        ),
        rows=tuple(rows),
        page=urls.PROBLEM_LIST,
        as_of=day,
    )


def quarter_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """Each published quarter: the whole, and every level inside every tier."""
    rows: list[Mapping[str, Value]] = []
    for counted in snapshot.figures(quarter_figures).values():
        rows.append(_figures(counted.period, "合計", "合計", counted.total))
        for tier, level, row in counted.crossed:
            rows.append(_figures(counted.period, TIER_TITLES[tier], LEVEL_TITLES[level], row))
    yield Dataset(
        id="quarters",
        title="季度通報數字",
        description="已經發布的季度，合計一行，每個問題庫的每個層次一行。完成率＝完成／累計登記，按數字自己算。",
        columns=(
            Column("quarter", "季度"),
            Column("cutoff", "統計截止日", "date"),
            Column("tier", "問題庫"),
            Column("level", "層次"),
            *_FIGURES,
        ),
        rows=tuple(rows),
        page=urls.FINDINGS,
    )


def external_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """The figures of the sheets for readers outside: what is hidden there is hidden here."""
    book = snapshot.book
    rows: list[Mapping[str, Value]] = []
    for id, counted in snapshot.figures(quarter_figures).items():
        for row in counted.external:
            counts: dict[str, Value] = dict(zip(STATUS_TITLES, row.statuses, strict=True))
            rows.append(
                {
                    "quarter": id,
                    "cutoff": counted.period.last,
                    "tier": row.title,
                    "registered": row.registered,
                    **counts,
                }
            )
    yield Dataset(
        id="quarters-external",
        title="季度通報數字（對外）",
        description=(
            f"對外通報用的數字，每個問題庫一行和合計；還在整改的含長期堅持。不足{book.settings[FINDING_SETTINGS].external_from}個的不寫，"
            "能推算出它的數也不寫，格子空著；有的問題庫登記不足這個數的季度只有合計。"
        ),
        columns=(
            Column("quarter", "季度"),
            Column("cutoff", "統計截止日", "date"),
            Column("tier", "問題庫"),
            Column("registered", "累計登記", "integer"),
            *(Column(key, title, "integer") for key, title in STATUS_TITLES.items()),
        ),
        rows=tuple(rows),
        page=urls.FINDINGS,
    )


def _figures(period: Quarter, tier: str, level: str, row: Figures) -> dict[str, Value]:
    counts: dict[str, Value] = {column.key: getattr(row, column.key) for column in _FIGURES}
    return {"quarter": period.id, "cutoff": period.last, "tier": tier, "level": level, **counts}

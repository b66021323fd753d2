"""三審三查三訪 as published tables."""

from collections.abc import Iterator, Mapping

from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.supervision.figures import (
    REVIEW_STATE_TITLES,
    approved_on,
    last_opinions,
    review_state,
    weighted_score,
)
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.model import (
    HALF_TITLES,
    INSPECTION_KIND_TITLES,
    INTERVIEW_GROUP_TITLES,
    OPINION_TITLES,
    REVIEW_SIDE_TITLES,
    SLOT_STATUS_TITLES,
)


def review_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book, day = snapshot.book, snapshot.as_of
    rows: list[Mapping[str, Value]] = []
    for one in book[REVIEWS].values():
        latest = last_opinions(one, day)
        opinions = {
            side: f"{latest[side].on} {OPINION_TITLES[latest[side].opinion]}" if side in latest else ""
            for side in REVIEW_SIDE_TITLES
        }
        rows.append(
            {
                "year": one.year,
                "subject": one.subject,
                "title": book.called("organisations", one.subject),
                "state": REVIEW_STATE_TITLES[review_state(one, day)],
                "approved_on": approved_on(one, day),
                **opinions,
                "late": one.late or "",
            }
        )
    yield Dataset(
        id="reviews",
        title="計劃三審",
        description="每個單位每年的計劃一行：三方最近的意見，審定了沒有。",
        columns=(
            Column("year", "年度", "integer"),
            Column("subject", "單位編號"),
            Column("title", "單位"),
            Column("state", "審定情況"),
            Column("approved_on", "審定日期", "date"),
            *(Column(side, title) for side, title in REVIEW_SIDE_TITLES.items()),
            Column("late", "晚於截止日的原因"),
        ),
        rows=tuple(rows),
        page=urls.SUPERVISION,
        as_of=day,
    )


def inspection_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book, day = snapshot.book, snapshot.as_of
    yield Dataset(
        id="inspections",
        title="三查",
        description="一年十二格，每格一行：開展了沒有，登記了哪些問題（只列已經公開的）。",
        columns=(
            Column("id", "編號"),
            Column("year", "年度", "integer"),
            Column("quarter", "季度", "integer"),
            Column("kind", "類別"),
            Column("organisation", "檢查單位"),
            Column("topic", "查什麼"),
            Column("status", "狀態"),
            Column("on", "日期", "date"),
            Column("units", "被查單位"),
            Column("findings", "登記的問題"),
        ),
        rows=tuple(
            {
                "id": one.id,
                "year": one.year,
                "quarter": one.quarter,
                "kind": INSPECTION_KIND_TITLES[one.kind],
                "organisation": book.called("organisations", one.organisation),
                "topic": one.topic,
                "status": SLOT_STATUS_TITLES[one.status],
                "on": one.on,
                "units": "、".join(book.called("organisations", unit) for unit in one.units),
                "findings": "、".join(one.findings),
            }
            for one in book[INSPECTIONS].values()
        ),
        page=urls.SUPERVISION,
        as_of=day,
    )


def interview_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    yield Dataset(
        id="interviews",
        title="三訪",
        description="每半年每類對象一行：人數和加權平均分；不足五人的不登記。",
        columns=(
            Column("id", "編號"),
            Column("year", "年度", "integer"),
            Column("half", "半年"),
            Column("group", "訪談對象"),
            Column("status", "狀態"),
            Column("first", "起", "date"),
            Column("last", "止", "date"),
            Column("n", "人數", "integer"),
            Column("score", "加權平均分", "number"),
            Column("themes", "歸納的意見"),
        ),
        rows=tuple(
            {
                "id": one.id,
                "year": one.year,
                "half": HALF_TITLES[one.half],
                "group": INTERVIEW_GROUP_TITLES[one.group],
                "status": SLOT_STATUS_TITLES[one.status],
                "first": one.first,
                "last": one.last,
                "n": one.n,
                "score": weighted_score(one),
                "themes": "、".join(one.themes),
            }
            for one in snapshot.book[INTERVIEWS].values()
        ),
        page=urls.SUPERVISION,
        as_of=snapshot.as_of,
    )

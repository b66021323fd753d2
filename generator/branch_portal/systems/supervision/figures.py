"""三審三查三訪: when a plan counts as reviewed, and the slots of a year."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from branch_portal.systems.supervision.model import (
    HALF_TITLES,
    INSPECTION_KIND_TITLES,
    INTERVIEW_GROUP_TITLES,
    REVIEW_SIDE_TITLES,
    Inspection,
    Interview,
    Review,
    SignOff,
)

ReviewState = Literal["approved", "revising", "waiting"]
REVIEW_STATE_TITLES: dict[str, str] = {"approved": "已審定", "revising": "修改中", "waiting": "待審"}


def last_opinions(review: Review, day: dt.date) -> Mapping[str, SignOff]:
    """Each side's latest opinion by the end of `day`."""
    return {entry.side: entry for entry in review.signoffs if entry.on <= day}


def approved_on(review: Review, day: dt.date) -> dt.date | None:
    """When the last of the three sides accepted; None while one of them has not, as known at the end of `day`."""
    latest = last_opinions(review, day)
    if any(side not in latest or latest[side].opinion != "accept" for side in REVIEW_SIDE_TITLES):
        return None
    return max(entry.on for entry in latest.values())


def review_state(review: Review, day: dt.date) -> ReviewState:
    """Where a plan stands at the end of `day`."""
    if approved_on(review, day):
        return "approved"
    opinions = last_opinions(review, day).values()
    return "revising" if any(entry.opinion == "revise" for entry in opinions) else "waiting"


def inspection_on(inspection: Inspection, day: dt.date) -> Inspection:
    """The slot as it stood at the end of `day`: before its day a held inspection was one that is planned."""
    if inspection.status != "held" or inspection.on is None or inspection.on <= day:
        return inspection
    nothing: dict[str, object] = {"status": "planned", "units": (), "found": 0, "findings": (), "followed_up": ()}
    return inspection.model_copy(update=nothing)


def interview_on(interview: Interview, day: dt.date) -> Interview:
    """The interviews as they stood at the end of `day`: no figures before the last of their days is over."""
    if interview.status != "held" or interview.last is None or interview.last <= day:
        return interview
    nothing: dict[str, object] = {"status": "planned", "n": None}
    nothing |= {"scores": (), "themes": (), "findings": (), "followed_up": ()}
    return interview.model_copy(update=nothing)


def weighted_score(interview: Interview) -> float | None:
    """The mean of the questions by their weights, out of 100; None without scores."""
    if not interview.scores:
        return None
    return round(sum(entry.score * entry.weight for entry in interview.scores) / 100, 1)


def year_said(inspections: Sequence[Inspection], interviews: Sequence[Interview]) -> str:
    """One sentence: how many of the year's inspections and interviews were held, and what they registered."""
    checked = [one for one in inspections if one.status == "held"]
    heard = [one for one in interviews if one.status == "held"]
    problems = {id for found in (*(one.findings for one in checked), *(one.findings for one in heard)) for id in found}
    return (
        f"三查做了{len(checked)}次（一年12次），三訪做了{len(heard)}類次（一年6類次），登記公開問題{len(problems)}個。"
    )


def reviews_said(reviews: Sequence[Review], day: dt.date) -> str:
    """One sentence: how many of the year's plans are approved, revised, or wait for a side, as known at the end of `day`."""
    states = Counter(review_state(review, day) for review in reviews)
    parts = [f"{states[state]}份{title}" for state, title in REVIEW_STATE_TITLES.items() if states[state]]  # type: ignore[index]
    return f"{len(reviews)}份計劃：{'，'.join(parts)}。"


def inspection_slots(year: int) -> Iterator[tuple[str, int, str]]:
    """The twelve slots of a year: id, quarter, kind."""
    for quarter in range(1, 5):
        for kind in INSPECTION_KIND_TITLES:
            yield f"{year}-q{quarter}-{kind}", quarter, kind


def interview_slots(year: int) -> Iterator[tuple[str, str, str]]:
    """The six slots of a year: id, half, group."""
    for half in HALF_TITLES:
        for group in INTERVIEW_GROUP_TITLES:
            yield f"{year}-{half}-{group}", half, group


def half_days(year: int, half: str) -> tuple[dt.date, dt.date]:
    """First and last day of a half-year."""
    return (dt.date(year, 1, 1), dt.date(year, 6, 30)) if half == "h1" else (dt.date(year, 7, 1), dt.date(year, 12, 31))

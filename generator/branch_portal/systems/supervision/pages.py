"""三審三查三訪: one page per year, and what each branch's home says about its plan and its inspections."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.suppression import suppress
from branch_portal.systems.supervision.figures import (
    REVIEW_STATE_TITLES,
    approved_on,
    inspection_slots,
    interview_slots,
    last_opinions,
    review_state,
    reviews_said,
    weighted_score,
    year_said,
)
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.model import (
    HALF_TITLES,
    INSPECTION_KIND_TITLES,
    INTERVIEW_GROUP_TITLES,
    MENDED_TITLES,
    OPINION_TITLES,
    REVIEW_SIDE_TITLES,
    SLOT_STATUS_TITLES,
)
from branch_portal.systems.supervision.settings import SUPERVISION_SETTINGS

_WORDS = {
    "sides": REVIEW_SIDE_TITLES,
    "opinions": OPINION_TITLES,
    "kinds": INSPECTION_KIND_TITLES,
    "groups": INTERVIEW_GROUP_TITLES,
    "halves": HALF_TITLES,
    "statuses": SLOT_STATUS_TITLES,
    "mended": MENDED_TITLES,
    "review_states": REVIEW_STATE_TITLES,
}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book = snapshot.book
    values = _values(snapshot)
    yield Page(
        path=urls.SUPERVISION,
        title="三審三查三訪",
        render=lambda: body(jinja, "supervision.html", urls.SUPERVISION, values),
        toc=(Heading("各年度", "years"), Heading("怎麼做", "how")),
        description="年初三方審計劃，每季三方查過程，半年訪三類人看成效",
        source="data/inspections",
        kind="supervision",
    )
    for year in values["years"]:
        path = urls.supervision(year)
        yield Page(
            path=path,
            title=f"{year}年三審三查三訪",
            render=partial(body, jinja, "supervision_year.html", path, {**values, **_year(book, year, snapshot.as_of)}),
            toc=(
                Heading("一年一張圖", "matrix"),
                Heading("三審", "reviews"),
                Heading("三查", "inspections"),
                Heading("三訪", "interviews"),
            ),
            description=f"{year}年計劃審定、十二次檢查和三類訪談",
            source="data/inspections",
            kind="supervision",
            keywords=("三審", "三查", "三訪", "督導訪談", "一線督查", "一線考核"),
            year=year,
        )


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """Whether a branch's plans are approved, and the inspections that came to it."""
    values = _values(snapshot)
    reviews: dict[str, list[Any]] = {}
    for review in snapshot.book[REVIEWS].values():
        reviews.setdefault(review.subject, []).append(review)
    visits: dict[str, list[Any]] = {}
    for inspection in snapshot.book[INSPECTIONS].values():
        for unit in inspection.units if inspection.status == "held" else ():
            visits.setdefault(unit, []).append(inspection)

    def section(branch: Branch) -> Markup:
        mine = {"mine": reviews.get(branch.id, ()), "visits": visits.get(branch.id, ())}
        return fragment(jinja, "branch_supervision.html", urls.branch(branch.id), **values, **mine)

    return BranchSection("supervision", "三審三查", section)


def _values(snapshot: Snapshot) -> Mapping[str, Any]:
    book, as_of = snapshot.book, snapshot.as_of
    years = {one.year for one in book[REVIEWS].values()} | {one.year for one in book[INSPECTIONS].values()}
    years |= {one.year for one in book[INTERVIEWS].values()}
    return {
        **_WORDS,
        "book": book,
        "as_of": as_of,
        "years": sorted(years, reverse=True),
        "review_state": partial(_on, review_state, as_of),
        "approved_on": partial(_on, approved_on, as_of),
        "last_opinions": partial(_on, last_opinions, as_of),
        "weighted_score": weighted_score,
    }


def _on(derive: Any, day: Any, review: Any) -> Any:
    return derive(review, day)


def _year(book: Published, year: int, day: dt.date) -> Mapping[str, Any]:
    """One year's reviews, slots and interviews; counts of people go through `suppress`."""
    slots: dict[int, dict[str, Any]] = {quarter: {} for quarter in range(1, 5)}
    for id, quarter, kind in inspection_slots(year):
        slots[quarter][kind] = book[INSPECTIONS].get(id)
    visits: dict[str, dict[str, Any]] = {half: {} for half in HALF_TITLES}
    for id, half, group in interview_slots(year):
        visits[half][group] = book[INTERVIEWS].get(id)
    reviews = [review for review in book[REVIEWS].values() if review.year == year]
    inspections = [one for row in slots.values() for one in row.values() if one]
    interviews = [one for row in visits.values() for one in row.values() if one]
    people = suppress([[one.n if one and one.n else 0 for one in row.values()] for row in visits.values()])
    return {
        "year": year,
        "review_by": dt.date.fromisoformat(f"{year}-{book.settings[SUPERVISION_SETTINGS].review_by}"),
        "reviews": reviews,
        "reviews_said": reviews_said(reviews, day),
        "slots": slots,
        "half_of": {1: "h1", 3: "h2"},
        "said": year_said(inspections, interviews),
        "visits": visits,
        "people": people,
    }

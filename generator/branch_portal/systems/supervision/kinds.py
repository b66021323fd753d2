"""The kinds of record of reviews, inspections and interviews."""

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.supervision.figures import inspection_on, interview_on
from branch_portal.systems.supervision.model import (
    INSPECTION_KIND_TITLES,
    INTERVIEW_GROUP_TITLES,
    Inspection,
    Interview,
    Review,
)


def _inspection(one: Inspection) -> str:
    return f"{one.year}年第{'一二三四'[one.quarter - 1]}季度{INSPECTION_KIND_TITLES[one.kind]}"


REVIEWS: Kind[str, Review] = Kind(
    "reviews",
    Review,
    "三審",
    page=lambda one: f"{urls.supervision(one.year)}#r-{one.id}",
    called=lambda one: f"{one.year}年計劃三審",
    whole=True,
)
INSPECTIONS: Kind[str, Inspection] = Kind(
    "inspections",
    Inspection,
    "三查",
    page=lambda one: f"{urls.supervision(one.year)}#i-{one.id}",
    called=_inspection,
    published=inspection_on,
)
INTERVIEWS: Kind[str, Interview] = Kind(
    "interviews",
    Interview,
    "三訪",
    page=lambda one: f"{urls.supervision(one.year)}#v-{one.id}",
    called=lambda one: f"{one.year}年訪談{INTERVIEW_GROUP_TITLES[one.group]}",
    published=interview_on,
)

"""The kinds of record of reviews, inspections and interviews."""

from branch_portal.project.kind import Kind
from branch_portal.systems.supervision.figures import inspection_on, interview_on
from branch_portal.systems.supervision.model import Inspection, Interview, Review

REVIEWS: Kind[str, Review] = Kind("reviews", Review, "三審")
INSPECTIONS: Kind[str, Inspection] = Kind("inspections", Inspection, "三查", published=inspection_on)
INTERVIEWS: Kind[str, Interview] = Kind("interviews", Interview, "三訪", published=interview_on)

"""The kinds of record that a year is made of."""

import datetime as dt
from collections.abc import Iterable

from branch_portal.project.kind import Kind
from branch_portal.year.initiative import Initiative
from branch_portal.year.model import Duty, EventDuty, Occasion, Plan, TermText, TermYear, WorkdayYear
from branch_portal.year.timing import TERM_IDS


def _plan_key(plan: Plan) -> tuple[str, int]:
    return plan.branch, plan.year


def _waived(plan: Plan) -> Iterable[dt.date]:
    return (waiver.approved_on for waiver in plan.waived)


DUTIES: Kind[str, Duty] = Kind("duties", Duty, "年度任務", shared=True, whole=True)
EVENT_DUTIES: Kind[str, EventDuty] = Kind("event_duties", EventDuty, "觸發任務", shared=True)
PLANS: Kind[tuple[str, int], Plan] = Kind("plans", Plan, "支部計劃", key=_plan_key, happened=_waived)
TERMS: Kind[str, TermText] = Kind("terms", TermText, "節氣", order=lambda term: TERM_IDS.index(term.id), shared=True)
SOLAR_TERMS: Kind[int, TermYear] = Kind("solar_terms", TermYear, "節氣時刻", key=lambda one: one.year, shared=True)
WORKDAYS: Kind[int, WorkdayYear] = Kind("workdays", WorkdayYear, "工作日表", key=lambda one: one.year, shared=True)
INITIATIVES_PATH = "initiatives/"
"""Where the pages of initiatives stand, below the site's root."""

INITIATIVES: Kind[str, Initiative] = Kind(
    "initiatives",
    Initiative,
    "專題包",
    page=lambda one: f"{INITIATIVES_PATH}{one.id}/",
    happened=lambda one: (one.entered_on, one.closing.on) if one.closing else (one.entered_on,),
    whole=True,
)
OCCASIONS: Kind[str, Occasion] = Kind("occasions", Occasion, "節日與活動", shared=True, lent=Occasion.lent)

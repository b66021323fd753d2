"""All rules across records, and the step from records to the Handbook."""

import datetime as dt
from collections.abc import Callable, Iterator

from branch_portal.calendar import rules as calendar
from branch_portal.editions import rules as editions
from branch_portal.ground.problems import Problem
from branch_portal.organisation import rules as organisation
from branch_portal.project import references
from branch_portal.project.days import known_day
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Records
from branch_portal.search import rules as search
from branch_portal.sheets import rules as sheets
from branch_portal.systems.actions import rules as actions
from branch_portal.systems.alerts import rules as alerts
from branch_portal.systems.book import rules as guides
from branch_portal.systems.book import step_rules as steps
from branch_portal.systems.brands import rules as brands
from branch_portal.systems.findings import quarter_rules as quarters
from branch_portal.systems.findings import rules as findings
from branch_portal.systems.goals import rules as goals
from branch_portal.systems.grids import rules as grids
from branch_portal.systems.learning import rules as learning
from branch_portal.systems.maps import rules as cadence
from branch_portal.systems.pacts import rules as pacts
from branch_portal.systems.rounds import rules as rounds
from branch_portal.systems.slips import rules as slips
from branch_portal.systems.supervision import rules as supervision
from branch_portal.systems.tasks import rules as tasks
from branch_portal.year import rules as year

ELSEWHERE = (sheets,)
"""Modules whose rules are checked by a command of their own; named here so that the list of rules has them."""

CHECKS: tuple[Callable[[Records], Iterator[Problem]], ...] = (
    references.check,
    organisation.check,
    year.check,
    findings.check,
    quarters.check,
    rounds.check,
    supervision.check,
    guides.check,
    steps.check,
    alerts.check,
    calendar.check,
    editions.check,
    goals.check,
    learning.check,
    grids.check,
    brands.check,
    pacts.check,
    actions.check,
    tasks.check,
    search.check,
)
CHECKS_OF_THE_DAY: tuple[Callable[[Records, dt.date], Iterator[Problem]], ...] = (
    alerts.check_day,
    guides.check_day,
    grids.check_day,
    pacts.check_day,
    actions.check_day,
    supervision.check_day,
    learning.check_day,
)
"""Rules about what has not happened yet, or is too old: they need to know which day it is."""
CHECKS_OF_DERIVED: tuple[Callable[[Records, Handbook, dt.date], Iterator[Problem]], ...] = (
    slips.check,
    cadence.check,
)
"""Rules over what is derived: they run last, when the records themselves are sound."""


def check(records: Records, as_of: dt.date = dt.date.min) -> Iterator[Problem]:
    """Every problem that the rules find; "today" is `as_of`, or the newest day in the records if that is later."""
    for rules in CHECKS:
        yield from rules(records)
    today = max(as_of, known_day(records))
    for rules_of_the_day in CHECKS_OF_THE_DAY:
        yield from rules_of_the_day(records, today)


def check_derived(records: Records, book: Handbook, as_of: dt.date = dt.date.min) -> Iterator[Problem]:
    """Every problem in what is derived from a sound Handbook; "today" as in `check`."""
    today = max(as_of, known_day(records))
    for rules in CHECKS_OF_DERIVED:
        yield from rules(records, book, today)


def to_handbook(records: Records) -> Handbook:
    """The Handbook of records that passed every rule; unpublished findings stay behind."""
    plain = {kind: {id: item.record for id, item in group.items()} for kind, group in records.kinds().items()}
    plain["findings"] = {id: item.record for id, item in records.findings.items() if item.record.public}
    plain["tracks"] = dict(sorted(plain["tracks"].items(), key=lambda entry: entry[1].order))  # type: ignore[attr-defined]
    by_year = {
        "plans": {(item.record.branch, item.record.year): item.record for item in records.plans.values()},
        "solar_terms": {item.record.year: item.record.instants for item in records.solar_terms.values()},
        "feedback": {(item.record.task, item.record.branch): item.record for item in records.feedback.values()},
        "workdays": {item.record.year: item.record for item in records.workdays.values()},
    }
    return Handbook(settings=records.settings.record, **{**plain, **by_year})  # type: ignore[arg-type]

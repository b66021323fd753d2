"""年度安排: duties and branch plans become dated occurrences, for the company and for each branch."""

import datetime as dt
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch, Role
from branch_portal.organisation.roles import stand_in
from branch_portal.project.base import MonthDay
from branch_portal.project.handbook import Shelf
from branch_portal.year.alert_days import alert_days
from branch_portal.year.kinds import DUTIES, INITIATIVES, OCCASIONS, PLANS, SOLAR_TERMS, WORKDAYS
from branch_portal.year.model import Duty, Occasion, OwnItem, Plan, Timing
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.recurrence import Dated, expand, in_year
from branch_portal.year.terms import SolarTerms
from branch_portal.year.together import joined
from branch_portal.year.workdays import Workdays

D = TypeVar("D", Duty, OwnItem, Duty | OwnItem)


@dataclass(frozen=True)
class Schedule:
    """All occurrences of the configured years.

    `company` holds every duty on the company's own day, the branches' duties too;
    `branch(id, year)` what one branch does itself, in order of days, by the roles that it has.
    """

    terms: SolarTerms
    workdays: Workdays
    company: dict[int, tuple[Occurrence, ...]]
    _branches: dict[tuple[str, int], tuple[Occurrence, ...]]

    def branch(self, branch: str, year: int) -> tuple[Occurrence, ...]:
        """Occurrences of one branch in one year; branches without changes share one tuple."""
        return self._branches[branch, year]

    def provisional_years(self) -> list[int]:
        """Configured years without an official working-day table."""
        return [year for year in self.company if year not in self.workdays.official_years]


@dataclass
class _Expanded:
    """What no branch decides, with the very records that it was expanded from: a preview reads one file of a thousand again.

    `shared` are the years of branches alike, by what they are alike in, `planned` those with a plan, with the branch and the plan.
    """

    held: tuple[Any, ...]
    terms: SolarTerms
    workdays: Workdays
    apart: dict[int, tuple[Occurrence, ...]]
    company: dict[int, tuple[Occurrence, ...]]
    shared: dict[tuple[object, ...], tuple[Occurrence, ...]] = field(default_factory=dict)
    planned: dict[tuple[int, int, int], tuple[tuple[Occurrence, ...], Branch, Plan]] = field(default_factory=dict)


_LAST: list[_Expanded] = []


def _expanded(book: Shelf) -> _Expanded:
    kinds = (SOLAR_TERMS, WORKDAYS, DUTIES, INITIATIVES, OCCASIONS, ROLES)
    held = (tuple(book.settings.years), *(record for kind in kinds for record in book[kind].values()))
    last = _LAST[0] if _LAST else None
    same = last is not None and len(last.held) == len(held) and last.held[0] == held[0]
    if last and same and all(map(operator.is_, last.held[1:], held[1:])):
        return last
    terms = SolarTerms.of((year, one.instants) for year, one in book[SOLAR_TERMS].items())
    workdays = Workdays.from_tables(book[WORKDAYS])
    apart = company_occurrences(book, terms, workdays)
    company = {year: _in_order(joined(occurrences, workdays)) for year, occurrences in apart.items()}
    _LAST[:] = [_Expanded(held, terms, workdays, apart, company)]
    return _LAST[0]


def make_schedule(book: Shelf) -> Schedule:
    """Expand every duty for every configured year."""
    made, roles = _expanded(book), book[ROLES]
    branches: dict[tuple[str, int], tuple[Occurrence, ...]] = {}
    for year, occurrences in made.apart.items():
        for branch in book[BRANCHES].values():
            plan = book[PLANS].get((branch.id, year))
            if plan:
                branches[branch.id, year] = _planned(made, year, branch, plan, roles)
                continue
            kind = (year, branch.kind, branch.traits, *service(branch, occurrences))
            if kind not in made.shared:
                made.shared[kind] = _in_order(joined(of_branch(occurrences, branch, roles), made.workdays))
            branches[branch.id, year] = made.shared[kind]
    return Schedule(made.terms, made.workdays, {**made.company}, branches)


def _planned(
    made: _Expanded, year: int, branch: Branch, plan: Plan, roles: Mapping[str, Role]
) -> tuple[Occurrence, ...]:
    key = year, id(branch), id(plan)
    if key not in made.planned:
        inherited = of_branch(made.apart[year], branch, roles)
        planned = with_plan(inherited, plan, made.terms, made.workdays)
        done = ((item, by_day(item.duty, item.due, roles)) for item in planned)
        own = (item if duty is item.duty else replace(item, duty=duty) for item, duty in done)
        made.planned[key] = _in_order(joined(own, made.workdays)), branch, plan
    return made.planned[key][0]


def company_occurrences(book: Shelf, terms: SolarTerms, workdays: Workdays) -> dict[int, tuple[Occurrence, ...]]:
    """Every duty on the company's own days, by configured year, each by itself."""
    return {
        year: _in_order(
            occurrence for duty in duties_of(book) for occurrence in duty_occurrences(duty, year, book, workdays, terms)
        )
        for year in book.settings.years
    }


def duties_of(book: Shelf) -> Iterator[Duty]:
    """Everything that the year is made of: the duties that come round, and the tasks of initiatives."""
    yield from book[DUTIES].values()
    for initiative in book[INITIATIVES].values():
        yield from initiative.duties()


def duty_occurrences(duty: Duty, year: int, book: Shelf, workdays: Workdays, terms: SolarTerms) -> Iterable[Occurrence]:
    """One duty's occurrences of one nominal year, on the company's days."""
    for timing, dated in dated_by(duty, year, workdays, terms, book[OCCASIONS]):
        on_duty = by_day(duty, dated.due, book[ROLES])
        item = _occurrence(on_duty, dated, terms, workdays, timing.opens)
        yield replace(item, held_with=timing.held_with) if timing.held_with else item


def by_day(duty: D, day: dt.date, roles: Mapping[str, Role]) -> D:
    """The duty as it is done on `day`: by the role that stands in where its own is not in place."""
    role = stand_in(duty.role, None, roles, day)
    return duty if role == duty.role else duty.model_copy(update={"role": role})


def dated_by(
    duty: Duty, year: int, workdays: Workdays, terms: SolarTerms, occasions: Mapping[str, Occasion]
) -> Iterator[tuple[Timing, Dated]]:
    """The days of a duty in one nominal year, each with the timing that gave it."""
    for timing in duty.timings:
        for dated in expand(timing.when, year, workdays, terms, occasions):
            if duty.timing_on(dated.first) == timing and duty.in_force(dated.due):
                yield timing, dated


def applies(duty: Duty | OwnItem, branch: Branch) -> bool:
    """Whether a branch does the duty itself; the company's own duties are no branch's."""
    if not isinstance(duty, Duty):
        return True
    return duty.level == "branch" and duty.applies_to.takes(branch.kind, branch.traits)


def of_branch(
    occurrences: Iterable[Occurrence], branch: Branch, roles: Mapping[str, Role] = MappingProxyType({})
) -> Iterator[Occurrence]:
    """The company's occurrences that are on the branch's map before its plan, by the roles that it has."""
    duties: dict[tuple[str, str, dt.date | None], Duty | OwnItem | None] = {}
    limited = any(role.first or role.last for role in roles.values())
    for item in occurrences:
        duty = item.duty
        key = (duty.id, duty.role, item.due if limited else None)
        if key not in duties:
            role = stand_in(duty.role, branch, roles, key[2])
            own = duty if role == duty.role else duty.model_copy(update={"role": role})
            duties[key] = own if applies(duty, branch) else None
        found = duties[key]
        if found and in_service(branch, item.due):
            yield item if found is duty else replace(item, duty=found)


def service(branch: Branch, occurrences: Sequence[Occurrence]) -> tuple[dt.date | None, dt.date | None]:
    """The days of founding and dissolution, each None where it leaves out nothing of `occurrences` (in order)."""
    since, until = branch.founded_on, branch.dissolved_on
    return (
        since if since and occurrences and occurrences[0].due < since else None,
        until if until and occurrences and until < occurrences[-1].due else None,
    )


def with_plan(
    occurrences: Iterable[Occurrence], plan: Plan, terms: SolarTerms, workdays: Workdays
) -> tuple[Occurrence, ...]:
    """A branch's year: the inherited occurrences, moved or waived as its plan says, and its own items."""
    moves = {(move.duty, move.period): move for move in plan.moves}
    waived = {(waiver.duty, waiver.period) for waiver in plan.waived}
    result = []
    for item in occurrences:
        if (item.duty.id, item.period) in waived or (item.duty.id, None) in waived:
            continue
        if move := moves.get((item.duty.id, item.period)):
            green, yellow, red = alert_days(item.duty.alerts, move.to, workdays)
            item = replace(
                item,
                due=move.to,
                green=green,
                yellow=yellow,
                red=red,
                term=terms.containing(move.to).id,
                branch=plan.branch,
                moved_from=item.due,
                reason=move.reason,
                half=move.half,
            )
        result.append(item)
    for own in plan.own:
        dated = Dated(str(plan.year), own.due, own.due, own.due, False)
        result.append(replace(_occurrence(own, dated, terms, workdays), branch=plan.branch))
    return _in_order(result)


def _occurrence(
    duty: Duty | OwnItem, dated: Dated, terms: SolarTerms, workdays: Workdays, opens: MonthDay | None = None
) -> Occurrence:
    green, yellow, red = alert_days(duty.alerts, dated.due, workdays)
    return Occurrence(
        id=f"{duty.id}.{dated.period}",
        duty=duty,
        period=dated.period,
        term=terms.containing(dated.due).id,
        opens=opening(opens, dated, green),
        due=dated.due,
        green=green,
        yellow=yellow,
        red=red,
        provisional=dated.provisional,
    )


def opening(opens: MonthDay | None, dated: Dated, green: dt.date) -> dt.date:
    """The first day the work can be done: written, else the period's first day, else the green day."""
    if opens:
        written = in_year(opens, dated.due.year)
        return written if written <= dated.due else in_year(opens, dated.due.year - 1)
    if "-" in dated.period and dated.first <= dated.due:
        return dated.first
    return min(green, dated.due)


def _in_order(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(occurrences, key=lambda item: (item.due, item.id)))

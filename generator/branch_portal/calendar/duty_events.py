"""年度事項: the solar terms, the duties and the branches' plans as calendar events.

A branch's event is the company's event under the branch's uid, title and address: `Identity` holds only these, so
that thousands of branches share one event's text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from branch_portal.calendar.event import PROVISIONAL, Event
from branch_portal.calendar.looks import TERMS_TOPIC
from branch_portal.calendar.model import Reach
from branch_portal.organisation.applicability import EVERY_BRANCH
from branch_portal.organisation.kinds import BASIS, BRANCHES, ROLES, TRACKS
from branch_portal.organisation.model import Branch
from branch_portal.project.base import BASIS_STATUS_TITLES, Basis, first_id
from branch_portal.project.handbook import Announced, Shelf
from branch_portal.site import urls
from branch_portal.year.kinds import DUTIES, PLANS, TERMS
from branch_portal.year.model import Duty, OwnItem
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule, duty_occurrences

_LISTED = 12
"""So many matters are named in a solar term."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one branch's event from another's and from the company's."""

    uid: str
    summary: str
    page: str


def year_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The solar terms and every duty of the configured years on the company's days."""
    falling = _by_term(schedule)
    for year, occurrences in schedule.company.items():
        for day in schedule.terms.of_year(year):
            text = book[TERMS][day.id]
            yield Event(
                uid=f"term.{year}-{day.id}",
                first=day.date,
                last=day.date,
                summary=text.title,
                lines=(text.season, *_falls_due(falling.get((year, day.id), ()))),
                page=urls.term(year, day.id),
                categories=("二十四節氣",),
                topic=TERMS_TOPIC,
            )
        for item in occurrences:
            if item.host:
                continue  # it is one gathering with another, whose event says so
            yield replace(occurrence_event(book, item, year), page=_in_table(item, schedule, year))


def _by_term(schedule: Schedule) -> dict[tuple[int, str], list[Occurrence]]:
    """What is to be done and falls due in each solar term, by the term's year and id."""
    found: dict[tuple[int, str], list[Occurrence]] = {}
    for item in sorted(chain.from_iterable(schedule.company.values()), key=lambda one: (one.due, one.id)):
        if not item.host and _is_core(item):
            term = schedule.terms.containing(item.due)
            found.setdefault((term.year, term.id), []).append(item)
    return found


def _falls_due(items: Sequence[Occurrence]) -> Iterator[str]:
    titles = list(dict.fromkeys(item.title for item in items))
    if titles:
        more = f"等{len(titles)}項" if len(titles) > _LISTED else ""
        yield f"本節氣到期：{'；'.join(titles[:_LISTED])}{more}"


def _is_core(item: Occurrence) -> bool:
    return not isinstance(item.duty, Duty) or item.duty.importance == "core"


def _in_table(item: Occurrence, schedule: Schedule, year: int) -> str:
    """Where the year's tables show an occurrence of `year`: what falls due in January stands in the next year's."""
    shown = schedule.terms.containing(item.due).year
    return f"{urls.year(shown)}#{item.id}" if shown in schedule.company else urls.year(year)


def plan_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """What branches have on days of their own: moved duties and their own items."""
    for branch_id, year in book[PLANS]:
        for item in schedule.branch(branch_id, year):
            if item.branch and not item.host:
                yield branch_event(book, item, book[BRANCHES][branch_id], year)


def waived(book: Shelf, schedule: Schedule) -> Iterator[tuple[Event, str]]:
    """The events that branches' plans leave out, as they would be, each with the reason."""
    for (branch_id, year), plan in book[PLANS].items():
        reasons = {(waiver.duty, waiver.period): waiver.reason for waiver in plan.waived}
        duties = sorted({duty for duty, _ in reasons} & set(book[DUTIES]))
        for duty in duties:
            for item in duty_occurrences(book[DUTIES][duty], year, book, schedule.workdays, schedule.terms):
                reason = reasons.get((duty, item.period)) or reasons.get((duty, None))
                if reason and not item.of_company:
                    yield branch_event(book, item, book[BRANCHES][branch_id], year), reason


def reach(item: Occurrence) -> Reach:
    """Whose the company's event of `item` is."""
    if not isinstance(item.duty, Duty):
        return ""
    return "company" if item.duty.level == "company" else "branches"


def occurrence_uid(item: Occurrence) -> str:
    return f"duty-{first_id(item.duty)}.{item.period}"


def branch_identity(item: Occurrence, branch: Branch, year: int) -> Identity:
    """The branch's own lines of an occurrence; `year` is the map's that shows it."""
    return Identity(
        f"{occurrence_uid(item)}.{first_id(branch)}",
        f"{item.title}（{branch.short}）",
        f"{urls.branch_map(branch.id, year, 'list')}#{item.id}",
    )


def occurrence_event(book: Shelf, item: Occurrence, year: int) -> Event:
    """The company's event of an occurrence; only what must be done has alerts."""
    duty, core = item.duty, _is_core(item)
    return Event(
        uid=occurrence_uid(item),
        first=item.due,
        last=item.due,
        summary=item.title,
        lines=(
            f"交什麼：{'、'.join(duty.deliverable)}",
            f"誰來辦：{book[ROLES][duty.role].title}",
            *([f"放哪裡：{'、'.join(book.called('carriers', id) for id in duty.archive)}"] if duty.archive else []),
            f"依據：{basis_words(book, duty.basis)}",
            *(f"一次開：{_guest(guest)}" for guest in item.guests),
            *([] if core else ["選辦"]),
            *([f"調整原因：{item.reason}"] if item.reason else []),
            *([PROVISIONAL] if item.provisional else []),
        ),
        page=f"{urls.year(year)}#{item.id}",
        categories=(book[TRACKS][duty.track].title,),
        role=duty.role,
        topic=duty.track,
        alerts=(("green", item.green), ("yellow", item.yellow), ("red", item.red)) if core else (),
        provisional=item.provisional,
        guide=urls.guide(duty.guides[0]),
        reach=reach(item),
        applies=duty.applies_to if isinstance(duty, Duty) else EVERY_BRANCH,
        opens=item.opens,
    )


def basis_words(book: Shelf, entries: Iterable[Basis]) -> str:
    """依據 in a few words: each document with its clause, or that there is none."""
    return "；".join(dict.fromkeys(_basis(book, one) for one in entries))


def _basis(book: Shelf, basis: Basis) -> str:
    said = "" if basis.status == "confirmed" else BASIS_STATUS_TITLES[basis.status]
    if not basis.document:
        return said
    return f"{book[BASIS][basis.document].title}{basis.where}{f'（{said}）' if said else ''}"


def _guest(duty: Duty | OwnItem) -> str:
    """What comes to another duty's gathering: what to hand in, and for whom it is where not for all."""
    only = f"；適用於{duty.applies_to.words}" if isinstance(duty, Duty) and duty.applies_to.words else ""
    return f"{duty.title}（分別記錄，交{'、'.join(duty.deliverable)}{only}）"


def branch_event(book: Shelf, item: Occurrence, branch: Branch, year: int) -> Event:
    """A branch's event of an occurrence, whole."""
    own = branch_identity(item, branch, year)
    return replace(
        occurrence_event(book, item, year),
        uid=own.uid,
        summary=own.summary,
        page=own.page,
        branch=branch.id,
        reach="",
        applies=EVERY_BRANCH,
        follows=occurrence_uid(item) if isinstance(item.duty, Duty) else "",
    )

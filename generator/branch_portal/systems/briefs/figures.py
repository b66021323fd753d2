"""What the sheets show: a role's year, and what a branch's role has open."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.organisation.kinds import ROLES
from branch_portal.project.handbook import Published
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.kinds import CARRIERS, GUIDES
from branch_portal.systems.book.model import Carrier
from branch_portal.systems.letters.matters import Matter, by_holder
from branch_portal.year.kinds import EVENT_DUTIES
from branch_portal.year.model import Duty, EventDuty, OwnItem
from branch_portal.year.occurrence import Occurrence


@dataclass(frozen=True)
class RoleDuty:
    """A duty of a role in a year with its days."""

    duty: Duty
    days: tuple[Occurrence, ...]


@dataclass(frozen=True)
class RoleYear:
    """What a role does in a year: duties by day, what it does on occasion, the boxes it keeps, and who else names it.

    `named` are the titles of kinds of record with the (title, page) of those that name the role; `actor` are the
    guides in which it takes part.
    """

    duties: tuple[RoleDuty, ...]
    on_occasion: tuple[EventDuty, ...]
    boxes: tuple[Carrier, ...]
    named: Mapping[str, list[tuple[str, str]]]
    actor: tuple[tuple[str, str], ...]


def role_year(snapshot: Snapshot, role: str, year: int) -> RoleYear:
    """The year of a role, from the company's schedule and from every record that names it."""
    book = snapshot.book
    days: dict[str, list[Occurrence]] = {}
    for item in snapshot.schedule.company[year]:
        if item.duty.role == role:
            days.setdefault(item.duty.id, []).append(item)
    duties = tuple(
        RoleDuty(items[0].duty, tuple(items)) for items in days.values() if not isinstance(items[0].duty, OwnItem)
    )
    boxes = tuple(one for one in book[CARRIERS].values() if one.keeper == role)
    actor = tuple(
        (guide.title, id) for id, guide in book[GUIDES].items() if role in guide.meta.actors or guide.meta.owner == role
    )
    return RoleYear(duties, _on_occasion(book, role), boxes, _named(book, role), actor)


def _on_occasion(book: Published, role: str) -> tuple[EventDuty, ...]:
    return tuple(one for one in book[EVENT_DUTIES].values() if one.role == role)


_TOLD = ("duties", "event_duties", "carriers", "guides", "roles", "plans")


def _named(book: Published, role: str) -> dict[str, list[tuple[str, str]]]:
    """Records with pages that name a role, by the title of their kind; those that the sheet lists anyway left out."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for one in book.citing("roles", role):
        page = book.page_of(one.kind, one.record)
        if one.kind.name not in _TOLD and page:
            found.setdefault(one.kind.title, {})[one.kind.called(one.record), page] = None
    return {title: list(rows) for title, rows in found.items()}


def open_of(snapshot: Snapshot, branch: str, days: int) -> tuple[Matter, ...]:
    """What a branch has open that has a colour within so many days, the nearest first."""
    last = snapshot.as_of + dt.timedelta(days=days)
    found = snapshot.figures(by_holder).get(branch, ())
    return tuple(
        sorted(
            (one for one in found if one.deadline.green <= last),
            key=lambda one: (one.deadline.due, one.deadline.page, one.deadline.title),
        )
    )


def roles_of(snapshot: Snapshot, branch: str) -> tuple[str, ...]:
    """The roles that have anything open or on the year's map in a branch, in the order of the roles."""
    named = {one.deadline.role for one in snapshot.figures(by_holder).get(branch, ())}
    for year in snapshot.schedule.company:
        named |= {item.duty.role for item in snapshot.schedule.branch(branch, year) if item.branch or _own(item)}
    return tuple(role for role in snapshot.book[ROLES] if role in named)


def _own(item: Occurrence) -> bool:
    return not isinstance(item.duty, Duty) or item.duty.level == "branch"

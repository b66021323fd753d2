"""督辦事項: everything that somebody has open on a day, each with the name that letters know it by for good."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.elections import elections_of
from branch_portal.systems.letters.ids import first_ids, lasting
from branch_portal.year.deadline import Deadline, DeadlineKind

ELECTION = DeadlineKind("election", "換屆", place=0)


@dataclass(frozen=True)
class Matter:
    """One open deadline; `name` is that of one matter of one holder, due on one day, by the ids that branches had first."""

    name: str
    deadline: Deadline


def matters(snapshot: Snapshot) -> Mapping[str, Matter]:
    """What is open on the snapshot's day, by name: the deadlines of all rooms, and elections."""
    found: dict[str, Matter] = {}
    first = snapshot.book.derived(_first_ids)
    for one in _open(snapshot):
        if one.stays or one.due >= snapshot.as_of:
            name = lasting(f"{one.holder}:{one.page}@{one.due}", first)
            while name in found:  # two matters of one page and day, such as two steps without an anchor of their own
                name += "+"
            found[name] = Matter(name, one)
    return found


def by_holder(snapshot: Snapshot) -> Mapping[str, tuple[Matter, ...]]:
    """What each holder has open, in the order of `matters`; nothing of who has nothing open."""
    found: defaultdict[str, list[Matter]] = defaultdict(list)
    for one in snapshot.figures(matters).values():
        found[one.deadline.holder].append(one)
    return {holder: tuple(ones) for holder, ones in found.items()}


def _first_ids(book: Shelf) -> dict[str, str]:
    return first_ids(book[BRANCHES].values())


def _open(snapshot: Snapshot) -> Iterator[Deadline]:
    yield from snapshot.figures(_elections)
    for room in snapshot.rooms:
        yield from room.deadlines(snapshot)


def _elections(snapshot: Snapshot) -> tuple[Deadline, ...]:
    """By themselves: what else a branch says of itself makes no other matter of it."""
    settings = snapshot.book.settings
    told = settings.alerts.recipients.green
    role = settings.roles.branch_head or (told[0] if told else "")
    found = snapshot.figures(elections_of) if role else ()
    return tuple(
        Deadline(ELECTION, id, "換屆", f"{urls.branch(id)}#alerts", one.due, one.green, one.yellow, one.red, role)
        for id, one in ((one.branch.id, one) for one in found)
    )

"""一次開: duties that are one gathering, on one day, with everything that each of them hands in."""

from collections.abc import Iterable
from dataclasses import replace

from branch_portal.year.alert_days import alert_days
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.workdays import Workdays


def joined(occurrences: Iterable[Occurrence], workdays: Workdays) -> list[Occurrence]:
    """The same with guests on their host's day: the host is the other duty's occurrence of the same month.

    Where that is left out, the guest stays by itself on its own day; a day that a branch has chosen goes before.
    """
    found: dict[str, Occurrence] = {}
    again = []  # a plan's mistake, which the rule on UIDs must see
    for item in occurrences:
        if found.setdefault(item.id, item) is not item:
            again.append(item)
    # Guests that bring the host to their own day come first: the others then follow it there.
    for guest in sorted(found.values(), key=lambda one: not (one.held_with and one.held_with.on == "own")):
        if guest.held_with is None:
            continue
        wanted = guest.held_with.duty
        hosts = [one for one in found.values() if one.duty.id == wanted and not one.host]
        host = next((one for one in hosts if _month(one) == f"{guest.due:%Y-%m}"), None)
        if host is None:
            continue
        if guest.held_with.on == "own" and not host.moved_from:
            host = _on(host, guest, workdays)
        found[host.id] = replace(host, guests=(*host.guests, guest.duty))
        found[guest.id] = replace(_on(guest, host, workdays), host=host.id, branch=host.branch)
    return [*found.values(), *again]


def _month(item: Occurrence) -> str:
    """The month that an occurrence is of: a monthly one's period, else the month that it falls in."""
    return item.period if item.period[5:].isdigit() else f"{item.due:%Y-%m}"


def _on(item: Occurrence, other: Occurrence, workdays: Workdays) -> Occurrence:
    """An occurrence on the day of another."""
    green, yellow, red = alert_days(item.duty.alerts, other.due, workdays)
    return replace(
        item, due=other.due, term=other.term, opens=min(item.opens, other.due), green=green, yellow=yellow, red=red
    )

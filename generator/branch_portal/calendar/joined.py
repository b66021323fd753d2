"""同一件事: an event that repeats the company's on the same day is told there and has no event of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from branch_portal.calendar.event import Event


def join(events: Iterable[Event]) -> tuple[tuple[Event, ...], Mapping[str, str]]:
    """The events without those that are one matter with another, which says so now; and why, by their uids.

    A branch's is one with the branch's own event where it has one, else with the company's, in whose words it has it.
    """
    every = list(events)
    known = {event.uid: event for event in every}
    reasons: dict[str, str] = {}
    told: dict[str, list[tuple[str, str]]] = {}
    for event in every:
        own = f"{event.joins}.{event.uid.rpartition('.')[2]}" if event.branch else ""
        host = known.get(own) or known.get(event.joins)
        if event.joins and host and host.first == event.first:
            reasons[event.uid] = f"與「{host.summary}」是同一件事，看那一條"
            told.setdefault(host.uid, []).append(
                (f"{event.categories[0]}「{event.summary}」", event.page.partition("#")[0])
            )
    kept = (event for event in every if event.uid not in reasons)
    joined = (
        replace(event, joined=tuple(dict.fromkeys(told[event.uid]))) if event.uid in told else event for event in kept
    )
    return tuple(joined), reasons

"""提醒 on the large screen: how many things are red on the day of reading."""

from collections.abc import Iterator
from itertools import chain

from jinja2 import Environment

from branch_portal.site import urls
from branch_portal.system.screen import ALWAYS, Screen, Span, figure
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.deadlines import deadlines
from branch_portal.systems.alerts.elections import elections_of, without_date


def screen(snapshot: Snapshot, jinja: Environment) -> Screen:
    """Elections and the branches' and departments' open matters; each counts from its red day on."""
    return Screen(figures=(figure("紅色告警（今天）", f"{urls.ALERTS}#deadlines", _red(snapshot), alarming=True),))


def _red(snapshot: Snapshot) -> Iterator[Span]:
    yield from (ALWAYS for _ in without_date(snapshot.book))
    yield from ((one.red, None) for one in snapshot.figures(elections_of))
    for one in chain.from_iterable(snapshot.figures(deadlines).values()):
        yield one.red, None if one.stays else one.due

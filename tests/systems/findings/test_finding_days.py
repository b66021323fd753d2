"""The colours of a day to rectify are those of the settings, on the board and on every page."""

import datetime as dt
import re

from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.findings import deadlines, pages
from branch_portal.systems.rounds.pages import home_section
from tests.sample import AS_OF

SHOWN = re.compile(r'data-due="([^"]+)" data-green="[^"]+" data-yellow="([^"]+)" data-red="([^"]+)"')


def test_pages_and_the_board_have_the_days_of_the_settings(book: Handbook) -> None:
    days = book.settings.alerts.finding.model_copy(update={"yellow": 25, "red": 12})
    alerts = book.settings.alerts.model_copy(update={"finding": days})
    changed = book.having(settings=book.settings.model_copy(update={"alerts": alerts}))
    snapshot, jinja = take_snapshot(changed, AS_OF, ROOMS), environment()
    shown = {page.path: SHOWN.findall(page.render()) for page in pages.pages(snapshot, jinja)}
    home = home_section(snapshot, jinja)
    assert home
    shown["home"] = SHOWN.findall(home.body())
    assert {"home", "findings/problems/", "findings/tasks/"} <= {path for path, found in shown.items() if found}
    shift = snapshot.schedule.workdays.shift
    for path, found in shown.items():
        for due, *levels in found:
            then = [dt.date.fromisoformat(due) - dt.timedelta(days=count) for count in (days.yellow, days.red)]
            assert levels == [str(shift(day, "previous")) for day in then], path
    board = list(deadlines.deadlines(snapshot))
    assert board
    assert all(one.red == shift(one.due - dt.timedelta(days=days.red), "previous") for one in board)

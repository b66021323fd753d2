"""提醒: the board of what is green, yellow and red, with every date readable without a script."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TypeVar

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.charts.lanes import axis
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site import urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.deadlines import deadline_kinds, deadlines, nearest_of_each, spans
from branch_portal.systems.alerts.elections import election_by_branch, step_days
from branch_portal.systems.alerts.figures import alert_board, ends
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.systems.alerts.lanes import BEFORE, alert_lane
from branch_portal.year.alert_days import LEVEL_TITLES, Alerted, level_on

A = TypeVar("A", bound=Alerted)

_TOC = (
    Heading("換屆", "elections"),
    Heading("黨費截止日", "dues"),
    Heading("年度任務", "duties"),
    Heading("各支部、部門的到期事項", "deadlines"),
    Heading("換屆倒排步驟", "steps"),
    Heading("顏色的意思", "legend"),
)

_LATER_TOC = _TOC[2:3] + _TOC[1:2] + _TOC[3:4]

LATER = f"{urls.ALERTS}later/"
SOON = dt.timedelta(days=30)
"""What gets its first colour within them stands on the board, so that the page is right for a month; the rest on a page of its own."""

_OWN_LISTS: dict[str, str] = {"election": "換屆", "dues": "黨費截止日", "duty": "年度任務"}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """Both pages; what stands on them is worked out when they are made, so that listing their addresses is cheap."""
    yield Page(
        path=LATER,
        title="還沒到的提醒",
        render=lambda: body(jinja, "alerts_later.html", LATER, _values(snapshot, later=True)),
        toc=_LATER_TOC,
        description="再過一個多月才進入提醒的任務和到期事項",
        source="site_config/portal.yml",
        wide=True,
        searched=False,
        kind="alert",
    )
    yield Page(
        path=urls.ALERTS,
        title="綠、黃、紅提醒",
        render=lambda: body(jinja, "alerts.html", urls.ALERTS, _values(snapshot, later=False)),
        toc=_TOC,
        description="換屆、黨費、年度任務和各支部到期事項：什麼時候綠色通知、黃色提醒、紅色告警，提醒誰",
        source="site_config/portal.yml",
        wide=True,
        kind="alert",
        keywords=("提醒", "告警", "換屆", "到期", "任期屆滿", "黨費截止", "到期事項", "協議到期", "整改時限"),
    )


def _values(snapshot: Snapshot, later: bool) -> dict[str, object]:
    """What the page of the next month says, or the one of what comes `later`."""
    book = snapshot.book
    found, kinds = snapshot.figures(deadlines), deadline_kinds(snapshot)
    days = axis(
        snapshot.as_of - BEFORE, snapshot.as_of + dt.timedelta(days=book.settings.alerts.horizon), snapshot.as_of
    )
    every = list(chain.from_iterable(found.values()))
    near = snapshot.as_of + SOON
    board = snapshot.figures(alert_board)

    def here(items: Iterable[A]) -> list[A]:
        return [one for one in items if (one.green > near) == later]

    return {
        "book": book,
        "board": board,
        "near": min(near, board.until),
        "later_page": LATER,
        "kinds": {**_OWN_LISTS, **{kind.name: kind.title for kind in kinds}},
        "sums": spans(every, kinds, snapshot.as_of),
        "sum_now": {
            kind: Counter(level_on(snapshot.as_of, one) for one in every if one.kind == kind) for kind in kinds
        },
        "ends": ends,
        "axis": days,
        "lane_of": partial(alert_lane, days.days),
        "level_on": partial(level_on, snapshot.as_of),
        "level_titles": LEVEL_TITLES,
        "days_left": partial(_days_left, snapshot.as_of),
        "reds_first": partial(_reds_first, snapshot.as_of),
        "settings": book.settings.alerts,
        "told": {level: roles for level, roles in book.settings.alerts.recipients if roles},
        "countdown": book[COUNTDOWNS].get("election"),
        "home": book[BRANCHES].keys(),
        "temporary": sum(not branch.serves_a_term for branch in book[BRANCHES].values()),
        "all_later": later,
        "dues": here(board.dues),
        "duties": here(board.duties),
        "held": nearest_of_each({holder: chosen for holder, items in found.items() if (chosen := here(items))}),
    }


def _days_left(day: dt.date, due: dt.date) -> str:
    """In the words of the board's script, which counts anew from the day of reading."""
    count = (due - day).days
    return f"還有{count}天" if count > 0 else f"已過{-count}天" if count else "今天到期"


def _reds_first(day: dt.date, items: Iterable[A]) -> list[A]:
    """Red, yellow, green, then what is still to come; inside a colour in the order given."""
    rank: dict[str | None, int] = {level: place for place, level in enumerate(("red", "yellow", "green"))}
    return sorted(items, key=lambda item: rank.get(level_on(day, item), len(rank)))


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """A branch's election with its latest day for every step, or what is missing, and all its deadlines."""
    book = snapshot.book
    countdown = book[COUNTDOWNS].get("election")
    held = snapshot.figures(deadlines)
    found = snapshot.figures(election_by_branch)

    def section(branch: Branch) -> Markup:
        coming = found.get(branch.id)
        values = {
            "book": book,
            "branch": branch,
            "election": coming,
            "deadlines": held.get(branch.id, ()),
            "steps": step_days(countdown.steps, coming.due) if countdown and coming else [],
        }
        return fragment(jinja, "branch_alerts.html", urls.branch(branch.id), **values)

    return BranchSection("alerts", "換屆和到期提醒", section)


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    """The elections that are yellow or red on the reader's day."""
    board = snapshot.figures(alert_board)
    values = {"book": snapshot.book, "board": board, "forever": dt.date.max}
    return HomeSection("alerts", "換屆提醒", lambda: fragment(jinja, "home_alerts.html", urls.HOME, **values))

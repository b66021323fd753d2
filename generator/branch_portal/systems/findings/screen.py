"""整改 on the large screen: how many problems are closed, how many overdue, and where they come from and stand."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.charts.shapes import Share, Tone, shares
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.screen import ALWAYS, Screen, ScreenPanel, Span, figure
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.figures import Standing, standing
from branch_portal.systems.findings.model import SOURCE_TITLES, TIER_TITLES, Finding
from branch_portal.year.workdays import DAY

STANDS: tuple[tuple[Tone, str, tuple[str, ...]], ...] = (
    ("done", "銷號", ("closed",)),
    ("some", "整改中", ("found", "assigned", "rectifying", "submitted", "verifying", "returned", "reopened")),
    ("soft", "長期堅持", ("long_term",)),
    ("far", "提請上級", ("escalated",)),
)
"""Where a problem stands, in four words: the tone of its part of a bar, and the states it means."""


@dataclass(frozen=True)
class Row:
    """The problems of one source or one library; the longest row is as wide as the picture."""

    title: str
    count: int
    page: str
    parts: tuple[Share, ...]


def screen(snapshot: Snapshot, jinja: Environment) -> Screen:
    """The problems that are published on the snapshot's day."""
    now = snapshot.figures(standing)
    sources = rows(now, SOURCE_TITLES, lambda one: one.source, lambda _: urls.PROBLEM_LIST)
    tiers = rows(now, TIER_TITLES, lambda one: one.tier, lambda tier: f"{urls.FINDINGS}#tier-{tier}")
    values = {
        "groups": (("從哪來", sources), ("在哪個庫", tiers)),
        "keys": [(tone, title) for tone, title, _ in STANDS],
    }

    def body() -> Markup:
        return fragment(jinja, "screen_findings.html", urls.SCREEN, **values)

    title = f"{len(now.findings)}個問題：從哪來，到哪了"
    return Screen(
        figures=(
            figure("問題已銷號", urls.PROBLEM_LIST, [ALWAYS] * len(now.closed), of=len(now.findings)),
            figure("問題逾期", urls.TASK_LIST, _overdue(now), alarming=True),
        ),
        panels=(ScreenPanel("screen-findings", title, "長短＝個數", "right", body),),
    )


def rows(
    now: Standing, titles: Mapping[str, str], of: Callable[[Finding], str], page: Callable[[str], str]
) -> list[Row]:
    """A row for each title that has a problem, in the order of the titles."""
    counted: dict[str, Counter[str]] = {key: Counter() for key in titles}
    for one in now.findings:
        counted[of(one)][now.states[one.id] or "found"] += 1
    most = max((states.total() for states in counted.values()), default=0)
    return [
        Row(titles[key], states.total(), page(key), _parts(states, states.total() / most, page(key)))
        for key, states in counted.items()
        if states
    ]


def _parts(states: Counter[str], share: float, page: str) -> tuple[Share, ...]:
    link = urls.relative(page, urls.SCREEN)
    made = shares([(tone, title, sum(states[one] for one in meant), link) for tone, title, meant in STANDS])
    return tuple(
        replace(one, x=round(one.x * share, 2), width=round(one.width * share, 2), words=str(one.value), fine=False)
        for one in made
    )


def _overdue(now: Standing) -> Iterator[Span]:
    for one in now.findings:
        if now.states[one.id] not in (None, "closed", "long_term"):
            yield now.dues[one.id] + DAY, None

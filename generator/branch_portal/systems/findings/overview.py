"""三級問題庫 in pictures: where problems come from, in which library they stand, how far they are, and how old the open ones are."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from branch_portal.charts.flow import Part, Row, flow
from branch_portal.charts.shapes import Bar, Bars, Tone, bars
from branch_portal.site import urls
from branch_portal.systems.findings.model import SOURCE_TITLES, TIER_TITLES, Finding, State
from branch_portal.systems.findings.states import is_overdue

_STAGES: Mapping[State, str] = {
    "found": "working", "assigned": "working", "rectifying": "working", "returned": "working", "reopened": "working",
    "escalated": "working", "submitted": "checking", "verifying": "checking", "long_term": "lasting", "closed": "closed",
}  # fmt: skip
_STAGE_PARTS: tuple[Part, ...] = (
    ("working", "open", "整改中", urls.TASK_LIST),
    ("checking", "some", "驗收中", urls.TASK_LIST),
    ("lasting", "soft", "長期堅持", urls.PROBLEM_LIST),
    ("closed", "done", "已銷號", urls.PROBLEM_LIST),
)
_AGES = ((30, "30天以內"), (60, "31至60天"), (90, "61至90天"), (10**6, "90天以上"))
AGE_KEYS: tuple[tuple[Tone, str], ...] = (("soft", "在時限內"), ("late", "過了時限"))


def problem_flow(findings: Sequence[Finding], states: Mapping[str, State | None], page: str) -> tuple[Row, ...]:
    """Source → library → state of the registered problems, with links as seen from `page`."""
    sources: list[Part] = [(key, "soft", title, "") for key, title in SOURCE_TITLES.items()]
    tiers: list[Part] = [(key, "soft", title, f"#tier-{key}") for key, title in TIER_TITLES.items()]
    stages = [(key, tone, title, urls.relative(link, page)) for key, tone, title, link in _STAGE_PARTS]
    things = [(one.source, one.tier, _STAGES[state]) for one in findings if (state := states[one.id])]
    return flow((("來源", sources), ("問題庫", tiers), ("到了哪一步", stages)), things)


def said(findings: Sequence[Finding], states: Mapping[str, State | None], day: dt.date) -> str:
    """One sentence: how many are registered, closed and open, and how many of these are over their time limit."""
    counted = Counter(_STAGES[state] for one in findings if (state := states[one.id]))
    late = sum(is_overdue(one, day) for one in findings)
    working = counted["working"] + counted["checking"]
    over = f"，其中{late}個過了時限" if late else "，都在時限內" if working else ""
    return f"登記{counted.total()}個，已銷號{counted['closed']}個，長期堅持{counted['lasting']}個；還在辦{working}個{over}。"


def ages_said(findings: Iterable[Finding], states: Mapping[str, State | None], day: dt.date) -> str:
    """One sentence over the ages: the oldest problem that is still worked on."""
    open_ones = [one for one in findings if _STAGES.get(states[one.id] or "closed") in ("working", "checking")]
    if not open_ones:
        return "沒有還在辦的問題。"
    oldest = min(open_ones, key=lambda one: (one.found_on, one.id))
    return f"還在辦的{len(open_ones)}個，最久的{oldest.id.upper()}從發現到今天{(day - oldest.found_on).days}天。"


def age_bars(findings: Iterable[Finding], states: Mapping[str, State | None], day: dt.date) -> Bars:
    """The problems that are still worked on by the days since they were found, those over their time limit on top."""
    counts: dict[str, Counter[bool]] = {title: Counter() for _, title in _AGES}
    for one in findings:
        if _STAGES.get(states[one.id] or "closed") in ("working", "checking"):
            age = (day - one.found_on).days
            counts[next(title for most, title in _AGES if age <= most)][is_overdue(one, day)] += 1
    return bars(
        [
            Bar(
                (("soft", count[False]), ("late", count[True])),
                title,
                f"{title}：{count.total()}個，過了時限{count[True]}個",
            )
            for title, count in counts.items()
        ]
    )

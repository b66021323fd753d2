"""攻堅進度: how far each metric is, in words and as the picture that says the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from branch_portal.charts.shapes import Bullet, Spark, bullet, spark
from branch_portal.site.templates import number
from branch_portal.systems.goals.figures import Link, reaches
from branch_portal.systems.goals.model import Metric
from branch_portal.year.quarter import quarter

State = Literal["reached", "short", "within", "over", "kept", "off", "unknown"]
STATE_TITLES: dict[State, str] = {
    "reached": "已到目標",
    "short": "還沒到目標",
    "within": "在上限以內",
    "over": "超過上限",
    "kept": "保持住了",
    "off": "沒有保持住",
    "unknown": "還沒有報齊",
}


@dataclass(frozen=True)
class Progress:
    """One record's metric: `words` say where it stands; `course` is None with fewer than two quarters."""

    link: Link
    state: State
    words: str
    says: str
    bullet: Bullet
    course: Spark | None


def progress(link: Link) -> Progress:
    """How far a record of the four levels is, by its latest quarter."""
    metric, latest = link.paper.metric, link.latest
    value = latest[1] if latest else None
    state = _state(metric, value)
    words = _words(metric, value, state)
    when = f"{quarter(latest[0]).title}末" if latest else ""
    return Progress(
        link=link,
        state=state,
        words=words,
        says=f"{metric.title}：{when}{words}",
        bullet=bullet(metric.trend, metric.baseline, metric.target, value),
        course=spark(list(link.actuals.values()), metric.target, metric.trend) if len(link.actuals) > 1 else None,
    )


def summed(found: Iterable[Progress]) -> str:
    """`3個還沒到目標，1個在上限以內`: how many stand where, in the order of `STATE_TITLES`; empty for none."""
    counted = Counter(one.state for one in found)
    return "，".join(f"{counted[state]}個{title}" for state, title in STATE_TITLES.items() if counted[state])


def _state(metric: Metric, value: float | None) -> State:
    if value is None:
        return "unknown"
    good = reaches(metric, value)
    match metric.trend:
        case "rise":
            return "reached" if good else "short"
        case "fall":
            return "within" if good else "over"
        case "keep":
            return "kept" if good else "off"


def _words(metric: Metric, value: float | None, state: State) -> str:
    """Where a figure stands; a fall is measured against a ceiling, a count below it is not yet a result."""
    if value is None:
        return STATE_TITLES[state]
    said, target = f"{number(value)}{metric.unit}", f"{number(metric.target)}{metric.unit}"
    apart = f"{number(abs(round(value - metric.target, 6)))}{metric.unit}"
    match state:
        case "reached":
            return f"{said}，已到目標{target}"
        case "short":
            return f"{said}，目標{target}，還差{apart}"
        case "within":
            return f"{said}，上限{target}，還有{apart}"
        case "over":
            return f"{said}，超過上限{target}，多{apart}"
        case _:
            return f"{said}，應保持{target}"

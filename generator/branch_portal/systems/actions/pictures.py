"""四進萬家 in pictures: what was done in which quarter, and by which branch."""

from collections.abc import Iterable, Iterator, Sequence

from branch_portal.charts.shapes import Bar, Bars, Tone, bars, intensity
from branch_portal.systems.actions.figures import ActionTotal, by, quarter_of, total
from branch_portal.systems.actions.model import ACTION_COUNTS, ACTION_KIND_TITLES, Action, ActionKind
from branch_portal.year.quarter import quarters

_TONES: dict[ActionKind, Tone] = {"lighting": "done", "blessing": "some", "helping": "open", "preaching": "soft"}
KEYS = tuple((tone, ACTION_KIND_TITLES[kind]) for kind, tone in _TONES.items())
"""The tone of each kind, and its name."""


def said(actions: Sequence[Action]) -> str:
    """One sentence: how often, and what came of each kind; empty without an action."""
    if not actions:
        return ""
    groups = by(actions, lambda one: one.kind)
    parts = [
        f"{title}{total(groups[kind]).handled}{ACTION_COUNTS[kind][1]}"
        for kind, title in ACTION_KIND_TITLES.items()
        if kind in groups
    ]
    years = sorted({action.on.year for action in actions})
    when = f"{years[0]}年" if len(years) == 1 else f"{years[0]}至{years[-1]}年"
    return f"{when}{len(actions)}次行動：{'，'.join(parts)}。"


def quarter_bars(actions: Sequence[Action]) -> Bars:
    """How many actions of each kind in each quarter, from the first with one to the last."""
    groups = by(actions, quarter_of)
    found = []
    for period in quarters(min(groups), max(groups)) if groups else ():
        kinds = by(groups.get(period.id, ()), lambda one: one.kind)
        parts = [(tone, len(kinds.get(kind, ()))) for kind, tone in _TONES.items()]
        words = "，".join(f"{ACTION_KIND_TITLES[kind]}{len(kinds[kind])}次" for kind in _TONES if kind in kinds)
        found.append(Bar(parts, period.title[5:], f"{period.title}：{words or '沒有登記'}"))
    return bars(found)


def branch_heat(
    actions: Iterable[Action], branches: Iterable[str]
) -> list[tuple[str, list[tuple[str, int]], ActionTotal]]:
    """Branch × kind: what was handled and how deep its cell is, in the order of `branches`, and each branch's totals.

    A column has a unit of its own, so its depth is measured against its own highest figure.
    """
    groups = by(actions, lambda one: one.branch)
    listed = [branch for branch in branches if branch in groups]
    columns = dict(_columns([groups[branch] for branch in listed]))
    return [
        (branch, [columns[kind][number] for kind in ACTION_KIND_TITLES], total(groups[branch]))
        for number, branch in enumerate(listed)
    ]


def _columns(groups: Sequence[Sequence[Action]]) -> Iterator[tuple[ActionKind, list[tuple[str, int]]]]:
    for kind in ACTION_KIND_TITLES:
        sums = {str(row): total(one for one in group if one.kind == kind).handled for row, group in enumerate(groups)}
        depth = intensity(sums)
        yield kind, [(str(value) if value else "—", depth[row]) for row, value in sums.items()]

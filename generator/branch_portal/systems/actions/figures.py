"""四進萬家: the totals of voluntary actions by kind, branch and quarter.

Fewer than five helped people are never written as a figure (ACT-01), so every figure here is 0 or at least five,
no difference of two of them says more, and nothing is left to suppress.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from branch_portal.systems.actions.model import Action


@dataclass(frozen=True)
class ActionTotal:
    """Sums over some actions; `few` counts those whose helped people are not in `helped`. `hours` are hours."""

    actions: int
    handled: int
    helped: int
    few: int
    hours: float


def total(actions: Iterable[Action]) -> ActionTotal:
    """The sums of some actions; hours are rounded to one decimal."""
    listed = tuple(actions)
    return ActionTotal(
        actions=len(listed),
        handled=sum(action.handled for action in listed),
        helped=sum(action.helped for action in listed if action.helped != "few"),
        few=sum(action.helped == "few" for action in listed),
        hours=round(sum(action.hours for action in listed), 1),
    )


def quarter_of(action: Action) -> str:
    """The quarter of its day, as in 2026-q1."""
    return f"{action.on.year}-q{(action.on.month + 2) // 3}"


def by(actions: Iterable[Action], key: Callable[[Action], str]) -> dict[str, tuple[Action, ...]]:
    """Actions by a key, keys in the order of their first action."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(key(action), []).append(action)
    return {name: tuple(group) for name, group in groups.items()}

"""一因一報: what several rules find wrong because of one value is told once, at that value, with a list of the places."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from branch_portal.ground.problems import Against, Place, Problem
from branch_portal.ground.rules import all_rules

_SHOWN = 8
"""Places that one message lists."""


def told_once(problems: Iterable[Problem], ghosts: Collection[str] = (), sure: Collection[str] = ()) -> list[Problem]:
    """The problems, those that one value explains as one, and without what is wrong because of something else.

    `ghosts` are the paths of files of which only the rules `sure` can be relied on: what others find there may be nothing.
    """
    known = [one for one in problems if one.place.path not in ghosts or one.rule in sure]
    found = list(_merged(known))
    wrong: dict[str, set[str]] = {}
    for problem in found:
        if problem.severity == "error":
            wrong.setdefault(problem.place.path, set()).add(problem.rule)
    places = {problem.place for problem in found if problem.severity == "error"}
    follow = {id for id, rule in all_rules().items() if rule.follows}
    return [
        one
        for one in found
        if not (one.rule in follow and wrong.get(one.place.path, set()) - {one.rule})
        and not (one.severity == "warning" and one.place in places)  # the value is wrong anyway
    ]


def _merged(found: list[Problem]) -> Iterator[Problem]:
    left = found
    while True:
        causes = _causes(left)
        if not causes:
            yield from left
            return
        value, told = max(causes.values(), key=lambda one: len(one[1]))
        yield _one(value, told)
        left = [one for one in left if not any(one is gone for gone in told)]


def _causes(found: Sequence[Problem]) -> Mapping[Place, tuple[Against, list[Problem]]]:
    """By their places: the values that two problems or more contradict, or stand at."""
    values: dict[Place, Against] = {}
    for problem in found:
        for one in problem.against:
            if one.mend or one.place not in values:
                values[one.place] = values[one.place] if one.place in values and values[one.place].mend else one
    told: dict[Place, list[Problem]] = {place: [] for place in values}
    for problem in found:
        for place in dict.fromkeys((*(one.place for one in problem.against), problem.place)):
            if place in told:
                told[place].append(problem)
    return {place: (values[place], group) for place, group in told.items() if len(group) > 1}


def _one(value: Against, told: Sequence[Problem]) -> Problem:
    """One problem for all that contradict a value."""
    told = sorted(told, key=lambda one: (one.place.path != value.place.path, one.place, one.rule))
    first = next((one for one in told if one.severity == "error"), told[0])
    shown = "；".join(f"{_where(one, value)}{one.message}" for one in told[:_SHOWN])
    more = f"……共{len(told)}處" if len(told) > _SHOWN else ""
    elsewhere = [one for one in told if one.place != value.place] or told
    # What a rule does not show, since it may be about a person, is not shown here.
    secret = any(one.place == value.place and not one.value for one in told)
    return replace(
        first,
        place=value.place,
        value="" if secret else value.value,
        message=f"{_said(value, secret)}，有{len(told)}處對不上：{shown}{more}",
        mend=f"{'' if value.said else '多半是這裡寫錯了，'}{value.mend or '核對改正'}。{_each(elsewhere, value)}",
        against=(),
        found=tuple(one.place for one in told),
    )


def _said(value: Against, secret: bool) -> str:
    space = " " if value.field.isascii() else ""
    return value.said or (f"{value.field}{space}這一項" if secret else f"{value.field}{space}寫的是「{value.value}」")


def _each(told: Sequence[Problem], value: Against) -> str:
    """What to do at each place, where the value is right."""
    if value.instead:
        return f"{'' if value.said else '這裡沒有寫錯的，'}{value.instead}。"
    by_mend: dict[str, list[str]] = {}
    for one in told[:_SHOWN]:
        places = by_mend.setdefault(one.mend.rstrip("。"), [])
        if (where := _where(one, value).rstrip("，")) not in places:
            places.append(where)
    if not by_mend:
        return ""
    each = "；".join(f"{'、'.join(places)}：{mend}".lstrip("：") for mend, places in by_mend.items())
    return f"{'不是的' if value.said else '這裡沒有寫錯的'}，逐處改：{each}。"


def _where(problem: Problem, value: Against) -> str:
    if problem.place == value.place:
        return ""
    file = "" if problem.place.path == value.place.path else f"{problem.place.path} "
    return f"{file}第{problem.place.line}行，"

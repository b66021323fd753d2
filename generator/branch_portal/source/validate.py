"""Plain data to a record: each thing that does not fit becomes a problem at its own place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.source.better_form import better_form, quoted
from branch_portal.source.better_list import ALL, better_list
from branch_portal.source.mends import (
    better_bool,
    better_cycle,
    better_float,
    better_id,
    better_int,
    choice_titles,
    date_words,
    meant_field,
    nearest_choice,
    nearest_field,
    said_choice,
)
from branch_portal.source.messages import (
    BY_TYPE,
    CHOICE,
    DATE,
    FALLBACK,
    FORM,
    FULL_WIDTH_COLON,
    MISSING,
    PATTERNS,
    filled,
)
from branch_portal.source.places import Path, Source
from branch_portal.source.shapes import closed_set, keys, record_in, shape
from branch_portal.source.spot import Spot, below, choices_of, fields, find_spot

R = TypeVar("R", bound=BaseModel)

MOST_REPORTED = 200
"""Mistakes that are told of one record: to look up the places of a million takes minutes."""


def validate(model: type[R], source: Source, log: ProblemLog, at: Path = (), data: object = ...) -> R | None:
    """The record that `source` holds at the path `at`, or None; every mistake goes to `log`.

    `data`, when given, is validated instead of what stands at `at`; places are still looked up below `at`.
    """
    if data is ...:
        data = source.data
        for step in at:
            data = below(data, step)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = (detail for detail in error.errors(include_url=False) if not _is_echo(detail))
        reader = _Reader(model, source, at, data)
        log.extend(_merged(reader.problem(detail) for detail in reader.each_once(islice(details, MOST_REPORTED))))
        return None


def _is_echo(error: ErrorDetails) -> bool:
    # pydantic counts only the valid items of a list, so a wrong item also makes the list "too short".
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _merged(found: Iterator[tuple[Problem, bool]]) -> Iterator[Problem]:
    """One problem for the several errors of one value that could be of several types."""
    alternatives: dict[Place, list[Problem]] = {}
    for problem, is_alternative in found:
        if is_alternative:
            alternatives.setdefault(problem.place, []).append(problem)
        else:
            yield problem
    for problems in alternatives.values():
        last = problems[-1]
        message = "；或者".join(dict.fromkeys(problem.message for problem in problems))
        mend = last.mend if last.mend.startswith("是不是") else problems[0].mend
        yield replace(problems[0], message=message, mend=mend)


class _Reader:
    """Errors of one record to problems."""

    def __init__(self, model: type[BaseModel], source: Source, at: Path, data: object) -> None:
        self.model = model
        self.source = source
        self.above = at
        self.data = data

    def each_once(self, errors: Iterable[ErrorDetails]) -> list[ErrorDetails]:
        """The errors, without the fields that are missing because their names are misspelt: those are told already."""
        every = list(errors)
        renamed = set()
        for error in every:
            if error["type"] == "extra_forbidden":
                spot = find_spot(self.model, self.data, error)
                renamed.add((spot.path[:-1], meant_field(fields(spot.models), spot.models, str(spot.name))))
        return [error for error in every if error["type"] != "missing" or self._missed(error) not in renamed]

    def _missed(self, error: ErrorDetails) -> tuple[Path, str | int | None]:
        spot = find_spot(self.model, self.data, error)
        return spot.path, spot.name

    def problem(self, error: ErrorDetails) -> tuple[Problem, bool]:
        """The problem, and whether it is one of several for the same value."""
        spot = find_spot(self.model, self.data, error)
        kind, value = error["type"], error["input"]
        wording = BY_TYPE.get(kind, FALLBACK)
        rule, place, shown = wording.rule, self.source.at(*self.above, *spot.path), _shown(value)
        choices = choices_of(error)
        titles = choice_titles(self.model, choices) if choices else {}
        context = _context(error, spot, choices, titles)
        message, mend = filled(wording.message, context), filled(wording.mend, context)
        if kind == "extra_forbidden":
            place = self.source.key_at(*self.above, *spot.path)
            shown = ""  # whatever it is, it was not asked for: it may be personal
            mend = nearest_field(fields(spot.models), spot.models, str(spot.name))
        elif kind == "missing":
            shown = ""
            message, mend = self._missing(spot)
            if self._in_braces(place):
                mend = mend.replace("補上一行「", "在這對花括號裡補上「, ")
        elif value is None and isinstance(spot.name, str):
            rule = MISSING
            message, mend = self._missing(spot, "還沒有填")
        elif kind == "recurrence_kind":
            place = self.source.at(*self.above, *spot.path, "every")
            mend = better_cycle(value.get("every")) + mend if isinstance(value, dict) else mend
        elif rule is CHOICE:
            mend = nearest_choice(value, choices, titles) or (f"改成 {choices[0]}。" if len(choices) == 1 else "")
        elif rule is DATE:
            message, mend = date_words(kind, value, message, mend)
        elif kind == "string_type" and isinstance(value, dict | tuple):
            message += "，寫成了" + ("列表" if isinstance(value, tuple) else "記錄")
            one = value[0] if isinstance(value, tuple) and len(value) == 1 else ""
            mend = "直接寫一段文字；文字裡有「: 」或以 [ { - 開頭時，整段加引號。"
            mend = f"只寫一個，去掉方括號：{one}。" if isinstance(one, str) and spot.refers and one else mend
        elif kind in ("model_type", "dict_type", "model_attributes_type"):
            if isinstance(value, tuple):
                message = "這裡應是一條記錄，寫成了列表"
                if spot.path and (inner := record_in(spot)):
                    mend = f"寫成 {shape(inner, value)}；可用的字段有：{keys(inner)}。"
            elif isinstance(value, str) and re.match(r"[\w-]+：", value):
                rule = FULL_WIDTH_COLON
                message, mend = "鍵後面用了全角冒號「：」", ""
                place = Place(place.path, place.line, place.column + value.index("："))
            elif isinstance(value, str) and value.strip() in ALL and not spot.is_needed:
                mend = "都適用的，刪去這一項。"
            elif inner := record_in(spot):
                mend = f"寫成 {shape(inner)}；可用的字段有：{keys(inner)}。"
        else:
            mend = _better(kind, value, spot, context) or mend
        problem = rule.problem(place, message, value=_short(shown), mend=mend or None)
        if rule is FORM and isinstance(value, str) and spot.refers and not re.search("[，、；]", value):
            return replace(problem, refers=spot.refers), spot.is_alternative
        return problem, spot.is_alternative

    def _in_braces(self, place: Place) -> bool:
        """Whether a record stands on one line, {a: 1, b: 2}."""
        line = self.source.lines[place.line - 1] if place.line <= len(self.source.lines) else ""
        return line[place.column - 1 : place.column] == "{"

    def _missing(self, spot: Spot, blank: str = "") -> tuple[str, str]:
        if isinstance(spot.name, int):
            return f"這裡少了第{spot.name + 1}項", "補上缺少的項。"
        title = spot.title if blank else fields(spot.models).get(spot.name, "")
        titled = f"（{title}）" if title else ""
        if blank:
            otherwise = "，這一項必填。" if spot.is_needed else "；不需要的，刪去這一行。"
            return f"「{spot.name}」{titled}{blank}", f"寫上{title or '內容'}{otherwise}"
        choices = closed_set(spot.models, str(spot.name))
        titles = choice_titles(self.model, choices) if choices else {}
        one_of = f"，其中一項：{'、'.join(said_choice(one, titles) for one in choices)}" if choices else ""
        return f"缺少字段「{spot.name}」{titled}", f"補上一行「{spot.name}: …」，寫{title or '內容'}{one_of}。"


def _context(error: ErrorDetails, spot: Spot, choices: list[str], titles: Mapping[str, str]) -> dict[str, Any]:
    """What the wording of a message may name."""
    given = error.get("ctx", {}).items()
    whole = {key: int(value) if isinstance(value, float) and value.is_integer() else value for key, value in given}
    context: dict[str, Any] = {**whole, "name": spot.name}
    if error["type"] == "string_too_long" and isinstance(error["input"], str):
        context["length"] = len(error["input"])
    if error["type"] == "string_pattern_mismatch":
        context["form"] = context["pattern"]
        context["pattern"] = PATTERNS.get(context["pattern"], context["pattern"])
        context["example"] = context["pattern"].partition("例如 ")[2] or context["pattern"]
    if choices:
        context["expected"] = "、".join(said_choice(one, titles) for one in choices)
    return context


def _shown(value: object) -> str:
    """A value as its file has it; empty for what fits on no line."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if isinstance(value, dict | tuple) or value is None else str(value)


def _better(kind: str, value: Any, spot: Spot, context: Mapping[str, Any]) -> str:
    """What was most likely meant by a value of another type; empty where that is not to be told."""
    if kind == "bool_type":
        return better_bool(value)
    if kind == "float_type":
        return better_float(value)
    if kind in ("int_type", "int_from_float"):
        return better_int(value, months=str(spot.name).endswith("_months"))
    if kind == "string_type" and isinstance(value, bool | int | float):
        if spot.form and not re.match(spot.form, _shown(value)):  # in quotes it would be refused for its form
            said = PATTERNS.get(spot.form, spot.form)
            return f"照這個樣子寫：{said.partition('例如 ')[2] or said}。"
        return quoted(_shown(value))
    if kind == "entry_form":
        return str(context["better"])
    if kind == "years_order":
        return f"寫成 {list(range(min(value), max(value) + 1))}。"
    if kind == "repository_clone":
        return f"改成 {str(value).removesuffix('/').removesuffix('.git')}。"
    if kind == "id_form" and isinstance(value, str):
        return better_id(value, spot.refers)
    if kind == "string_pattern_mismatch" and isinstance(value, str):
        return better_form(value, str(context["form"]))
    if kind == "tuple_type":
        return better_list(value, spot)
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"

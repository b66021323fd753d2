"""表單欄目: what the form page must know of a kind's fields, read off its model.

A field is `{key, title, kind}` with, where they hold: `need` (must be there), `none` (may be null), `hint`, `options` as
pairs of value and label, `refers`, `least`/`most` (characters, items), `min`/`max`, `form` (a pattern in words beside the
expression), `also` (checks by name), `item` (of a list), `fields` (of a record), `one` (the type of a mistake, and the
fields of which a record has exactly one). `columns` are for a `raw` field with a
value for each column that another record declares: the field that names that record, its kind, its list of columns.
Without them `raw` is what no form shows: it is written as in a file.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import annotated_types
from pydantic import AfterValidator, BaseModel

from branch_portal.ground.dates import FIRST_YEAR, LAST_YEAR
from branch_portal.project import base
from branch_portal.project.citation import refers_to
from branch_portal.sheets.field_types import (
    fields_of,
    items_of,
    members_of,
    narrowing,
    options_of,
    record_of,
    scalar_of,
)
from branch_portal.source.messages import BY_TYPE, FALLBACK, MISSING, PATTERNS

Field = dict[str, Any]

_LONG = 120
"""Characters from which on a text gets several lines."""
_ALSO = {base.as_id: "id", base.filled: "filled", base.as_month_day: "month_day", base.text_within_years: "years"}
"""Checks of a text beyond its length and pattern, by the names that the page knows them by."""
_TOLD = (
    "date_far", "date_form", "date_none", "date_text", "extra_forbidden", "float_type", "greater_than_equal", "id_form",
    "instant_form", "int_from_float", "int_type", "bool_type", "less_than_equal", "literal_error", "model_type",
    "month_day_form", "string_pattern_mismatch", "string_too_long", "string_too_short", "string_type", "text_empty",
    "too_long", "too_short", "tuple_type", "source_one", "assignees_one",
)  # fmt: skip
"""The kinds of mistake that the page finds by itself."""


def fields(model: type[BaseModel]) -> list[Field]:
    """Every field of a model, in its order."""
    return [_field(model, key, info) for key, info in fields_of(model)]


def words() -> Mapping[str, Any]:
    """What the page says of each mistake: by its type the rule's id, the message and the mend, as `portal check` has them."""
    told = {name: [BY_TYPE[name].rule.id, BY_TYPE[name].message, _mend(name)] for name in _TOLD}
    return {
        **told,
        "missing": [MISSING.id, "缺少字段「{name}」（{title}）", "補上一行「{name}: …」，寫{title}。"],
        "blank": [MISSING.id, "「{name}」（{title}）還沒有填", "寫上{title}；不需要的，刪去這一行。"],
        "needed": [MISSING.id, "「{name}」（{title}）還沒有填", "寫上{title}，這一項必填。"],
        "unknown": ["REF-01", "沒有編號為「{id}」的{kind}", "改成已有的編號，或者先建立那條記錄。"],
        "other": [FALLBACK.rule.id, FALLBACK.message, FALLBACK.rule.mend],
        "years": [FIRST_YEAR, LAST_YEAR],
    }


def _mend(name: str) -> str:
    wording = BY_TYPE[name]
    return wording.mend or wording.rule.mend


def _field(model: type[BaseModel], key: str, info: Any) -> Field:
    members = members_of(info.annotation)
    field = {"key": key, "title": info.title or key, **_value(model, members, info.annotation, info.metadata)}
    if info.is_required():
        field["need"] = 1
    if type(None) in _parts(info.annotation):
        field["none"] = 1
    if info.description:
        field["hint"] = info.description
    if isinstance(info.json_schema_extra, dict) and "columns" in info.json_schema_extra:
        field["columns"] = info.json_schema_extra["columns"]
    if refers := refers_to(info):
        field.get("item", field)["refers"] = refers
    return field


def _value(model: type[BaseModel], members: tuple[Any, ...], annotation: Any, own: list[Any]) -> Field:
    limits = dict(_limits(annotation, own))
    if scalar := scalar_of(members):
        kind, choices = scalar
        field = {"kind": kind, **limits}
        if choices and kind != "truth":
            field["options"] = [[value, label] for label, value in options_of(model, kind, choices).items()]
        if kind == "text" and limits.get("most", 0) > _LONG and "form" not in limits:
            field["long"] = 1
        return field
    if inner := record_of(members):
        together = {"one": [one[0], list(one[1])]} if (one := getattr(inner, "EXACTLY_ONE", None)) else {}
        return {"kind": "record", "fields": fields(inner), **together}
    items = items_of(members)
    if items is None or not (scalar_of(items) or record_of(items)):
        return {"kind": "raw"}
    item = next(arg for one in _lists(annotation) for arg in get_args(one) if arg is not ...)
    return {"kind": "list", "item": _value(model, items, item, []), **limits}


def _limits(annotation: Any, own: list[Any]) -> Iterator[tuple[str, Any]]:
    also = []
    for one in narrowing(annotation, own):
        if isinstance(one, annotated_types.MinLen):
            yield "least", one.min_length
        elif isinstance(one, annotated_types.MaxLen):
            yield "most", one.max_length
        elif isinstance(one, annotated_types.Ge):
            yield "min", one.ge
        elif isinstance(one, annotated_types.Le):
            yield "max", one.le
        elif pattern := getattr(one, "pattern", None):
            yield "form", [str(pattern), PATTERNS.get(str(pattern), str(pattern))]
        elif isinstance(one, AfterValidator) and one.func in _ALSO:
            also.append(_ALSO[one.func])
    if also:
        yield "also", also


def _parts(annotation: Any) -> tuple[Any, ...]:
    """What stands in a union, None too."""
    return get_args(annotation) or (annotation,)


def _lists(annotation: Any) -> Iterator[Any]:
    """The list in an annotation, below what narrows it."""
    found = getattr(annotation, "__origin__", None)
    if found is tuple:
        yield annotation
        return
    for part in get_args(annotation):
        yield from _lists(part)

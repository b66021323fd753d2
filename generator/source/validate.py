"""Plain data to a record: each thing that does not fit becomes a problem at its own place."""

import difflib
import re
import unicodedata
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import Problem, ProblemLog
from generator.source.messages import BY_TYPE, DATE, FALLBACK, KIND, RECORD
from generator.source.yaml_source import Source

R = TypeVar("R", bound=BaseModel)

# Simplified forms of the characters in our field titles, so that 标题 finds 標題.
_FOLD = str.maketrans(
    "标题编号简称类别级业务组设员会数选举届务泳责任么放哪页依据时间规则层条件提醒办调项审核态进问现实处说关键词复盘计",
    "標題編號簡稱類別級業務組設員會數選舉屆務泳責任麼放哪頁依據時間規則層條件提醒辦調項審核態進問現實處說關鍵詞覆盤計",
)


def validate(model: type[R], source: Source, log: ProblemLog) -> R | None:
    """The record that `source` holds, or None; every mistake goes to `log`."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
        log.extend(_problem(model, source, detail) for detail in details)
        return None


def _problem(model: type[BaseModel], source: Source, error: ErrorDetails) -> Problem:
    path = _real_path(source.data, error["loc"])
    rule, sentence = BY_TYPE.get(error["type"], FALLBACK)
    name = str(error["loc"][-1]) if error["loc"] else ""
    context: dict[str, Any] = {**error.get("ctx", {}), "name": name}
    if error["type"] == "literal_error":
        context["expected"] = str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
    message = sentence.format(**context)
    value = error["input"]
    mend = None
    place = source.at(*path)
    if error["type"] == "extra_forbidden":
        place = source.key_at(*path)
        mend = _nearest_field(_model_at(model, path[:-1], source.data), name)
    elif error["type"] == "missing":
        field = _fields(_model_at(model, path, source.data)).get(name)
        message = f"缺少欄位「{name}」" + (f"（{field}）" if field else "")
        mend = f"補上一行「{name}: …」。"
    elif error["type"] == "literal_error":
        near = difflib.get_close_matches(str(value), str(context["expected"]).split("、"), n=1, cutoff=0.4)
        mend = f"是不是「{near[0]}」？" if near else None
    elif rule is DATE:
        mend = _better_date(value)
    elif error["type"] == "bool_type" and value in ("yes", "no", "on", "off", "是", "否", "True", "False"):
        mend = f"改成 {'true' if value in ('yes', 'on', '是', 'True') else 'false'}。"
    elif error["type"] == "int_type" and isinstance(value, str) and value.strip().isdigit():
        mend = f"改成 {int(unicodedata.normalize('NFKC', value))}。"
    elif rule is KIND and error["type"] == "string_type" and value is not None:
        mend = f'加上引號，寫成 "{str(value).lower() if isinstance(value, bool) else value}"。'
    elif rule is RECORD and isinstance(value, tuple):
        message += "，寫成了列表"
    shown = "" if error["type"] == "missing" or isinstance(value, dict | tuple) or value is None else str(value)
    return rule.problem(place, message, value=shown[:60], mend=mend)


def _real_path(data: object, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """pydantic's location without the tags of unions, which stand in no file."""
    path: list[int | str] = []
    for index, step in enumerate(loc):
        last = index == len(loc) - 1
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif not last:
            continue
        else:
            return tuple(path)
        path.append(step)
    return tuple(path)


def _model_at(model: type[BaseModel], path: tuple[int | str, ...], data: object) -> list[type[BaseModel]]:
    """The model classes that may stand at `path`."""
    models = [model]
    for step in path:
        if isinstance(step, int):
            continue
        found: list[type[BaseModel]] = []
        for candidate in models:
            for name, info in candidate.model_fields.items():
                if step in (name, info.alias):
                    found += _models_in(info.annotation)
        models = found
    return models


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _fields(models: list[type[BaseModel]]) -> dict[str, str]:
    return {info.alias or name: info.title or "" for model in models for name, info in model.model_fields.items()}


def _nearest_field(models: list[type[BaseModel]], name: str) -> str:
    fields = _fields(models)
    by_title = {title: field for field, title in fields.items() if title}
    near = difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
    if not near:
        titles = difflib.get_close_matches(name.translate(_FOLD), by_title, n=1, cutoff=0.5)
        near = [by_title[title] for title in titles]
    if near:
        return f"是不是「{near[0]}」（{fields[near[0]]}）？"
    return f"這裡可用的欄位有：{'、'.join(fields)}。" if fields else "刪去這個欄位。"


def _better_date(value: object) -> str | None:
    """The date a clerk most likely meant, when there is only one reading."""
    text = unicodedata.normalize("NFKC", str(value))
    match = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", text)
    if not match:
        return None
    year, month, day = map(int, match.groups())
    return f"改成 {year}-{month:02}-{day:02}。" if month <= 12 and day <= 31 else None

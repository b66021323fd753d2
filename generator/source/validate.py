"""Plain data to a record: each thing that does not fit becomes a problem at its own place."""

import calendar
import datetime as dt
import difflib
import re
import sys
import types
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import Place, Problem, ProblemLog
from generator.source.messages import BY_TYPE, CHOICE, DATE, FALLBACK, FULL_WIDTH_COLON, PATTERNS, UNKNOWN
from generator.source.yaml_source import Source

R = TypeVar("R", bound=BaseModel)

Path = tuple[str | int, ...]

# The characters of our field titles and words near them, so that 标题 finds 標題.
_FOLD = str.maketrans(
    "並來倉個內則動務區員問單圈報實審寫對導層屬幾庫張後從態戰據數時暫曆會條業標樣檢欄狀現發種稱節簡簽紅紙級組結統經綠維網線編繫聯號裡製覆規視訂計記設詞話語說誰調證識議護責轉辦過適選銷鍵鏈門開間關頁項頭題類體麼黃點黨別於處週無將為執圍圖場應學習風險縣長負則",
    "并来仓个内则动务区员问单圈报实审写对导层属几库张后从态战据数时暂历会条业标样检栏状现发种称节简签红纸级组结统经绿维网线编系联号里制复规视订计记设词话语说谁调证识议护责转办过适选销键链门开间关页项头题类体么黄点党别于处周无将为执围图场应学习风险县长负则",
)
_FIELD_WORDS = {"负责人": "role", "责任人": "role", "标题": "title", "名字": "title", "编码": "id", "截止日期": "due"}
_TRUE = frozenset(("yes", "on", "y", "true", "是", "有", "对", "1"))
_FALSE = frozenset(("no", "off", "n", "false", "否", "无", "不", "没有", "0"))


def validate(model: type[R], source: Source, log: ProblemLog, at: Path = (), data: object = ...) -> R | None:
    """The record that `source` holds at the path `at`, or None; every mistake goes to `log`.

    `data`, when given, is validated instead of what stands at `at`; places are still looked up below `at`.
    """
    if data is ...:
        data = source.data
        for step in at:
            data = _below(data, step)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _is_echo(detail)]
        log.extend(_merged(_Reader(model, source, at, data).problem(detail) for detail in details))
        return None


def _is_echo(error: ErrorDetails) -> bool:
    # pydantic counts only the valid items of a list, so a wrong item also makes the list "too short".
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _below(data: Any, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, tuple) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


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
        message = "；或者".join(problem.message for problem in problems)
        mend = last.mend if last.mend.startswith("是不是") else problems[0].mend
        first = problems[0]
        yield Problem(first.place, first.rule, message, mend, first.why, first.value)


@dataclass(frozen=True)
class _Spot:
    """What an error's location means: the path in the file, and the models that may stand there."""

    path: Path
    models: tuple[type[BaseModel], ...]
    name: str | int
    is_alternative: bool


class _Reader:
    """Errors of one record to problems."""

    def __init__(self, model: type[BaseModel], source: Source, at: Path, data: object) -> None:
        self.model = model
        self.source = source
        self.above = at
        self.data = data

    def problem(self, error: ErrorDetails) -> tuple[Problem, bool]:
        """The problem, and whether it is one of several for the same value."""
        spot = self._spot(error)
        kind, value = error["type"], error["input"]
        wording = BY_TYPE.get(kind, FALLBACK)
        context: dict[str, Any] = {**error.get("ctx", {}), "name": spot.name}
        place = self.source.at(*self.above, *spot.path)
        shown = "" if isinstance(value, dict | tuple) or value is None else str(value)
        if isinstance(value, bool):
            shown = shown.lower()
        if kind == "string_too_long" and isinstance(value, str):
            context["length"] = len(value)
        if kind == "string_pattern_mismatch":
            context["pattern"] = PATTERNS.get(context["pattern"], context["pattern"])
        choices: list[str] = []
        if kind == "literal_error":
            choices = re.sub(r" or ", ", ", str(context["expected"])).replace("'", "").split(", ")
            titles = _choice_titles(self.model, choices)
            context["expected"] = "、".join(
                f"{choice}（{titles[choice]}）" if choice in titles else choice for choice in choices
            )
        message = _fill(wording.message, context)
        mend = _fill(wording.mend, context)
        rule = wording.rule
        if kind == "extra_forbidden":
            place = self.source.key_at(*self.above, *spot.path)
            shown = ""  # whatever it is, it was not asked for: it may be personal
            mend = _nearest_field(_fields(spot.models), spot.models, str(spot.name))
        elif kind == "missing":
            shown = ""
            message, mend = self._missing(spot)
        elif kind == "recurrence_kind":
            place = self.source.at(*self.above, *spot.path, "every")
        elif rule is CHOICE:
            mend = _nearest_choice(value, choices, _choice_titles(self.model, choices)) or (
                f"改成 {choices[0]}。" if len(choices) == 1 else ""
            )
        elif rule is DATE:
            message, mend = _date_words(kind, value, message, mend)
        elif kind == "bool_type":
            mend = _better_bool(value) or mend
        elif kind in ("int_type", "int_from_float"):
            mend = _better_int(value) or mend
        elif kind == "string_type" and isinstance(value, bool | int | float):
            mend = f'加上引號，寫成 "{shown}"。'
        elif kind == "string_type" and isinstance(value, dict | tuple):
            message += "，寫成了" + ("列表" if isinstance(value, tuple) else "記錄")
            mend = "直接寫一段文字；文字裡有「: 」或以 [ { - 開頭時，整段加引號。"
        elif kind == "id_form" and isinstance(value, str):
            mend = _better_id(value) or mend
        elif kind == "tuple_type" and isinstance(value, str) and value.strip() and len(value) <= 40:
            mend = f"寫成 [{', '.join(part.strip() for part in re.split('[、,，;；]', value) if part.strip())}]。"
        elif kind in ("model_type", "dict_type", "model_attributes_type"):
            if isinstance(value, tuple):
                message = "這裡應是一條記錄，寫成了列表"
            elif isinstance(value, str) and re.match(r"[\w-]+：", value):
                rule = FULL_WIDTH_COLON
                message, mend = "鍵後面用了全角冒號「：」", ""
                place = Place(place.path, place.line, place.column + value.index("："))
        return rule.problem(place, message, value=_short(shown), mend=mend or None), spot.is_alternative

    def _missing(self, spot: _Spot) -> tuple[str, str]:
        if isinstance(spot.name, int):
            return f"這裡少了第{spot.name + 1}項", "補上缺少的項。"
        title = _fields(spot.models).get(spot.name, "")
        titled = f"（{title}）" if title else ""
        return f"缺少欄位「{spot.name}」{titled}", f"補上一行「{spot.name}: …」，寫{title or '內容'}。"

    def _spot(self, error: ErrorDetails) -> _Spot:
        """Follow pydantic's location through the model, dropping the steps that stand in no file:
        tags of tagged unions and names of a plain union's members."""
        loc, kind = error["loc"], error["type"]
        path: list[str | int] = []
        members: list[tuple[str | None, Any]] = [(None, self.model)]
        data = self.data
        dropped = False
        name: str | int = ""
        for index, step in enumerate(loc):
            last = index == len(loc) - 1
            if isinstance(step, int):
                name = step
                if not (last and kind == "missing"):
                    path.append(step)
                    members = [item for member in members for item in _items(member[1], step)]
                    data = _below(data, step)
                continue
            tagged: list[tuple[str | None, Any]] = [(None, member) for tag, member in members if tag == step]
            if tagged and not dropped:
                members, dropped = tagged, True
                continue
            models = _models(members)
            field_members = [part for model in models for part in _field_members(model, step)]
            if last and kind == "missing":
                return _Spot(tuple(path), models, step, False)
            if last and kind == "extra_forbidden":
                return _Spot((*path, step), models, step, False)
            if isinstance(data, dict) and field_members:
                path.append(step)
                name = step
                members, dropped = field_members, False
                data = _below(data, step)
        is_alternative = bool(path) and not isinstance(loc[-1], int) and loc[-1] != path[-1] and not _models(members)
        return _Spot(tuple(path), _models(members), name, is_alternative)


def _members(annotation: Any) -> Iterator[tuple[str | None, Any]]:
    """The types of a union with their tags; any other type is a union of one."""
    origin = get_origin(annotation)
    if origin is Annotated:
        tag = next((str(extra.tag) for extra in annotation.__metadata__ if isinstance(extra, Tag)), None)
        for inner, member in _members(annotation.__origin__):
            yield tag or inner, member
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _members(part)
    else:
        yield None, annotation


def _items(annotation: Any, index: int) -> Iterator[tuple[str | None, Any]]:
    arguments = get_args(annotation)
    if not arguments:
        return
    yield from _members(arguments[0] if arguments[-1] is ... else arguments[min(index, len(arguments) - 1)])


def _models(members: list[tuple[str | None, Any]]) -> tuple[type[BaseModel], ...]:
    return tuple(member for _, member in members if isinstance(member, type) and issubclass(member, BaseModel))


def _field_members(model: type[BaseModel], key: str) -> Iterator[tuple[str | None, Any]]:
    for name, info in model.model_fields.items():
        if key == (info.alias or name):
            yield from _members(info.annotation)


def _fields(models: tuple[type[BaseModel], ...]) -> dict[str, str]:
    """The keys that may be written, with their Chinese titles."""
    return {info.alias or name: info.title or "" for model in models for name, info in model.model_fields.items()}


def _fill(template: str, context: Mapping[str, Any]) -> str:
    """`template` with `{name}` filled from `context`; braces that name nothing stay as they are."""
    text = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", lambda m: str(context.get(m[1], m[0])), template)
    return text.replace("{{", "{").replace("}}", "}") if "{{" in template else text


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().translate(_FOLD)


def _nearest_field(fields: Mapping[str, str], models: tuple[type[BaseModel], ...], written: str) -> str:
    if not fields:
        return UNKNOWN.mend
    name = _folded(written).replace("-", "_").replace(" ", "_")
    by_attribute = {attribute: info.alias or attribute for m in models for attribute, info in m.model_fields.items()}
    by_title = {_folded(title): field for field, title in fields.items() if title}
    near = difflib.get_close_matches(name, by_attribute, n=1, cutoff=0.6)
    field = fields and (by_title.get(name) or (by_attribute[near[0]] if near else None) or _FIELD_WORDS.get(name))
    if field not in fields:
        titles = difflib.get_close_matches(name, by_title, n=1, cutoff=0.5)
        inside = [title for title in by_title if len(name) > 1 and (name in title or title in name)]
        field = by_title[(titles or inside)[0]] if titles or inside else None
    if field:
        return f"是不是「{field}」（{fields[field]}）？改成它，或刪去這一項。"
    return (
        "這裡可用的欄位有：" + "、".join(f"{key}（{title}）" if title else key for key, title in fields.items()) + "。"
    )


def _choice_titles(model: type[BaseModel], choices: list[str]) -> Mapping[str, str]:
    """Chinese words for a set of choices, where a module of the model has them."""
    wanted = set(choices)
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("generator.model.")]
    own = sys.modules.get(model.__module__)
    for module in ([own] if own else []) + modules:
        for name, titles in vars(module).items():
            if name.endswith("_TITLES") and isinstance(titles, dict) and wanted == set(titles):
                return titles
    return {}


def _nearest_choice(value: object, choices: list[str], titles: Mapping[str, str]) -> str:
    written = _folded(str(value))
    by_title = {_folded(titles[choice]): choice for choice in choices if choice in titles}
    near = difflib.get_close_matches(written, choices, n=1, cutoff=0.5)
    titled = difflib.get_close_matches(written, by_title, n=1, cutoff=0.5)
    if written in by_title or (titled and not near):
        return f"是不是「{by_title[titled[0]]}」？"
    return f"是不是「{near[0]}」？" if near else ""


def _better_bool(value: object) -> str:
    word = _folded(str(value))
    return "改成 true。" if word in _TRUE else "改成 false。" if word in _FALSE else ""


def _better_int(value: object) -> str:
    if isinstance(value, float):
        return f"改成 {int(value)}。" if value.is_integer() else ""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    found = re.fullmatch(r"\+?(-?[0-9]{1,18})\s*(?:天|個|个|年|項|项|人|次|月|日)?", text)
    return f"改成 {int(found[1])}。" if found and not isinstance(value, bool) else ""


def _better_id(value: str) -> str:
    text = re.sub(r"[\s_.]+", "-", unicodedata.normalize("NFKC", value).strip().lower()).strip("-")
    return f"改成 {text}。" if text != value and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) else ""


def _date_words(kind: str, value: object, message: str, mend: str) -> tuple[str, str]:
    """Message and mend for a wrong date: the day most likely meant, where there is only one reading."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()
    if kind == "month_day_form" or (kind == "date_none" and re.fullmatch(r"\d{1,2}-\d{1,2}", text)):
        found = re.fullmatch(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日號号]?", text)
        parts = (2024, *map(int, found.groups())) if found else None
        better = "{1:02}-{2:02}"
    else:
        found = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日號号]?", text)
        found = found or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
        parts = tuple(map(int, found.groups())) if found else None
        better = "{0:04}-{1:02}-{2:02}"
    if parts is None or kind in ("instant_form", "datetime_type"):
        return message, mend
    year, month, day = parts
    if not 1 <= month <= 12:
        return f"沒有這一天：沒有{month}月", mend
    try:
        dt.date(year, month, day)
    except ValueError:
        if year < 1:
            return message, mend
        most = calendar.monthrange(year, month)[1]
        return (
            f"沒有這一天：{year}年{month}月只有{most}天" if "{0" in better else f"沒有這一天：{month}月最多{most}天",
            mend,
        )
    words = "日期寫法不對" if kind == "date_none" else message
    return words, f"改成 {better.format(year, month, day)}。"

"""Records from plain data: every kind of mistake has its rule, its place, its Chinese words and a way to mend it."""

import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import branch_portal
from branch_portal import rooms
from branch_portal.ground.problems import Problem, ProblemLog
from branch_portal.organisation.model import Branch
from branch_portal.project.base import Record
from branch_portal.project.settings import Settings
from branch_portal.source.messages import BY_TYPE, FALLBACK, PATTERNS, RULES
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.systems.book.model import Form
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release
from branch_portal.systems.goals.model import Metric
from branch_portal.year.model import Duty, Occasion, TermYear
from tests.sample import ROOT

BRANCH = "id: b1\ntitle: 甲\nshort: 甲\nkind: branch\nparent: city\nbusiness: 乙\nhas_committee: true\ngroups: 0\n"
DUTY = (
    "id: d1\ntitle: 甲\nlevel: branch\ntrack: t\nrole: r\ndeliverable: [a]\narchive: [b]\nguides: [g01]\n"
    "basis: [{status: practice}]\nwhen: {every: month, day: 1}\nalerts: {green: 3, yellow: 2, red: 1}\nimportance: core\n"
)
METRIC = "title: 甲\nunit: '%'\ntrend: rise\nbaseline: 1\ntarget: 98.5\n"
OCCASION = "id: o1\ntitle: 甲\nsource: 乙\ndates: [2026-07-01]\n"


def problems(text: str, model: type[BaseModel]) -> list[Problem]:
    log = ProblemLog()
    source = read_yaml(text.encode(), "x.yml", log)
    assert source is not None
    validate(model, source, log)
    return list(log)


def branch(old: str = "", new: str = "") -> str:
    assert old in BRANCH
    return BRANCH.replace(old, new) if old else BRANCH + new


CASES: list[tuple[str, type[BaseModel], str, tuple[int, int], str, str]] = [
    ("DATA-01", Branch, "- id: b1\n", (1, 1), "這裡應是一條記錄，寫成了列表", ""),
    ("DATA-01", Branch, "甲\n", (1, 1), "應是一條記錄", ""),
    ("DATA-02", Branch, branch(new="elected_no: 2026-01-01\n"), (9, 1), "elected_no", "elected_on"),
    ("DATA-02", Branch, branch(new="主要业务: 甲\n"), (9, 1), "主要业务", "business"),
    ("DATA-02", Branch, branch(new="任期: 甲\n"), (9, 1), "任期", "term_years"),
    ("DATA-02", Branch, branch(new="zzzz: 13800000000\n"), (9, 1), "zzzz", "這裡可用的字段有：id（編號）"),
    ("DATA-02", Duty, DUTY.replace("day: 1", "dya: 1, day: 1"), (10, 22), "dya", "「day」（日）"),
    ("DATA-02", Duty, DUTY.replace("{every: month, day: 1}", "{every: month, day: 1, month: 2}"), (10, 30), "month", ""),
    ("DATA-02", Duty, DUTY.replace("{every: month, day: 1}", "{every: year, start: {term: lichun}, on: 01-02}"), (10, 21), "start", "from"),
    ("DATA-03", Branch, branch("short: 甲\n"), (1, 1), "缺少字段「short」（簡稱）", "short: …"),
    ("DATA-03", Duty, DUTY.replace("status: practice", "note: 甲"), (9, 9), "status", "status: …"),
    ("DATA-03", Duty, DUTY.replace("{every: month, day: 1}", "{every: quarter}"), (10, 7), "「by」（季內期限）", "by: …"),
    ("DATA-03", Duty, DUTY.replace("{every: month, day: 1}", "{every: half, on: [01-05]}"), (10, 25), "少了第2項", ""),
    ("DATA-04", Branch, branch("kind: branch", "kind: 党支部"), (4, 7), "branch（黨支部）", "「branch」"),
    ("DATA-04", Branch, branch(new="term_years: 4\n"), (9, 13), "只能是：3、5", ""),
    ("DATA-04", Duty, DUTY.replace("every: month", "every: week"), (10, 15), "every", ""),
    ("DATA-04", Duty, DUTY.replace("{every: month, day: 1}", "每月"), (10, 7), "every", "{every: month"),
    ("DATA-05", Branch, branch("has_committee: true", "has_committee: no"), (7, 16), "true（是）", "改成 false"),
    ("DATA-05", Branch, branch("has_committee: true", "has_committee: 是"), (7, 16), "true（是）", "改成 true"),
    ("DATA-05", Branch, branch("groups: 0", "groups: 010"), (8, 9), "整數", "改成 10。"),
    ("DATA-05", Branch, branch("groups: 0", "groups: ３"), (8, 9), "整數", "改成 3。"),
    ("DATA-05", Branch, branch("groups: 0", "groups: 3個"), (8, 9), "整數", "改成 3。"),
    ("DATA-05", Branch, branch("groups: 0", "groups: 3.0"), (8, 9), "整數", "改成 3。"),
    ("DATA-05", Branch, branch("title: 甲", "title: 2026"), (2, 8), "文字", '"2026"'),
    ("DATA-05", Branch, branch("title: 甲", "title: [甲]"), (2, 8), "寫成了列表", "引號"),
    ("DATA-05", Duty, DUTY.replace("[a]", "甲、乙"), (6, 14), "列表", "[甲, 乙]"),
    ("DATA-06", Branch, branch(new="elected_on: 2026/3/5\n"), (9, 13), "日期寫法不對", "改成 2026-03-05。"),
    ("DATA-06", Branch, branch(new="elected_on: 2026年3月5日\n"), (9, 13), "日期寫法不對", "改成 2026-03-05。"),
    ("DATA-06", Branch, branch(new="elected_on: ２０２６-０３-０５\n"), (9, 13), "日期寫法不對", "改成 2026-03-05。"),
    ("DATA-06", Branch, branch(new="elected_on: 20260305\n"), (9, 13), "日期", "改成 2026-03-05。"),
    ("DATA-06", Branch, branch(new="elected_on: 3/5/2026\n"), (9, 13), "日期寫法不對", "例如"),
    ("DATA-06", Branch, branch(new="elected_on: 2026-02-30\n"), (9, 13), "2026年2月只有28天", ""),
    ("DATA-06", Branch, branch(new="elected_on: 2026-13-01\n"), (9, 13), "沒有13月", ""),
    ("DATA-06", Duty, DUTY + "opens: 3月5日\n", (13, 8), "MM-DD", "改成 03-05。"),
    ("DATA-06", Duty, DUTY + "opens: 02-30\n", (13, 8), "2月最多29天", ""),
    ("DATA-06", TermYear, "id: y\nyear: 2026\ninstants: [" + ", ".join(["2026-01-05"] * 24) + "]\n", (3, 12), "時刻", ""),
    ("DATA-07", Branch, branch("id: b1", "id: 第一支部"), (1, 5), "編號", "b01"),
    ("DATA-07", Branch, branch("parent: city", "parent: 市公司黨委"), (5, 9), "編號", "寫編號，不寫名稱：編號是那條記錄的文件名"),
    ("DATA-07", Duty, DUTY.replace("[g01]", "[g01，g02]"), (8, 10), "編號", "半角逗號加空格：g01, g02"),
    ("DATA-05", Metric, METRIC.replace("98.5", "98.5%"), (5, 9), "數字", "單位是百分比的，改成 98.5"),
    ("DATA-05", Metric, METRIC.replace("98.5", "約98"), (5, 9), "數字", "只寫阿拉伯數字，不帶單位"),
    ("DATA-07", Branch, branch("id: b1", "id: B_1"), (1, 5), "編號", "改成 b-1。"),
    ("DATA-07", Branch, branch("title: 甲", 'title: " "'), (2, 8), "不能空著", ""),
    ("DATA-07", Duty, DUTY.replace("status: practice", "status: practice, document: 一"), (9, 38), "小寫英文字母開頭", ""),
    ("DATA-08", Branch, branch("short: 甲", "short: " + "甲" * 13), (3, 8), "最多12個字，現有13個", "12個字以內"),
    ("DATA-08", Branch, branch("groups: 0", "groups: 31"), (8, 9), "不能大於30", ""),
    ("DATA-08", Branch, branch("groups: 0", "groups: -1"), (8, 9), "不能小於0", ""),
    ("DATA-08", Duty, DUTY.replace("guides: [g01]", "guides: []"), (8, 9), "至少要有1項", ""),
    ("DATA-08", Duty, DUTY.replace("{every: month, day: 1}", "{every: half, on: [01-05, 07-05, 08-05]}"), (10, 25), "最多", ""),
    ("DATA-08", Duty, DUTY.replace("day: 1", "day: 40"), (10, 27), "不能大於31；或者只能是：last", ""),
    ("DATA-05", Duty, DUTY.replace("day: 1", "day: lats"), (10, 27), "或者只能是：last", "是不是「last」"),
    ("DATA-09", Duty, DUTY.replace(", day: 1", ""), (10, 7), "day（幾號）", "day: last"),
    ("DATA-09", Duty, DUTY.replace("{every: month, day: 1}", "{every: year}"), (10, 7), "on（月日）", "{term: lichun}"),
    ("DATA-09", Duty, DUTY.replace("{every: month, day: 1}", "{every: year, from: {}}"), (10, 27), "term（節氣）", ""),
    ("DATA-09", Duty, DUTY.replace("{every: month, day: 1}", "{every: term, plus: {}}"), (10, 27), "days（天）", ""),
    ("DATA-09", Duty, DUTY.replace("green: 3", "green: 1"), (11, 9), "綠、黃、紅", ""),
    ("YAML-04", Duty, DUTY.replace("{green: 3, yellow: 2, red: 1}", "\n  green：3"), (12, 8), "全角冒號", "英文冒號"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "model", "text", "place", "message", "mend"), CASES)
def test_a_mistake_is_explained_at_its_place(
    rule: str, model: type[BaseModel], text: str, place: tuple[int, int], message: str, mend: str
) -> None:
    problem, *others = problems(text, model)
    assert (problem.rule, problem.place.line, problem.place.column) == (rule, *place)
    assert message in problem.message
    assert mend in problem.mend
    assert problem.mend
    if model is not TermYear:
        assert not others


def test_every_rule_of_reading_has_a_failing_case() -> None:
    files = {file.name.split("_")[0] for file in (Path(__file__).parent / "fixtures").iterdir()}
    inline = {"YAML-10", "YAML-11"}  # a file of 2 MB and a page: in test_source
    assert {rule.id for rule in RULES} == files | {case[0] for case in CASES} | inline
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.title and rule.why and rule.mend for rule in RULES)


def test_a_value_that_was_not_asked_for_is_not_repeated() -> None:
    (problem,) = problems(BRANCH + "phone: 13800000000\n", Branch)
    assert "138" not in problem.value + problem.message + problem.mend


def test_one_record_of_a_list_is_read_where_it_stands() -> None:
    log = ProblemLog()
    source = read_yaml(
        b"- id: o1\n  title: a\n- id: o2\n  title: 5\n  source: b\n  dates: [2026-07-01]\n", "x.yml", log
    )
    assert source is not None
    assert validate(Occasion, source, log, (1,)) is None
    assert [str(problem.place) for problem in log] == ["x.yml:4:10"]
    changed = {"id": "o2", "title": "a", "source": "b", "dates": ("2026-07-01",)}
    assert validate(Occasion, source, log, (1,), data=changed) is not None
    assert validate(Occasion, source, ProblemLog(), (7, "a")) is None


def models() -> Iterator[type[BaseModel]]:
    """Every model that a record of some kind is made of, and the settings."""
    for module in pkgutil.walk_packages(branch_portal.__path__, "branch_portal."):
        if module.name.rpartition(".")[2] != "__main__":
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, Record) and value.__module__ == module.name:
                    yield value


def test_every_error_of_our_own_has_words() -> None:
    root = Path(branch_portal.__path__[0])
    text = "\n".join(file.read_text("utf-8") for file in sorted(root.rglob("*.py")))
    custom = re.findall(r'PydanticCustomError\(\s*"(\w+)"|custom_error_type="(\w+)"', text)
    names = {name for pair in custom for name in pair if name}
    assert len(names) >= 13
    assert names <= set(BY_TYPE)


# The checks a core schema may hold, and the pydantic error types they can raise.
KINDS = {"str": ("string_type", "string_unicode"), "int": ("int_type",), "bool": ("bool_type",), "float": ("float_type",),
         "model": ("model_type",), "dict": ("dict_type",), "tuple": ("tuple_type",), "literal": ("literal_error",),
         "date": ("date_type",), "datetime": ("datetime_type",)}  # fmt: skip
LIMITS = {"max_length": ("string_too_long", "too_long"), "min_length": ("too_short",), "ge": ("greater_than_equal",),
          "le": ("less_than_equal",), "pattern": ("string_pattern_mismatch",)}  # fmt: skip
OTHER_KEYS = {"gt", "lt", "multiple_of", "allow_inf_nan"}
SILENT = {"model-fields", "model-field", "default", "nullable", "union", "tagged-union", "definitions", "definition-ref",
          "function-after", "function-before", "no-info", "with-info"}  # fmt: skip


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, below in schema.items():
            if key not in ("metadata", "serialization", "config"):
                yield from schemas(below)
    elif isinstance(schema, list | tuple):
        for below in schema:
            yield from schemas(below)


def test_every_error_a_model_can_raise_has_words() -> None:
    for model in models():
        for schema in schemas(model.__pydantic_core_schema__):
            kind = schema["type"]
            assert kind in KINDS or kind in SILENT, f"{model.__name__}: what errors does {kind} raise?"
            assert not OTHER_KEYS & set(schema)
            raised = KINDS.get(kind, ()) + sum((types for key, types in LIMITS.items() if key in schema), ())
            assert set(raised) <= set(BY_TYPE)
    assert {"missing", "extra_forbidden", "recurrence_kind"} <= set(BY_TYPE)
    assert FALLBACK.message


def test_every_pattern_has_words() -> None:
    patterns = {
        schema["pattern"]
        for model in models()
        for schema in schemas(model.__pydantic_core_schema__)
        if "pattern" in schema
    }
    assert patterns <= set(PATTERNS)


SAMPLES = [
    (model, file.read_text("utf-8"))
    for kind, model in ((one.name, one.model) for one in rooms.KINDS if not one.read)
    for file in itertools.islice(sorted((ROOT / "data" / kind).glob("*.yml")), 1)
]
BITS = ["", "[", "]", "{", "}", ": ", "- ", "：", "\n", "  ", "'", '"', "#", "&a ", "*a", "!", "|", ">", "?", "~", "\t", "\u3000",
        "true", "1e9", "2026", "[{a: 1}]", "{every: [{}]}", "\ufeff", "\u2028", "\x00", "%", "@", "\\x", "---\n", "<<: ", "𠮷"]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 6), st.sampled_from(BITS)), max_size=4),
)
def test_no_change_to_a_sample_can_raise(
    sample: tuple[type[BaseModel], str], changes: list[tuple[int, int, str]]
) -> None:
    model, text = sample
    for at, cut, bit in changes:
        at %= len(text) + 1
        text = text[:at] + bit + text[at + cut :]
    log = ProblemLog()
    source = read_yaml(text.encode(), "x.yml", log)
    record = validate(model, source, log) if source else None
    assert record is not None or log.errors
    for problem in log:
        assert problem.message
        assert problem.mend
        assert not re.search("input|should|valid", problem.message)
        assert 1 <= problem.place.line <= text.count("\n") + 1


PLAIN = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4), st.sampled_from(["month", "lichun"])
    ),
    lambda below: st.one_of(
        st.lists(below, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from(["every", "day", "month", "on", "from", "甲", "days"]), below, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([Duty, Branch, Finding, Form, Settings, Release]), st.data())
def test_no_shape_of_data_can_raise(model: type[BaseModel], data: st.DataObject) -> None:
    keys = [info.alias or name for name, info in model.model_fields.items()]
    value = data.draw(st.one_of(PLAIN, st.dictionaries(st.sampled_from(keys), PLAIN)))
    log = ProblemLog()
    source = read_yaml(b"a: 1\n", "x.yml", log)
    assert source is not None
    record = validate(model, source, log, data=value)
    assert record is not None or log.errors

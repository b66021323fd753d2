"""Changing a YAML file: what was asked for changes, everything else stays as people wrote it."""

import difflib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.ground.problems import ProblemLog
from branch_portal.source.yaml_source import read_yaml
from branch_portal.writing.flow import flow
from branch_portal.writing.patch import document, patch, styles

TEXT = """\
# 示例
id: b1   # 編號
title: 甲   # 名稱
list:   # 清單
  - a   # 第一項
  # 下一項的說明
  - b
  - c

# 延期
extension:   # 批覆
  until: 2026-01-01   # 到期
  # 角色
  by: x
  sub: {a: 1, b: 2}  # 同一行
  inner:
    - {x: 1}
flow: [a, b]  # 方括號
long: |  # 幾行
  one
  two

n: 3
folded: a
  b
last: "q"
"""


def read(text: str) -> Any:
    log = ProblemLog()
    source = read_yaml(text.encode(), "x.yml", log)
    assert source, text
    assert not log.errors, (text, log.problems)
    return source.data


def changed(text: str, **values: Any) -> tuple[str, list[str]]:
    """The text with other values (`...` takes one away), and the lines that differ."""
    old = read(text)
    new = {key: value for key, value in {**old, **values}.items() if value is not ...}
    done = patch(text, old, new, {})
    assert read(done) == new
    lines = difflib.unified_diff(text.split("\n"), done.split("\n"), lineterm="", n=0)
    return done, [line for line in lines if not line.startswith(("---", "+++", "@@"))]


EXTENSION = {"until": "2026-01-01", "by": "x", "sub": {"a": 1, "b": 2}, "inner": ({"x": 1},)}


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"title": "乙"}, ["-title: 甲   # 名稱", "+title: 乙   # 名稱"]),
        ({"title": "true"}, ["-title: 甲   # 名稱", "+title: 'true'   # 名稱"]),
        ({"title": "甲: 乙"}, ["-title: 甲   # 名稱", "+title: '甲: 乙'   # 名稱"]),
        ({"title": "一\n二"}, ["-title: 甲   # 名稱", "+title: |-   # 名稱", "+  一", "+  二"]),
        ({"n": ...}, ["-n: 3"]),
        ({"n": 3.5}, ["-n: 3", "+n: 3.5"]),
        ({"n": "3"}, ["-n: 3", "+n: '3'"]),
        ({"list": ("a", "x", "c")}, ["-  - b", "+  - x"]),
        ({"list": ("b", "c", "d")}, ["-  - a   # 第一項", "+  - d"]),
        ({"list": ("z", "a", "b", "c")}, ["+  - z"]),
        ({"list": ("a", "c")}, ["-  # 下一項的說明", "-  - b"]),
        (
            {"list": ()},
            ["-list:   # 清單", "-  - a   # 第一項", "-  # 下一項的說明", "-  - b", "-  - c", "+list: []   # 清單"],
        ),
        ({"flow": ("a", "c, d")}, ["-flow: [a, b]  # 方括號", "+flow: [a, 'c, d']  # 方括號"]),
        ({"extension": EXTENSION | {"until": "2027-01-01"}}, ["-  until: 2026-01-01   # 到期", "+  until: 2027-01-01   # 到期"]),
        ({"extension": EXTENSION | {"sub": {"a": 1}}}, ["-  sub: {a: 1, b: 2}  # 同一行", "+  sub: {a: 1}  # 同一行"]),
        ({"extension": EXTENSION | {"new": True}}, ["+  new: true"]),
        ({"long": "短"}, ["-long: |  # 幾行", "-  one", "-  two", "+long: 短  # 幾行"]),
        ({"folded": "c"}, ["-folded: a", "-  b", "+folded: c"]),
        ({"last": ...}, ['-last: "q"']),
        ({"new": {"a": 1, "b": "2"}}, ["+new: {a: 1, b: '2'}"]),
        ({"new": "x", "newer": ("y",)}, ["+new: x", "+newer: [y]"]),
    ],
)  # fmt: skip
def test_only_what_changed_is_another_line(values: dict[str, Any], lines: list[str]) -> None:
    done, differ = changed(TEXT, **values)
    assert differ == lines
    assert changed(TEXT.replace("\n", "\r\n"), **values)[0] == done.replace("\n", "\r\n")
    assert changed(TEXT.rstrip("\n"), **values)[0] == done.rstrip("\n")


ROWS_TEXT = """\
own:   # 自選
  - id: own-a   # 甲
    due: 2026-06-12   # 期限
    archive: [a]
  # 乙的說明
  - id: own-b
    roles:
      - x   # 角色
      - y
  - {id: own-c, due: 2026-06-14}  # 一行
n: 1
"""
A = {"id": "own-a", "due": "2026-06-12", "archive": ("a",)}
B = {"id": "own-b", "roles": ("x", "y")}
C = {"id": "own-c", "due": "2026-06-14"}


@pytest.mark.parametrize(
    ("own", "lines"),
    [
        ((B, C), ["-  - id: own-a   # 甲", "-    due: 2026-06-12   # 期限", "-    archive: [a]"]),
        ((A, C), ["-  # 乙的說明", "-  - id: own-b", "-    roles:", "-      - x   # 角色", "-      - y"]),
        ((A, {**B, "roles": ("x",)}, C), ["-      - y"]),
        (({**A, "due": "2026-06-13"}, B, C), ["-    due: 2026-06-12   # 期限", "+    due: 2026-06-13   # 期限"]),
        (({"id": "own-a", "archive": ("a",)}, B, C), ["-    due: 2026-06-12   # 期限"]),
        ((A, B, {"id": "own-c"}), ["-  - {id: own-c, due: 2026-06-14}  # 一行", "+  - {id: own-c}  # 一行"]),
        ((A, B, C, {"id": "own-d"}), ["+  - {id: own-d}"]),
    ],
)  # fmt: skip
def test_in_a_list_of_records_only_what_changed_is_another_line(own: tuple[Any, ...], lines: list[str]) -> None:
    old = {"own": (A, B, C), "n": 1}
    assert read(ROWS_TEXT)["n"] == 1
    done = patch(ROWS_TEXT, old, {"own": own, "n": 1}, {})
    differ = difflib.unified_diff(ROWS_TEXT.split("\n"), done.split("\n"), lineterm="", n=0)
    assert [line for line in differ if not line.startswith(("---", "+++", "@@"))] == lines


def test_a_new_key_stands_behind_the_one_before_it() -> None:
    old = {"id": "a", "list": ("x", "y"), "end": 1}
    text = "id: a\nlist:\n  - x\n  - y\n\n# 說明\nend: 1\n"
    assert patch(text, old, {"id": "a", "list": ("x", "y"), "new": "n", "end": 1}, {}) == text.replace(
        "  - y\n", "  - y\nnew: n\n"
    )
    assert patch(text, old, {"first": 0, **old}, {}) == f"first: 0\n{text}"


def test_new_lists_and_records_look_as_in_the_other_files() -> None:
    shapes = styles(["a:\n  - x\nb:\n  c: 1\n", "a:\n  - y\nb:\n  c: 2\n", "a: [z]\n"])
    assert document({"a": ("x",), "b": {"c": 1}, "d": ("y",)}, shapes) == "a:\n  - x\nb:\n  c: 1\nd: [y]\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("no", "no"), ("true", "'true'"), ("2026", "'2026'"), ("010", "010"), ("2026-03-05", "2026-03-05"), ("", "''"),
        ("甲、乙", "甲、乙"), ("a # b", "'a # b'"), ("g39#step", "g39#step"), ("98%", "98%"), ("𠮷野", "𠮷野"),
        (1e-9, "0.000000001"), (("a, b", 1), "['a, b', 1]"), (("挖斷、碰線",), "['挖斷、碰線']"), (("挖斷、碰線", "甲"), "[挖斷、碰線, 甲]"),
    ],
)  # fmt: skip
def test_text_is_quoted_only_where_it_would_be_read_otherwise(value: object, text: str) -> None:
    assert flow(value) == text
    assert read(f"x: {text}") == {"x": value}


WORDS = st.text(st.sampled_from("甲乙ab01 :#-,'\"[]{}&*!%?|>@`~=.\n"), max_size=12).map(
    lambda text: "\n".join(line.strip() for line in text.strip().split("\n"))
)
LEAVES = st.one_of(WORDS, st.integers(-(10**9), 10**9), st.booleans(), st.none())
ITEMS = st.lists(WORDS.map(lambda text: text.replace("\n", " ")), max_size=4).map(tuple)
KEYS = st.sampled_from(["a", "b", "c", "d", "e"])
ROWS = st.lists(
    st.dictionaries(KEYS, st.one_of(WORDS.map(lambda text: text.replace("\n", " ")), ITEMS), min_size=1), max_size=3
).map(tuple)
RECORDS = st.dictionaries(KEYS, st.one_of(LEAVES, ITEMS, ROWS, st.dictionaries(KEYS, st.one_of(LEAVES, ITEMS), min_size=1)), min_size=1)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(RECORDS, RECORDS, st.booleans())
def test_any_record_becomes_any_other(old: dict[str, Any], new: dict[str, Any], on_one_line: bool) -> None:
    shapes = {(key, *below): on_one_line for key in "abcde" for below in [(), *((inner,) for inner in "abcde")]}
    text = document(old, shapes)
    assert read(text) == old
    assert read(patch(text, old, new, shapes)) == new
    assert patch(text, old, old, shapes) == text

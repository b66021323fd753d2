"""Reading files: every trap is caught at its place, and nothing an editor writes can raise."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.ground.problems import Problem, ProblemLog, format_problem
from branch_portal.organisation.model import Branch
from branch_portal.source.front_matter import read_front_matter
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.year.model import Duty, WorkdayYear

BRANCH = "id: b1\ntitle: 甲\nshort: 甲\nkind: branch\nparent: city\nbusiness: 乙\nhas_committee: true\ngroups: 0\n"
DUTY = (
    "id: d1\ntitle: 甲\nlevel: branch\ntrack: t\nrole: r\ndeliverable: [a]\narchive: [b]\nguides: [g01]\n"
    "basis: [{status: practice}]\nwhen: {every: month, day: 1}\nalerts: {green: 3, yellow: 2, red: 1}\nimportance: core\n"
)


def problems(content: bytes | str, model: type[Branch] | type[Duty] | type[WorkdayYear] | None = None) -> list[Problem]:
    log = ProblemLog()
    source = read_yaml(content if isinstance(content, bytes) else content.encode(), "x.yml", log)
    if source and model:
        validate(model, source, log)
    return list(log)


@pytest.mark.parametrize(
    ("rule", "content", "line", "column"),
    [
        ("YAML-01", "title: 支部\n".encode("gbk"), 1, 9),
        ("YAML-01", "title: 支部\n".encode("utf-16"), 1, 1),
        ("YAML-02", "a:\n\tb: 1\n", 2, 1),
        ("YAML-02", "a: 1\n\u3000b: 2\n", 2, 1),
        ("YAML-02", "a\u200b: 1\n", 1, 2),
        ("YAML-02", "a: 1\u2028b: 2\n", 1, 5),
        ("YAML-03", "a: " + "[" * 50_000, 1, 43),
        ("YAML-03", "a: " + "{b: " * 50_000, 1, 160),
        ("YAML-04", "id: x\ntitle：甲\nkind: y\n", 2, 6),
        ("YAML-05", "title: 見文件: 三會一課\n", 1, 11),
        ("YAML-05", 'title: "甲\n', 1, 8),
        ("YAML-06", "a: 1\nb: 2\na: 3\n", 3, 1),
        ("YAML-07", "a: &x [1]\nb: *x\n", 1, 4),
        ("YAML-07", "a: !!python/object/apply:os.system [ls]\n", 1, 4),
        ("YAML-07", "a: {b: 1}\nc:\n  <<: {d: 1}\n", 3, 3),
        ("YAML-08", "", 1, 1),
        ("YAML-08", "# 只有註釋\n", 1, 1),
        ("YAML-09", "a: 1\n---\nb: 2\n", 3, 1),
        ("YAML-10", b"a: " + b"x" * 2_000_001, 1, 1),
        ("YAML-12", "1: a\n", 1, 1),
    ],
)
def test_a_trap_of_the_format_is_named_at_its_place(rule: str, content: bytes | str, line: int, column: int) -> None:
    (problem, *_) = problems(content)
    assert problem.rule == rule
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.mend


BAD = sorted((Path(__file__).parent / "fixtures").iterdir())


@pytest.mark.parametrize("file", BAD, ids=[file.stem for file in BAD])
def test_a_bad_file_is_named_at_the_place_in_its_name(file: Path) -> None:
    rule, place, _ = file.stem.split("_", 2)
    (problem, *_) = problems(file.read_bytes())
    assert (problem.rule, f"{problem.place.line}-{problem.place.column}") == (rule, place)
    assert problem.message
    assert problem.mend


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfa: 1\n", b"a: 1\r\n", b"---\na: 1\n...\n", b"# x\n\na: 1", "a: 一　二\n"]
)
def test_what_is_allowed_is_read_without_a_word(content: bytes | str) -> None:
    assert not problems(content)


def test_mistakes_inside_values_do_not_hide_the_others() -> None:
    wrong = BRANCH.replace("title: 甲", "title: 甲\u00a0乙").replace("kind: branch", "kind: x") + "id: b2\n"
    assert {problem.rule for problem in problems(wrong, Branch)} == {"YAML-02", "YAML-06", "DATA-04"}


def test_every_value_and_key_has_its_place() -> None:
    log = ProblemLog()
    source = read_yaml("a: [x, {b: 1}]\n甲:\n  - - y\n    - z\na: 2\nc: {}\n".encode(), "x.yml", log)
    assert source is not None
    assert source.data == {"a": ("x", {"b": 1}), "甲": (("y", "z"),), "c": {}}
    assert {path: (place.line, place.column) for path, place in source.places.items()} == {
        (): (1, 1), ("a",): (1, 4), ("a", 0): (1, 5), ("a", 1): (1, 8), ("a", 1, "b"): (1, 12),
        ("甲",): (3, 3), ("甲", 0): (3, 5), ("甲", 0, 0): (3, 7), ("甲", 0, 1): (4, 7), ("c",): (6, 4),
    }  # fmt: skip
    assert str(source.key_at("a", 1, "b")) == "x.yml:1:9"
    assert str(source.key_places["c",]) == "x.yml:6:1"
    assert str(source.at("a", 1, "none", 5)) == "x.yml:1:8"
    assert str(source.key_at("甲", 0, "none")) == "x.yml:3:5"
    assert source.lines[2] == "  - - y"


def test_a_mapping_of_thousands_of_keys_is_searched_quickly() -> None:
    source = read_yaml("".join(f"k{number}: {number}\n" for number in range(8000)).encode(), "x.yml", ProblemLog())
    assert source is not None
    start = time.perf_counter()
    assert all(source.at(f"k{number}").line == number + 1 for number in range(8000))
    assert time.perf_counter() - start < 2


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    start = time.perf_counter()
    assert {problem.rule for problem in problems(bomb)} == {"YAML-07"}
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("rule", "content", "mend"),
    [
        ("DATA-01", "- id: b1\n", ""),
        ("DATA-02", BRANCH + "標題: 甲\n", "title"),
        ("DATA-02", BRANCH + "标题: 甲\n", "title"),
        ("DATA-02", BRANCH + "has_comittee: true\n", "has_committee"),
        ("DATA-03", BRANCH.replace("short: 甲\n", ""), "short"),
        ("DATA-04", BRANCH.replace("kind: branch", "kind: brnch"), "branch"),
        ("DATA-05", BRANCH.replace("has_committee: true", "has_committee: no"), "false"),
        ("DATA-05", BRANCH.replace("groups: 0", "groups: 010"), "10"),
        ("DATA-05", BRANCH.replace("groups: 0", "groups: 18:30"), ""),
        ("DATA-05", BRANCH.replace("title: 甲", "title: 2026"), '"2026"'),
        ("DATA-06", BRANCH + "elected_on: 2026-3-5\n", "2026-03-05"),
        ("DATA-06", BRANCH + "elected_on: ２０２６年3月5日\n", "2026-03-05"),
        ("DATA-06", BRANCH + "elected_on: 2026-02-30\n", ""),
        ("DATA-07", BRANCH.replace("id: b1", "id: 第一支部"), ""),
        ("DATA-08", BRANCH.replace("short: 甲", "short: " + "甲" * 13), ""),
    ],
)
def test_a_value_that_does_not_fit_is_explained(rule: str, content: str, mend: str) -> None:
    (problem, *others) = problems(content, Branch)
    assert problem.rule == rule
    assert mend in problem.mend
    assert not others


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("DATA-09", "{every: month, day: 1}", "{every: month}"),
        ("DATA-09", "{every: month, day: 1}", "{every: year, plus: {days: 1}}"),
        ("DATA-09", "{every: month, day: 1}", "{every: year, from: {term: lichun, occasion: x}}"),
        ("DATA-09", "{every: month, day: 1}", "{every: term, plus: {}}"),
        ("DATA-09", "green: 3", "green: 1"),
        ("DATA-04", "every: month", "every: week"),
        ("DATA-06", "{every: month, day: 1}", "{every: year, on: 3-5}"),
        ("DATA-08", "deliverable: [a]", "deliverable: []"),
        ("DATA-05", "deliverable: [a]", "deliverable: a"),
    ],
)
def test_a_rule_of_time_that_does_not_fit_is_explained(rule: str, old: str, new: str) -> None:
    found = problems(DUTY.replace(old, new), Duty)
    assert [problem.rule for problem in found] == [rule]


def test_all_mistakes_of_a_file_come_at_once() -> None:
    wrong = BRANCH.replace("kind: branch", "kind: x").replace("groups: 0", "groups: many") + "extra: 1\n"
    assert {problem.place.line for problem in problems(wrong, Branch)} == {4, 8, 9}


@pytest.mark.parametrize("text", ["no", "on", "18:30", "010", "1e3", "0x1F", "1_000", "+86", "2026-02-30", "=", "y"])
def test_only_the_plain_words_are_special(text: str) -> None:
    source = read_yaml(f"a: {text}\n".encode(), "x.yml", ProblemLog())
    assert source is not None
    assert source.data == {"a": text}


def test_front_matter_keeps_the_lines_of_the_file() -> None:
    log = ProblemLog()
    page = read_front_matter("---\nid: g1\ntitle: 甲\n---\n\n正文\n".encode(), "g.md", log)
    assert page is not None
    assert str(page.source.at("title")) == "g.md:3:8"
    assert page.body_line == 5
    assert not list(log)


@pytest.mark.parametrize("text", ["正文\n", "---\nid: g1\n正文\n"])
def test_broken_front_matter_is_reported(text: str) -> None:
    log = ProblemLog()
    assert read_front_matter(text.encode(), "g.md", log) is None
    assert [problem.rule for problem in log] == ["YAML-11"]


def test_a_problem_reads_as_a_clerk_would_want_it() -> None:
    content = BRANCH.replace("kind: branch", "kind: brnch")
    text = format_problem(problems(content, Branch)[0], content.splitlines())
    assert text.startswith("x.yml:4:7: 錯誤 [DATA-04] 只能是：branch（黨支部）、")
    assert "寫的是：brnch" in text
    assert "是不是「branch」？" in text
    assert ">    4 | kind: brnch" in text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_can_raise(content: bytes) -> None:
    problems(content, Branch)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab:- []{}\n\"'#&*!|>%@`,?0１：\t　", max_size=60))
def test_no_text_can_raise(content: str) -> None:
    problems(BRANCH + content, Branch)

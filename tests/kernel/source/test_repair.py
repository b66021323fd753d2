"""Slips of the hand in the form of a file: one message, whose mend is applied to the letter and gives back what was meant."""

import re
from collections.abc import Callable

import pytest
from pydantic import BaseModel

from branch_portal.ground.problems import Problem, ProblemLog
from branch_portal.source.repair import Repair
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_text
from branch_portal.systems.findings.model import Finding
from branch_portal.year.model import Duty
from tests.mending import mended

DUTY = """\
id: d1
title: 開支委會
level: branch
track: t
when:
  every: month
  day: 25
  if_closed: previous
role: r
alerts: {green: 10, yellow: 3, red: 0}
importance: core
deliverable:
  - 記錄
  - 觀摩記錄
archive: [box-a, box-b]
guides: [g01]
basis:
  - status: practice
    note: 照慣例
mandatory: true
"""
FINDING = """\
# 一條問題
id: p1
tier: branch
level: occasional_minor
source: assessment
unit: b03
category: 組織生活
statement: 主題黨日方案未提前一週公布。
cause: 方案臨時擬定。
measures:
  - what: 公布下月方案
    owner: b03
    due: 2026-02-06
owner_role: branch_secretary
supervisor: dept-party
mode: immediate
found_on: 2026-01-22
due: 2026-02-06
public: false
log:
  - {on: 2026-01-22, state: found, by: r, note: 登記}
  - {on: 2026-01-25, state: assigned, by: r, note: 限時}
"""


def read(text: str, model: type[BaseModel]) -> tuple[object, list[Problem]]:
    """The data, None where it does not fit, and what is said of the file."""
    log = ProblemLog()
    source = read_text(text, "x.yml", log)
    record = validate(model, source, log) if source else None
    if record is not None:
        return record, list(log)
    return None, Repair("x.yml", model, text.split("\n")).explained(log)


def moved(by: int) -> Callable[[str], str]:
    return lambda line: " " * by + line if by > 0 else line[-by:]


Slip = tuple[str, Callable[[str], str], tuple[str, ...]]
"""A name, what it does to a line, and the beginnings of the lines of `DUTY` that it is tried on."""

SLIPS: list[Slip] = [
    ("one space too many", moved(1), ("title", "track", "  day", "role", "importance", "archive", "  - status", "mandatory", "id")),
    ("two spaces too many", moved(2), ("title", "  day", "  if_closed", "role", "deliverable", "archive", "    note", "mandatory")),
    ("four spaces too many", moved(4), ("id", "  day", "role", "guides", "mandatory")),
    ("one space too few", moved(-1), ("  every", "  day", "  - 觀", "    note", "  - status")),
    ("two spaces too few", moved(-2), ("  day", "  if_closed", "  - 觀", "    note")),
    ("a wide colon", lambda line: line.replace(": ", "：", 1), ("id", "title", "  day", "alerts", "archive", "  - status")),
    ("no space after the colon", lambda line: line.replace(": ", ":", 1), ("title", "  day", "alerts", "guides", "    note")),
    ("no colon", lambda line: line.replace(": ", " ", 1), ("title", "  day", "importance", "mandatory")),
    ("an equals sign", lambda line: line.replace(": ", " = ", 1), ("title", "  day", "mandatory")),
    ("a semicolon for a colon", lambda line: line.replace(": ", "；", 1), ("title", "mandatory")),
    ("no space after the hyphen", lambda line: line.replace("- ", "-", 1), ("  - 記", "  - 觀", "  - status")),
    ("a wide hyphen", lambda line: line.replace("- ", "－ ", 1), ("  - 記", "  - 觀", "  - status")),
    ("a dash", lambda line: line.replace("- ", "— ", 1), ("  - 記", "  - 觀")),
    ("a bullet", lambda line: line.replace("- ", "•", 1), ("  - 記", "  - 觀")),
    ("a star", lambda line: line.replace("- ", "* ", 1), ("  - 記", "  - 觀", "  - status")),
    ("wide brackets 【】", lambda line: line.replace("[", "【").replace("]", "】"), ("archive", "guides")),
    ("wide brackets ［］", lambda line: line.replace("[", "［").replace("]", "］"), ("archive", "guides")),
    ("wide braces", lambda line: line.replace("{", "｛").replace("}", "｝"), ("alerts",)),
    ("wide braces, commas and colons", lambda line: line.replace("{", "｛").replace("}", "｝").replace(", ", "，").replace("0：", "0: ").replace("n: ", "n："), ("alerts",)),
    ("round brackets", lambda line: line.replace("[", "（").replace("]", "）"), ("archive", "guides")),
    ("a wide comma", lambda line: line.replace(", ", "，", 1), ("alerts",)),
    ("an enumeration comma", lambda line: line.replace(", ", "、"), ("alerts",)),
    ("a bracket not closed", lambda line: line[:-1], ("alerts", "archive", "guides")),
    ("a bracket not opened", lambda line: re.sub(r"[\[{]", "", line, count=1), ("alerts", "archive", "guides")),
    ("a quotation not ended", lambda line: line.replace(": ", ': "', 1), ("title", "id", "importance")),
    ("a quotation not begun", lambda line: line + '"', ("importance", "mandatory", "  day")),
    ("quotation marks of a text program", lambda line: re.sub(r": (.*)", r": “\1”", line), ("id", "importance", "  day", "mandatory")),
    ("a comma at the end", lambda line: line + ",", ("importance", "  day", "mandatory", "archive", "alerts")),
    ("a wide full stop at the end", lambda line: line + "。", ("importance", "  day", "mandatory")),
    ("the value in the next line", lambda line: line.replace(": ", ":\n", 1), ("title", "role", "importance", "archive", "alerts", "mandatory")),
    ("a tab for spaces", lambda line: "\t" + line.lstrip(), ("  day", "  every", "  - 觀")),
    ("wide spaces for spaces", lambda line: "\u3000" + line.lstrip(), ("  day", "  - 觀")),
    ("a key in capitals", lambda line: line.capitalize(), ("title", "role", "mandatory")),
    ("a line that became a comment", lambda line: "#" + line, ("when", "deliverable", "basis")),
]  # fmt: skip
TRIED = [(name, slip, start) for name, slip, starts in SLIPS for start in starts]


@pytest.mark.parametrize(("name", "slip", "start"), TRIED, ids=[f"{name}: {start.strip()}" for name, _, start in TRIED])
def test_the_mend_of_a_slip_gives_back_what_was_meant(name: str, slip: Callable[[str], str], start: str) -> None:
    meant, nothing = read(DUTY, Duty)
    assert meant is not None
    assert not nothing
    lines = DUTY.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(start))
    text = "\n".join([*lines[:at], slip(lines[at]), *lines[at + 1 :]])
    found, told = read(text, Duty)
    assert found is None, "nobody would be told"
    assert len(told) == 1, told
    assert abs(told[0].place.line - (at + 1)) <= 1
    assert read(mended(text, told[0].mend), Duty) == (meant, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "{on: 2026-01-25, state: assigned, by: r, note: 限時}",
            "{on：2026-01-25，state：assigned，by：r，note：限時}",
        ),
        (
            "{on: 2026-01-25, state: assigned, by: r, note: 限時}",
            "｛on: 2026-01-25, state: assigned, by: r, note: 限時｝",
        ),
        ("{on: 2026-01-25, state: assigned, by: r, note: 限時}", "{on:2026-01-25, state: assigned, by: r, note: 限時}"),
        ("{on: 2026-01-25, state: assigned, by: r, note: 限時}", "{on: 2026-01-25, state: assigned, by: r, note: 限時"),
        ("{on: 2026-01-25, state: assigned, by: r, note: 限時}", "on: 2026-01-25, state: assigned, by: r, note: 限時}"),
        (
            "{on: 2026-01-25, state: assigned, by: r, note: 限時}",
            "{on: 2026-01-25, state: assigned, by: r, note: 限時},",
        ),
        ("{on: 2026-01-25, state: assigned, by: r, note: 限時}", "{on: 2026-01-25 state: assigned, by: r, note: 限時}"),
        ("  - {on: 2026-01-25", "- {on: 2026-01-25"),
        ("  - {on: 2026-01-25", "  -{on: 2026-01-25"),
        ("  - {on: 2026-01-25", "  {on: 2026-01-25"),
        ("source: assessment\n", " source: assessment\n"),
        ("tier: branch\nlevel", "tier: branch level"),
        ("tier: branch\nlevel", "tier: branch, level"),
        ("    owner: b03", "  owner: b03"),
        ("    due: 2026-02-06\nowner_role", "due: 2026-02-06\nowner_role"),
    ],
)
def test_a_slip_inside_one_line_is_told_with_the_whole_line(old: str, new: str) -> None:
    assert old in FINDING
    text = FINDING.replace(old, new)
    meant = read(FINDING, Finding)
    assert meant[0] is not None, meant[1]
    found, (told, *others) = read(text, Finding)
    assert found is None
    assert not others
    assert read(mended(text, told.mend), Finding) == meant


def test_several_slips_of_one_file_are_told_one_by_one() -> None:
    text = DUTY.replace("title: ", "title：").replace("  day", "   day").replace("[g01]", "【g01】")
    found, told = read(text, Duty)
    assert found is None
    assert [problem.place.line for problem in told] == [2, 7, 16]
    for problem in told:
        text = mended(text, problem.mend)
    assert read(text, Duty)[0] == read(DUTY, Duty)[0]


def test_marks_of_a_conflict_are_called_so_and_say_what_to_press() -> None:
    text = DUTY.replace("role: r\n", "<<<<<<< HEAD\nrole: r\n=======\nrole: s\n>>>>>>> 別的分支\n")
    found, (told, *others) = read(text, Duty)
    assert found is None
    assert (told.rule, told.place.line) == ("YAML-13", 9)
    assert not others
    assert "第9至13行" in told.message
    assert "鉛筆" in told.mend


@pytest.mark.parametrize(
    ("line", "rule", "mend"),
    [
        ("title: 開支委會 #1 號", "YAML-14", "'開支委會 #1 號'"),
        ("title: 開支委會 # 重要", "YAML-14", ""),
        ("title: “開支委會", "YAML-15", "改成 開支委會"),
        ("title: 開支委會，", "YAML-15", "改成 開支委會"),
        ('title: 開支委會"', "YAML-15", "改成 開支委會"),
    ],
)
def test_what_yaml_takes_without_a_word_is_told(line: str, rule: str, mend: str) -> None:
    _, told = read(DUTY.replace("title: 開支委會", line), Duty)
    assert [problem.rule for problem in told] == [rule]
    assert mend in told[0].mend


def test_a_comment_as_templates_have_it_is_no_mistake() -> None:
    assert not read(DUTY.replace("title: 開支委會", "title: 開支委會  # 標題（必填）"), Duty)[1]
    assert not read(DUTY.replace("title: 開支委會", "title: '開支委會 #1'"), Duty)[1]


@pytest.mark.parametrize(
    "line", ["title: 開支委會 # 標題（必填）", "role: r # 責任角色：寫編號", "title: 開支委會 # 標題，可不填"]
)
def test_who_types_right_before_the_hint_of_a_template_is_not_scolded_for_it(line: str) -> None:
    key = line.split(":")[0]
    was = next(one for one in DUTY.splitlines() if one.startswith(f"{key}:"))
    assert read(DUTY.replace(was, line), Duty) == read(DUTY, Duty)


def test_a_hint_that_became_the_content_is_told() -> None:
    text = DUTY.replace("title: 開支委會", "title: 開支委會# 標題（必填）")
    _, (told,) = read(text, Duty)
    assert (told.rule, told.place.line, told.place.column) == ("YAML-14", 2, 8)
    assert read(mended(text, told.mend), Duty) == read(DUTY, Duty)


def test_a_list_item_that_slid_into_the_one_above_is_told() -> None:
    text = DUTY.replace("  - 觀摩記錄", "    - 觀摩記錄")
    found, (told, *others) = read(text, Duty)
    assert found is None
    assert not others
    assert read(mended(text, told.mend), Duty) == read(DUTY, Duty)


def test_a_key_alone_is_a_key_and_no_rest_of_the_line_above() -> None:
    text = DUTY.replace("title: 開支委會", "title")
    _, told = read(text, Duty)
    (slip,) = [one for one in told if one.rule == "YAML-05"]
    assert "「title:」" in slip.mend
    _, left = read(mended(text, slip.mend), Duty)
    assert {one.rule for one in left} == {"DATA-03"}  # what the title is, a person knows

"""新建: a record's file with the next free id, from the model alone."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.commands.new import new
from branch_portal.edit.new_record import NewRecord
from branch_portal.ground.problems import Problem, ProblemLog
from branch_portal.project.kind import Kind
from branch_portal.project.load import load
from branch_portal.project.next_id import next_id
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import KINDS
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_text
from tests.units import unit

DAY = dt.date(2026, 11, 30)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(new, [*arguments, "--root", str(root), "--as-of", str(DAY)])


def problems(root: Path) -> list[Problem]:
    reading = Reading()
    load(Folders(root), reading, KINDS)
    return list(reading.log)


@pytest.mark.parametrize(
    ("known", "taken", "free"),
    [
        (["b01", "b02"], ["b01", "b02"], "b03"),
        (["b01"], ["b01", "b07"], "b08"),
        (["gr01", "gr08"], [], "gr01"),
        (["a2601", "a2617"], ["a2601", "a2617"], "a2618"),
        (["p2501", "p2503"], ["p2501", "p2503"], "p2601"),
        (["tx-2025-01", "tx-2026-04"], ["tx-2026-04"], "tx-2026-05"),
        (["b99"], ["b99"], "b100"),
        (["branch_clerk", "org_member"], [], ""),
        (["b01-2026", "b02-2026"], [], ""),
        ([], [], ""),
    ],
)
def test_the_next_id_follows_the_row(known: list[str], taken: list[str], free: str) -> None:
    assert next_id(known, taken, DAY) == free


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.read], ids=lambda kind: kind.name)
def test_a_new_record_of_any_kind_is_sound_and_named_where_it_is_not_filled_in(kind: "Kind[str, object]") -> None:
    log = ProblemLog()
    source = read_text(NewRecord(kind, "b01", {}, DAY, None).text(), "x.yml", log)
    assert source
    assert not list(log)

    validate(kind.model, source, log)
    assert {one.rule for one in log} <= {"DATA-03", "DATA-04", "DATA-07"}, list(log)


def test_what_is_not_filled_in_is_named_with_its_line(tmp_path: Path) -> None:
    root = unit(tmp_path)
    result = run(root, "支部", "--set", "名稱=第二黨支部", "--set", "kind=聯合黨支部")
    assert "data/branches/b02.yml" in result.output
    text = (root / "data/branches/b02.yml").read_text("utf-8")
    assert "id: b02" in text
    assert "title: 第二黨支部" in text
    assert "kind: joint_branch" in text
    left = problems(root)
    assert left
    assert all("還沒有填" in one.message for one in left)
    assert "short:" in text.splitlines()[left[0].place.line - 1]


def test_a_record_that_is_begun_has_its_id(tmp_path: Path) -> None:
    root = unit(tmp_path)
    run(root, "支部")
    assert "data/branches/b03.yml" in run(root, "branches").output


def test_filled_in_as_it_says_it_is_a_record(tmp_path: Path) -> None:
    root = unit(tmp_path)
    given = (
        "title=第二黨支部",
        "short=二支部",
        "kind=branch",
        "parent=city",
        "business=營銷",
        "has_committee=否",
        "groups=0",
    )
    run(root, "支部", *(part for one in given for part in ("--set", one)))
    assert problems(root) == []


def test_a_guide_is_a_page_with_its_sections(tmp_path: Path) -> None:
    root = unit(tmp_path)
    assert "content/guide/g99.md" in run(root, "指引", "--id", "g99").output
    assert all("還沒有填" in one.message or "錨點" in one.message or one.rule == "DATA-03" for one in problems(root))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("沒有這類",), "支部（branches）"),
        (("角色",), "寫成 portal new 角色 --id"),
        (("支部", "--id", "b01"), "已經用過"),
        (("支部", "--id", "甲"), "不能作支部的編號"),
        (("支部", "--id", "../x"), "不帶 /"),
        (("反饋", "--id", "b01"), "上一級/本級"),
        (("支部", "--set", "顏色=紅"), "short（簡稱）"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    root = unit(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = run(root, *arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert sorted(tmp_path.rglob("*")) == before


def test_a_template_shows_how_a_fixed_form_and_a_record_inside_are_written() -> None:
    text = NewRecord(KINDS["tasks"], "rw2613", {}, DAY, None).text()
    assert "serial:  # 單號（必填）：如 RW-2026-001\n" in text
    assert "source:  # 來源（必填）：寫成 {term: …}，可以寫的有 term（節氣重點）" in text
    plan = NewRecord(KINDS["plans"], "b01-2027", {}, DAY, None).text()
    assert "period:  # 期次（必填）：如 2026-03、2026-q1\n" in plan

"""What is wrong in single files, and what only the whole portal can say."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from branch_portal.edit.alone import all_kinds
from branch_portal.rooms import KINDS
from tests.portal import AS_OF, GUIDE, SETTINGS, Portal

B01 = "data/branches/b01.yml"


def said(mini: Portal, *files: str) -> tuple[int, str]:
    paths = [str(mini.root / file) for file in files]
    asked = ["check", *paths, "--format", "line", "--root", str(mini.root), "--as-of", str(AS_OF)]
    done = CliRunner().invoke(command_line, asked)
    return done.exit_code, done.output


def test_the_kinds_are_those_of_all_rooms() -> None:
    assert {kind.name: kind for kind in all_kinds()} == {kind.name: kind for kind in KINDS}


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        (B01, "groups: 3", "groups: 三個", "DATA-05"),
        (B01, "id: b01", "id: b02", "LOAD-01"),
        (B01, "配電運檢", "配电運檢", "EDIT-06"),
        (B01, "配電運檢", "13812345678", "LEAK-03"),
        (B01, "id: b01\n", "<<<<<<< HEAD\nid: b01\n=======\nid: b01\n>>>>>>> 乙\n", "YAML-13"),
        (GUIDE, "如題。", "<script>1</script>", "PAGE-11"),
        (GUIDE, "part: c", " part: c", "YAML-05"),
        (SETTINGS, "office: 黨建部", "offices: 黨建部", "DATA-02"),
    ],
)
def test_a_mistake_in_a_file_is_told_without_the_others(mini: Portal, file: str, old: str, new: str, rule: str) -> None:
    assert said(mini, file) == (0, "檢查了1個文件：0處錯誤，0處提醒。\n")
    mini.replace(file, old, new)
    (mini.root / "data/duties/m03.yml").write_text("id: [", "utf-8")
    code, text = said(mini, file)
    assert f"[{rule}]" in text
    assert text.startswith(f"{file}:")
    assert "m03" not in text
    assert code == (0 if rule == "EDIT-06" else 1)


def test_what_is_exempted_may_stand(mini: Portal) -> None:
    mini.replace(B01, "配電運檢", "服務電話 0591-87654321")
    assert said(mini, B01)[0] == 1
    mini.put("data/exemptions/hotline.yml", {
        "id": "hotline", "value": "0591-87654321", "purpose": "辦公電話，已對外公布", "approved_by": "org_department",
        "approved_on": AS_OF, "expires": AS_OF.replace(year=2027),
    })  # fmt: skip
    assert said(mini, B01)[0] == 0


def test_files_that_are_gone_or_no_part_of_the_portal_are_passed_over(mini: Portal, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text("id: [", "utf-8")
    assert said(mini, "data/branches/gone.yml", "README.md", str(tmp_path / "elsewhere.yml")) == (
        0,
        "檢查了0個文件：0處錯誤，0處提醒。\n",
    )


def test_files_a_revision_and_watching_are_three_things(mini: Portal) -> None:
    done = CliRunner().invoke(command_line, ["check", B01, "--watch", "--root", str(mini.root)])
    assert done.exit_code == 2
    assert "只能寫一種" in done.output

"""改編號 on a small portal: file, references, links and former ids; comments stay, and it is all or nothing."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.commands.rename import rename
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import KINDS
from tests.units import UNIT, unit

DAY = dt.date(2026, 11, 30)
OPS = "id: ops   # 運檢\ntitle: 運檢部\nshort: 運檢\nkind: department\nparent: 'city'  # 上級\n"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(rename, [*arguments, "--root", str(root), "--as-of", str(DAY)])


def files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_references_change_where_they_stand(tmp_path: Path) -> None:
    root = unit(tmp_path, files={"data/units/ops.yml": OPS})
    assert run(root, "單位", "city", "company").exit_code == 0
    assert not (root / "data/units/city.yml").exists()
    assert (root / "data/units/company.yml").read_text("utf-8") == UNIT.replace("id: city", "id: company")
    assert (root / "data/units/ops.yml").read_text("utf-8") == OPS.replace("'city'", "'company'")
    assert "parent: company\n" in (root / "data/branches/b01.yml").read_text("utf-8")


def test_former_ids_are_kept_the_oldest_first(tmp_path: Path) -> None:
    root = unit(tmp_path)
    for old, new in (("b01", "b02"), ("b02", "b03"), ("b03", "b04")):
        assert run(root, "支部", old, new).exit_code == 0
    assert "id: b04\nold_ids: [b01, b02, b03]\n" in (root / "data/branches/b04.yml").read_text("utf-8")
    records = load(Folders(root), Reading(), KINDS)
    assert list(records["branches"]) == ["b04"]


def test_line_ends_and_a_list_of_lines_stay(tmp_path: Path) -> None:
    root = unit(tmp_path)
    file = root / "data/branches/b01.yml"
    text = file.read_text("utf-8").replace("id: b01\n", "id: b01\nold_ids:\n  - b09  # 從前\n").replace("\n", "\r\n")
    file.write_bytes(text.encode())
    assert run(root, "支部", "b01", "b02").exit_code == 0
    after = (root / "data/branches/b02.yml").read_bytes().decode()
    assert after == text.replace("id: b01\r\n", "id: b02\r\n").replace("# 從前\r\n", "# 從前\r\n  - b01\r\n")


def test_a_record_named_by_another_follows(tmp_path: Path) -> None:
    plan = "id: b01-2026\nbranch: b01\nyear: 2026\n"
    root = unit(tmp_path, files={"data/plans/b01-2026.yml": plan})
    result = run(root, "支部", "b01", "b02")
    assert "支部計劃 b01-2026 → b02-2026" in result.output
    assert (root / "data/plans/b02-2026.yml").read_text("utf-8") == plan.replace("b01", "b02")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("支部", "b07", "b08"), "沒有編號為「b07」的支部"),
        (("支部", "b01", "甲"), "不能作支部的編號"),
        (("支部", "b01", "b01"), "已經用過"),
        (("沒有", "b01", "b02"), "沒有「沒有」這一類"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    root = unit(tmp_path)
    before = files(root)
    result = run(root, *arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert files(root) == before


def test_a_try_writes_nothing(tmp_path: Path) -> None:
    root = unit(tmp_path)
    before = files(root)
    assert "可以改" in run(root, "支部", "b01", "b02", "--dry-run").output
    assert files(root) == before


def test_with_mistakes_nothing_is_renamed(tmp_path: Path) -> None:
    root = unit(tmp_path, files={"data/units/ops.yml": OPS.replace("'city'", "nobody")})
    before = files(root)
    result = run(root, "支部", "b01", "b02")
    assert result.exit_code == 1
    assert "先改好" in result.output
    assert files(root) == before


def test_the_library_s_record_is_not_the_unit_s(tmp_path: Path) -> None:
    root = unit(tmp_path, "layers: [library]\n")
    assert "不在本單位的文件裡" in run(root, "指引", "g08", "g88").output

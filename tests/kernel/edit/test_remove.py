"""刪除 on a small portal: what names the record, what can go with it, and what holds it."""

import datetime as dt
from pathlib import Path

from click.testing import CliRunner, Result

from branch_portal.commands.remove import remove
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import KINDS
from tests.units import BRANCH, unit

DAY = dt.date(2026, 11, 30)
OPS = "id: ops   # 運檢\ntitle: 運檢部\nshort: 運檢\nkind: department\nparent: city  # 上級\n"


def run(root: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(remove, [*arguments, "--root", str(root), "--as-of", str(DAY)], input=answers)


def files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_what_nobody_names_is_removed_when_asked(tmp_path: Path) -> None:
    root = unit(tmp_path, files={"data/units/ops.yml": OPS})
    before = files(root)
    assert run(root, "單位", "ops", answers="n\n").exit_code == 1
    assert files(root) == before
    assert "刪去了：data/units/ops.yml" in run(root, "單位", "ops", answers="y\n").output
    assert files(root) == {path: text for path, text in before.items() if path != "data/units/ops.yml"}


def test_an_optional_reference_goes_with_it_and_the_rest_stays(tmp_path: Path) -> None:
    branch = BRANCH.replace("business:", "support_unit: ops\nbusiness:") + "# 說明\n"
    ops = OPS.replace("department", "support_unit")
    root = unit(tmp_path, files={"data/units/ops.yml": ops, "data/branches/b01.yml": branch})
    result = run(root, "單位", "ops", "--yes")
    assert "一併去掉引用：data/branches/b01.yml:6" in result.output
    assert (root / "data/branches/b01.yml").read_text("utf-8") == BRANCH + "# 說明\n"


def test_what_a_record_cannot_be_without_is_not_removed(tmp_path: Path) -> None:
    root = unit(tmp_path)
    before = files(root)
    result = run(root, "單位", "city", "--yes")
    assert result.exit_code == 1
    assert "還要用它：data/branches/b01.yml:5" in result.output
    assert files(root) == before


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert "沒有編號為「b09」的支部" in run(unit(tmp_path), "支部", "b09").output


def test_a_unit_s_own_record_gives_way_to_the_library_s(tmp_path: Path, root: Path) -> None:
    own = (root / "data/cadences/lecture.yml").read_text("utf-8") + "# 本單位\n"
    portal = unit(tmp_path, "layers: [library]\n", files={"data/cadences/lecture.yml": own})
    assert "刪去以後用基礎庫的那條" in run(portal, "組織生活頻次", "lecture", "--yes").output
    assert "lecture" in load(Folders(portal), Reading(), KINDS)["cadences"]

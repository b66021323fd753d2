"""The two commands for record sheets, and the whole check over what an import would leave behind."""

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.commands.main import portal
from branch_portal.project.reading import Folders
from branch_portal.sheets.check import Outcome, check_result
from branch_portal.sheets.report import in_cell
from tests.kernel.sheets.record_sheets import Exported, filled, told
from tests.sample import AS_OF


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, tmp_path / "portal" / name)
    return tmp_path / "portal"


def outcome(exported: Exported, project: Path, cells: Mapping[tuple[str, str], Any]) -> Outcome:
    result, table = exported.read(exported.changed(cells))
    assert told(result.problems, "表") == []
    assert table
    return check_result(Folders(project), AS_OF, result.files, partial(build_site, preview=True), table)


def test_a_rule_that_the_result_breaks_names_the_cell_or_the_file(sheets: dict[str, Exported], project: Path) -> None:
    other = project / "data" / "units" / "county.yml"
    other.write_text(other.read_text("utf-8").replace("parent: city", "parent: county"), "utf-8")
    found = outcome(sheets["branches"], project, {("b01", "上級"): "zone-east"})
    assert "表.xlsx 支部!F2: 錯誤 [ORG-03" in [in_cell(one, "支部").partition("]")[0] for one in found.in_cells]
    assert [(problem.place.path, problem.rule) for problem in found.before] == [("data/units/county.yml", "ORG-02")]


def test_what_may_not_be_written_is_told_by_its_cell_and_not_repeated(sheets: dict[str, Exported], root: Path) -> None:
    found = outcome(sheets["branches"], root, {("b02", "主要業務"): "電話 13812345678"})
    told_of = [in_cell(problem, "支部") for problem in found.in_cells]
    assert [text.partition(":")[0] for text in told_of] == ["表.xlsx 支部!H3"]
    assert "LEAK-03" in told_of[0]
    assert "13812345678" not in told_of[0]


def test_what_breaks_elsewhere_is_told_by_its_file(sheets: dict[str, Exported], root: Path) -> None:
    found = outcome(sheets["terms"], root, {("xiaohan", "本節氣要點"): "改一改。"})
    assert [(problem.rule, problem.place.path) for problem in found.in_files] == [
        ("SLIP-03", "data/slip_batches/tx-2026-01.yml")
    ]


def test_the_two_commands(
    project: Path, tmp_path: Path, sheets: dict[str, Exported], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("branch_portal.sheets.importing.check_result", lambda *_: Outcome(calendar=True))
    run = CliRunner().invoke
    sheet = tmp_path / "隨便什麼名字.xlsx"
    done = run(portal, ["export", "records", "支部", "--out", str(sheet), "--root", str(project)])
    assert done.exit_code == 0
    exported = sheet.read_bytes()
    assert exported == sheets["branches"].content
    monkeypatch.chdir(tmp_path)
    Path("支部.xlsx").write_bytes(b"")
    done = run(portal, ["export", "records", "branches", "--root", str(project)])
    assert done.exit_code == 1
    assert "已有 支部.xlsx" in done.output
    common = [str(sheet), "--root", str(project), "--as-of", AS_OF.isoformat()]
    before = {path: path.read_bytes() for path in (project / "data" / "branches").iterdir()}
    sheet.write_bytes(filled(exported, {("b04", "黨小組數"): "很多", ("b05", "簡稱"): ""}))
    done = run(portal, ["import", "records", *common])
    assert done.exit_code == 1
    assert "支部!J5: 錯誤" in done.output
    assert "支部!D6: 錯誤" in done.output
    sheet.write_bytes(filled(exported, {("b04", "黨小組數"): 3}))
    done = run(portal, ["import", "records", "--dry-run", *common])
    assert done.exit_code == 0, done.output
    assert "可以寫：data/branches/b04.yml\n    黨小組數：2 → 3\n" in done.output
    assert {path: path.read_bytes() for path in (project / "data" / "branches").iterdir()} == before
    done = run(portal, ["import", "records", *common])
    assert done.exit_code == 0
    assert "portal calendar update" in done.output
    changed = {path.name for path, content in before.items() if path.read_bytes() != content}
    assert changed == {"b04.yml"}


def test_a_kind_without_a_sheet_is_refused(root: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    done = run(portal, ["export", "records", "feedback", "--root", str(root), "--out", str(tmp_path / "x.xlsx")])
    assert done.exit_code == 2
    assert "portal export feedback" in done.output
    done = run(portal, ["export", "records", "甲乙", "--root", str(root)])
    assert done.exit_code == 2
    assert "支部（branches）" in done.output
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"not a spreadsheet")
    done = run(portal, ["import", "records", str(other), "--root", str(root)])
    assert done.exit_code == 1
    assert "XLSX-01" in done.output

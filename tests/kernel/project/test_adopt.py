"""`portal adopt`: a record from below becomes the unit's own, and follows what changes below."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.check import read_records
from branch_portal.commands.main import portal
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Folders, Reading
from tests.sample import ROOT
from tests.units import unit

AS_OF = dt.date(2026, 11, 24)
DUTY = (ROOT / "data/duties/m01.yml").read_text("utf-8")
OWN, BASE = "data/duties/m01.yml", "site_config/adopted/duties/m01.yml"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(portal, [*arguments, "--root", str(root)], env={"COLUMNS": "100"})


def warned(root: Path) -> list[str]:
    reading = Reading()
    try:
        read_records(Folders(root), reading, AS_OF)
    except InputProblems as error:
        return [problem.rule for problem in error.problems]
    return [problem.rule for problem in reading.log if problem.rule.startswith("LAYER")]


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """A city's portal with a duty of its own, below the unit at `tmp_path`."""
    unit(tmp_path, "layers: [city]\n")
    return unit(tmp_path / "city", files={OWN: DUTY}, organisation="市供電公司") / OWN


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_record_is_copied_as_it_is_and_is_the_units_own(tmp_path: Path) -> None:
    root = unit(tmp_path)
    done = run(root, "adopt", "指引", "g08")
    assert done.exit_code == 0, done.output
    assert (root / "content/guide/g08.md").read_text("utf-8") == (ROOT / "content/guide/g08.md").read_text("utf-8")
    assert warned(root) == []
    again = run(root, "adopt", "guides", "g08")
    assert again.exit_code == 1
    assert "本單位已經有 content/guide/g08.md" in again.output


def test_in_a_simplified_unit_the_copy_is_simplified(tmp_path: Path) -> None:
    root = unit(tmp_path, "editions: {source: hans, published: [hans]}\n")
    assert run(root, "adopt", "年度任务", "m01").exit_code == 0
    assert (root / OWN).read_text("utf-8").startswith("# 年度任务，期限和提醒天数可调整\nid: m01\n")
    assert warned(root) == []


@pytest.mark.parametrize(
    ("kind", "id", "said"),
    [
        ("年度任務", "m99", "下層沒有編號為「m99」的年度任務"),
        ("任務", "m01", "「任務」可以指好幾類，有：年度任務（duties）、觸發任務（event_duties）"),
        ("支部", "b01", "沒有「支部」這一類"),
    ],
)
def test_what_cannot_be_adopted_is_told(tmp_path: Path, kind: str, id: str, said: str) -> None:
    done = run(unit(tmp_path), "adopt", kind, id)
    assert done.exit_code
    assert said in done.output


def test_a_change_below_is_told_shown_and_taken(tmp_path: Path, below: Path) -> None:
    assert "市供電公司以後改了這一條" in run(tmp_path, "adopt", "duties", "m01").output
    (tmp_path / OWN).write_text(f"{DUTY}# 本單位的話\n", "utf-8")
    assert warned(tmp_path) == []
    change(below, "importance: ", "season: 新加的\nimportance: ")
    assert warned(tmp_path) == ["LAYER-05"]
    shown = run(tmp_path, "adopt", "duties", "m01", "--diff").output
    assert "只有市供電公司改了，--merge 會採用" in shown
    assert "〔+season: 新加的" in shown
    assert "只有本單位改了" in shown
    done = run(tmp_path, "adopt", "duties", "m01", "--merge")
    assert done.exit_code == 0, done.output
    merged = (tmp_path / OWN).read_text("utf-8")
    assert "season: 新加的\n" in merged
    assert merged.endswith("# 本單位的話\n")
    assert (tmp_path / BASE).read_text("utf-8") == below.read_text("utf-8")
    assert warned(tmp_path) == []


def test_what_both_changed_is_left_to_a_person(tmp_path: Path, below: Path) -> None:
    run(tmp_path, "adopt", "duties", "m01")
    line = next(line for line in DUTY.split("\n") if line.startswith("title: "))
    change(tmp_path / OWN, line, f"{line}（本單位）")
    change(below, line, f"{line}（市公司）")
    change(below, "# ", "# 市公司：")
    done = run(tmp_path, "adopt", "duties", "m01", "--merge")
    assert done.exit_code == 1
    assert "採用了市供電公司的1處改動" in done.output
    assert "還有1處兩邊都改了" in done.output
    text = (tmp_path / OWN).read_text("utf-8")
    assert "# 市公司：" in text
    assert f"{line}（本單位）" in text
    assert warned(tmp_path) == ["LAYER-05"], "the conflict is told until somebody has seen it"
    shown = run(tmp_path, "adopt", "duties", "m01", "--diff").output
    assert "兩邊都改了，要人來定" in shown
    assert "〔+（市公司）+〕" in shown
    assert "〔+（本單位）+〕" in shown
    assert run(tmp_path, "adopt", "duties", "m01", "--keep").exit_code == 0
    assert warned(tmp_path) == []


def test_a_merge_that_makes_nonsense_writes_nothing(tmp_path: Path, below: Path) -> None:
    run(tmp_path, "adopt", "duties", "m01")
    change(tmp_path / OWN, "level: ", "season: 甲\nlevel: ")
    change(below, "importance: ", "season: 乙\nimportance: ")
    before = (tmp_path / OWN).read_bytes()
    done = run(tmp_path, "adopt", "duties", "m01", "--merge")
    assert done.exit_code == 1
    assert "合起來的文件不對" in done.output
    assert (tmp_path / OWN).read_bytes() == before


def test_a_copy_without_a_base_is_compared_but_not_merged(tmp_path: Path, below: Path) -> None:
    (tmp_path / OWN).parent.mkdir(parents=True)
    (tmp_path / OWN).write_text(DUTY.replace("importance: ", "season: 甲\nimportance: "), "utf-8")
    assert "沒有底本" in run(tmp_path, "adopt", "duties", "m01", "--diff").output
    assert "沒有底本" in run(tmp_path, "adopt", "duties", "m01", "--merge").output
    assert run(tmp_path, "adopt", "duties", "m01", "--keep").exit_code == 0
    assert warned(tmp_path) == []


def test_a_base_that_nobody_needs_is_told(tmp_path: Path, below: Path) -> None:
    run(tmp_path, "adopt", "duties", "m01")
    (tmp_path / OWN).unlink()
    assert warned(tmp_path) == ["LAYER-06"]
    (tmp_path / BASE).unlink()
    assert warned(tmp_path) == []


def test_what_is_hidden_is_not_adopted(tmp_path: Path) -> None:
    root = unit(tmp_path, "hide: [{kind: duties, id: a49, reason: 不辦}]\n")
    assert "（site_config/portal.yml:" in run(root, "adopt", "duties", "a49").output


def test_another_script_takes_the_bases_along(tmp_path: Path) -> None:
    root = unit(tmp_path)
    run(root, "adopt", "duties", "m01")
    assert run(root, "calendar", "update", "--first", "--yes", "--as-of", "2026-11-24").exit_code == 0
    done = run(root, "convert", "hans", "--yes", "--as-of", "2026-11-24")
    assert done.exit_code == 0, done.output
    assert (root / BASE).read_text("utf-8") == (root / OWN).read_text("utf-8")
    assert warned(root) == []

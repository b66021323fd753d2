"""清空示例: a copied sample becomes the beginning of a unit's own portal."""

from pathlib import Path

from click.testing import CliRunner, Result

from branch_portal.build import build_site
from branch_portal.commands.clear_sample import clear_sample
from branch_portal.project.reading import Reading
from tests.sample import AS_OF
from tests.units import unit


def run(root: Path, *arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(clear_sample, [*arguments, "--root", str(root), "--as-of", str(AS_OF)], input=answers)


def left(root: Path) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())


def test_nothing_of_the_sample_is_left_and_the_portal_is_sound(portal: Path) -> None:
    own = portal / "data/cadences/lecture.yml"
    own.write_text(own.read_text("utf-8") + "# 本單位改過\n", "utf-8")
    (portal / "content/own-page.md").write_text("# 關於我們\n", "utf-8")
    result = run(portal, "--yes", "--organisation", "甲供電公司")
    assert result.exit_code == 0, result.output
    assert left(portal) == [
        "content/own-page.md",
        "data/branches/b01.yml",
        "data/cadences/lecture.yml",
        "data/calendar.lock",
        "data/units/committee.yml",
        "site_config/portal.yml",
    ]
    assert not [file for file in portal.rglob("*") if file.is_file() and "示例" in file.read_text("utf-8")]
    assert "three_minutes" not in (portal / "site_config/portal.yml").read_text("utf-8")
    reading = Reading()
    build_site(portal, AS_OF, reading)
    assert {problem.rule for problem in reading.log} <= {"WORK-03"}
    assert "已經不是示例" in run(portal, "--yes").output


def test_it_asks_first(portal: Path) -> None:
    before = left(portal)
    assert run(portal, answers="甲供電公司\nn\n").exit_code == 1
    assert left(portal) == before


def test_a_unit_s_own_portal_is_left_alone(tmp_path: Path) -> None:
    root = unit(tmp_path, "sample: false\n")
    before = left(root)
    result = run(root, "--yes")
    assert result.exit_code == 1
    assert "沒有動" in result.output
    assert left(root) == before

"""改編號 on the whole sample: the check passes after an update of the calendar, and no event changes its name."""

from pathlib import Path

from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.commands.calendar import update
from branch_portal.commands.remove import remove
from branch_portal.commands.rename import rename
from branch_portal.commands.year import year
from branch_portal.project.reading import Reading
from tests.sample import AS_OF

ALL = [
    ("支部", "b02", "b22"),  # in plans, feedback, self-checks and sealed bulletins
    ("角色", "branch_clerk", "clerk"),
    ("年度任務", "a01", "a91"),  # in issued slips
    ("指引", "g08", "g88"),  # linked from other guides
    ("泳道", "t-org", "t-organisation"),
    ("網格", "gr01", "gr31"),
    ("排查", "r2601", "r2691"),
    ("攻堅目標", "t2601", "t2691"),
]


def test_records_of_every_kind_can_be_renamed_and_no_event_changes_its_name(portal: Path) -> None:
    """One after the other in one portal, as a clerk would; the calendar and the check are asked once, for all."""
    where = ["--root", str(portal), "--as-of", str(AS_OF)]
    for names in ALL:
        result = CliRunner().invoke(rename, [*names, *where])
        assert result.exit_code == 0, result.output
    result = CliRunner().invoke(update, ["--yes", *where])
    assert result.exit_code == 0, result.output
    assert "取消" not in result.output
    assert "新增" not in result.output
    reading = Reading()
    build_site(portal, AS_OF, reading)
    assert {problem.rule for problem in reading.log} <= {"WORK-03"}


def test_a_sealed_problem_keeps_its_id_and_nothing_is_written(portal: Path) -> None:
    before = {file: file.read_bytes() for file in portal.rglob("*") if file.is_file()}
    result = CliRunner().invoke(rename, ["問題", "p2501", "p2599", "--root", str(portal), "--as-of", str(AS_OF)])
    assert result.exit_code == 1
    assert "data/releases/2026-q1.yml" in result.output
    assert "直接改那一欄，再照檢查說的記一條更正。一個文件也沒有改" in result.output
    assert {file: file.read_bytes() for file in portal.rglob("*") if file.is_file()} == before


def test_a_published_record_is_removed_with_its_withdrawal(portal: Path) -> None:
    where = ["--root", str(portal), "--as-of", str(AS_OF)]
    refused = CliRunner().invoke(remove, ["網格", "gr08", "--yes", *where])
    assert refused.exit_code == 1
    assert "寫上 --reason" in refused.output
    assert (portal / "data/grids/gr08.yml").exists()
    given = ["--reason", "網格合併", "--by", "dept_specialist"]
    result = CliRunner().invoke(remove, ["網格", "gr08", "--yes", *given, *where])
    assert "取消：1條" in result.output
    assert "events: [grid-gr08]" in (portal / "data/withdrawals/grid-gr08.yml").read_text("utf-8")
    assert CliRunner().invoke(update, ["--yes", *where]).exit_code == 0
    reading = Reading()
    build_site(portal, AS_OF, reading)
    assert {problem.rule for problem in reading.log} <= {"WORK-03"}


def test_another_year_is_prepared_and_the_check_is_green(portal: Path) -> None:
    given = ["2028", "--yes", "--date", "兩會=2028-03-04暫定"]
    result = CliRunner().invoke(year, [*given, "--root", str(portal), "--as-of", str(AS_OF)])
    assert result.exit_code == 0, result.output
    assert "重大活動還沒有2028年的日期" in result.output
    assert "[GUIDE-02] 指引按期覆核：共" in result.output
    reading = Reading()
    build_site(portal, AS_OF, reading)
    assert not reading.log.errors

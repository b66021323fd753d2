"""新年度 on a small portal: what is written, what is asked, what is left to a person; afterwards the check is green."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.build import build_site
from branch_portal.commands.year import year
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Reading
from tests.portal import SETTINGS, Portal, duty
from tests.units import unit

DAY = "2026-11-30"
PARTY = "data/occasions/party.yml"
FESTIVAL = {"id": "spring-festival", "title": "春節", "source": "農曆", "dates": [dt.date(2026, 2, 17)]}
OWN = """id: b03-2026
branch: b03
year: 2026
own:
  - id: own-x   # 示範崗
    title: 觀摩
    track: t-life
    role: branch_secretary
    deliverable: [記錄]
    archive: [book_general]
    guides: [g13]
    basis: [{status: practice}]
    due: 2026-06-12
    alerts: {green: 3, yellow: 2, red: 0}
waived: []
"""
NOTICE = ("--issued", "2026-11-05", "--holiday", "元旦=2027-01-01..2027-01-03", "--makeup", "2027-01-09")


@pytest.fixture
def portal(mini: Portal) -> Portal:
    """A portal with a festival of the lunar year, an event that is announced, items of a branch's own, and a ledger."""
    mini.put("data/occasions/spring-festival.yml", FESTIVAL)
    mini.put(PARTY, {"id": "party", "title": "大會", "source": "公告", "dated_by": "announcement"})
    for id, occasion in (("x01", "spring-festival"), ("x02", "party")):
        when = {"every": "year", "from": {"occasion": occasion}, "plus": {"days": -7}, "if_closed": "previous"}
        mini.put(f"data/duties/{id}.yml", duty(id, f"迎{id}", when))
    mini.put("data/plans/b03-2026.yml", OWN)
    mini.change("data/branches/b01.yml", elected_on=dt.date(2025, 3, 18))
    mini.to_be_built()
    return mini


def run(root: Path, *arguments: str, answers: str = "", as_of: str = DAY) -> Result:
    return CliRunner().invoke(year, [*arguments, "--root", str(root), "--as-of", as_of], input=answers)


def problems(root: Path, day: str = DAY) -> list[str]:
    reading = Reading()
    try:
        build_site(root, dt.date.fromisoformat(day), reading)
    except InputProblems as error:
        return [str(one) for one in error.problems]
    return [one.rule for one in reading.log]


def files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_a_year_is_written_and_the_check_is_green(portal: Portal) -> None:
    done = run(portal.root, "2027", "--yes", as_of="2026-12-01")
    assert done.exit_code == 0, done.output
    assert set(problems(portal.root, "2026-12-01")) <= {"WORK-03", "GUIDE-02", "CAL-08"}
    assert "years: [2026, 2027]" in (portal.root / SETTINGS).read_text("utf-8")
    assert (portal.root / "data/solar_terms/2027.yml").is_file()
    assert "status: provisional" in (portal.root / "data/workdays/2027.yml").read_text("utf-8")
    assert "2027-02-06" in (portal.root / "data/occasions/spring-festival.yml").read_text("utf-8")


def test_what_a_person_must_decide_is_listed(portal: Portal) -> None:
    said = run(portal.root, "2027", "--yes").output
    assert "2027年的放假通知還沒有收進來" in said
    assert "大會還沒有2027年的日期，迎x02先不排" in said
    assert "要換屆的支部：第三支部" in said  # elected in March 2024
    assert "第一支部" not in said.partition("還要人定的")[2]
    assert "[GUIDE-02] 指引按期覆核" not in said  # reviewed in January 2026, due in a year and three months
    assert "新增：" in said


def test_last_year_s_own_items_stand_in_the_plan_as_comments(portal: Portal) -> None:
    run(portal.root, "2027", "--yes")
    plan = (portal.root / "data/plans/b03-2027.yml").read_text("utf-8")
    assert "id: b03-2027\nbranch: b03\nyear: 2027\n" in plan
    assert "# own:\n#   - id: own-x   # 示範崗\n" in plan
    assert "waived" not in plan
    revived = plan.replace("# own:", "own:").replace("#   ", "  ").replace("2026-06-12", "2027-06-11")
    (portal.root / "data/plans/b03-2027.yml").write_text(revived.replace("own-x ", "own-y "), "utf-8")
    assert [one for one in problems(portal.root) if "CAL-01" not in one and "WORK-03" not in one] == []


def test_nothing_is_written_before_it_is_agreed_to(portal: Portal) -> None:
    before = files(portal.root)
    assert run(portal.root, "2027", answers="\n\nn\n").exit_code == 1
    assert files(portal.root) == before


def test_the_notice_is_asked_for_holiday_by_holiday(portal: Portal) -> None:
    answers = ["2026-11-05", "", "2027-01-01 2027-01-03", "2027-02-04 2027-02-10", "二月", "", "", "", "", ""]
    more = ["2027-01-09 2027-02-20", "2027-03-04暫定", "y", ""]
    done = run(portal.root, "2027", answers="\n".join([*answers, *more]))
    assert done.exit_code == 0, done.output
    assert "日期寫成 2028-03-05" in done.output  # after 二月
    table = (portal.root / "data/workdays/2027.yml").read_text("utf-8")
    assert "status: official\nsource: 國務院辦公廳關於2027年部分節假日安排的通知\nissued: 2026-11-05\n" in table
    assert "{from: 2027-02-04, to: 2027-02-10, name: 春節}" in table
    assert "makeup_days:\n  - 2027-01-09\n  - 2027-02-20\n" in table
    assert "provisional: [2027]" in (portal.root / PARTY).read_text("utf-8")
    assert problems(portal.root) == []


def test_a_year_that_is_there_takes_the_notice_later_and_moves_what_it_moves(portal: Portal) -> None:
    run(portal.root, "2027", "--yes", "--date", "大會=2027-03-04")
    again = run(portal.root, "2027", "--yes", *NOTICE, "--date", "party=2027-03-05")
    assert again.exit_code == 0, again.output
    assert "改期" in again.output
    assert "2027-03-04" not in (portal.root / PARTY).read_text("utf-8")
    assert problems(portal.root) == []
    before = files(portal.root)
    third = run(portal.root, "2027", "--yes")
    assert "2027年已經準備好了" in third.output
    assert files(portal.root) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--issued", "2026-11-05"), "放假的日子也要寫"),
        (("--holiday", "元旦=2027-01-01"), "要有通知"),
        (("--issued", "2026-11-05", "--holiday", "元旦"), "應寫成 元旦="),
        (("--issued", "2026-11-05", "--holiday", "元旦=2027-01-03..2027-01-01"), "止日早於起日"),
        ((*NOTICE, "--makeup", "2027-01-11"), "應是本年度的週六或週日"),
        (("--date", "國慶=2027-10-01"), "不是節日或活動"),
        (("--date", "大會=2026-10-01"), "不是2027年的日期"),
    ],
)
def test_a_wrong_option_changes_nothing(portal: Portal, given: tuple[str, ...], said: str) -> None:
    before = files(portal.root)
    done = run(portal.root, "2027", "--yes", *given)
    assert done.exit_code != 0
    assert said in done.output
    assert files(portal.root) == before


def test_a_year_that_the_program_knows_nothing_of_is_refused(portal: Portal) -> None:
    assert "先升級程序" in run(portal.root, "2040", "--yes").output


def test_a_unit_on_the_library_writes_only_what_is_its_own(tmp_path: Path) -> None:
    root = unit(tmp_path)
    done = run(root, "2027", "--yes", "--date", "重大活動=2027-06-01暫定")
    assert done.exit_code == 0, done.output
    assert "portal calendar update --first" in done.output
    assert "years: [2026, 2027]" in (root / SETTINGS).read_text("utf-8")
    written = sorted(file.relative_to(root / "data").as_posix() for file in (root / "data").rglob("*.yml"))
    assert written == ["branches/b01.yml", "occasions/major-event.yml", "units/city.yml"]
    own = (root / "data/occasions/major-event.yml").read_text("utf-8")
    assert "dates:\n  - 2027-06-01\nprovisional: [2027]\n" in own
    assert (root / "site_config/adopted/occasions/major-event.yml").is_file()

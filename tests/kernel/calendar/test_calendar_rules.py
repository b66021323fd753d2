"""What keeps a calendar from being published, and the command that mends it."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.calendar.feed import FeedSize
from branch_portal.calendar.rules import same_uid, sizes
from branch_portal.commands.main import portal
from branch_portal.ground.dates import build_day
from branch_portal.ground.problems import InputProblems, Place, Problem
from branch_portal.project.reading import Reading
from branch_portal.project.settings import CalendarSettings
from tests.kernel.calendar.ledgers import event
from tests.kernel.calendar.published import LOCK, replace, update, withdraw


@pytest.fixture
def copy(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "portal"))


def problems(copy: Path, as_of: str = "2026-11-24") -> list[Problem]:
    """What a build says of the calendar."""
    reading = Reading()
    with contextlib.suppress(InputProblems):
        build_site(copy, build_day(as_of), reading)
    return [problem for problem in reading.log if problem.rule.startswith("CAL-")]


def no_ledger(copy: Path) -> None:
    (copy / LOCK).unlink()


def other_title(copy: Path) -> None:
    replace(copy, "data/duties/a53.yml", "title: 支部年度工作總結", "title: 支部年度總結")


def removed_duty(copy: Path) -> None:
    (copy / "data" / "duties" / "a51.yml").unlink()


def withdrawn_and_there(copy: Path) -> None:
    withdraw(copy, "w1", "duty-m01.2026-12")


def conflict(copy: Path) -> None:
    lines = (copy / LOCK).read_text("utf-8").split("\n")
    (copy / LOCK).write_text("\n".join([*lines[:9], "<<<<<<< HEAD", *lines[9:12], "=======", *lines[9:]]), "utf-8")


def spoilt_line(copy: Path) -> None:
    replace(copy, LOCK, '{"uid":"duty-a02.2026"', '{"uid:"duty-a02.2026"')


def doubled_line(copy: Path) -> None:
    lines = (copy / LOCK).read_text("utf-8").split("\n")
    (copy / LOCK).write_text("\n".join([*lines[:9], lines[8].replace('"seq":0', '"seq":1'), *lines[9:]]), "utf-8")


def shared_old_id(copy: Path) -> None:
    replace(copy, "data/branches/b01.yml", "id: b01\n", "id: b01\nold_ids: [b03]\n")


def company_s_now(copy: Path) -> None:
    replace(copy, "data/duties/a51.yml", "level: branch", "level: company")


def small_feeds(copy: Path) -> None:
    replace(copy, "site_config/portal.yml", "calendar: {", "calendar: {max_events: 20, ")


CASES: list[tuple[str, Callable[[Path], None], str]] = [
    ("CAL-01", no_ledger, LOCK),
    ("CAL-01", other_title, LOCK),
    ("CAL-02", removed_duty, LOCK),
    ("CAL-03", withdrawn_and_there, "data/withdrawals/w1.yml:2"),
    ("CAL-04", conflict, f"{LOCK}:10"),
    ("CAL-04", spoilt_line, f"{LOCK}:"),
    ("CAL-04", doubled_line, f"{LOCK}:9"),
    ("CAL-06", shared_old_id, "data/branches/b01.yml:2"),
    ("CAL-09", company_s_now, LOCK),
    ("CAL-07", small_feeds, "site_config/portal.yml"),
]


def test_two_systems_never_share_a_uid() -> None:
    (found,) = same_uid([event(), event("duty-m03.2026-04"), event(summary="別的會")])
    assert (found.rule, found.value) == ("CAL-05", event().uid)
    assert "2個" in found.message
    assert list(same_uid([event(), event("duty-m03.2026-04")])) == []


@pytest.mark.parametrize(("rule", "spoil", "place"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_a_calendar_that_would_mislead_is_not_built(
    copy: Path, rule: str, spoil: Callable[[Path], None], place: str
) -> None:
    spoil(copy)
    found = [problem for problem in problems(copy) if problem.rule == rule]
    assert found
    assert str(found[0].place).startswith(place)
    assert found[0].severity == ("warning" if rule == "CAL-07" else "error")
    assert found[0].mend


@pytest.mark.parametrize(
    ("events", "octets", "word"), [(90, 1, ""), (91, 1, "快到"), (101, 1, "超過"), (1, 9100, "快到")]
)
def test_a_feed_near_its_limit_is_pointed_out_early_and_stops_nothing(events: int, octets: int, word: str) -> None:
    settings = CalendarSettings(uid_host="portal.example", max_events=100, max_kilobytes=10)
    found = list(sizes([FeedSize("提醒", "calendar/alerts.ics", events, octets)], settings, Place("portal.yml")))
    assert [(word in one.message, one.severity) for one in found] == ([(True, "warning")] if word else [])


def test_a_ledger_that_was_left_alone_for_months_is_pointed_out(copy: Path) -> None:
    assert problems(copy) == []
    (found,) = problems(copy, "2027-02-24")
    assert (found.rule, found.severity) == ("CAL-08", "warning")
    said = update(copy, "2027-02-24T01:00:00Z", 1)
    assert "--leap-to 2027-02" in said
    update(copy, "2027-02-24T01:00:00Z", 0, "--leap-to", "2027-02")
    assert problems(copy, "2027-02-24") == []


@pytest.mark.parametrize("spoil", [other_title, conflict, doubled_line])
def test_an_update_mends_what_the_check_says(copy: Path, spoil: Callable[[Path], None]) -> None:
    spoil(copy)
    update(copy)
    assert problems(copy) == []


def test_a_ledger_that_is_gone_is_made_anew_only_where_nothing_was_published(copy: Path) -> None:
    no_ledger(copy)
    said = update(copy, code=1)
    assert "沒有日曆台賬" in said
    assert "--first" in said
    assert not (copy / LOCK).exists()
    update(copy, "2026-11-25T01:00:00Z", 0, "--first")
    assert problems(copy) == []
    assert "不是第一次" in update(copy, "2026-11-25T01:00:00Z", 1, "--first")


def test_a_ledger_that_was_cut_is_written_over_only_when_a_person_says_so(copy: Path) -> None:
    lines = (copy / LOCK).read_text("utf-8").splitlines()
    cut = "\n".join(lines[:-30])
    (copy / LOCK).write_text(cut, "utf-8")
    assert "少了30條" in update(copy, code=1)
    assert "少了30條" in update(copy, code=1, yes="n\n")
    assert (copy / LOCK).read_text("utf-8") == cut
    update(copy, yes="y\n")
    assert problems(copy) == []


def test_a_ledger_written_by_a_wrong_clock_builds_nothing(copy: Path) -> None:
    update(copy, "2027-06-01T01:00:00Z", 0, "--leap-to", "2027-06")
    assert {problem.rule for problem in problems(copy)} == {"CAL-10"}
    assert "CAL-10" in update(copy, code=1)
    done = CliRunner().invoke(
        portal, ["calendar", "update", "--root", str(copy), "--yes", "--now", "2099-01-01T00:00:00Z"]
    )
    assert done.exit_code == 1


@pytest.mark.parametrize("spoil", [removed_duty, withdrawn_and_there, spoilt_line, company_s_now])
def test_an_update_refuses_what_only_a_person_can_decide(copy: Path, spoil: Callable[[Path], None]) -> None:
    spoil(copy)
    before = (copy / LOCK).read_bytes()
    assert "怎麼改" in update(copy, code=1)
    assert (copy / LOCK).read_bytes() == before


def test_an_update_says_what_subscribers_will_see(copy: Path) -> None:
    other_title(copy)
    removed_duty(copy)
    withdraw(copy, "w1", "duty-a51")
    replace(copy, "data/plans/b03-2026.yml", "to: 2026-08-25", "to: 2026-08-26")
    said = update(copy)
    assert "改期：1條\n  2026-08-25 → 2026-08-26  主題黨日" in said
    assert "支部年度工作總結 → 支部年度總結" in said
    assert "（測試取消）" in said
    assert problems(copy) == []
    assert "沒有要改的" in update(copy)


def test_a_withdrawal_recorded_wrong_is_no_withdrawal(copy: Path) -> None:
    removed_duty(copy)
    withdraw(copy, "w1", "duty-a52.2025")
    assert "CAL-02" in [problem.rule for problem in problems(copy)]


def test_a_renamed_duty_keeps_its_events(copy: Path) -> None:
    old = copy / "data" / "duties" / "a51.yml"
    old.with_name("a99.yml").write_text(
        old.read_text("utf-8").replace("id: a51\n", "id: a99\nold_ids: [a51]\n"), "utf-8"
    )
    old.unlink()
    assert [problem.rule for problem in problems(copy)] == ["CAL-01"]  # the address of its page is another
    assert "改文字：" in update(copy)
    lines = (copy / LOCK).read_text("utf-8")
    assert "duty-a51." in lines
    assert "duty-a99." not in lines

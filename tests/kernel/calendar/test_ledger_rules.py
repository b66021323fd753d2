"""The ledger under abuse: what a hand, a cut, a merge or a wrong clock did to it is seen, and the mend works as written."""

import datetime as dt
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from branch_portal.build import events
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.ledger_file import write
from branch_portal.calendar.ledger_rules import future, withdrawals
from branch_portal.calendar.model import Ledger, Scope, Withdrawal
from branch_portal.calendar.state import CalendarState, WrongClock, calendar_state
from branch_portal.calendar.wanted import Wanted
from branch_portal.ground.problems import Problem
from branch_portal.organisation.applicability import AppliesTo
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.reading import Folders, Reading
from branch_portal.year.kinds import DUTIES
from branch_portal.year.schedule import Schedule, make_schedule
from tests.kernel.calendar.ledgers import FIRST, LATER, WINDOW, event, published, wanted

LOCK = Path("data/calendar.lock")
TODAY = dt.date(2026, 11, 25)
Lines = list[str]


def spoil_line(beginning: str, old: str, new: str) -> Callable[[Lines], Lines]:
    def spoil(lines: Lines) -> Lines:
        (index,) = (number for number, line in enumerate(lines) if line.startswith(f'{{"uid":"{beginning}"'))
        spoilt = re.sub(old, new, lines[index], count=1)
        assert spoilt != lines[index]
        return [*lines[:index], spoilt, *lines[index + 1 :]]

    return spoil


def twice_moved(lines: Lines) -> int:
    return next(number for number, line in enumerate(lines) if '"seq":1' in line)


def later_anchor(lines: Lines) -> Lines:
    return [lines[0], lines[1].replace("2026-11-01", "2030-01-01"), *lines[2:]]


def later_time(lines: Lines) -> Lines:
    index = twice_moved(lines)
    return [*lines[:index], re.sub(r"2026-1\d-\d\dT", "2099-01-01T", lines[index]), *lines[index + 1 :]]


def lowered(lines: Lines) -> Lines:
    index = twice_moved(lines)
    return [*lines[:index], lines[index].replace('"seq":1', '"seq":0'), *lines[index + 1 :]]


def history_cut(lines: Lines) -> Lines:
    index = twice_moved(lines)
    cut = re.sub(r'"changes":\[(\[.*?\]),.*?\]\]', r'"changes":[\1]', lowered(lines)[index])
    return [*lines[:index], cut, *lines[index + 1 :]]


def live_line_removed(lines: Lines) -> Lines:
    return [line for line in lines if not line.startswith('{"uid":"duty-m01.2026-12"')]


def end_cut(lines: Lines) -> Lines:
    return lines[:-300]


def beginning_cut(lines: Lines) -> Lines:
    return lines[0:1] + lines[300:]


def withdrawn_line_removed(lines: Lines) -> Lines:
    index = next(number for number, line in enumerate(lines) if '"withdrawn"' in line)
    return [*lines[:index], *lines[index + 1 :]]


def uid_mistyped(lines: Lines) -> Lines:
    return spoil_line("duty-m01.2026-12", "2026-12", "2026-13")(lines)


def raised(lines: Lines) -> Lines:
    index = twice_moved(lines)
    return [*lines[:index], lines[index].replace('"seq":1', '"seq":99'), *lines[index + 1 :]]


def byte_order_mark(lines: Lines) -> Lines:
    return ["\ufeff" + lines[0], *lines[1:]]


def cut_inside_a_line(lines: Lines) -> Lines:
    return [*lines[:-1], lines[-1][:60]]


def digest_cut(lines: Lines) -> Lines:
    return spoil_line("duty-m01.2026-12", '"hash":"....', '"hash":"')(lines)


def began_with_a_move(lines: Lines) -> Lines:
    return spoil_line("duty-m01.2026-12", '"added"', '"moved","2026-12-01"')(lines)


def out_of_order(lines: Lines) -> Lines:
    index = twice_moved(lines)
    earlier = re.sub(r'(.*\[")20\d\d(-\d\d-\d\dT)', r"\g<1>2019\g<2>", lines[index])
    return [*lines[:index], earlier, *lines[index + 1 :]]


def other_title(lines: Lines) -> Lines:
    return spoil_line("duty-m01.2026-12", '"title":"', '"title":"手改的')(lines)


REFUSED: list[tuple[str, Callable[[Lines], Lines]]] = [
    ("CAL-10", later_anchor),
    ("CAL-10", later_time),
    ("CAL-04", byte_order_mark),
    ("CAL-04", cut_inside_a_line),
    ("CAL-11", raised),
    ("CAL-14", withdrawn_line_removed),
    ("CAL-11", lowered),
    ("CAL-12", began_with_a_move),
    ("CAL-12", out_of_order),
    ("CAL-13", digest_cut),
    ("CAL-14", history_cut),
    ("CAL-14", live_line_removed),
    ("CAL-14", end_cut),
    ("CAL-14", beginning_cut),
]


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A repository that holds the sample's ledger and nothing else."""
    (tmp_path / "data").mkdir()
    (tmp_path / LOCK).write_bytes((root / LOCK).read_bytes())
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path, "台賬")
    return tmp_path


def git(project: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
    return subprocess.run(["git", *who, *words], cwd=project, check=True, capture_output=True, text=True).stdout


def commit(project: Path, message: str) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", message)


def state(project: Path, book: Handbook, schedule: Schedule) -> CalendarState:
    return calendar_state(Folders(project), Reading(), events(announce(book), schedule), book, schedule)


def problems(project: Path, book: Handbook, schedule: Schedule) -> list[Problem]:
    return list(state(project, book, schedule).problems({}, TODAY))


def spoil(project: Path, how: Callable[[Lines], Lines]) -> None:
    lines = (project / LOCK).read_text("utf-8").splitlines()
    spoilt = how(lines)
    assert spoilt != lines
    (project / LOCK).write_text("\n".join(spoilt) + "\n", "utf-8")


@pytest.mark.parametrize(("rule", "how"), REFUSED, ids=lambda value: getattr(value, "__name__", None))
def test_a_ledger_changed_by_hand_is_seen_refused_and_mended_as_the_mend_says(
    project: Path, book: Handbook, schedule: Schedule, rule: str, how: Callable[[Lines], Lines]
) -> None:
    assert problems(project, book, schedule) == []
    spoil(project, how)
    (found, *_) = [problem for problem in problems(project, book, schedule) if problem.rule == rule]
    assert found.severity == "error"
    assert found.place.path == str(LOCK)
    after = state(project, book, schedule)
    refused = [*after.refusals({}, TODAY), *after.missing()]
    assert rule in [problem.rule for problem in refused]

    uncommitted, log = re.findall(r"git [\w -]+data/calendar\.lock", found.mend)
    spoilt = (project / LOCK).read_bytes()
    git(project, *uncommitted.split()[1:])
    assert problems(project, book, schedule) == []

    (project / LOCK).write_bytes(spoilt)
    commit(project, "改壞")
    versions = [line.split()[0] for line in git(project, *log.split()[1:]).splitlines()]
    git(project, *uncommitted.replace("HEAD", versions[1]).split()[1:])
    assert problems(project, book, schedule) == []


def test_a_mistyped_uid_is_seen_and_never_written_over(project: Path, book: Handbook, schedule: Schedule) -> None:
    spoil(project, uid_mistyped)
    assert {problem.rule for problem in problems(project, book, schedule)} == {"CAL-14"}
    assert "CAL-02" in [problem.rule for problem in state(project, book, schedule).refusals({}, TODAY)]


def test_what_takes_nothing_away_is_seen_and_written_anew(project: Path, book: Handbook, schedule: Schedule) -> None:
    spoil(project, other_title)
    assert next(problem.rule for problem in problems(project, book, schedule)) == "CAL-14"
    after = state(project, book, schedule)
    assert list(after.missing()) == []
    assert list(after.refusals({}, TODAY)) == []
    (project / LOCK).write_text(write(after.updated(LATER.replace(year=2027))), "utf-8")
    assert list(state(project, book, schedule).touched()) == []


@pytest.mark.parametrize("text", ["", "# 台賬\n", '{"anchor": "2026-11-01"}\n'])
def test_a_missing_or_empty_ledger_needs_a_word_that_it_is_the_first(
    project: Path, book: Handbook, schedule: Schedule, text: str
) -> None:
    (project / LOCK).write_text(text, "utf-8")
    empty = state(project, book, schedule)
    (found,) = empty.no_ledger(first=False)
    assert found.rule == "CAL-01"
    assert "portal calendar update --first" in found.mend
    assert found in problems(project, book, schedule)
    assert list(empty.no_ledger(first=True)) == []
    assert list(empty.refusals({}, TODAY)) == []
    (project / LOCK).write_text(write(empty.updated(FIRST)), "utf-8")
    assert [one.message for one in state(project, book, schedule).no_ledger(first=True)] == [
        f"台賬已有{len(empty.updated(FIRST).entries)}條，不是第一次"
    ]


@pytest.mark.parametrize("change", ["crlf", "unsorted", "twice"])
def test_what_does_no_harm_is_no_fault_of_a_line(
    project: Path, book: Handbook, schedule: Schedule, change: str
) -> None:
    lines = (project / LOCK).read_text("utf-8").splitlines()
    texts = {
        "crlf": "\r\n".join(lines),
        "unsorted": "\n".join([*lines[:2], *lines[:1:-1]]),
        "twice": "\n".join([*lines, lines[5]]),
    }
    (project / LOCK).write_bytes(texts[change].encode())
    assert {problem.rule for problem in problems(project, book, schedule)} <= {"CAL-04"}
    assert list(state(project, book, schedule).refusals({}, TODAY)) == []


def test_git_brings_two_editors_ledgers_together_and_an_update_mends_it(
    project: Path, root: Path, book: Handbook, schedule: Schedule
) -> None:
    (project / ".gitattributes").write_bytes((root / ".gitattributes").read_bytes())
    commit(project, "合併方式")
    duty = book[DUTIES]["a50"]
    for name, title in (("one", "甲"), ("two", "乙")):
        git(project, "checkout", "--quiet", "-b", name, "main" if name == "one" else "one~1")
        other = book.having(duties={**book[DUTIES], "a50": duty.model_copy(update={"title": title})})
        after = state(project, other, make_schedule(other)).updated(dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC))
        (project / LOCK).write_text(write(after), "utf-8")
        commit(project, title)
    git(project, "merge", "--quiet", "one", "--message", "合併")
    merged = state(project, book, schedule)
    assert len(merged.found.heads) == 2
    assert "CAL-04" in [problem.rule for problem in problems(project, book, schedule)]
    assert [*merged.missing(), *merged.refusals({}, TODAY)] == []
    mended = merged.updated(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC))
    (project / LOCK).write_text(write(mended), "utf-8")
    assert problems(project, book, schedule) == []


class TestWithdrawals:
    """A withdrawn event and its record belong together, both ways."""

    GONE = Withdrawal(
        id="w1", events=("x.2026",), reason="不辦了", approved_by="dept_specialist", approved_on=dt.date(2026, 3, 1)
    )
    AFTER = wanted(event(), withdrawals={"x.2026": "不辦了"})
    LEDGER = revise(published(event(), event("x.2026")), AFTER, LATER, WINDOW)

    def found(self, ledger: Ledger, data: Wanted, records: dict[str, Withdrawal], day: str = "2026-03-05") -> list[str]:
        as_of = dt.date.fromisoformat(day)
        return [problem.rule for problem in withdrawals(ledger, data, records, as_of, {}, str(LOCK))]

    def test_together_they_are_right(self) -> None:
        assert self.found(self.LEDGER, self.AFTER, {"w1": self.GONE}) == []

    def test_a_record_taken_away_is_missed_as_long_as_the_event_is_shown(self) -> None:
        assert self.found(self.LEDGER, wanted(event()), {}) == ["CAL-15"]
        assert self.found(self.LEDGER, wanted(event()), {}, "2027-03-05") == []
        # The mend, either way: the record back, or the event.
        assert self.found(self.LEDGER, self.AFTER, {"w1": self.GONE}) == []
        assert self.found(self.LEDGER, wanted(event(), event("x.2026")), {}) == []

    def test_a_line_taken_away_is_missed(self) -> None:
        kept = {uid: entry for uid, entry in self.LEDGER.entries.items() if uid != "x.2026"}
        assert self.found(replace(self.LEDGER, entries=kept), self.AFTER, {"w1": self.GONE}) == ["CAL-16"]
        # Nothing was published, so the record goes; or the line comes back.
        assert self.found(replace(self.LEDGER, entries=kept), wanted(event()), {}) == []

    def test_what_a_plan_waives_or_a_branch_has_lost_needs_no_record(self) -> None:
        own = event("duty-m01.2026-04.b01", branch="b01", follows="duty-m01.2026-04")
        company = event(reach="branches", applies=AppliesTo(has=("committee",)))
        had = wanted(company, scopes={"feed-b01": Scope(traits=frozenset({"committee"}))})
        before = revise(Ledger(), had, FIRST, WINDOW)
        waived = wanted(company, scopes=had.scopes, waived={own.uid: (own, "免辦")})
        assert self.found(revise(before, waived, LATER, WINDOW), waived, {}) == []
        lost = wanted(company, waived={own.uid: (own, "本支部不設支委會")})
        after = revise(before, lost, LATER, WINDOW)
        assert after.entries[own.uid].withdrawn
        assert self.found(after, wanted(company), {}) == []


class TestClock:
    """An update compares its clock with the day it is asked for, with the last update, and with the portal's years."""

    NOW = dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC)

    @pytest.mark.parametrize(
        ("now", "today", "sure", "why"),
        [
            ("2036-01-01T01:00:00Z", "2026-11-25", True, "--as-of 2036-01-01"),
            ("2036-01-01T01:00:00Z", "2036-01-01", False, "多半是時鐘錯了"),
            ("2016-11-25T01:00:00Z", "2026-11-25", True, "時鐘慢了"),
            ("2026-11-23T01:00:00Z", "2026-11-25", False, "時鐘慢了"),
        ],
    )
    def test_a_wrong_clock_is_told(
        self, project: Path, book: Handbook, schedule: Schedule, now: str, today: str, sure: bool, why: str
    ) -> None:
        with pytest.raises(WrongClock, match=why):
            state(project, book, schedule).stamp(moment(now), dt.date.fromisoformat(today), sure)

    def test_a_first_ledger_lies_about_the_portal_s_years(
        self, project: Path, book: Handbook, schedule: Schedule
    ) -> None:
        (project / LOCK).unlink()
        empty = state(project, book, schedule)
        assert empty.stamp(self.NOW, TODAY, sure=False) == self.NOW
        for year in (2016, 2036):
            with pytest.raises(WrongClock, match="2026至2027年"):
                empty.stamp(self.NOW.replace(year=year), TODAY.replace(year=year), sure=False)

    def test_a_day_that_was_named_is_taken(self, project: Path, book: Handbook, schedule: Schedule) -> None:
        late = self.NOW.replace(year=2036)
        assert state(project, book, schedule).stamp(late, TODAY.replace(year=2036), sure=True) == late

    def test_times_never_go_back(self, project: Path, book: Handbook, schedule: Schedule) -> None:
        last = dt.datetime(2026, 11, 25, 1, tzinfo=dt.UTC)
        behind = last - dt.timedelta(hours=3)
        assert state(project, book, schedule).stamp(behind, TODAY, sure=False) == last

    def test_the_day_of_the_last_commit_may_be_the_day_before(self) -> None:
        ledger = published(event(), at=dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC))
        assert list(future(ledger, dt.date(2026, 3, 1), {}, str(LOCK))) == []
        assert {one.rule for one in future(ledger, dt.date(2026, 2, 27), {}, str(LOCK))} == {"CAL-10"}


def moment(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)

"""三色督辦單: many days of them, and each rule with its mend applied."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from branch_portal.project.alert_settings import AlertDays
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.letters.drafts import ORDER, Told, drafts, told
from branch_portal.systems.letters.figures import standings
from branch_portal.systems.letters.issue import issue
from branch_portal.systems.letters.kinds import LETTERS
from branch_portal.systems.letters.matters import Matter
from branch_portal.systems.letters.model import Letter
from branch_portal.systems.letters.pages import branch_section, pages
from branch_portal.year.alert_days import alert_days, level_on
from branch_portal.year.deadline import Deadline, DeadlineKind
from branch_portal.year.workdays import Workdays
from tests.portal import Portal

WEEKDAYS = Workdays(frozenset(), frozenset(), frozenset())
D = dt.date
DAY = D(2026, 4, 27)
KIND = DeadlineKind("duty", "年度任務", 0)


def logbook(*months: tuple[str, list[str]]) -> dict[str, Any]:
    lines = [{"month": month, "held": held} for month, held in months]
    return {"id": "b01-2026", "branch": "b01", "year": 2026, "months": lines}


def shot(mini: Portal, day: dt.date = DAY) -> tuple[Handbook, Snapshot]:
    book = mini.book(day)
    return book, take_snapshot(book, day, ROOMS)


class Office:
    """A made-up office: matters that come up, are done some day or never, and letters issued on working days.

    Colours fall on one day where the settings have them so or a weekend lies between, and some matters come up late.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.open: dict[str, Matter] = {}
        self.done_on: dict[str, dt.date] = {}
        self.letters: list[Letter] = []
        self.count = 0

    def morning(self, day: dt.date) -> None:
        """What is done is gone; new matters come up."""
        self.open = {name: one for name, one in self.open.items() if self.done_on[name] > day}
        while self.chance.random() < 0.45:
            self.count += 1
            holder = self.chance.choice(["b01", "b03"])
            due = day + dt.timedelta(days=self.chance.randint(-3, 60))
            green, yellow, red = self.chance.choice(
                [(14, 6, 0), (14, 6, 3), (14, 1, 0), (5, 3, 3), (2, 2, 2), (0, 0, 0)]
            )
            levels = alert_days(AlertDays(green=green, yellow=yellow, red=red), due, WEEKDAYS)
            page = f"tasks/t{self.count}/"
            name = f"{holder}:{page}@{due}"
            self.open[name] = Matter(
                name, Deadline(KIND, holder, f"第{self.count}件", page, due, *levels, "branch_clerk")
            )
            self.done_on[name] = day + dt.timedelta(days=self.chance.randint(1, 90))

    def issue(self, book: Handbook, day: dt.date) -> list[Letter]:
        number = sum(one.issued_on.year == day.year for one in self.letters)
        found = []
        for draft in drafts(book, self.open, self.letters, day):
            number += 1
            found.append(Letter(
                id=f"db-{day.year}-{number:03}", level=draft.level, holder=draft.holder, roles=draft.roles,
                unit=draft.unit, issued_on=day, items=draft.items, sha256="0" * 64,
            ))  # fmt: skip
        self.letters += found
        return found

    def in_force(self) -> Iterator[tuple[str, Told]]:
        """Each open matter that has had a letter, and what has been said of it."""
        return ((name, said) for name, said in told(self.letters).items() if name in self.open)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_days_of_letters(mini: Portal, seed: int) -> None:
    """No letter on a closed matter, no red before its yellow, each colour once, and the sums are the board's.

    A matter that is red on the day of its yellow letter is counted as what it is told tomorrow: one step behind, never two.
    """
    book, office, first = mini.book(), Office(seed), D(2026, 1, 1)
    said: dict[tuple[str, str], dt.date] = {}
    behind = 0
    for day in (first + dt.timedelta(days=after) for after in range(1000)):
        office.morning(day)
        if not WEEKDAYS.is_open(day):
            continue
        for letter in office.issue(book, day):
            for item in letter.items:
                assert item.matter in office.open
                assert (item.matter, letter.level) not in said
                said[item.matter, letter.level] = day
                if letter.level == "red":
                    assert said[item.matter, "yellow"] < day
                    assert item.yellow in {one.id for one in office.letters}
            assert len(letter.items) <= 12
        board = {name: level for name, one in office.open.items() if (level := level_on(day, one.deadline))}
        letters = dict(office.in_force())
        assert letters.keys() == board.keys()
        for name in [name for name, level in board.items() if letters[name].level != level]:
            assert (letters[name].level, board[name]) == ("yellow", "red")
            assert letters[name].letters["yellow"][1] == day
            behind += 1
    assert behind > 50
    numbers = [one.id for one in office.letters if one.issued_on.year == 2027]
    assert numbers == [f"db-2027-{number:03}" for number in range(1, len(numbers) + 1)]
    assert all(any(level == colour for _, level in said) for colour in ORDER)


def test_who_comes_late_gets_yellow_first_and_red_on_another_day(mini: Portal) -> None:
    levels = alert_days(AlertDays(green=14, yellow=6, red=0), D(2026, 4, 20), WEEKDAYS)
    found = {"x": Matter("x", Deadline(KIND, "b01", "甲", "tasks/t/", D(2026, 4, 20), *levels, "branch_clerk"))}
    (first,) = drafts(mini.book(), found, [], DAY)
    assert (first.level, first.roles) == ("yellow", ("黨務工作者", "支部書記"))
    said = Letter(
        id="db-2026-001",
        level="yellow",
        holder="b01",
        roles=first.roles,
        issued_on=DAY,
        items=first.items,
        sha256="0" * 64,
    )
    assert drafts(mini.book(), found, [said], DAY) == ()
    (red,) = drafts(mini.book(), found, [said], DAY + dt.timedelta(days=1))
    assert (red.level, red.roles, red.unit, red.items[0].yellow) == (
        "red",
        ("支部書記",),
        "city",
        "db-2026-001",
    )


def test_letters_are_issued_from_what_is_open_and_go_when_it_is_recorded(mini: Portal) -> None:
    mini.put("data/logbooks/b01-2026.yml", logbook(("2026-03", ["m01 24 5/5", "m03 10 20/18"])))
    book, snapshot = shot(mini)
    result = issue(snapshot, book, ["b01"])
    assert [one.level for one in result.letters.values()] == ["yellow"]
    titles = Counter(item.title for item in result.letters["db-2026-001"].items)
    assert titles == Counter({"開支委會": 3, "主題黨日": 3})
    for path, text in result.files.items():
        mini.put(path, text)
    assert mini.problems() == []
    again = issue(shot(mini, DAY + dt.timedelta(days=1))[1], mini.book(DAY), ["b01"])
    assert [one.level for one in again.letters.values()] == ["red"]
    mini.put(
        "data/logbooks/b01-2026.yml",
        logbook(("2026-03", ["m01 24 5/5", "m03 10 20/18"]), ("2026-04", ["m03 13 20/19"])),
    )
    after = take_snapshot(mini.book(DAY), DAY, ROOMS)
    (standing,) = standings(after)
    assert Counter(state for _, state in standing.states) == {"open": 5, "withdrawn": 1}
    jinja = environment()
    listed, letter = (page.render() for page in pages(after, jinja))
    assert "DB-2026-001" in listed
    assert letter.count("已辦結或改期，撤回") == 1
    section = str(branch_section(after, jinja).body(after.book["branches"]["b01"]))
    assert "5件督辦中" in section


def test_the_command_writes_what_it_says(mini: Portal) -> None:
    mini.put("data/logbooks/b01-2026.yml", logbook(("2026-03", ["m01 24 5/5"])))
    words = ["letter", "issue", "--root", str(mini.root), "--as-of", str(DAY), "--holder", "b01"]
    done = CliRunner().invoke(command_line, [*words, "--dry-run"])
    assert (done.exit_code, "DB-2026-001 黃色督辦單 第一支部：7件" in done.output) == (0, True), done.output
    assert "第一支部本週已有" not in done.output
    busy = CliRunner().invoke(command_line, [*words[:5], "2026-04-24", *words[6:], "--dry-run"])
    assert "第一支部本週已有1件" in busy.output
    assert not (mini.root / "data/letters").exists()
    assert CliRunner().invoke(command_line, words).exit_code == 0
    assert mini.problems() == []
    assert "沒有要發的督辦單" in CliRunner().invoke(command_line, words).output
    early = CliRunner().invoke(command_line, [*words, "--on", "2026-04-26"])
    assert early.exit_code == 1
    assert len(mini.book()[LETTERS]) == 1


@pytest.fixture
def issued(mini: Portal) -> Portal:
    """A portal with a yellow letter of Monday and the red one of Tuesday."""
    mini.put("data/logbooks/b01-2026.yml", logbook(("2026-03", ["m01 24 5/5"])))
    for day in (DAY, DAY + dt.timedelta(days=1)):
        book, snapshot = shot(mini, day)
        for path, text in issue(snapshot, book, ["b01"]).files.items():
            mini.put(path, text)
    assert mini.problems() == []
    return mini


YELLOW, RED = "data/letters/db-2026-001.yml", "data/letters/db-2026-002.yml"


def test_a_gap_is_told(issued: Portal) -> None:
    text = (issued.root / YELLOW).read_text("utf-8")
    (issued.root / YELLOW).unlink()
    assert "LET-01" in {problem.rule for problem in issued.problems()}
    issued.put(YELLOW, text)
    assert issued.problems() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (RED, "yellow: db-2026-001", "yellow: db-2026-007", "LET-02"),
        (YELLOW, "title: 開支委會", "title: 開會", "LET-03"),
        (YELLOW, "issued_on: 2026-04-27", "issued_on: 2026-04-29", "LET-04"),
        (RED, "level: red", "level: yellow", "LET-05"),
    ],
)
def test_a_broken_letter_is_told_and_what_was_issued_passes(
    issued: Portal, path: str, old: str, new: str, rule: str
) -> None:
    issued.replace(path, old, new)
    found = {problem.rule: problem for problem in issued.problems()}
    assert rule in found
    assert found[rule].mend
    issued.replace(path, new, old)
    assert issued.problems() == []

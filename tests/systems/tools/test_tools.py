"""小工具: what a reader's browser works out is what the clause cards say, and nothing leaves the page."""

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.systems.tools import figures
from branch_portal.systems.tools.pages import pages
from branch_portal.systems.tools.room import ROOM
from branch_portal.systems.tools.settings import TOOL_SETTINGS
from branch_portal.year.kinds import WORKDAYS
from branch_portal.year.workdays import Workdays
from tests.sample import AS_OF

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

D = dt.date
SCRIPT = (ROOM.folder / "static" / "tools.js").read_text("utf-8")


@pytest.fixture(scope="module")
def tool(browser: "Browser") -> "Iterator[Page]":
    """An empty page with the tools' functions."""
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT)
    yield page
    page.close()


def test_meetings_are_held_and_votes_pass_as_the_cards_say(book: Handbook, tool: "Page") -> None:
    data = figures.meeting_kinds(book)
    kinds = book.settings[TOOL_SETTINGS].meetings
    chance = random.Random(6)
    cases = [(number, expected, present, written) for number in range(len(kinds)) for expected, present, written in (
        (30, 15, 0), (30, 16, 0), (30, 14, 2), (4, 2, 0), (5, 2, 0), (5, 4, 0), (7, 7, 0), (1, 1, 0), (10, 8, 1), (10, 7, 3),
    )]  # fmt: skip
    for _ in range(60):
        expected = chance.randint(1, 120)
        present = chance.randint(0, expected)
        cases.append((chance.randrange(len(kinds)), expected, present, chance.randint(0, expected - present)))
    answers = tool.evaluate(
        "([kinds, cases]) => cases.map(one => portalTools.meeting(kinds[one[0]], one[1], one[2], one[3]))",
        [data, cases],
    )
    assert len(cases) >= 60
    for (number, expected, present, written), answer in zip(cases, answers, strict=True):
        kind = kinds[number]
        quorum = book[CLAUSES][kind.quorum].figure
        assert answer["held"] == quorum.passes(present, expected)
        assert answer["least"] == quorum.least(expected)
        if kind.passed:
            line = book[CLAUSES][kind.passed].figure
            assert answer["needed"] == line.least(present if kind.of == "present" else expected)
        assert answer["votes"] == present + (written if kind.written else 0)


def test_impossible_counts_are_refused(book: Handbook, tool: "Page") -> None:
    kind = figures.meeting_kinds(book)[0]
    for counts in ([0, 0, 0], [10, 11, 0], [10, 8, 3], [10, 2.5, 0], [10, -1, 0]):
        assert "mistake" in tool.evaluate("([kind, n]) => portalTools.meeting(kind, n[0], n[1], n[2])", [kind, counts])


def test_dues_are_those_of_the_cards(book: Handbook, tool: "Page") -> None:
    settings = book.settings[TOOL_SETTINGS].dues
    tables = figures.dues_tables(book)
    chance = random.Random(7)
    edges = [300000, 300001, 500000, 500001, 1000000, 1000001, 0, 1, 99, 123456]
    bases = edges + [chance.randrange(0, 3_000_000) for _ in range(60)]

    def due(base: int, retired: bool) -> int:
        """In hundredths, from the cards' own words: the first band that the base is not above."""
        yuan = Fraction(base, 100)
        bands = [book[CLAUSES][id].figures[:2] for id in (settings.retired if retired else settings.bands)]
        rate = next(
            rate.number
            for rate, end in bands
            if (yuan <= end.number if end.relation == "at_most" else yuan > end.number)
        )
        exact = base * rate
        return int(exact + Fraction(1, 2))

    for name in ("working", "retired"):
        answers = tool.evaluate(
            "([table, bases]) => bases.map(base => portalTools.dues(table, base).amount)", [tables[name], bases]
        )
        assert answers == [due(base, name == "retired") for base in bases]


@pytest.mark.parametrize("number", [0, 1])
def test_every_step_counted_back_is_on_a_working_day(book: Handbook, tool: "Page", number: int) -> None:
    setting = book.settings[TOOL_SETTINGS].countdowns[number]
    data = figures.countdown_data(book, setting)
    workdays = Workdays.from_tables(book[WORKDAYS])
    days = [D(2026, 1, 5) + dt.timedelta(days=6 * index) for index in range(60)]
    answers = tool.evaluate(
        "([data, days]) => days.map(day => portalTools.steps(data.steps, data.calendar, day).map(row => row.on))",
        [data, [str(day) for day in days]],
    )
    for day, rows in zip(days, answers, strict=True):
        for step, on in zip(book[COUNTDOWNS][setting.countdown].steps, rows, strict=True):
            months, more = figures.step_offset(book, step)
            if not months and not more:
                assert on == str(day)
                continue
            moved = months_away(day, months) + dt.timedelta(days=more)
            assert on == str(workdays.shift(moved, "previous"))


def months_away(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = (D(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return D(year, month + 1, min(day.day, last))


def test_the_cards_figures_are_the_months_counted(book: Handbook) -> None:
    steps = {step.title: figures.step_offset(book, step) for step in book[COUNTDOWNS]["membership"].steps}
    assert steps["遞交入黨申請書"] == (-12, -150)
    assert steps["上級黨委審批最晚這一天"] == (3, 0)
    assert steps["預備期滿，及時開支部大會討論轉正"] == (12, 0)


def test_nothing_leaves_the_page_and_the_answers_can_be_read(book: Handbook, browser: "Browser") -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    made = {page.path: page for page in pages(snapshot, environment())}
    asked: list[str] = []
    for path, fields, said in (
        ("tools/meeting/", {"expected": "30", "present": "15"}, "可以開。應到30人，至少到15人，實到15人。"),
        ("tools/dues/", {"base": "8600"}, "每月129.00元，按1.5%交納"),
        ("tools/election/", {"day": "2026-12-22"}, "收到批覆"),
        ("tools/membership/", {"day": "2026-12-22"}, "2027-12-22"),
    ):
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(made[path].render())
        page.add_script_tag(content=SCRIPT)
        for name, value in fields.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator("form button").click()
        assert said in page.locator("[data-out]").inner_text()
        if "day" in fields:
            link = page.locator("[data-out] a.button")
            text = page.evaluate("address => fetch(address).then(answer => answer.text())", link.get_attribute("href"))
            assert text.count("BEGIN:VEVENT") == len(book[COUNTDOWNS][path.split("/")[1]].steps)
            assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
            papers = page.locator("pre").all_text_contents()
            assert papers
            assert not any(re.search(r"\{[0-9]+\}", paper) for paper in papers)
        page.close()
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_a_portal_that_names_no_cards_has_no_tools(book: Handbook) -> None:
    bare: dict[str, Any] = {"tools": type(book.settings[TOOL_SETTINGS])()}
    settings = book.settings.model_copy(update=bare)
    assert list(pages(take_snapshot(book.having(settings=settings), AS_OF, ROOMS), environment())) == []


def test_the_figures_on_the_page_are_data(book: Handbook) -> None:
    assert json.loads(json.dumps(figures.meeting_kinds(book)))[0]["quorum"] == {
        "n": 1, "d": 2, "relation": "at_least", "words": book[CLAUSES]["meeting-quorum"].figure.words,
    }  # fmt: skip

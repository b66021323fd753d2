"""專題包: one file enters the year, the maps, the feeds, the slips and the home page, and retires by itself."""

import datetime as dt
from typing import Any

import pytest

from branch_portal.project.handbook import announce
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.initiatives.datasets import datasets
from branch_portal.systems.initiatives.events import events
from branch_portal.systems.initiatives.pages import home_section, pages
from branch_portal.systems.learning.pages import pages as learning_pages
from branch_portal.systems.slips.batch import slip_batches
from branch_portal.year.schedule import make_schedule
from tests.mistakes import Case, check_case
from tests.portal import PRACTICE, Portal, branch

DAY = dt.date
FILE = "data/initiatives/i26-x.yml"


def stage(id: str, first: dt.date, last: dt.date) -> dict[str, Any]:
    return {"id": id, "title": f"階段{id}", "from": first, "to": last, "what": "照辦"}


def task(id: str, due: dt.date, stage: str, level: str = "branch", **more: Any) -> dict[str, Any]:
    return {
        "id": id, "title": f"任務{id}", "level": level, "stage": stage, "due": due, "track": "t-life", "role": "branch_secretary",
        "deliverable": ["記錄"], "archive": ["book_general"], "guides": ["g13"], **more,
    }  # fmt: skip


CAMPAIGN: dict[str, Any] = {
    "id": "i26-x", "title": "冬季行動", "kind": "action", "basis": PRACTICE, "from": DAY(2026, 9, 1), "until": DAY(2026, 12, 31),
    "entered_on": DAY(2026, 11, 1), "lead": "dept-party", "about": "查隱患。",
    "stages": [stage("a", DAY(2026, 9, 1), DAY(2026, 11, 30)), stage("b", DAY(2026, 12, 1), DAY(2026, 12, 31))],
    "tasks": [
        task("early", DAY(2026, 10, 16), "a"), task("now", DAY(2026, 11, 26), "a"), task("sum", DAY(2026, 12, 10), "b", "company"),
        task("grid", DAY(2026, 12, 11), "b", applies_to={"has": ["grids"]}),
    ],
}  # fmt: skip


@pytest.fixture
def portal(mini: Portal) -> Portal:
    mini.put("data/branches/b03.yml", branch("b03", "第三支部", has=[]))
    mini.put(FILE, CAMPAIGN)
    assert mini.problems() == []
    return mini


def due(portal: Portal, of: str) -> set[str]:
    schedule = make_schedule(portal.book())
    return {item.id for item in schedule.branch(of, 2026) if item.id.startswith("i26")}


def test_its_tasks_are_part_of_the_year_of_those_whom_they_concern(portal: Portal) -> None:
    assert due(portal, "b01") == {"i26-x-now.2026", "i26-x-grid.2026"}
    assert due(portal, "b03") == {"i26-x-now.2026"}
    company = {item.id: item for item in make_schedule(portal.book()).company[2026]}
    assert company["i26-x-sum.2026"].of_company
    assert company["i26-x-now.2026"].due == DAY(2026, 11, 26)


def test_what_was_due_before_it_was_entered_stands_in_no_slip(portal: Portal) -> None:
    book = portal.book()
    listed = {item.id: batch.number for batch in slip_batches(book, make_schedule(book)) for item in batch.occurrences}
    assert "i26-x-early.2026" not in listed
    assert listed["i26-x-now.2026"] == "TX-2026-22"


def test_its_stages_are_in_the_calendar(portal: Portal) -> None:
    book = portal.book()
    found = {event.uid: event for event in events(announce(book), make_schedule(book))}
    assert set(found) == {"initiative-i26-x.a", "initiative-i26-x.b"}
    assert (found["initiative-i26-x.b"].first, found["initiative-i26-x.b"].last) == (
        DAY(2026, 12, 1),
        DAY(2026, 12, 31),
    )


def said(portal: Portal, day: dt.date) -> tuple[str, str, str]:
    """What the list, the page and the home page say on a day."""
    snapshot = take_snapshot(portal.book(day), day, ROOMS)
    listed, page = pages(snapshot, environment())
    home = home_section(snapshot, environment())
    return listed.render(), page.render(), home.body() if home else ""


def test_it_is_on_the_home_page_until_it_is_over(portal: Portal) -> None:
    _, page, home = said(portal, DAY(2026, 11, 24))
    assert "冬季行動" in home
    assert "正在階段a" in home
    assert "已經結束" not in page
    portal.change(FILE, closing={"on": DAY(2027, 1, 5), "summary": "查了，改了。", "kept": ["年年查"]})
    listed, page, home = said(portal, DAY(2027, 1, 6))
    assert home == ""
    assert "已經結束" in page
    assert "查了，改了。" in page
    assert "年年查" in page
    assert listed.index("冬季行動") > listed.index('id="over"')


def test_it_enters_learning_by_itself_and_stays_there_as_one_line(portal: Portal) -> None:
    """The learning page knows no 專題: with the file it has a section, while it lasts and after it."""

    def learning(day: dt.date) -> tuple[str, list[str]]:
        snapshot = take_snapshot(portal.book(day), day, ROOMS)
        page = next(iter(learning_pages(snapshot, environment())))
        return str(page.render()), [heading.anchor for heading in page.toc]

    portal.change(FILE, questions=[{"ask": "算不算學時", "answer": "算。"}])
    text, anchors = learning(DAY(2026, 11, 24))
    assert anchors[0] == "initiatives"
    assert "冬季行動" in text
    assert "正在階段a" in text
    assert "i26-x/#questions" in text
    text, _ = learning(DAY(2027, 1, 6))
    assert "已經結束：" in text
    assert "正在" not in text
    (portal.root / FILE).unlink()
    text, anchors = learning(DAY(2026, 11, 24))
    assert ("initiatives" in anchors, "冬季行動" in text) == (False, False)


def test_its_tasks_are_a_table(portal: Portal) -> None:
    (table,) = datasets(take_snapshot(portal.book(), DAY(2026, 11, 24), ROOMS))
    assert [row["task"] for row in table.rows] == ["任務early", "任務now", "任務sum", "任務grid"]


CASES = [
    Case("INIT-01", FILE, "from: 2026-12-01", "from: 2026-11-30", 10),
    Case("INIT-01", FILE, "to: 2026-12-31", "to: 2027-01-01", 10),
    Case("INIT-02", FILE, "due: 2026-11-26", "due: 2026-12-02", 11),
    Case("INIT-02", FILE, "due: 2026-11-26", "due: 2026-11-28", 11),
    Case("INIT-02", FILE, "stage: a", "stage: z", 11),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.new}")
def test_a_mistake_is_reported_at_its_place(portal: Portal, case: Case) -> None:
    check_case(portal.root, case)
    portal.put(FILE, CAMPAIGN)  # the mend: a stage and a working day that fit
    assert portal.problems() == []


def test_one_that_is_over_is_closed_and_not_before(portal: Portal) -> None:
    stages = [stage("a", DAY(2026, 9, 1), DAY(2026, 9, 30))]
    over = {**CAMPAIGN, "until": DAY(2026, 10, 10), "stages": stages, "tasks": [task("early", DAY(2026, 9, 10), "a")]}
    portal.put(FILE, over)
    assert [problem.rule for problem in portal.problems()] == ["INIT-03"]
    portal.put(FILE, {**over, "closing": {"on": DAY(2026, 8, 1), "summary": "完。"}})
    assert [problem.rule for problem in portal.problems()] == ["INIT-04"]
    portal.put(FILE, {**over, "closing": {"on": DAY(2026, 10, 12), "summary": "完。"}})
    assert portal.problems() == []

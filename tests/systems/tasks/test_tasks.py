"""Task slips: states and counts on a day, the events, the template of a feedback, and the pages that show them."""

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_portal.ground.problems import ProblemLog
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.settings import ForgeSettings
from branch_portal.rooms import ROOMS, SYSTEMS
from branch_portal.site import forge
from branch_portal.source.yaml_source import read_yaml
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.tasks import feedback_template
from branch_portal.systems.tasks.events import events
from branch_portal.systems.tasks.figures import (
    Assignment,
    assigned,
    assignment,
    board,
    counts,
    green_of,
    grouped,
    totals,
)
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Feedback, FeedbackEntry, Task
from branch_portal.systems.tasks.statistics import heat
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF

DAY = dt.date.fromisoformat


def answer(*entries: tuple[str, str], status: str = "done") -> Feedback:
    log = tuple(FeedbackEntry(on=DAY(on), action=action, by="branch_secretary") for on, action in entries)  # type: ignore[arg-type]
    return Feedback(task="rw2610", branch="b01", status=status, summary="辦理情況說明", log=log)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def task(book: Handbook) -> Task:
    return book[TASKS]["rw2610"]  # issued 2 November, due 20 November, alert days 10, 3, 0


SUBMITTED, RETURNED, AGAIN, VERIFIED = (
    ("2026-11-12", "submitted"),
    ("2026-11-16", "returned"),
    ("2026-11-18", "submitted"),
    ("2026-11-19", "verified"),
)


@pytest.mark.parametrize(
    ("day", "log", "status", "expected"),
    [
        ("2026-11-09", (), "done", ("not_due", False)),
        ("2026-11-10", (), "done", ("awaited", False)),
        ("2026-11-20", (), "done", ("awaited", False)),
        ("2026-11-21", (), "done", ("awaited", True)),
        ("2026-11-11", (SUBMITTED,), "done", ("awaited", False)),
        ("2026-11-25", (SUBMITTED,), "done", ("submitted", False)),
        ("2026-11-25", (SUBMITTED,), "partly", ("submitted", True)),
        ("2026-11-25", (SUBMITTED, RETURNED), "done", ("returned", True)),
        ("2026-11-17", (SUBMITTED, RETURNED, AGAIN), "done", ("returned", False)),
        ("2026-11-25", (SUBMITTED, RETURNED, AGAIN), "done", ("submitted", False)),
        ("2026-11-25", (SUBMITTED, RETURNED, AGAIN, VERIFIED), "done", ("verified", False)),
    ],
)
def test_the_state_of_a_slip_on_a_day(
    task: Task, day: str, log: tuple[tuple[str, str], ...], status: str, expected: tuple[str, bool], schedule: Schedule
) -> None:
    item = assignment(
        task, "b01", answer(*log, status=status) if log else None, DAY(day), green_of(task, schedule.workdays)
    )
    assert (item.state, item.overdue) == expected


def test_a_first_feedback_after_the_due_day_is_late_for_good(task: Task, schedule: Schedule) -> None:
    item = assignment(
        task,
        "b01",
        answer(("2026-11-23", "submitted"), ("2026-11-24", "verified")),
        AS_OF,
        green_of(task, schedule.workdays),
    )
    assert item.late
    assert not item.overdue
    assert (item.submitted_on, item.verified_on) == (DAY("2026-11-23"), DAY("2026-11-24"))


@given(day=st.dates(DAY("2025-12-01"), DAY("2027-02-01")))
def test_every_count_agrees_with_every_other(book: Handbook, day: dt.date, schedule: Schedule) -> None:
    today = board(book, day, schedule.workdays)
    whole = counts(today.assignments)
    assert whole.assigned == sum(len(items) for items in today.by_branch.values())
    assert whole.overdue <= whole.open <= whole.assigned
    for groups in (
        [counts(items) for items in today.by_task.values()],
        [counts(items) for items in today.by_branch.values()],
        [*grouped(today.assignments, lambda item: item.task.issuer).values()],
    ):
        for name in ("assigned", "not_due", "awaited", "submitted", "returned", "verified", "overdue", "late"):
            assert sum(getattr(group, name) for group in groups) == getattr(whole, name)


def test_slips_come_oldest_due_day_first(book: Handbook, schedule: Schedule) -> None:
    today = board(book, AS_OF, schedule.workdays)
    for items in today.by_branch.values():
        assert [item.task.due for item in items] == sorted(item.task.due for item in items)


def test_the_sample_has_every_state(book: Handbook, schedule: Schedule) -> None:
    found = counts(board(book, AS_OF, schedule.workdays).assignments)
    for name in ("not_due", "awaited", "submitted", "returned", "verified", "overdue", "late", "not_applicable"):
        assert getattr(found, name) > 0, name


def test_a_withdrawn_slip_counts_until_its_day(book: Handbook, schedule: Schedule) -> None:
    withdrawn = book[TASKS]["rw2608"]
    assert withdrawn.withdrawn
    before = withdrawn.withdrawn.on - dt.timedelta(days=1)
    assert "rw2608" in board(book, before, schedule.workdays).by_task
    assert "rw2608" not in board(book, withdrawn.withdrawn.on, schedule.workdays).by_task


def test_assignees_follow_the_organisation(book: Handbook) -> None:
    task = book[TASKS]["rw2603"]
    assert set(assigned(task, book[BRANCHES])) == {"b01", "b02", "b03", "b04", "b05", "b06", "b10", "b11", "b12"}
    moved = {**book[BRANCHES], "b07": book[BRANCHES]["b07"].model_copy(update={"support_unit": "zone-east"})}
    assert "b07" in assigned(task, moved)


def test_figures_add_up_what_branches_reported(book: Handbook, task: Task, schedule: Schedule) -> None:
    items = board(book, AS_OF, schedule.workdays).by_task[task.id]
    reported = [item.feedback.values["items"] for item in items if item.feedback and "items" in item.feedback.values]
    assert totals(task, items)["items"] == (len(reported), sum(value for value in reported if isinstance(value, int)))


# events


def test_one_event_for_the_company_and_one_for_each_branch(book: Handbook, schedule: Schedule) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    for task in book[TASKS].values():
        mine = [uid for uid in found if uid == f"task-{task.id}" or uid.startswith(f"task-{task.id}.")]
        assert len(mine) == (0 if task.withdrawn else 1 + len(assigned(task, book[BRANCHES])))
    event = found["task-rw2610.b04"]
    assert (event.first, event.branch, event.page) == (DAY("2026-11-20"), "b04", "tasks/rw2610/#branch-b04")
    assert [level for level, _ in event.alerts] == ["green", "yellow", "red"]


def test_a_new_due_day_or_title_keeps_the_event(book: Handbook, schedule: Schedule, task: Task) -> None:
    changed = task.model_copy(update={"due": DAY("2026-11-27"), "title": "改名"})
    again = book.having(tasks={**book[TASKS], task.id: changed})
    assert [event.uid for event in events(announce(again), schedule)] == [
        event.uid for event in events(announce(book), schedule)
    ]


# the template


def test_a_template_is_yaml_for_its_own_branch_and_short_enough(book: Handbook) -> None:
    for task in book[TASKS].values():
        text = feedback_template.for_branch(feedback_template.text(task), "b01", task.role)
        log = ProblemLog()
        source = read_yaml(text.encode(), "data/feedback/x/b01.yml", log)
        assert source is not None, log.problems
        assert not log.problems
        data = dict(source.data)  # type: ignore[call-overload]
        assert (data["task"], data["branch"], data["done_on"]) == (task.id, "b01", None)
        assert len(text) <= feedback_template.MOST_CHARACTERS
        encoded = feedback_template.for_branch(
            feedback_template.encoded(feedback_template.text(task)), "b01", task.role
        )
        assert unquote(encoded) == text
        assert len(encoded) <= feedback_template.MOST_BYTES


@pytest.mark.parametrize(
    ("kind", "start", "name"),
    [
        ("github", "https://forge.example/party/portal/new/main", "filename"),
        ("gitea", "https://forge.example/party/portal/_new/main/data/feedback/rw2610/", "filename"),
        ("forgejo", "https://forge.example/party/portal/_new/main/data/feedback/rw2610/", "filename"),
        ("gitlab", "https://forge.example/party/portal/-/new/main", "file_name"),
    ],
)
def test_a_new_file_begins_on_each_forge(task: Task, kind: str, start: str, name: str) -> None:
    settings = ForgeSettings(kind=kind, repository="https://forge.example/party/portal")  # type: ignore[arg-type]
    path = feedback_template.path(task.id, "b01")
    text = feedback_template.for_branch(feedback_template.encoded(feedback_template.text(task)), "b01", task.role)
    address = forge.new_file(forge.new_template(settings), path, text)
    assert address.isascii()
    assert address.split("?")[0] == start
    query = parse_qs(urlsplit(address).query)
    assert (start + "/" + query[name][0]).endswith("/b01.yml")
    carried = query.get("value", [""])[0]
    assert (carried == unquote(text)) == forge.fills_in(settings) == (kind != "gitlab")
    assert forge.edit_template(settings).endswith("/main/{path}")


def test_gitee_begins_a_file_in_its_folder(task: Task) -> None:
    settings = ForgeSettings(kind="gitee", repository="https://forge.example/party/portal")
    address = forge.new_file(forge.new_template(settings), feedback_template.path(task.id, "b01"), "")
    assert address == "https://forge.example/party/portal/new/main/data/feedback/rw2610"
    assert not forge.fills_in(settings)
    assert forge.edit_template(settings) == "https://forge.example/party/portal/edit/main/{path}"


def test_a_forge_of_another_kind_is_described_by_its_own_addresses() -> None:
    settings = ForgeSettings(
        kind="gitea",
        repository="https://forge.example/p",
        edit="https://forge.example/p/edit/{path}",
        new="https://forge.example/p/new/{folder}?n={name}",
    )
    assert forge.edit_template(settings) == "https://forge.example/p/edit/{path}"
    assert (
        forge.new_file(forge.new_template(settings), "data/a/b.yml", "x")
        == "https://forge.example/p/new/data/a?n=b.yml"
    )
    assert not forge.fills_in(settings)


# the pages


def test_pages_say_what_the_published_table_says(site: Path, book: Handbook, schedule: Schedule) -> None:
    rows = json.loads((site / "api" / "task-progress.json").read_text("utf-8"))["rows"]
    for task in board(book, AS_OF, schedule.workdays).by_task:
        text = (site / "tasks" / task / "index.html").read_text("utf-8")
        shown = dict(re.findall(r'<tr id="branch-(\w+)">.*?<span class="tag tag-\w+"[^>]*>(\S+?)</span>', text))
        assert shown == {row["branch"]: row["state"] for row in rows if row["task"] == task}


def test_a_branch_finds_its_open_slips_at_home(site: Path, book: Handbook, schedule: Schedule) -> None:
    for branch, items in board(book, AS_OF, schedule.workdays).by_branch.items():
        text = (site / "branches" / branch / "index.html").read_text("utf-8")
        assert re.findall(r'<li id="task-(\w+)">', text) == [item.task.id for item in items if item.open]


def test_a_slip_to_answer_has_a_link_with_its_file_filled_in(site: Path, book: Handbook, schedule: Schedule) -> None:
    text = (site / "branches" / "b07" / "index.html").read_text("utf-8").replace("&amp;", "&")
    links = re.findall(r'href="(https://forge\.example\.com/[^"]*_new[^"]*)"', text)
    waiting = [item.task.id for item in board(book, AS_OF, schedule.workdays).by_branch["b07"] if not item.feedback]
    assert [link for link in links if "/feedback/" in link] == links
    assert len(links) == len(waiting)
    for link, task in zip(links, waiting, strict=True):
        assert f"/data/feedback/{task}/?filename=b07.yml&value=" in link
        assert "branch: b07" in parse_qs(urlsplit(link).query)["value"][0]


def test_the_task_system_is_registered(book: Handbook) -> None:
    system = next(system for system in SYSTEMS if system.number == 4)
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    ids = [dataset.id for dataset in system.datasets(snapshot)]
    assert ids == ["tasks", "task-progress", "tasks-by-branch", "tasks-by-department", "tasks-by-term", "task-figures"]


def test_an_assignment_is_open_until_verified(task: Task, schedule: Schedule) -> None:
    item = assignment(task, "b01", answer(SUBMITTED), AS_OF, green_of(task, schedule.workdays))
    assert isinstance(item, Assignment)
    assert item.open
    assert not item.waits_for_branch


def test_the_grid_of_branches_and_slips_has_every_slip_once_in_the_row_of_its_branch(
    book: Handbook, schedule: Schedule
) -> None:
    today = board(book, AS_OF, schedule.workdays)
    rows = heat(today)
    assert [branch for branch, _ in rows] == [id for id in book[BRANCHES] if today.by_branch[id]]
    assert len({len(cells) for _, cells in rows}) == 1
    assert any(cell is None for _, cells in rows for cell in cells)
    found = [(cell.branch, cell.task.id) for _, cells in rows for cell in cells if cell]
    assert sorted(found) == sorted((item.branch, item.task.id) for item in today.assignments)
    for branch, cells in rows:
        assert {cell.branch for cell in cells if cell} == {branch}


def test_the_statistics_begin_with_what_is_overdue_and_where(site: Path, book: Handbook, schedule: Schedule) -> None:
    page = (site / "tasks/statistics/index.html").read_text("utf-8")
    overdue = [item for item in board(book, AS_OF, schedule.workdays).assignments if item.overdue]
    assert f"<b data-heat-slips>{len(overdue)}</b>" in page
    assert f"<b data-heat-branches>{len({item.branch for item in overdue})}</b>" in page
    assert page.count('class="shade-late"') == len(overdue) > 0
    assert page.index("data-heat-slips") < page.index('id="by-task"')

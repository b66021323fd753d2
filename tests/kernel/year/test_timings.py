"""改期、一次開: later timings leave what was issued alone, two duties are one meeting, and days keep to their side."""

import datetime as dt
from collections import Counter

import pytest

from branch_portal.calendar.duty_events import occurrence_event
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.year.schedule import Schedule, make_schedule
from tests.mistakes import Case, check_case
from tests.portal import SETTINGS, Portal, duty

NEW_YEAR = dt.date(2027, 1, 1)
WALK = {"every": "year", "on": "06-05", "if_closed": "previous"}


@pytest.fixture
def two_years(mini: Portal) -> Portal:
    """A portal of two years, whose monthly duty comes on another day from the second on."""
    mini.change(SETTINGS, years=[2026, 2027], slips="month")
    mini.put("data/duties/a18.yml", duty("a18", "春檢主題黨日", WALK, held_with={"duty": "m03"}, deliverable=["方案"]))
    later = {"from": NEW_YEAR, "when": {"every": "month", "day": 8, "if_closed": "next"}}
    mini.change("data/duties/m01.yml", changed=[later])
    return mini


def days(portal: Portal, id: str, year: int) -> list[dt.date]:
    schedule = make_schedule(portal.book())
    return [item.due for item in schedule.company[year] if item.duty.id == id]


def test_a_later_timing_leaves_the_year_before_alone(two_years: Portal) -> None:
    assert {day.day for day in days(two_years, "m01", 2026)} <= {23, 24, 25}
    assert {day.day for day in days(two_years, "m01", 2027)} <= {8, 9, 10}
    assert len(days(two_years, "m01", 2026)) == len(days(two_years, "m01", 2027)) == 12


def test_a_duty_is_there_from_its_first_to_its_last_day(two_years: Portal) -> None:
    monthly = {"every": "month", "day": 10, "if_closed": "next"}
    bounds = {"from": dt.date(2026, 12, 1), "until": dt.date(2027, 2, 28)}
    two_years.put("data/duties/m09.yml", duty("m09", "日誌", monthly, **bounds))
    assert [str(day) for day in days(two_years, "m09", 2026)] == ["2026-12-10"]
    assert [str(day) for day in days(two_years, "m09", 2027)] == ["2027-01-11", "2027-02-10"]


def test_two_duties_are_one_meeting(two_years: Portal) -> None:
    move = {"duty": "m03", "period": "2026-06", "to": dt.date(2026, 6, 24), "reason": "錯開"}
    two_years.put("data/plans/b01-2026.yml", {"id": "b01-2026", "branch": "b01", "year": 2026, "moves": [move]})
    book = two_years.book()
    schedule = make_schedule(book)
    company = {item.id: item for item in schedule.company[2026]}
    assert company["a18.2026"].due == company["m03.2026-06"].due == dt.date(2026, 6, 10)
    assert company["a18.2026"].host == "m03.2026-06"
    assert [guest.id for guest in company["m03.2026-06"].guests] == ["a18"]
    assert not company["m03.2026-07"].guests
    own = {item.id: item for item in schedule.branch("b01", 2026)}
    assert own["a18.2026"].due == own["m03.2026-06"].due == dt.date(2026, 6, 24)  # the branch's own day
    said = occurrence_event(book, company["m03.2026-06"], 2026).lines
    assert "一次開：春檢主題黨日（分別記錄，交方案）" in said


def test_the_host_may_come_to_the_guest_s_day(two_years: Portal) -> None:
    two_years.change("data/duties/a18.yml", held_with={"duty": "m03", "on": "own"})
    company = {item.id: item for item in make_schedule(two_years.book()).company[2026]}
    assert company["a18.2026"].due == company["m03.2026-06"].due == dt.date(2026, 6, 5)


def test_two_guests_and_their_host_are_on_one_day(two_years: Portal) -> None:
    """The host goes to one guest's day: the other, which comes to the host's, is there too, whichever is read first."""
    for id, on in (("a17", "theirs"), ("a19", "own")):
        when = {"every": "year", "on": f"06-{'16' if on == 'own' else '24'}", "if_closed": "previous"}
        two_years.put(f"data/duties/{id}.yml", duty(id, "一件事", when, held_with={"duty": "m03", "on": on}))
    company = {item.id: item for item in make_schedule(two_years.book()).company[2026]}
    assert {company[id].due for id in ("a17.2026", "a18.2026", "a19.2026", "m03.2026-06")} == {dt.date(2026, 6, 16)}
    assert {guest.id for guest in company["m03.2026-06"].guests} == {"a17", "a18", "a19"}


def test_a_guest_without_its_host_stands_by_itself(two_years: Portal) -> None:
    waiver = {
        "duty": "m03",
        "period": "2026-06",
        "reason": "停",
        "approved_by": "dept_specialist",
        "approved_on": dt.date(2026, 5, 5),
    }
    two_years.put("data/plans/b01-2026.yml", {"id": "b01-2026", "branch": "b01", "year": 2026, "waived": [waiver]})
    own = {item.id: item for item in make_schedule(two_years.book()).branch("b01", 2026)}
    assert (own["a18.2026"].due, own["a18.2026"].host) == (dt.date(2026, 6, 5), "")


A27, A01 = "data/duties/a27.yml", "data/duties/a01.yml"
CASES = [
    Case("DUTY-09", A27, "previous", "next", 6),
    Case("DUTY-09", A27, "previous", "nearest", 6),
    Case("DUTY-10", A01, ", if_closed: previous", "", 6),
    Case("DUTY-11", A01, "t-life", "t-org", 0),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.new}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    mini.put("data/tracks/t-org.yml", {"id": "t-org", "order": 2, "title": "組織", "summary": "組織"})
    mini.put(A27, duty("a27", "助學（六一前）", {"every": "year", "on": "05-31", "if_closed": "previous"}))
    closed = {"every": "year", "on": "12-05", "if_closed": "previous"}  # a Saturday to come
    mini.put(A01, duty("a01", "一件事", closed, held_with={"duty": "m03"}))
    assert mini.problems() == []
    check_case(mini.root, case)


# the sample


def test_the_sample_s_next_year_is_spread(book: Handbook, schedule: Schedule) -> None:
    """Half of all dates lay on the 24th to 28th; and a branch had 24 weeks of more than three matters."""

    def load(year: int) -> tuple[float, float]:
        late, busy, count, branches = 0, 0, 0, 0
        for one in book[BRANCHES].values():
            if one.lives_in(year) and one.kind != "temporary_branch":
                items = [item for item in schedule.branch(one.id, year) if not item.host]
                weeks = Counter(item.due.isocalendar()[:2] for item in items)
                late += sum(24 <= item.due.day <= 28 for item in items)
                busy += sum(number > 3 for number in weeks.values())
                count, branches = count + len(items), branches + 1
        return late / count, busy / branches

    (before, crowded), (after, calmer) = load(2026), load(2027)
    assert before > 0.5 > 0.05 > after
    assert calmer < crowded * 0.8


def test_the_sample_s_meetings_are_held_together(book: Handbook, schedule: Schedule) -> None:
    """Lessons with the quarter's meeting, the yearly review with the first of them, safety and July's day with 主題黨日."""
    wanted = {"q02": "q01", "a16": "q01", "a18": "m03", "a32": "m03", "a67": "m03", "m11": "m01"}
    for one in book[BRANCHES].values():
        if not one.lives_in(2027):
            continue
        own = {item.id: item for item in schedule.branch(one.id, 2027)}
        guests = [item for item in own.values() if item.duty.id in wanted]
        assert len(guests) >= 5
        for guest in guests:
            host = own[guest.host]
            assert (host.duty.id, host.due) == (wanted[guest.duty.id], guest.due), guest.id

"""Calendars of one's own: a branch's role, without alarms, one event a week; and what becomes of the former ones."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from icalendar import Calendar as VCalendar

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import Feed
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.files import feed_file
from branch_portal.calendar.model import Ledger
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.kinds import DUTIES, PLANS
from branch_portal.year.model import Move, Plan
from tests.kernel.calendar.editions import FIRST, HOST, LATER, Edition, publish, unfolded, withdrawn

DAY = dt.date.fromisoformat


@pytest.fixture(scope="module")
def every(calendar: Calendar) -> dict[str, Feed]:
    return {feed.name: feed for feed in feeds(calendar)}


@pytest.fixture(scope="module")
def first(small: Handbook) -> Edition:
    return publish(small, Ledger(), FIRST)


def test_the_roles_of_a_branch_have_each_of_its_events_once(calendar: Calendar, every: dict[str, Feed]) -> None:
    for branch in ("b01", "b03", "b12"):
        whole = {one.own.uid: one for one in every[branch].events()}
        of_roles = [one for feed in every.values() if feed.kind == "branch_role" and feed.subject == branch and not feed.quiet for one in feed.events()]  # fmt: skip
        assert max(Counter(one.own.uid for one in of_roles).values()) == 1
        shown = calendar.in_own_window(one for one in whole.values() if one.event.role)
        assert {one.own.uid for one in of_roles} == {one.own.uid for one in shown}
        assert all(whole[one.own.uid] == one for one in of_roles)  # the branch's own days, the same words
    assert not [feed for feed in every.values() if feed.role == "all_members"]


def test_a_role_above_the_branches_has_its_own_work(book: Handbook, calendar: Calendar, every: dict[str, Feed]) -> None:
    def found(role: str) -> set[str]:
        return {one.own.uid.split("-")[0] for one in every[f"role-{role}"].events()}

    assert found("discipline_commission") >= {"inspection"}
    assert found("org_department") >= {"inspection"}
    assert found("professional_department") >= {"charter", "goal"}
    assert found("support_unit_lead") >= {"task"}
    slips = {event.uid for event in calendar.events if not event.branch} & {f"task-{id}" for id in book[TASKS]}
    assert slips
    for uid in slips:
        task = book[TASKS][uid.removeprefix("task-")]
        for role in (task.verifier, task.issuer_role):
            assert uid in {one.own.uid for one in every[f"role-{role}"].events()}
    for feed in every.values():
        if feed.kind == "role":
            assert not [one for one in feed.events() if one.event.reach == "branches" or one.event.branch]
            assert "公司本級" in feed.title


def test_a_role_s_former_address_tells_the_new_one(calendar: Calendar, every: dict[str, Feed]) -> None:
    feed = every["role-branch_secretary"]
    assert feed.kind == "moved"
    (event,) = VCalendar.from_ical(feed_file(calendar, feed)).walk("VEVENT")
    assert str(event["SUMMARY"]) == "本日曆已經按支部分開，請改訂"
    assert "https://portal.example.com/calendar/支部編號.branch-secretary.ics" in str(event["DESCRIPTION"])
    assert str(event["URL"]) == "https://portal.example.com/calendar/mine/"
    assert event["SEQUENCE"] == 1  # those who subscribed before take it as a revision


def test_a_notice_keeps_its_uid_and_its_day_from_month_to_month(small: Handbook, first: Edition) -> None:
    uid = b"UID:feed-role-company_leader.notice" + HOST
    later = publish(small, first.ledger, dt.datetime(2027, 2, 3, tzinfo=dt.UTC))
    assert later.ledger.anchor != first.ledger.anchor
    assert first.files["role-company-leader.ics"][uid] == later.files["role-company-leader.ics"][uid]


def test_a_quiet_calendar_is_the_same_without_alarms(calendar: Calendar, every: dict[str, Feed]) -> None:
    for name in ("all", "b03", "b03.branch_secretary", "topic-t-life"):
        loud, quiet = (list(every[one].events()) for one in (name, f"{name}.quiet"))
        assert quiet == calendar.in_own_window(loud)
        file = feed_file(calendar, every[f"{name}.quiet"])
        assert b"VALARM" not in file
        assert file.count(b"BEGIN:VEVENT") == file.count(b"END:VEVENT") == len(quiet)
        for one in quiet:
            before, alarm, _ = calendar.text.event(one).partition(b"BEGIN:VALARM\r\n")
            assert calendar.text.quiet(one) == before + (b"END:VEVENT\r\n" if alarm else b"")


def test_a_week_says_on_monday_what_falls_due_in_it(calendar: Calendar, every: dict[str, Feed]) -> None:
    for name in ("b01", "b01.org_member"):
        due = [one for one in every[name].events() if one.event.topic != "terms" and not one.cancelled]
        weeks = list(every[f"{name}.week"].events())
        assert weeks
        for one in weeks:
            event = one.event
            assert event.first.weekday() == 0
            assert calendar.week_span.holds(event.first, event.first)
            inside = [other for other in due if event.first <= other.event.last < event.first + dt.timedelta(days=7)]
            assert event.summary.startswith(f"本週到期{len(inside)}項：")
            assert event.alerts == ()
        all_due = [one for one in due if calendar.week_span.holds(one.event.last, one.event.last)]
        assert len(weeks) == len({one.event.last - dt.timedelta(days=one.event.last.weekday()) for one in all_due})


def weeks_of(edition: Edition, name: str) -> dict[str, tuple[int, str]]:
    """Of each week: how often it was revised, and its description."""
    found = {}
    for uid, chunk in edition.files[name].items():
        text = unfolded(chunk)
        if uid != b"head":
            sequence = next(line for line in text.split("\r\n") if line.startswith("SEQUENCE:"))
            found[uid.decode()[9:19]] = (int(sequence[9:]), text)
    return found


def test_a_week_is_revised_when_something_moves_in_or_out_and_never_counts_back(
    small: Handbook, first: Edition
) -> None:
    move = Move(duty="m03", period="2026-12", to=DAY("2026-12-21"), reason="錯開")
    plan = Plan(id="b03-2026", branch="b03", year=2026, moves=(move,))
    moved = publish(small.having(plans={**small[PLANS], ("b03", 2026): plan}), first.ledger, LATER)
    back = publish(small, moved.ledger, LATER + dt.timedelta(hours=1))
    gone = publish(
        withdrawn(small.having(duties={id: one for id, one in small[DUTIES].items() if id != "m03"}), "duty-m03"),
        back.ledger,
        LATER + dt.timedelta(hours=2),
    )
    told = [weeks_of(edition, "b03.week.ics") for edition in (first, moved, back, gone)]
    assert "12月21日（週一）：開展主題黨日" in told[1]["2026-12-21"][1]
    assert "2026-12-07" not in told[1]  # nothing else falls due in it
    assert told[2]["2026-12-07"][0] > told[0]["2026-12-07"][0]
    for before, after in pairwise(told):
        for week in before.keys() & after.keys():
            assert after[week][0] >= before[week][0]
            if after[week][1] != before[week][1]:
                assert after[week][0] > before[week][0]


def test_a_branch_that_has_not_the_role_keeps_the_address(book: Handbook, every: dict[str, Feed]) -> None:
    without = next(branch.id for branch in book[BRANCHES].values() if not branch.has_committee)
    assert all(one.cancelled for one in every[f"{without}.org_member"].events())
    assert every[f"{without}.branch_secretary"].events()

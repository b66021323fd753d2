"""What a change of the data does to the published calendar files, and what it leaves alone."""

import datetime as dt
import re

import pytest
from icalendar import Calendar as VCalendar

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.model import Ledger
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.year.kinds import DUTIES, PLANS
from branch_portal.year.model import Duty, Move, Plan, Waiver
from branch_portal.year.timing import Yearly
from tests.kernel.calendar.editions import FIRST, HOST, LATER, Edition, changed, publish, unfolded, withdrawn

DUTY = "a01"
UID = b"UID:duty-a01.2026" + HOST


@pytest.fixture(scope="module")
def first(small: Handbook) -> Edition:
    return publish(small, Ledger(), FIRST)


def with_duty(book: Handbook, **changes: object) -> Handbook:
    return book.having(duties={**book[DUTIES], DUTY: book[DUTIES][DUTY].model_copy(update=changes)})


def without_duty(book: Handbook) -> Handbook:
    return book.having(duties={id: duty for id, duty in book[DUTIES].items() if id != DUTY})


def a_day_later(duty: Duty) -> Yearly:
    assert isinstance(duty.when, Yearly)
    return duty.when.model_copy(update={"on": "01-27", "if_closed": "keep"})


def test_a_later_clock_changes_nothing(small: Handbook, first: Edition) -> None:
    assert changed(first.files, publish(small, first.ledger, LATER).files) == {}


def test_a_moved_date_changes_one_event_in_every_feed_that_holds_it(small: Handbook, first: Edition) -> None:
    when = a_day_later(small[DUTIES][DUTY])
    moved = publish(with_duty(small, when=when), first.ledger, LATER)
    found = changed(first.files, moved.files)
    company = {b"UID:duty-a01.2026" + HOST, b"UID:duty-a01.2027" + HOST}
    assert found["all.ics"] == found["topic-t-member.ics"] == {b"head", *company}
    for branch in ("b01", "b03", "b10"):
        own = {f"UID:duty-a01.{year}.{branch}".encode() + HOST for year in (2026, 2027)}
        assert found[f"{branch}.ics"] == {b"head", *own}
    assert not {"role-branch-secretary.ics", "terms.ics", "editors.ics"} & found.keys()
    assert found["b03.org-member.week.ics"] == {b"head", b"UID:week-2027-01-25.b03.org-member" + HOST}
    head = unfolded(moved.files["all.ics"][b"head"]), unfolded(first.files["all.ics"][b"head"])
    different = set(head[0].split("\r\n")) ^ set(head[1].split("\r\n"))
    assert different == {"LAST-MODIFIED:20261124T063000Z", "LAST-MODIFIED:20261102T010000Z"}
    event = unfolded(moved.files["b03.ics"][b"UID:duty-a01.2026.b03" + HOST])
    assert "SEQUENCE:1\r\n" in event
    assert "DTSTART;VALUE=DATE:20260127\r\n" in event
    assert "DTSTAMP:20261124T063000Z\r\n" in event


def test_one_branch_s_move_touches_its_own_feeds_alone(small: Handbook, first: Edition) -> None:
    move = Move(duty="m03", period="2026-12", to=dt.date(2026, 12, 21), reason="只有本支部的原因")
    plan = Plan(id="b03-2026", branch="b03", year=2026, moves=(move,))
    moved = publish(small.having(plans={**small[PLANS], ("b03", 2026): plan}), first.ledger, LATER)
    found = changed(first.files, moved.files)
    uid = b"UID:duty-m03.2026-12.b03" + HOST
    own = {f"b03.{name}.ics" for name in ("quiet", "week")}
    own |= {f"b03.branch-secretary.{name}" for name in ("ics", "quiet.ics", "week.ics")}
    assert found.keys() == {"b03.ics", "alerts-b03.ics", *own}
    assert found["b03.ics"] == {b"head", uid}
    assert "調整原因：只有本支部的原因" in unfolded(moved.files["b03.ics"][uid])
    assert "SEQUENCE:1\r\n" in unfolded(moved.files["b03.ics"][uid])
    back = publish(small, moved.ledger, LATER + dt.timedelta(hours=1))
    event = unfolded(back.files["b03.ics"][uid])
    assert "SEQUENCE:2\r\n" in event
    assert "調整原因" not in event


def test_a_withdrawn_duty_is_cancelled_everywhere_with_its_reason(small: Handbook, first: Edition) -> None:
    gone = publish(withdrawn(without_duty(small), "duty-a01"), first.ledger, LATER)
    for name, uid in (
        ("all.ics", UID),
        ("b03.ics", b"UID:duty-a01.2026.b03" + HOST),
    ):
        event = unfolded(gone.files[name][uid])
        assert "STATUS:CANCELLED\r\n" in event
        assert "SUMMARY:【已取消】" in event
        assert "DESCRIPTION:已取消：上級不再布置\\n詳情：https://portal.example.com/updates/" in event
        assert "CATEGORIES:已取消,黨員隊伍\r\n" in event
        assert "SEQUENCE:1\r\n" in event
        assert "BEGIN:VALARM" not in event
    assert "events/duty-a01.2026.ics" in first.files.keys() - gone.files.keys()
    alerts = gone.files["alerts-b03.ics"][b"UID:duty-a01.2027.b03.red" + HOST]
    assert "STATUS:CANCELLED\r\n" in unfolded(alerts)
    assert "（第三示例" not in unfolded(gone.files["b03.ics"][b"UID:duty-a01.2026.b03" + HOST])


def test_a_cancelled_event_goes_after_half_a_year_and_comes_back_with_a_higher_sequence(
    small: Handbook, first: Edition
) -> None:
    book = withdrawn(without_duty(small), "duty-a01")
    gone = publish(book, first.ledger, LATER)
    assert UID in publish(book, gone.ledger, dt.datetime(2027, 5, 20, tzinfo=dt.UTC)).files["all.ics"]
    over = publish(book, gone.ledger, dt.datetime(2027, 6, 20, tzinfo=dt.UTC))
    assert UID not in over.files["all.ics"]
    assert "duty-a01.2027" in over.ledger.entries
    back = publish(small, over.ledger, dt.datetime(2027, 6, 21, tzinfo=dt.UTC))
    assert "SEQUENCE:2\r\n" in unfolded(back.files["all.ics"][b"UID:duty-a01.2027" + HOST])


def test_an_exemption_cancels_one_branch_s_event(small: Handbook, first: Edition) -> None:
    waiver = Waiver(duty=DUTY, reason="併入原支部", approved_by="dept_specialist", approved_on=dt.date(2026, 11, 20))
    plan = Plan(id="b03-2027", branch="b03", year=2027, waived=(waiver,))
    exempt = publish(small.having(plans={**small[PLANS], ("b03", 2027): plan}), first.ledger, LATER)
    event = unfolded(exempt.files["b03.ics"][b"UID:duty-a01.2027.b03" + HOST])
    assert "STATUS:CANCELLED" in event
    assert "併入原支部" in event
    assert "STATUS:CANCELLED" not in unfolded(exempt.files["b01.ics"][b"UID:duty-a01.2027.b01" + HOST])


def test_a_branch_that_loses_its_committee_is_told_of_each_meeting(small: Handbook, first: Edition) -> None:
    branch = small[BRANCHES]["b03"].model_copy(update={"has_committee": False})
    without = publish(small.having(branches={**small[BRANCHES], "b03": branch}), first.ledger, LATER)
    uid = b"UID:duty-m01.2026-12.b03" + HOST
    assert "已取消：本支部不設支委會" in unfolded(without.files["b03.ics"][uid])
    assert {"b01.ics", "all.ics"}.isdisjoint(changed(first.files, without.files))
    again = publish(small, without.ledger, LATER + dt.timedelta(hours=1))
    assert "SEQUENCE:2\r\n" in unfolded(again.files["b03.ics"][uid])


def test_a_branch_s_new_name_revises_its_events_alone(small: Handbook, first: Edition) -> None:
    branch = small[BRANCHES]["b03"].model_copy(update={"short": "新名支部"})
    renamed = publish(small.having(branches={**small[BRANCHES], "b03": branch}), first.ledger, LATER)
    event = unfolded(renamed.files["b03.ics"][b"UID:duty-a01.2026.b03" + HOST])
    assert "（新名支部）" in event
    assert "SEQUENCE:1\r\n" in event
    assert "DTSTAMP:20261124T063000Z" in event
    assert {"b01.ics", "all.ics"}.isdisjoint(changed(first.files, renamed.files))


def test_a_closed_branch_s_calendar_says_so_for_a_while(small: Handbook, first: Edition) -> None:
    book = small.having(branches={id: one for id, one in small[BRANCHES].items() if id != "b03"})
    closed = publish(withdrawn(book, "feed-b03"), first.ledger, LATER)
    (event,) = (chunk for uid, chunk in closed.files["b03.ics"].items() if uid != b"head")
    assert "SUMMARY:本日曆已停用" in unfolded(event)
    assert "上級不再布置" in unfolded(event)
    later = publish(withdrawn(book, "feed-b03"), closed.ledger, dt.datetime(2027, 7, 1, tzinfo=dt.UTC))
    assert "b03.ics" not in later.files


def test_renaming_keeps_the_uid(small: Handbook, first: Edition) -> None:
    duty = small[DUTIES][DUTY].model_copy(update={"id": "a99", "old_ids": (DUTY,)})
    book = without_duty(small)
    renamed = publish(book.having(duties={**book[DUTIES], "a99": duty}), first.ledger, LATER)
    event = unfolded(renamed.files["all.ics"][UID])
    assert "URL:https://portal.example.com/year/2026/#a99.2026\r\n" in event
    assert renamed.ledger.entries.keys() == first.ledger.entries.keys()


def test_a_renamed_branch_keeps_its_uids_and_its_old_address(small: Handbook, first: Edition) -> None:
    branch = small[BRANCHES]["b10"].model_copy(update={"id": "b99", "old_ids": ("b10",)})
    others = {id: one for id, one in small[BRANCHES].items() if id != "b10"}
    plans = {("b99" if key[0] == "b10" else key[0], key[1]): plan for key, plan in small[PLANS].items()}
    plans = {key: plan.model_copy(update={"branch": key[0]}) for key, plan in plans.items()}
    renamed = publish(small.having(branches={**others, "b99": branch}, plans=plans), first.ledger, LATER)
    assert renamed.files["b10.ics"] == renamed.files["b99.ics"]
    assert renamed.files["alerts-b10.ics"] == renamed.files["alerts-b99.ics"]
    assert renamed.files["b99.ics"].keys() == first.files["b10.ics"].keys()


def test_the_window_goes_with_the_ledger_and_not_with_the_build(small: Handbook, first: Edition) -> None:
    later = publish(small, first.ledger, dt.datetime(2027, 12, 2, tzinfo=dt.UTC))
    days = [
        event["DTSTART"].dt
        for event in VCalendar.from_ical(
            b"BEGIN:VCALENDAR\r\n"
            + b"".join(
                b"BEGIN:VEVENT\r\n" + chunk + b"END:VEVENT\r\n"
                for uid, chunk in later.files["all.ics"].items()
                if uid != b"head"
            )
            + b"END:VCALENDAR\r\n"
        ).walk("VEVENT")
    ]
    assert min(days) == dt.date(2026, 12, 7)  # 大雪, the first in the window from 2026-12-01


def test_every_record_that_an_event_is_named_after_can_be_renamed(calendar: Calendar) -> None:
    names = {event.uid.split(".")[0] for event in calendar.events}
    for kind, group in vars(calendar.book).items():
        for id, record in group.items() if isinstance(group, dict) else ():
            if not isinstance(id, str) or id[:2] == "20":
                continue  # a quarter or half-year is its own name for ever
            if kind == "slip_batches":
                continue  # and so is a serial number
            if any(re.fullmatch(rf"[a-z-]+-{re.escape(id)}", name) for name in names):
                assert hasattr(getattr(record, "meta", record), "old_ids"), (kind, id)

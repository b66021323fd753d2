"""適用: a branch is told what branches of its kind do, from the day it is set up to the day it is dissolved.

The calendars show what that takes away as cancelled, with the reason, and nothing to those who never had it.
"""

import datetime as dt
import re

import pytest

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.files import assets
from branch_portal.calendar.ledger_file import read, write
from branch_portal.calendar.model import Change, Entry, Ledger, Scope
from branch_portal.organisation.applicability import AppliesTo, BranchKind
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.maps import pages as branches
from branch_portal.systems.maps.cadence import rhythms
from branch_portal.year.kinds import DUTIES
from branch_portal.year.schedule import Schedule, make_schedule, service
from tests.kernel.calendar.editions import FIRST, HOST, LATER, Edition, publish, unfolded, withdrawn
from tests.mistakes import Case, check_case
from tests.portal import Portal, duty
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

NOT_OURS = re.compile("收繳黨費|黨費收繳|月交黨費|發展黨員計劃|積極分子|組織生活會|民主評議|評議結果|述職|選舉|換屆")
"""What a temporary branch does not do: its members' dues, development and appraisal stay with their own branches."""
FOUNDED = dt.date(2026, 5, 8)
B09, PLAN = "data/branches/b09.yml", "data/plans/b09-2026.yml"
OWN = """own:
  - {id: own-x, title: 自選任務, track: t-life, role: branch_secretary, deliverable: [記錄], archive: [book_general],
     guides: [g13], basis: [{status: practice}], due: 2026-04-10, alerts: {green: 3, yellow: 2, red: 0}}
"""


@pytest.fixture
def temporary(mini: Portal) -> Portal:
    """A portal with a temporary branch, and a duty that such a branch has not."""
    mini.put("data/duties/a05.yml", duty("a05", "公司的事", {"every": "year", "on": "03-05"}, level="company"))
    mini.put(
        "data/duties/m04.yml",
        duty("m04", "繳費", {"every": "month", "day": 9}, applies_to={"has": ["dues"]}, movable="period"),
    )
    mini.put(
        B09,
        "id: b09\ntitle: 臨時支部\nshort: 臨時支部\nkind: temporary_branch\nparent: city\nbusiness: 保電\n"
        "has_committee: false\ngroups: 0\nmembers: 6\nfounded_on: 2026-05-08\n"
        "approval: {approved_by: dept_specialist, approved_on: 2026-05-06, document: 批覆}\n",
    )
    mini.put(
        PLAN,
        "id: b09-2026\nbranch: b09\nyear: 2026\nwaived:\n"
        "  - {duty: a14, reason: 併入原支部, approved_by: dept_specialist, approved_on: 2026-05-11}\n",
    )
    mini.put("data/duties/a14.yml", duty("a14", "年度計劃", {"every": "year", "on": "06-05"}))
    assert mini.problems() == []
    return mini


CASES = [
    Case("DUTY-06", "data/duties/a05.yml", "level: company\n", "level: company\napplies_to: {has: [dues]}\n", 4),
    Case("DUTY-07", "data/duties/m04.yml", "{has: [dues]}", "{has: [dues], has_not: [dues]}", 13),
    Case("ORG-08", B09, "founded_on: 2026-05-08", "founded_on: 2026-05-08\nelected_on: 2026-05-07", 11),
    Case("ORG-08", B09, "founded_on: 2026-05-08", "founded_on: 2026-05-08\ndissolved_on: 2026-05-07", 11),
    Case("PLAN-02", PLAN, "waived:", "moves:\n  - {duty: m04, period: 2026-06, to: 2026-06-19, reason: 測試}\nwaived:", 5),
    Case("PLAN-02", PLAN, "waived:", "moves:\n  - {duty: m03, period: 2026-04, to: 2026-04-09, reason: 測試}\nwaived:", 5),
    Case("PLAN-07", PLAN, "waived:", OWN + "waived:", 6),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(temporary: Portal, case: Case) -> None:
    check_case(temporary.root, case)


def titles(schedule: Schedule, branch: str) -> set[str]:
    return {item.title for year in schedule.company for item in schedule.branch(branch, year)}


def test_a_temporary_branch_has_no_dues_no_development_and_no_elections(book: Handbook, schedule: Schedule) -> None:
    """Regulation on branches: it as a rule develops no members, collects no dues and elects nobody."""
    assert {title for title in titles(schedule, "b09") if NOT_OURS.search(title)} == set()
    for other in book[BRANCHES].keys() - {"b09"}:
        assert len({title for title in titles(schedule, other) if NOT_OURS.search(title)}) >= 8, other


def test_the_sample_s_calendar_asks_none_of_it_either(book: Handbook, calendar: Calendar) -> None:
    published = list(calendar.branch(book[BRANCHES]["b09"]))
    alerts = list(calendar.alerts(one for one in published if not one.cancelled))
    told = [one.own.summary for one in (*published, *alerts) if not one.cancelled and one.event.reach != "company"]
    assert told
    assert [summary for summary in told if NOT_OURS.search(summary)] == []
    cancelled = {one.own.uid: one.cancelled for one in published if one.cancelled}
    assert cancelled["duty-m04.2026-12.b09"] == "臨時黨支部不辦這一項"
    assert cancelled["duty-m03.2026-01.b09"] == "本支部2026-05-08設立，這一項在設立以前"


def test_a_branch_without_a_committee_is_told_of_no_committee_member(book: Handbook, calendar: Calendar) -> None:
    members = re.compile("組織委員|宣傳委員|紀檢委員|黨小組組長")
    for id in book[BRANCHES]:
        of_branch = [one for one in calendar.branch(book[BRANCHES][id]) if not one.cancelled]
        told = [line for one in of_branch for line in one.event.lines if line.startswith("誰來辦")]
        assert bool([line for line in told if members.search(line)]) == book[BRANCHES][id].has_committee, id


def test_the_calendar_files_say_so_too(calendar: Calendar) -> None:
    made = {asset.path: asset for asset in assets(calendar)}
    usual, small = (made[f"calendar/{id}.ics"].render().replace(b"\r\n ", b"").decode() for id in ("b01", "b10"))
    assert "誰來辦：紀檢委員" in usual
    live = [event for event in small.split("BEGIN:VEVENT") if "STATUS:CANCELLED" not in event]
    assert not [event for event in live if re.search("組織委員|宣傳委員|紀檢委員", event)]
    alerts = made["calendar/alerts-b10.ics"].render().replace(b"\r\n ", b"").decode()
    assert "紅色告警" in alerts


def test_nothing_is_scheduled_outside_a_branch_s_days(book: Handbook, schedule: Schedule) -> None:
    assert min(item.due for item in schedule.branch("b09", 2026)) >= FOUNDED
    ended = book[BRANCHES]["b09"].model_copy(update={"dissolved_on": dt.date(2026, 7, 31)})
    days = make_schedule(book.having(branches={"b09": ended}))
    assert {item.due.month for item in days.branch("b09", 2026)} == {5, 6, 7}
    assert days.branch("b09", 2027) == ()


def test_days_that_leave_out_nothing_share_one_year(book: Handbook) -> None:
    old = {
        id: book[BRANCHES]["b03"].model_copy(update={"id": id, "founded_on": dt.date(2015, 7, int(id))}) for id in "12"
    }
    schedule = make_schedule(book.having(branches=old))
    assert schedule.branch("1", 2026) is schedule.branch("2", 2026)


def test_a_month_before_the_founding_lacks_no_meeting(book: Handbook, schedule: Schedule) -> None:
    of_year, own = schedule.company[2026], schedule.branch("b09", 2026)
    (found,) = rhythms(book, 2026, own, ["m03"], service(book[BRANCHES]["b09"], of_year))
    assert found.gaps == ()
    assert rhythms(book, 2026, own, ["m03"])[0].gaps[:4] == ("2026年1月", "2026年2月", "2026年3月", "2026年4月")
    without_june = [item for item in own if item.due.month != 6]
    assert rhythms(book, 2026, without_june, ["m03"], (FOUNDED, dt.date(2026, 7, 27)))[0].gaps == ("2026年6月",)


def test_a_temporary_branch_s_home_speaks_of_no_term(book: Handbook, schedule: Schedule) -> None:
    elected = book[BRANCHES]["b09"].model_copy(update={"elected_on": FOUNDED})
    snapshot = snapshot_of(book.having(branches={**book[BRANCHES], "b09": elected}), schedule, AS_OF)
    homes = {page.path: page for page in branches.homes(snapshot, [], environment())}
    temporary, usual = (homes[f"branches/{id}/"].render() for id in ("b09", "b01"))
    assert "本屆選舉" not in temporary
    assert "任期3年" not in temporary
    assert "<dt>設立</dt><dd>2026年5月8日（週五）</dd>" in temporary
    assert "由批准設立的黨組織指定" in temporary
    assert "本屆選舉" in usual
    assert "任期3年" in usual


def as_branch(book: Handbook, **changes: object) -> Handbook:
    """The small portal with its third branch changed."""
    return book.having(branches={**book[BRANCHES], "b10": book[BRANCHES]["b10"].model_copy(update=changes)})


def events_of(edition: Edition, branch: str = "b10") -> dict[str, str]:
    """The cancelled duties of a branch's calendar, by uid, with the whole text of the event."""
    texts = {uid[4:].decode().partition("@")[0]: unfolded(text) for uid, text in edition.files[f"{branch}.ics"].items()}
    return {uid: text for uid, text in texts.items() if uid.startswith("duty-") and "STATUS:CANCELLED" in text}


def not_for(book: Handbook, *kinds: BranchKind) -> Handbook:
    duty = book[DUTIES]["a01"].model_copy(update={"applies_to": AppliesTo(not_kinds=kinds)})
    return book.having(duties={**book[DUTIES], "a01": duty})


@pytest.fixture
def before(small: Handbook) -> Edition:
    return publish(not_for(small, "temporary_branch"), Ledger(), FIRST)


def test_another_kind_of_branch_cancels_what_it_no_longer_does(small: Handbook, before: Edition) -> None:
    book = not_for(as_branch(small, kind="temporary_branch", founded_on=dt.date(2027, 2, 1)), "temporary_branch")
    after = publish(book, before.ledger, LATER)
    assert "臨時黨支部不辦這一項" in events_of(after)["duty-a01.2027.b10"]
    assert "SEQUENCE:1\r\n" in events_of(after)["duty-a01.2027.b10"]
    assert "本支部2027-02-01設立" in events_of(after)["duty-m03.2027-01.b10"]
    assert "duty-m03.2027-02.b10" not in events_of(after)
    assert after.files["b01.ics"] == before.files["b01.ics"]
    assert after.files["all.ics"] == before.files["all.ics"]
    again = publish(book, after.ledger, LATER + dt.timedelta(hours=1))
    assert again.ledger == after.ledger


def test_a_duty_that_a_kind_no_longer_does_is_cancelled_there_alone(small: Handbook) -> None:
    book = as_branch(small, kind="joint_branch")
    before = publish(book, Ledger(), FIRST)
    after = publish(not_for(book, "joint_branch"), before.ledger, LATER)
    assert set(events_of(after)) == {"duty-a01.2027.b10"}  # what is over needs no word
    assert events_of(after, "b01") == events_of(after, "b03") == {}
    again = publish(not_for(book, "joint_branch"), after.ledger, LATER + dt.timedelta(hours=1))
    assert again.ledger == after.ledger


def test_a_branch_that_becomes_an_ordinary_one_gets_its_events_back(small: Handbook, before: Edition) -> None:
    book = not_for(small, "temporary_branch")
    without = publish(as_branch(book, kind="temporary_branch"), before.ledger, LATER)
    back = publish(book, without.ledger, LATER + dt.timedelta(hours=1))
    assert events_of(back) == {}
    text = unfolded(back.files["b10.ics"][b"UID:duty-a01.2027.b10" + HOST])
    assert "SEQUENCE:2\r\n" in text


def test_a_dissolved_branch_cancels_what_was_to_come(small: Handbook, before: Edition) -> None:
    book = not_for(as_branch(small, dissolved_on=dt.date(2026, 12, 31)), "temporary_branch")
    after = publish(book, before.ledger, LATER)
    assert {uid.split(".")[1][:4] for uid in events_of(after)} == {"2027"}
    assert "本支部2026-12-31撤銷" in events_of(after)["duty-m03.2027-01.b10"]


def test_a_new_temporary_branch_cancels_nothing_and_needs_no_lines(small: Handbook, before: Edition) -> None:
    fresh = small[BRANCHES]["b10"].model_copy(update={"id": "b20", "kind": "temporary_branch", "founded_on": FOUNDED})
    book = not_for(small.having(branches={**small[BRANCHES], "b20": fresh}), "temporary_branch")
    after = publish(book, before.ledger, LATER)
    assert events_of(after, "b20") == {}
    assert b"UID:duty-a01.2027.b20" + HOST not in after.files["b20.ics"]
    assert b"UID:duty-m03.2027-01.b20" + HOST in after.files["b20.ics"]
    assert after.ledger.entries.keys() - before.ledger.entries.keys() == {"feed-b20"}


def test_a_withdrawn_duty_is_cancelled_only_where_it_was(small: Handbook, before: Edition) -> None:
    book = not_for(as_branch(small, kind="temporary_branch"), "temporary_branch")
    without = publish(book, before.ledger, LATER)
    gone = publish(without_duty(book), without.ledger, LATER + dt.timedelta(hours=1))
    assert "上級不再布置" in events_of(gone, "b01")["duty-a01.2027.b01"]
    assert "臨時黨支部不辦這一項" in events_of(gone)["duty-a01.2027.b10"]


def without_duty(book: Handbook) -> Handbook:
    return withdrawn(book.having(duties={id: one for id, one in book[DUTIES].items() if id != "a01"}), "duty-a01")


def test_what_a_feed_takes_stands_in_the_ledger() -> None:
    change = (Change(FIRST, "added"),)
    scope = Scope("temporary_branch", dt.date(2026, 5, 8), dt.date(2026, 8, 3), frozenset({"supply", "groups"}))
    entries = {
        "duty-m04.2026-06": Entry("duty-m04.2026-06", dt.date(2026, 6, 10), dt.date(2026, 6, 10), "收繳", "0", 0, change,
                                  reach="branches", applies=AppliesTo(has=("dues",), not_kinds=("temporary_branch",))),
        "feed-b09": Entry("feed-b09", None, None, "臨時", "0", 0, change, scope=scope),
        "feed-b10": Entry("feed-b10", None, None, "十", "0", 0, change),
    }  # fmt: skip
    ledger = Ledger(dt.date(2026, 11, 1), entries)
    found = read(write(ledger))
    assert found.broken == ()
    assert {entry.uid: entry for _, entry in found.entries} == entries
    assert '"feed-b10","title":"十","seq":0,"changes":[["2026-11-02T01:00:00Z","added"]],"hash":"0"}' in write(ledger)

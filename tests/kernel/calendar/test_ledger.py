"""The life of an event in the ledger, step by step, and the ledger as text."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_portal.calendar.differences import differences
from branch_portal.calendar.event import Event
from branch_portal.calendar.ledger import kept_until, revise, vanished
from branch_portal.calendar.ledger_file import read, seal, write
from branch_portal.calendar.ledger_rules import lost, sound
from branch_portal.calendar.merge import ledger_of, merged
from branch_portal.calendar.model import Change, Ledger, Tally
from branch_portal.calendar.wanted import Wanted
from branch_portal.project.settings import Window
from tests.kernel.calendar.ledgers import DAY, FIRST, LAST, LATER, WINDOW, event, published, told, wanted


def test_a_new_event_begins_at_sequence_0() -> None:
    entry = published(event()).entries["duty-m01.2026-04"]
    assert (entry.sequence, entry.created, entry.revised, told(entry)) == (0, FIRST, FIRST, [("added", "")])


def test_nothing_changes_when_nothing_changed() -> None:
    before = published(event())
    after = revise(before, wanted(event()), LATER, WINDOW)
    assert after.entries == before.entries
    assert after.anchor == dt.date(2026, 3, 1)


def test_a_moved_event_keeps_its_uid_and_says_where_from() -> None:
    after = revise(published(event()), wanted(event(day=dt.date(2026, 4, 15))), LATER, WINDOW)
    entry = after.entries["duty-m01.2026-04"]
    assert (entry.sequence, entry.created, entry.revised) == (1, FIRST, LATER)
    assert told(entry)[-1] == ("moved", "2026-04-10")


@pytest.mark.parametrize(
    "fresh",
    [
        event(summary="開支委會"), event(lines=("交什麼：紀要",)), event(page="year/2026/#m02"), event(provisional=True),
        event(alerts=(("red", DAY),)), event(categories=("黨課",)), event(guide="guide/g14/"),
    ],
)  # fmt: skip
def test_whatever_a_subscriber_sees_is_a_revision(fresh: Event) -> None:
    entry = revise(published(event()), wanted(fresh), LATER, WINDOW).entries["duty-m01.2026-04"]
    assert (entry.sequence, told(entry)[-1]) == (1, ("alarms" if fresh.alerts else "reworded", ""))


def test_another_feed_for_the_same_words_is_no_revision() -> None:
    before = published(event())
    after = revise(before, wanted(event(role="branch_clerk")), LATER, WINDOW)
    entry = after.entries["duty-m01.2026-04"]
    assert (entry.sequence, entry.role) == (0, "branch_clerk")
    (difference,) = differences(before, after)
    assert difference.change is None


@pytest.mark.parametrize("name", ["duty-m01", "duty-m01.2026-04"])
def test_a_withdrawn_event_keeps_its_last_words_and_the_reason(name: str) -> None:
    after = revise(published(event()), wanted(withdrawals={name: "不再辦"}), LATER, WINDOW)
    entry = after.entries["duty-m01.2026-04"]
    assert (entry.sequence, entry.summary, entry.first, entry.live) == (1, "開會", DAY, False)
    assert told(entry)[-1] == ("withdrawn", "不再辦")
    assert revise(after, wanted(withdrawals={name: "不再辦"}), LAST, WINDOW).entries == after.entries


def test_an_event_that_vanishes_is_never_dropped_in_silence() -> None:
    before = published(event())
    gone = wanted()
    assert [entry.uid for entry in vanished(before, gone, dt.date(2025, 1, 1))] == ["duty-m01.2026-04"]
    assert revise(before, gone, LATER, WINDOW).entries["duty-m01.2026-04"].live


def test_an_event_over_for_longer_than_the_window_may_go() -> None:
    before = published(event())
    after = revise(before, wanted(), dt.datetime(2027, 5, 3, tzinfo=dt.UTC), WINDOW)
    assert "duty-m01.2026-04" not in after.entries
    assert [one.after for one in differences(before, after)] == [None]


def test_an_event_brought_back_goes_on_counting() -> None:
    gone = revise(published(event()), wanted(withdrawals={"duty-m01": "不再辦"}), LATER, WINDOW)
    back = revise(gone, wanted(event()), LAST, WINDOW).entries["duty-m01.2026-04"]
    assert (back.sequence, back.live, told(back)[-1]) == (2, True, ("restored", ""))


def test_the_digest_does_not_depend_on_feeds_or_position() -> None:
    one = published(event(), event(uid="duty-m02.2026-04"))
    two = published(event(uid="duty-m02.2026-04"), event(topic="t-life"))
    assert one.entries["duty-m01.2026-04"].digest == two.entries["duty-m01.2026-04"].digest


class TestBranch:
    """A branch has the company's event until it has a day of its own, and again after."""

    COMPANY = event(reach="branches")
    MOVED = event("duty-m01.2026-04.b01", dt.date(2026, 4, 15), branch="b01", follows="duty-m01.2026-04")
    BACK = event("duty-m01.2026-04.b01", branch="b01", follows="duty-m01.2026-04")

    def test_its_line_goes_on_from_the_company_s(self) -> None:
        before = revise(published(self.COMPANY), wanted(event(summary="會", reach="branches")), LATER, WINDOW)
        after = revise(before, wanted(event(summary="會", reach="branches"), self.MOVED), LAST, WINDOW)
        entry = after.entries["duty-m01.2026-04.b01"]
        assert (entry.sequence, entry.created) == (2, FIRST)
        assert told(entry)[-1] == ("moved", "2026-04-10")
        assert after.entries["duty-m01.2026-04"].sequence == 1
        assert list(sound(after, {}, "x")) == []

    def test_a_ledger_from_before_heads_counted_is_read_the_same(self) -> None:
        before = revise(published(self.COMPANY), wanted(event(summary="會", reach="branches")), LATER, WINDOW)
        after = revise(before, wanted(event(summary="會", reach="branches"), self.MOVED), LAST, WINDOW)
        assert after.entries[self.MOVED.uid].base == 1
        lines = write(after).replace(',"from":1', "").splitlines()
        found = read("\n".join([lines[0], '{"anchor": "2026-04-01"}', *lines[2:]]))
        assert found.heads == ()
        assert ledger_of(found) == after

    def test_a_day_of_its_own_from_the_first_publication_is_no_move(self) -> None:
        entry = published(self.COMPANY, self.MOVED).entries["duty-m01.2026-04.b01"]
        assert (entry.sequence, told(entry)) == (0, [("added", "")])

    def test_going_back_is_one_more_move(self) -> None:
        away = revise(published(self.COMPANY), wanted(self.COMPANY, self.MOVED), LATER, WINDOW)
        entry = revise(away, wanted(self.COMPANY, self.BACK), LAST, WINDOW).entries["duty-m01.2026-04.b01"]
        assert (entry.sequence, told(entry)[-1]) == (2, ("moved", "2026-04-15"))

    def test_a_branch_s_new_name_counts_for_all_that_it_inherits(self) -> None:
        named = replace(wanted(self.COMPANY), feeds={"feed-all": "全公司", "feed-b01": "新名支部"})
        renamed = revise(published(self.COMPANY), named, LATER, WINDOW)
        assert renamed.entries["feed-b01"].sequence == 1
        entry = revise(renamed, replace(named, events={**named.events, self.MOVED.uid: self.MOVED}), LAST, WINDOW)
        assert entry.entries["duty-m01.2026-04.b01"].sequence == 2

    def test_an_exemption_withdraws_what_was_published(self) -> None:
        exempt = wanted(self.COMPANY, waived={self.BACK.uid: (self.BACK, "併入原支部")})
        entry = revise(published(self.COMPANY), exempt, LATER, WINDOW).entries[self.BACK.uid]
        assert (entry.sequence, told(entry)) == (1, [("added", ""), ("withdrawn", "併入原支部")])

    def test_an_exemption_from_the_first_publication_shows_nothing(self) -> None:
        exempt = wanted(self.COMPANY, waived={self.BACK.uid: (self.BACK, "併入原支部")})
        first = revise(Ledger(), exempt, FIRST, WINDOW)
        again = revise(first, exempt, LATER, WINDOW)
        assert told(again.entries[self.BACK.uid]) == [("waived", "併入原支部")]
        assert not again.entries[self.BACK.uid].withdrawn

    def test_a_branch_that_is_withdrawn_takes_its_own_events_along(self) -> None:
        before = published(self.COMPANY, self.MOVED)
        closed = Wanted({self.COMPANY.uid: self.COMPANY}, {"feed-all": "全公司"}, withdrawals={"feed-b01": "支部撤銷"})
        after = revise(before, closed, LATER, WINDOW)
        assert told(after.entries["feed-b01"])[-1] == ("withdrawn", "支部撤銷")
        assert told(after.entries[self.MOVED.uid])[-1] == ("withdrawn", "支部撤銷")
        assert after.entries[self.COMPANY.uid].live


@pytest.mark.parametrize(
    ("day", "withdrawn", "until"),
    [
        ("2026-04-10", "2026-03-02", "2026-08-29"),  # 180 days after it was withdrawn
        ("2026-12-20", "2026-03-02", "2027-01-19"),  # 30 days after its own day
    ],
)
def test_how_long_a_withdrawn_event_is_shown(day: str, withdrawn: str, until: str) -> None:
    at = dt.datetime.fromisoformat(f"{withdrawn}T06:00:00+00:00")
    own = dt.date.fromisoformat(day)
    entry = replace(
        published(event(day=own)).entries["duty-m01.2026-04"],
        changes=(Change(FIRST, "added"), Change(at, "withdrawn", "不再辦")),
    )
    assert kept_until(entry) == dt.date.fromisoformat(until)


def test_the_ledger_survives_being_written() -> None:
    ledger = published(event(), event("x.2026", alerts=(("green", DAY), ("red", DAY)), branch="b01", editors_only=True))
    ledger = revise(ledger, wanted(event(day=dt.date(2026, 4, 15)), withdrawals={"x": "不，再“辦”"}), LATER, WINDOW)
    found = read(write(ledger))
    assert ledger_of(found) == ledger
    assert not found.markers
    assert not found.broken


def test_one_moved_event_changes_one_line_and_the_head() -> None:
    before = published(event(), event("duty-m02.2026-04"))
    after = revise(before, wanted(event(day=dt.date(2026, 4, 15)), event("duty-m02.2026-04")), FIRST, WINDOW)
    changed = set(write(before).splitlines()) ^ set(write(after).splitlines())
    assert len(changed) == 4
    assert {line[:9] for line in changed} == {'{"anchor"', '{"uid":"d'}


def test_the_head_counts_what_is_there_and_what_was_let_go() -> None:
    before = published(event(), event("x.2026"))
    moved = revise(before, wanted(event(day=dt.date(2026, 4, 15)), event("x.2026")), LATER, WINDOW)
    (head,) = read(write(moved)).heads
    assert (head.line, head.present, head.gone, head.seal) == (2, Tally(4, 1), Tally(0, 0), seal(moved))
    over = revise(moved, wanted(event("x.2026")), dt.datetime(2027, 6, 1, tzinfo=dt.UTC), WINDOW)
    (head,) = read(write(over)).heads
    assert (head.present, head.gone) == (Tally(3, 0), Tally(1, 1))
    assert over.held == moved.held
    assert ledger_of(read(write(over))) == over


class TestMerge:
    """Two editors' ledgers brought together: whichever was published, the next update is above it."""

    BASE = published(event())
    MINE = revise(BASE, wanted(event(day=dt.date(2026, 4, 15))), LATER, WINDOW)
    THEIRS = revise(BASE, wanted(event(day=dt.date(2026, 4, 20))), LAST, WINDOW)

    @pytest.mark.parametrize("day", [15, 20, 10])
    def test_the_update_after_is_above_both(self, day: int) -> None:
        both = write(self.MINE).splitlines() + write(self.THEIRS).splitlines()
        ledger = ledger_of(read("\n".join(both)))
        after = revise(ledger, wanted(event(day=dt.date(2026, 4, day))), LAST + dt.timedelta(days=1), WINDOW)
        entry = after.entries["duty-m01.2026-04"]
        assert entry.sequence == 2
        assert entry.first == dt.date(2026, 4, day)
        assert entry.created == FIRST

    def test_conflict_markers_are_seen_and_the_lines_kept(self) -> None:
        text = "\n".join(
            ["<<<<<<< HEAD", *write(self.MINE).splitlines(), "=======", *write(self.THEIRS).splitlines(), ">>>>>>> x"]
        )
        found = read(text)
        assert len(found.markers) == 3
        assert len(found.entries) == 6

    def test_what_a_merge_brought_together_is_sound_and_whole(self) -> None:
        found = read(write(self.MINE) + write(self.THEIRS))
        ledger = ledger_of(found)
        assert list(sound(ledger, {}, "x")) == []
        assert list(lost(found, ledger, "x")) == []
        after = revise(ledger, wanted(event()), LAST + dt.timedelta(days=1), WINDOW)
        assert list(sound(ledger_of(read(write(after))), {}, "x")) == []

    def test_one_editor_lets_lines_go_while_another_adds_some(self) -> None:
        base = published(event(), event("x.2025", dt.date(2025, 2, 1)))
        gone = revise(base, wanted(event()), dt.datetime(2026, 3, 1, tzinfo=dt.UTC), WINDOW)
        added = revise(base, wanted(event(), event("x.2025", dt.date(2025, 2, 1)), event("y.2026")), LATER, WINDOW)
        assert gone.gone == Tally(1, 0)
        # As git brings them together: the line let go by one is gone, the other's new line is there, both heads stay.
        both = [line for line in write(added).splitlines() if "x.2025" not in line] + write(gone).splitlines()[1:2]
        found = read("\n".join(both))
        assert len(found.heads) == 2
        assert list(lost(found, ledger_of(found), "x")) == []
        fewer = read("\n".join(line for line in both if "duty-m01" not in line))
        assert [problem.rule for problem in lost(fewer, ledger_of(fewer), "x")] == ["CAL-14"]

    def test_the_same_line_twice_is_the_same(self) -> None:
        entry = self.MINE.entries["duty-m01.2026-04"]
        assert merged([entry, entry]) == entry


days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
states = st.one_of(st.none(), st.builds(event, day=days, summary=st.sampled_from(["甲", "乙", "丙"])))


@given(steps=st.lists(states, min_size=1, max_size=12))
def test_a_sequence_never_falls_and_rises_with_every_visible_change(steps: list[Event | None]) -> None:
    ledger, last, at = Ledger(), -1, FIRST
    shown: object = None
    for one in steps:
        data = wanted(one) if one else wanted(withdrawals={"duty-m01": "不再辦"})
        ledger = revise(ledger, data, at, Window(back=60, ahead=1))
        at += dt.timedelta(days=1)
        entry = ledger.entries.get("duty-m01.2026-04")
        if entry is None:
            continue
        now = (entry.live, entry.first if entry.live else None, entry.summary if entry.live else None)
        assert entry.sequence == last + (now != shown)
        last, shown = entry.sequence, now
        assert list(sound(ledger, {}, "x")) == []
    assert ledger_of(read(write(ledger))) == ledger


@pytest.mark.parametrize("broken", ["[" * 100_000, '{"a":' * 50_000, "{\n" * 30_000])
def test_a_file_that_is_no_ledger_is_soon_given_up(broken: str) -> None:
    found = read(broken)
    assert 0 < len(found.broken) <= 10_000
    assert not found.entries

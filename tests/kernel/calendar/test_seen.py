"""What an update says before it writes: how much subscribers see change, how far the months go, and the way back."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.calendar.anchor import months, set_back
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.ledger_file import read, seal, write
from branch_portal.calendar.ledger_rules import future, sound
from branch_portal.calendar.merge import ledger_of
from branch_portal.calendar.seen import Seen
from branch_portal.commands.main import portal
from tests.kernel.calendar.ledgers import DAY, LATER, WINDOW, event, published, told, wanted
from tests.kernel.calendar.published import LOCK, replace, update

FAR = dt.datetime(2036, 12, 1, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def copy(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "portal"))


class TestLeap:
    def test_a_clock_years_ahead_is_told_what_would_vanish_and_writes_nothing(self, copy: Path) -> None:
        before = (copy / LOCK).read_bytes()
        said = update(copy, "2036-12-01T00:00:00Z", 1)
        assert "共121個月" in said
        assert "個事項會從日曆裡消失" in said
        assert " 0個事項" not in said
        assert "--leap-to 2036-12" in said
        assert (copy / LOCK).read_bytes() == before

    def test_another_month_than_the_one_named_is_refused(self, copy: Path) -> None:
        assert "--leap-to 2027-06" in update(copy, "2027-06-01T01:00:00Z", 1, "--leap-to", "2027-05")

    def test_two_months_are_no_leap(self, copy: Path) -> None:
        update(copy, "2027-01-20T01:00:00Z")
        assert months(dt.date(2026, 11, 1), dt.date(2027, 1, 20)) == 2


class TestSetBack:
    def test_the_anchor_goes_back_by_a_recorded_command_and_every_event_is_there_again(self, copy: Path) -> None:
        before = ledger_of(read((copy / LOCK).read_text("utf-8")))
        update(copy, "2036-12-01T00:00:00Z", 0, "--leap-to", "2036-12")
        assert "set-back" in update(copy, code=1)  # the mend of CAL-10 names the command
        said = _set_back(copy)
        assert "從2036年12月改回2026年11月" in said
        update(copy)
        after = ledger_of(read((copy / LOCK).read_text("utf-8")))
        assert after.anchor == before.anchor
        assert after.entries == before.entries
        (back,) = after.set_back
        assert (back.reason, back.approved_by, back.before) == ("時鐘錯了", "dept_specialist", dt.date(2036, 12, 1))
        assert "沒有要改回的" in _set_back(copy)

    def test_a_role_that_nobody_has_approves_nothing(self, copy: Path) -> None:
        assert "沒有編號" in _set_back(copy, by="nobody", code=2)

    def test_what_was_revised_later_counts_once_more(self) -> None:
        late = revise(published(event()), wanted(event(day=dt.date(2026, 4, 15))), FAR, WINDOW)
        after = set_back(late, TODAY, LATER, "時鐘錯了", "dept_specialist")
        entry = after.entries[event().uid]
        assert (entry.sequence, entry.revised) == (2, LATER)
        assert [kind for kind, _ in told(entry)] == ["added", "moved", "reworded"]
        assert list(sound(after, {}, LOCK)) == []
        assert list(future(after, TODAY, {}, LOCK)) == []

    def test_the_record_is_kept_and_sealed(self) -> None:
        late = revise(published(event()), wanted(event()), FAR, WINDOW)
        after = set_back(late, TODAY, LATER, "時鐘錯了", "dept_specialist")
        assert ledger_of(read(write(after))) == after
        assert seal(after) != seal(ledger_of(read(write(after).replace("時鐘錯了", "沒有原因"))))


def _set_back(copy: Path, by: str = "dept_specialist", code: int = 0) -> str:
    words = ["calendar", "set-back", "--root", str(copy), "--as-of", "2026-11-25", "--now", "2026-11-25T01:00:00Z"]
    done = CliRunner().invoke(portal, [*words, "--reason", "時鐘錯了", "--by", by, "--yes"])
    assert done.exit_code == code, done.output
    return done.output


class TestMany:
    @pytest.fixture
    def copy(self, copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A portal small enough for a test, in which few are many."""
        monkeypatch.setattr("branch_portal.calendar.seen.FEW", 2)
        replace(copy, "site_config/portal.yml", "calendar: {", "calendar: {many_percent: 1, ")
        return copy

    def test_a_branch_s_new_short_name_is_counted_in_its_feed(self, copy: Path) -> None:
        replace(copy, "data/branches/b03.yml", "short: ", "short: 新")
        said = update(copy, code=1)
        assert "--allow-many" in said
        lines = sum(int(count) for count in re.findall(r"改文字：(\d+)條", said))
        events = max(int(count) for count in re.findall(r"工作日曆」：變化(\d+)條", said))
        assert 0 < lines < events  # a line or two of the ledger, and a feed full of events
        update(copy, "2026-11-25T01:00:00Z", 0, "--allow-many")
        assert "沒有要改的" in update(copy)

    def test_a_person_who_looks_is_asked(self, copy: Path) -> None:
        replace(copy, "data/branches/b03.yml", "short: ", "short: 新")
        assert "大批事項" in update(copy, code=1, yes="n\n")
        assert "寫好了" in update(copy, yes="y\n")

    def test_the_share_is_a_setting(self, copy: Path) -> None:
        replace(copy, "site_config/portal.yml", "many_percent: 1,", "many_percent: 100,")
        replace(copy, "data/branches/b03.yml", "short: ", "short: 新")
        update(copy)


class TestFew:
    def test_a_few_are_never_many(self) -> None:
        assert not Seen(changed=20, coming=20).many(10)
        assert Seen(changed=21, coming=200).many(10)
        assert not Seen(changed=21, coming=210).many(10)


def test_alarms_alone_are_said_to_be_alarms() -> None:
    rung = event(alerts=(("green", DAY), ("yellow", DAY), ("red", DAY)))
    before = published(event())
    after = revise(before, wanted(rung), LATER, WINDOW)
    assert told(after.entries[rung.uid])[-1] == ("alarms", "")
    again = revise(after, wanted(event(summary="別的", alerts=rung.alerts)), LATER, WINDOW)
    assert told(again.entries[rung.uid])[-1] == ("reworded", "")
    silent = revise(after, wanted(event()), LATER, WINDOW)
    assert told(silent.entries[rung.uid])[-1] == ("alarms", "")

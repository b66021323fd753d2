"""A ledger that was put back whole to an earlier state: the published site knows better, and the command goes forward."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from branch_portal.build import build_site
from branch_portal.calendar import ledger_file
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.model import Ledger
from branch_portal.calendar.standing import (
    ADDRESS,
    NoStanding,
    Standing,
    behind,
    forward,
    mark,
    read,
    standing,
    written,
)
from branch_portal.ground.problems import InputProblems
from branch_portal.project.reading import Reading
from tests.kernel.calendar.ledgers import DAY, LAST, LATER, WINDOW, event, published, told, wanted
from tests.kernel.calendar.published import LOCK, later_date, update, withdraw

MOVED = dt.date(2026, 4, 13)
TODAY = dt.date(2026, 4, 1)


def rules(ledger: Ledger, before: Standing) -> list[str]:
    return [problem.rule for problem in behind(ledger, before, TODAY, LOCK)]


def as_site(before: Standing, folder: Path) -> Standing:
    """What a site that was made with it says, read back."""
    (folder / ADDRESS).parent.mkdir(parents=True, exist_ok=True)
    (folder / ADDRESS).write_bytes(written(before))
    return read(folder)


class TestRevert:
    old = published(event())
    new = revise(old, wanted(event(day=MOVED)), LATER, WINDOW)

    def test_the_site_says_that_the_ledger_is_older(self, tmp_path: Path) -> None:
        before = as_site(standing(self.new), tmp_path)
        assert rules(self.new, before) == []
        assert rules(self.old, before) == ["CAL-18"]
        assert rules(self.new, as_site(standing(self.old), tmp_path)) == []

    @pytest.mark.parametrize("whole", [True, False])
    def test_an_update_counts_on_from_what_was_published(self, whole: bool, tmp_path: Path) -> None:
        before = standing(self.new) if whole else as_site(standing(self.new), tmp_path)
        after = revise(forward(self.old, before, TODAY, LAST), wanted(event()), LAST, WINDOW)
        (uid,) = wanted(event()).events
        assert after.entries[uid].sequence == self.new.entries[uid].sequence + 1
        assert after.entries[uid].revised == LAST
        assert rules(after, before) == []
        assert ledger_file.read(ledger_file.write(after)).broken == ()

    def test_as_many_revisions_of_other_words_are_older_too(self) -> None:
        other = revise(self.old, wanted(event(summary="別的會")), LATER, WINDOW)
        assert rules(other, standing(self.new)) == ["CAL-18"]
        after = revise(forward(other, standing(self.new), TODAY, LAST), wanted(event(summary="別的會")), LAST, WINDOW)
        assert rules(after, standing(self.new)) == []

    def test_what_was_withdrawn_then_is_withdrawn_louder(self) -> None:
        uid = event().uid
        gone = revise(self.old, wanted(withdrawals={uid: "不辦"}), LATER, WINDOW)
        back = revise(gone, wanted(event()), LATER, WINDOW)
        after = forward(gone, standing(back), TODAY, LAST).entries[uid]
        assert after.withdrawn
        assert after.sequence == back.entries[uid].sequence + 1
        assert told(after)[-1] == ("withdrawn", "不辦")


class TestLost:
    both = published(event(), event("duty-m02.2026-04", DAY))
    one = published(event())

    def test_an_event_that_is_not_over_is_missed(self) -> None:
        assert rules(self.one, standing(self.both)) == ["CAL-19"]
        over = published(event(), event("duty-m02.2026-03", dt.date(2026, 3, 10)))
        assert rules(self.one, standing(over)) == []

    def test_the_published_ledger_brings_it_back(self, tmp_path: Path) -> None:
        file = tmp_path / "published.lock"
        file.write_text(ledger_file.write(self.both), "utf-8")
        assert forward(self.one, read(file), TODAY, LAST).entries.keys() == self.both.entries.keys()
        assert forward(self.one, as_site(read(file), tmp_path), TODAY, LAST).entries.keys() == self.one.entries.keys()


def test_a_site_says_no_more_than_its_feeds() -> None:
    text = written(standing(published(event()))).decode()
    assert mark(event().uid) in text
    assert event().uid not in text
    assert event().summary not in text


def test_no_mark_is_taken_for_a_number_of_a_card() -> None:
    marks = [mark(f"duty-m02.2026-{number}") for number in range(300)]
    assert len(set(marks)) == 300
    assert all(one.isalpha() and one.islower() for one in marks)


def test_a_site_of_an_earlier_edition_is_read(tmp_path: Path) -> None:
    told = standing(published(event()))
    numbers = str.maketrans("ghijklmnop", "0123456789")
    (tmp_path / "standing.json").write_text(written(told).decode().translate(numbers), "utf-8")
    with_letters = tmp_path / "now.json"
    with_letters.write_bytes(written(told))
    assert read(with_letters).told.keys() == told.told.keys()


@pytest.mark.parametrize("content", ["", "{}", '{"format": 2, "told": []}x', "甲", '{"format": 1, "told": [["a"]]}'])
def test_what_says_nothing_is_a_sentence(content: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(content, "utf-8")
    for place in (tmp_path / "file", tmp_path):
        with pytest.raises(NoStanding, match=r"。$"):
            read(place)


class TestCommand:
    """A publish is reverted with git: data and ledger go back together."""

    @pytest.fixture
    def copy(self, first: Path, tmp_path: Path) -> Path:
        return Path(shutil.copytree(first, tmp_path / "portal"))

    def build(self, copy: Path, site: Path) -> list[str]:
        """The rules that refuse a build which is to take the place of `site`."""
        reading = Reading()
        try:
            made = build_site(copy, dt.date(2026, 11, 26), reading, replaces=site)
        except InputProblems as error:
            return [problem.rule for problem in error.problems]
        (asset,) = (one for one in made.assets if one.path == ADDRESS)
        (site / ADDRESS).parent.mkdir(parents=True, exist_ok=True)
        (site / ADDRESS).write_bytes(asset.render())
        return []

    def reverted(self, copy: Path, site: Path, change: object) -> None:
        saved = shutil.copytree(copy / "data", copy.parent / "saved")
        change(copy)  # type: ignore[operator]
        update(copy)
        assert self.build(copy, site) == []
        shutil.copyfile(copy / LOCK, copy.parent / "published.lock")
        shutil.rmtree(copy / "data")
        shutil.copytree(saved, copy / "data")

    def test_the_build_refuses_and_the_mend_works(self, copy: Path, tmp_path: Path) -> None:
        site = tmp_path / "site"
        assert self.build(copy, site) == []
        self.reverted(copy, site, later_date)
        assert self.build(copy, site) == ["CAL-18"]
        output = update(copy, "2026-11-26T01:00:00Z", 0, "--published", str(site))
        assert "年度計劃" in output
        assert self.build(copy, site) == []
        assert '"seq":2' in (copy / LOCK).read_text("utf-8")

    def test_what_the_reverted_publish_added_is_withdrawn_by_a_record(self, copy: Path, tmp_path: Path) -> None:
        site = tmp_path / "site"

        def added(copy: Path) -> None:
            text = (copy / "data/duties/a51.yml").read_text("utf-8")
            (copy / "data/duties/a52.yml").write_text(text.replace("a51", "a52").replace("12-15", "12-16"), "utf-8")

        self.reverted(copy, site, added)
        assert "CAL-19" in self.build(copy, site)
        where = ("--published", str(tmp_path / "published.lock"))
        assert "CAL-02" in update(copy, "2026-11-26T01:00:00Z", 1, *where)
        withdraw(copy, "w1", "duty-a52.2026")
        update(copy, "2026-11-26T01:00:00Z", 0, *where)
        assert self.build(copy, site) == []

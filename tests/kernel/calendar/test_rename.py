"""改編號: any branch of the sample takes another id; the check stays green and every published event keeps its UID.

The ids are changed as an editor does it (`editing/calendar.md`): files, references and `old_ids`. What was sealed
stays as it was: bulletins go on naming the branch as it was called then.
"""

import datetime as dt
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from branch_portal.build import events
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.state import CalendarState, calendar_state, write_ledger
from branch_portal.check import read_handbook
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.reading import Folders, Reading
from branch_portal.systems.findings.kinds import RELEASES
from branch_portal.year.schedule import make_schedule

AS_OF = dt.date(2026, 11, 30)
NOW = dt.datetime(2026, 11, 30, 1, tzinfo=dt.UTC)
SEALED = ("data/releases/", "data/calendar.lock")


def rename(portal: Path, new: Mapping[str, str]) -> None:
    """Give branches other ids (`new` from the present one) wherever an editor may write."""
    present = re.compile(rf"(?<![0-9a-z])({'|'.join(new)})(?![0-9a-z])")
    for file in sorted(portal.glob("data/**/*"), reverse=True):
        shown = file.relative_to(portal).as_posix()
        if not file.is_file() or shown.startswith(SEALED):
            continue
        text = before = file.read_text("utf-8")
        text = present.sub(lambda found: new[found[1]], text)
        if file.parent.name == "branches" and file.stem in new:
            text = re.sub(r"^(id: .+)$", rf"\1\nold_ids: [{file.stem}]", text, count=1, flags=re.MULTILINE)
        if text != before:
            file.write_text(text, "utf-8")
        if (name := present.sub(lambda found: new[found[1]], file.name)) != file.name:
            file.rename(file.with_name(name))


@pytest.fixture
def portal(tmp_path: Path, root: Path) -> Path:
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, tmp_path / name)
    return tmp_path


def read(portal: Path) -> tuple[CalendarState, Reading]:
    folders, reading = Folders(portal), Reading()
    book = read_handbook(folders, reading, AS_OF)
    schedule = make_schedule(book)
    return calendar_state(folders, reading, events(announce(book), schedule), book, schedule), reading


def published(calendar: Calendar) -> dict[str, set[tuple[str, bool]]]:
    """The UIDs in each branch's calendar and whether they are cancelled, by the branch's first id."""
    return {
        first_id(branch): {(one.own.uid, bool(one.cancelled)) for one in calendar.branch(branch)}
        for branch in calendar.book[BRANCHES].values()
    }


def check_renamed(portal: Path, new: Mapping[str, str]) -> None:
    before, _ = read(portal)
    was = published(before.calendar(before.ledger))
    rename(portal, new)
    state, reading = read(portal)
    assert list(state.refusals(reading.lines, AS_OF)) == []
    after = state.updated(NOW)
    assert after.entries.keys() == before.ledger.entries.keys()
    assert {uid for uid, entry in after.entries.items() if entry.live} == {
        uid for uid, entry in before.ledger.entries.items() if entry.live
    }
    write_ledger(Folders(portal), after)
    again, reading = read(portal)
    assert [problem.message for problem in again.problems(reading.lines, AS_OF)] == []
    assert published(again.calendar(again.ledger)) == was


def test_every_branch_of_the_sample_can_be_renamed(portal: Path, book: Handbook) -> None:
    check_renamed(portal, {id: f"team-{id[1:]}-new" for id in book[BRANCHES]})


def test_a_branch_that_stands_in_a_sealed_bulletin_can_be_renamed(portal: Path, book: Handbook) -> None:
    sealed = {item.unit for release in book[RELEASES].values() for item in release.items}
    one = next(id for id in book[BRANCHES] if id in sealed)
    check_renamed(portal, {one: "b99"})

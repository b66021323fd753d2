"""A unit that changes one line of its requirements: its subscribers see what the new library changes, and nothing else."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.build import events
from branch_portal.calendar.differences import differences
from branch_portal.calendar.state import CalendarState, calendar_state, write_ledger
from branch_portal.check import read_handbook
from branch_portal.commands.init import init
from branch_portal.commands.migrate import migrate
from branch_portal.project import library
from branch_portal.project.handbook import announce
from branch_portal.project.reading import Folders, Reading
from branch_portal.year.schedule import make_schedule
from tests.sample import ROOT

DAY, LATER = dt.date(2026, 11, 30), dt.date(2026, 12, 7)


def read(root: Path, day: dt.date) -> CalendarState:
    reading = Reading()
    book = read_handbook(Folders(root), reading, day)
    schedule = make_schedule(book)
    return calendar_state(Folders(root), reading, events(announce(book), schedule), book, schedule)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, file
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library as an installed package brings it, to be changed as the next edition would."""
    target = tmp_path / "package" / "library"
    for folder in ("content/guide", "data", "site_config"):
        shutil.copytree(ROOT / folder, target / folder)
    monkeypatch.setattr(library, "_INSTALLED", target)
    return target


def test_one_changed_line_brings_what_changed_and_no_more(tmp_path: Path, brought: Path) -> None:
    root = tmp_path / "u"
    given = ("--organisation", "甲供電公司", "--branches", "2", "--as-of", str(DAY), "--yes")
    assert CliRunner().invoke(init, [str(root), *given]).exit_code == 0
    mine = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    before = read(root, DAY)
    gone, copied, day = "a03", "m02", "2027-01-15"
    was = dict(before.wanted.events)

    # The next edition: one guide reworded, one duty added, one no longer done, one working day that is none.
    edit(brought / "content/guide/g01.md", "title:", "# 新一版\ntitle:")
    text = (brought / f"data/duties/{copied}.yml").read_text("utf-8")
    added = text.replace(f"id: {copied}\n", "id: a99\n").replace("title: ", "title: 新增：", 1)
    (brought / "data/duties/a99.yml").write_text(added, "utf-8")
    (brought / f"data/duties/{gone}.yml").unlink()
    uids = sorted({".".join(uid.split(".")[:2]) for uid in was if uid.startswith(f"duty-{gone}.")})
    (brought / "data/withdrawals").mkdir()
    (brought / "data/withdrawals/e2.yml").write_text(
        f"id: e2\nevents: [{', '.join(uids)}]\nreason: 新一版不再辦\napproved_by: dept_specialist\napproved_on: {LATER}\n",
        "utf-8",
    )
    edit(brought / "data/workdays/2027.yml", "holidays:\n", f"holidays:\n  - {{from: {day}, to: {day}, name: 測試}}\n")
    assert CliRunner().invoke(migrate, ["--root", str(root), "--yes"]).output.startswith("已經是現在的格式")

    after = read(root, LATER)
    assert list(after.refusals({}, LATER)) == []
    revised = after.updated(dt.datetime.combine(LATER, dt.time(1), dt.UTC))
    seen = {(one.after or one.before).uid: one for one in differences(after.ledger, revised)}  # type: ignore[union-attr]
    new = {uid for uid in seen if uid.startswith("duty-a99.")}
    withdrawn = {uid for uid in seen if uid.startswith(f"duty-{gone}.")}
    others = seen.keys() - new - withdrawn
    assert new
    assert withdrawn
    assert all(seen[uid].change and seen[uid].change.kind == "withdrawn" for uid in withdrawn)  # type: ignore[union-attr]
    now = after.wanted.events
    assert others == {uid for uid in was.keys() & now.keys() if was[uid] != now[uid]}
    days = {uid for uid in others if (was[uid].first, was[uid].alerts) != (now[uid].first, now[uid].alerts)}
    assert days, "the working day that is none moves something"
    # Beside moved days, only slips and terms say something else: they tell what falls due.
    assert all(uid.startswith(("slip-", "term.")) for uid in others - days)
    assert all(replace(was[uid], first=now[uid].first, last=now[uid].last, alerts=()).lines == now[uid].lines
               for uid in days if not uid.startswith("slip-"))  # fmt: skip

    write_ledger(Folders(root), revised)
    assert list(read(root, LATER).problems({}, LATER)) == []
    assert {path for path in mine if path.read_bytes() != mine[path]} == {root / "data/calendar.lock"}

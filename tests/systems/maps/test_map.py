"""The map, its table and the feed hold the same items, and every branch's drawing is sound."""

import re
from pathlib import Path

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.year.schedule import Schedule


def test_wheel_table_and_feed_hold_the_same_items(book: Handbook, schedule: Schedule, site: Path) -> None:
    for branch in book[BRANCHES]:
        feed = (site / "calendar" / f"{branch}.ics").read_text("utf-8").replace("\n ", "")
        live = [one for one in feed.split("BEGIN:VEVENT\n")[1:] if "STATUS:CANCELLED" not in one]
        uids = {found[1] for one in live if (found := re.search("^UID:([^@\n]+)@", one, re.MULTILINE))}
        for year in book.settings.years:
            if not book[BRANCHES][branch].lives_in(year):
                assert not (site / "branches" / branch / str(year)).exists()
                continue
            folder = site / "branches" / branch / str(year)
            page = (folder / "index.html").read_text("utf-8")
            drawn = folder / re.findall(r'src="([^"]+/maps/[^"]+\.js)"', page)[0]
            found = re.findall(r'data-ids="([^"]+)"', drawn.read_text("utf-8"))
            wheel = {id for ids in found for id in ids.split()}
            table = set(re.findall(r'<time id="([^"]+\.[^"]+)"', (folder / "list" / "index.html").read_text("utf-8")))
            scheduled = {item.id for item in schedule.branch(branch, year) if not item.host}
            guests = {item.id for item in schedule.branch(branch, year) if item.host}  # one gathering with another
            in_feed = {
                uid.removeprefix("duty-").removesuffix(f".{branch}")
                for uid in uids
                if uid.startswith("duty-") and uid.split(".")[1].startswith(str(year))
            }
            assert wheel == table - guests == in_feed == scheduled, (branch, year)


def test_the_closed_loop_is_on_every_map(site: Path) -> None:
    drawing = (site / "maps" / "2026-b01.js").read_text("utf-8")
    places = [drawing.index(f">{word}<") for word in ("計劃", "提醒", "實施", "歸檔", "自查", "督查", "考評", "整改")]
    assert len(places) == 8

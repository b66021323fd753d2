"""The map, its table and the feed hold the same items, and every branch's drawing is sound."""

import re
from pathlib import Path

from generator.derive.schedule import Schedule
from generator.handbook import Handbook


def test_wheel_table_and_feed_hold_the_same_items(book: Handbook, schedule: Schedule, site: Path) -> None:
    for branch in book.branches:
        feed = (site / "calendar" / f"{branch}.ics").read_text("utf-8").replace("\n ", "")
        uids = set(re.findall("^UID:([^@\n]+)@", feed, re.MULTILINE))
        for year in book.settings.years:
            page = (site / "branches" / branch / str(year) / "index.html").read_text("utf-8")
            wheel = set(re.findall(r'data-id="([^"]+)"', page))
            table = set(re.findall(r'<span id="([^"]+\.[^"]+)"', page))
            scheduled = {item.id for item in schedule.branch(branch, year)}
            in_feed = {
                uid.removeprefix("duty-").removesuffix(f".{branch}")
                for uid in uids
                if uid.startswith("duty-") and uid.split(".")[1].startswith(str(year))
            }
            assert wheel == table == in_feed == scheduled, (branch, year)


def test_the_closed_loop_is_on_every_map(site: Path) -> None:
    page = (site / "branches" / "b01" / "2026" / "index.html").read_text("utf-8")
    places = [page.index(f">{word}<") for word in ("計劃", "提醒", "實施", "歸檔", "自查", "督查", "考評", "整改")]
    assert len(places) == 8

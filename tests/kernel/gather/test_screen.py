"""一屏: what stands on the large screen on a day, with all rooms, with few, and with nothing to show."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

from lxml import html

from branch_portal.gather.ahead import DAYS, ROWS, joined, lanes
from branch_portal.gather.screen import pages, screens
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.screen import ALWAYS, figure
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.year.schedule import Schedule
from tests.portal import Portal
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

DAY = dt.date.fromisoformat
LARGEST = 100_000
"""Bytes of the page's own part; packed for the way it is an eighth of them."""


def shown(snapshot: Snapshot) -> html.HtmlElement:
    (page,) = pages(snapshot, environment({room.name for room in snapshot.rooms}))
    body = page.render()
    assert len(body.encode()) <= LARGEST
    return html.fromstring(body)


def numbers(document: html.HtmlElement) -> dict[str, str]:
    figures = document.xpath("//ul[@class='screen-figures']/li/a")
    return {one.xpath("string(span[2])"): one.xpath("string(span[1])") for one in figures}


def titles(document: html.HtmlElement) -> list[str]:
    return [str(one) for one in document.xpath("//section//h2/@id")]


def test_a_figure_counts_what_holds_on_a_day() -> None:
    late = figure("逾期", "x/", [ALWAYS, (DAY("2026-03-02"), None), (DAY("2026-03-02"), DAY("2026-03-03"))])
    assert [late.on(DAY(f"2026-03-0{day}")) for day in (1, 2, 3, 4)] == [1, 3, 3, 2]


def test_equal_spans_are_written_once() -> None:
    assert figure("核驗", "x/", [ALWAYS] * 9).counted == ((ALWAYS, 9),)


def test_days_that_touch_are_one_span() -> None:
    given = [("2026-03-05", "2026-03-09"), ("2026-03-01", "2026-03-04"), ("2026-03-11", "2026-03-12")]
    assert joined((DAY(first), DAY(last)) for first, last in given) == [
        (DAY("2026-03-01"), DAY("2026-03-09")),
        (DAY("2026-03-11"), DAY("2026-03-12")),
    ]


def test_roles_stand_in_the_order_of_the_directory_and_lose_nothing(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, AS_OF)
    found = lanes(snapshot)
    assert len(found) == ROWS
    order = [role.title for role in book["roles"].values()]
    assert [lane.title for lane in found[:-1]] == sorted((lane.title for lane in found[:-1]), key=order.index)
    last = AS_OF + dt.timedelta(days=DAYS)
    due = [item for items in schedule.company.values() for item in items if AS_OF <= item.due < last]
    assert sum(len(mark.items) for lane in found for mark in lane.marks if mark.due < last) == len(due)


def test_the_sample_fills_the_screen(book: Handbook, schedule: Schedule) -> None:
    document = shown(snapshot_of(book, schedule, AS_OF))
    assert len(numbers(document)) == 5
    assert len(titles(document)) == len(set(titles(document)))
    assert document.xpath("string(//time)") == "2026年11月24日（週二）"
    assert document.xpath("//*[@style] | //*[@onclick] | //script[not(@src)]") == []


def test_a_portal_without_a_room_lacks_its_part_and_keeps_the_rest(book: Handbook, schedule: Schedule) -> None:
    whole = snapshot_of(book, schedule, AS_OF)
    every = titles(shown(whole))
    jinja = environment()
    for room in {one.name for one in ROOMS for system in one.systems if system.screen(whole, jinja)}:
        snapshot = replace(whole, rooms=[one for one in ROOMS if one.name != room])
        left = titles(shown(snapshot))
        assert set(left) < set(every) or len(screens(snapshot, jinja)) < len(screens(whole, jinja))
        assert "screen-ahead" in left
    kernel = shown(replace(whole, rooms=[room for room in ROOMS if not room.systems]))
    assert numbers(kernel) == {}
    assert "screen-ahead" in titles(kernel)


def test_a_portal_that_begins_says_that_there_is_nothing_yet(tmp_path: Path) -> None:
    book = Portal(tmp_path).book()
    document = shown(take_snapshot(book, AS_OF, ROOMS))
    assert set(numbers(document).values()) <= {"0", "0／0"}
    assert not re.search(r"None|nan", document.text_content())


def test_no_name_no_rank_and_every_number_is_a_link(book: Handbook, schedule: Schedule) -> None:
    document = shown(snapshot_of(book, schedule, AS_OF))
    bare = [
        cell.text_content()
        for cell in document.xpath("//td[normalize-space()] | //*[contains(@class, 'screen-due')]")
        if not cell.xpath(".//a[@href]")
    ]
    assert bare == []
    branches = [str(one) for one in document.xpath("//table[contains(@class, 'screen-heat')]//tbody//th/a/text()")]
    order = [branch.short for branch in book["branches"].values()]
    assert branches == sorted(branches, key=order.index)

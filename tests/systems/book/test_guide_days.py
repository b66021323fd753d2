"""The first screen of every guide answers by when, what to hand in and by which rule."""

import datetime as dt
import re

import pytest
from lxml import html

from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.book.guide_text import GuideTexts
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of


@pytest.fixture(scope="module")
def heads(book: Handbook, schedule: Schedule) -> dict[str, html.HtmlElement]:
    snapshot = snapshot_of(book, schedule, dt.date(2026, 11, 24))
    texts = GuideTexts(snapshot, environment())
    found = {}
    for guide in snapshot.book[GUIDES].values():
        head = re.search(r'<div class="portal guide-head">.*?</div>', texts.of(guide), re.DOTALL)
        assert head
        assert "\n\n" not in head[0], "a blank line would end the HTML inside the Markdown"
        found[guide.id] = html.fromstring(head[0])
    return found


def said(head: html.HtmlElement, title: str) -> html.HtmlElement:
    [found] = head.xpath(f".//dt[text()='{title}']/following-sibling::dd[1]")
    return found


def test_every_guide_answers_all_three(heads: dict[str, html.HtmlElement]) -> None:
    assert len(heads) >= 50
    for guide, head in heads.items():
        for title in ("何時前", "交什麼", "依據"):
            assert said(head, title).text_content().strip(), (guide, title)


def test_the_day_is_the_next_of_each_duty_that_names_the_guide(
    heads: dict[str, html.HtmlElement], schedule: Schedule
) -> None:
    day = dt.date(2026, 11, 24)
    items = [item for year in schedule.company.values() for item in year if "g13" in item.duty.guides]
    expected = {}
    for item in items:
        if item.due >= day:
            expected.setdefault(item.duty.id, item.due.isoformat())
    shown = said(heads["g13"], "何時前").xpath(".//li[@data-from][not(@class)]/time/@datetime")
    assert shown == sorted(expected.values())[: len(shown)]
    assert shown


def test_on_a_later_day_the_next_one_is_known_too(heads: dict[str, html.HtmlElement]) -> None:
    spans = said(heads["g13"], "何時前").xpath(".//li[@data-from]")
    first, second = spans[0], spans[1]
    assert second.get("data-from") == (dt.date.fromisoformat(first.get("data-to")) + dt.timedelta(days=1)).isoformat()

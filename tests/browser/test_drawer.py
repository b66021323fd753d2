"""The drawer of a phone: a page that stands in no section takes the sections from its tabs."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LINKS = """(links) => links.map((link) => [link.textContent.trim(), link.href, link.classList.contains('is-more')])"""


def test_a_page_in_no_section_has_the_sections_in_its_drawer(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "branches/b01/")
    tabs = page.eval_on_selector_all(".md-tabs__list a", LINKS)
    drawn = page.eval_on_selector_all("[data-from-tabs] li > a", LINKS)
    assert [link[:2] for link in drawn] == [link[:2] for link in tabs]
    assert {link[2] for link in drawn} == {True, False}
    page.click("label.md-header__button[for=__drawer]")
    assert page.locator("[data-from-tabs] .md-nav__title").inner_text().strip() == page.locator(
        ".md-logo"
    ).first.get_attribute("title")
    page.click("[data-from-tabs] li > a >> nth=1")
    page.wait_for_url(tabs[1][1])
    page.close()

"""適老化 in a real browser: large letters, contrast, reading aloud; remembered, and wide enough to be hit."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessible import SMALL, findings, violations
from tests.browser.browsing import served

pytestmark = pytest.mark.browser

VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => [{lang: 'zh-CN', localService: LOCAL}],
  speak: words => { said.push(words.text); setTimeout(() => words.onend(), 0); },
  cancel: () => {}, addEventListener: () => {},
}});
"""

WIDE = "[...document.querySelectorAll('.table-scroll')].filter(box => box.scrollWidth > box.clientWidth).length"


def opened(page: Page) -> Page:
    page.click(".portal-look > summary")
    return page


def test_large_letters_are_remembered_on_every_page(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)")
    opened(page).click("button[value=larger]")
    page.goto(address + "guide/g13/")
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)")
    assert after >= 1.4 * before
    opened(page).click("button[data-sets=size][value='']")
    assert page.evaluate("document.documentElement.hasAttribute('data-size')") is False
    page.close()


@pytest.mark.parametrize("path", ["", "branches/b01/", "alerts/"])
def test_in_large_letters_everything_is_large_enough_to_be_hit(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script("localStorage.setItem('portal.look', JSON.stringify({size: 'large'}))")
    page.goto(address + path)
    assert page.evaluate(SMALL) == []
    page.close()


def test_a_row_leads_to_its_file_for_those_who_see_the_pencils(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path in ("goals/matrix/", "brand/pacts/"):  # the links of a matrix have a cell each to themselves
        page.goto(address + path)
        assert page.locator(".row-edit").count() > 1
        assert page.locator(".row-edit:visible").count() == 0
    page.goto(f"{address}supervision/2026/")
    assert page.locator("details.record > .row-edit").count() == page.locator("details.record").count()
    page.goto(f"{address}brand/actions/")
    assert page.locator("tr[id] > td > .row-edit").count() == page.locator("tr[id]").count() > 1
    page.goto(f"{address}brand/pacts/")
    page.evaluate("localStorage.setItem('portal.look', JSON.stringify({size: 'large', edit: 'yes'}))")
    page.reload()
    link = page.get_by_role("link", name="改 pa01 的文件")
    assert str(link.get_attribute("href")).endswith("/_edit/main/data/pacts/pa01.yml")
    assert link.is_visible()
    assert violations(page) == []
    assert not [one for one in page.evaluate(SMALL) if "row-edit" in one]
    page.close()


def test_a_table_that_larger_letters_make_wider_than_the_screen_is_reached_by_key(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "calendar/")
    before = page.evaluate(WIDE)
    opened(page).click("button[value=larger]")
    page.wait_for_function("before => document.querySelectorAll('.table-scroll[tabindex]').length > before", arg=before)
    assert page.locator(".table-scroll[tabindex]").count() == page.evaluate(WIDE)
    page.close()


def test_what_make_axe_asks_is_found_where_it_is_broken(browser: Browser, tmp_path: Path) -> None:
    """Each fault in the looks that have it: a picture without words in both widths, letters lost in the dark, a low button."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=zh-Hant><title>頁</title><style>"
        "body { background: #fff; } [data-md-color-scheme=slate] p { color: #eee; } button { height: 30px; width: 90px; }"
        "</style><body><main><article><h1>頁</h1><p>一段話</p><img src='data:,'><button>按鈕</button></article></main>",
        "utf-8",
    )
    with served(tmp_path) as address:
        found = {(one.rule, one.look.width, one.look.scheme, one.look.size) for one in findings(browser, address, [""])}
    assert found == {
        *(("image-alt", width, "light", "") for width in (1280, 390)),
        *(("color-contrast", width, "dark", size) for width in (1280, 390) for size in ("", "large")),
        *(("44 px", width, "light", "large") for width in (1280, 390)),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_may_ask_for_contrast_and_the_reader_may_refuse(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(contrast="more", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.getAttribute('data-contrast')") == "high"
    opened(page)
    found = violations(page, tags=["wcag2a", "wcag2aa", "wcag2aaa"])
    assert [(rule, part) for rule, part in found if rule != "color-contrast-enhanced"] == []
    page.click("button[data-sets=contrast]")
    page.reload()
    assert page.evaluate("document.documentElement.hasAttribute('data-contrast')") is False
    context.close()


def test_a_page_is_read_aloud_in_its_order_by_a_voice_of_the_system(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(VOICE.replace("LOCAL", "true"))
    page.goto(address + "brand/triggers/typhoon-yellow/")
    opened(page).click("[data-aloud]")
    page.wait_for_function(
        "() => said.length && document.querySelector('[data-aloud]').textContent.trim() === '朗讀本頁'"
    )
    said = page.evaluate("said")
    assert said[0] == page.inner_text("h1")
    assert len(said) > 3
    assert len(said) == len(set(said))
    page.close()


def test_without_a_voice_of_the_system_nothing_is_offered(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(VOICE.replace("LOCAL", "false"))
    page.goto(address)
    assert opened(page).locator("[data-aloud]").is_hidden()
    page.close()


def test_the_pencil_is_for_those_who_ask_for_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "alerts/")
    assert page.locator("a[rel=edit]").is_hidden()
    opened(page).click("button[data-sets=edit]")
    page.goto(address + "guide/g13/")
    assert page.locator("a[rel=edit]").is_visible()
    page.close()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "alerts/")
    assert page.locator("a[rel=edit]").is_visible()
    context.close()


def test_the_panel_closes_by_key_and_gives_the_focus_back(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.focus(".portal-look > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "標準"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.close()

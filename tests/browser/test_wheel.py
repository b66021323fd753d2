"""The year wheel in a real browser: today, keys, a phone's quarters, and the poster that it prints."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsing import at

pytestmark = pytest.mark.browser


def test_the_wheel_marks_today_in_its_own_year_only(browser: Browser, address: str) -> None:
    page = at(browser, address, "branches/b01/2026/", "2026-07-02")
    line = page.locator(".wheel-today")
    turn = float(str(line.get_attribute("transform")).split("(")[1].split(" ")[0])
    assert 175 < turn < 185
    assert line.get_attribute("visibility") is None
    page = at(browser, address, "branches/b01/2026/", "2027-07-02")
    assert page.locator(".wheel-today").get_attribute("visibility") == "hidden"


def test_texts_on_the_wheel_do_not_overlap(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 1400})
    page.goto(address + "branches/b01/2026/")
    overlaps = page.evaluate(
        """() => {
          // The months are turned, so that their boxes say little; the geometry's tests have them.
          const boxes = [...document.querySelectorAll('#wheel text:not(.wheel-month)')].map(t => [t.textContent, t.getBoundingClientRect()]);
          const frame = document.querySelector('.wheel').getBoundingClientRect();
          const bad = [];
          boxes.forEach(([a, p], i) => {
            if (p.left < frame.left - 1 || p.right > frame.right + 1 || p.top < frame.top - 1 || p.bottom > frame.bottom + 1) bad.push(a + ' is clipped');
            boxes.slice(i + 1).forEach(([b, q]) => {
              const x = Math.min(p.right, q.right) - Math.max(p.left, q.left);
              const y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
              if (x > 2 && y > 4) bad.push(a + ' / ' + b);
            });
          });
          return bad;
        }"""
    )
    assert overlaps == []
    page.close()


def test_the_thirty_days_ahead_are_those_of_the_reader(browser: Browser, address: str) -> None:
    page = at(browser, address, "branches/b01/2026/", "2026-07-02")
    due = page.eval_on_selector_all("#wheel a.is-soon", "marks => marks.map(mark => mark.dataset.due)")
    assert due
    assert all("2026-07-02" <= day <= "2026-08-01" for day in due)
    assert page.text_content(".wheel-from") == "7月2日起30天內到期"
    assert page.get_attribute(".wheel-soon", "d")
    page = at(browser, address, "branches/b01/2026/", "2027-07-02")
    assert page.locator("#wheel a.is-soon").count() == 0
    assert page.get_attribute(".wheel-soon", "d") == ""


def test_the_wheel_is_one_tab_stop_with_arrow_keys(browser: Browser, address: str) -> None:
    page = at(browser, address, "branches/b01/2026/", "2026-11-30")
    assert page.locator("#wheel a[tabindex='0']").count() == 1
    page.focus("#wheel a[tabindex='0']")

    def focused() -> str:
        return str(page.evaluate("document.activeElement.dataset.ids || document.activeElement.className"))

    ids = page.eval_on_selector_all("#wheel .wheel-spans a", "marks => marks.map(mark => mark.dataset.ids)")
    seen = [focused()]
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(focused())
    assert seen == [ids[index] for index in (0, 1, 2, 1, -1, 0, 0, -1)]
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#wheel')")


def test_a_phone_turns_quarters_whose_marks_a_finger_meets(phone: Page, address: str) -> None:
    phone.goto(address + "branches/b01/2027/")
    phone.clock.set_fixed_time("2027-05-10T04:00:00Z")
    phone.reload()
    assert phone.locator(".quarter-ways .is-current").inner_text() == "第2季度"
    phone.locator(".quarter-ways a").first.click()
    assert phone.locator(".quarter:visible").count() == 1
    assert phone.locator("[data-turn='-1']").is_disabled()
    for quarter in range(1, 5):
        assert phone.text_content("[data-turned]") == f"2027年第{quarter}季度"
        boxes = [mark.bounding_box() for mark in phone.locator(".wheel-spans circle:visible").all()]
        assert boxes
        assert min(min(box["width"], box["height"]) for box in boxes if box) >= 24
        marks = phone.locator(".quarter.is-shown .wheel-spans a")
        assert marks.count() == phone.locator(".legend-list li:visible").count()
        if quarter < 4:
            phone.click("[data-turn='1']")
    assert phone.locator("[data-turn='1']").is_disabled()
    phone.locator(".quarter.is-shown .wheel-spans a").last.press("Enter")
    assert phone.locator("li:target:visible").count() == 1


def test_quarters_are_all_there_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + "branches/b01/2026/quarters/")
    assert page.locator(".wheel-quarter:visible").count() == 4
    context.close()


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """The width and height of every sheet, in millimetres."""
    found = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in found]


def test_the_poster_is_one_sheet_and_the_list_is_on_a4(tab: Page, address: str) -> None:
    tab.goto(address + "branches/b01/2026/")
    assert sheets(tab.pdf(prefer_css_page_size=True)) == [(420, 297)]
    for part, most in (("list/", 4), ("quarters/", 2)):
        tab.goto(address + "branches/b01/2026/" + part)
        found = sheets(tab.pdf(prefer_css_page_size=True))
        assert set(found) == {(210, 297)}
        assert len(found) <= most, part


def test_an_address_in_the_tables_of_before_leads_to_the_list(browser: Browser, address: str) -> None:
    page = at(browser, address, "branches/b01/2026/#m03.2026-12", "2026-11-30")
    page.wait_for_selector("[id='m03.2026-12']")
    assert page.url.endswith("/branches/b01/2026/list/#m03.2026-12")


@pytest.mark.parametrize(("size", "sheet"), [("a3", (420, 297)), ("a2", (594, 420)), ("a1", (841, 594))])
def test_a_poster_is_one_sheet_of_the_size_chosen(tab: Page, address: str, size: str, sheet: tuple[int, int]) -> None:
    tab.goto(address + "branches/b04/2027/")
    tab.evaluate("window.print = () => {}")
    tab.click(f"[data-prints='poster {size}']")
    tab.emulate_media(media="print")
    box = tab.locator("#wheel svg").first.bounding_box()
    assert box
    # Points of paper to a unit of the drawing: what the geometry's tests find 9 units high is 9 points here.
    assert box["width"] / 96 * 72 / 1140 >= 1
    assert box["width"] / 96 * 25.4 <= sheet[0] - 16
    assert box["height"] / 96 * 25.4 <= sheet[1] - 16
    assert sheets(tab.pdf(prefer_css_page_size=True)) == [sheet]
    tab.emulate_media(media="null")

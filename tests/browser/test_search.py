"""Search in a real browser: what it finds, what it loads, how it is used."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessible import violations
from tests.sample import ROOT

pytestmark = pytest.mark.browser

FIRST = """async (query) => {
  const answer = await portalSearch.find(query);
  const first = answer.hits.slice(0, 5).map((hit) => portalSearch.passage(hit));
  return {count: answer.hits.length, how: answer.how, paths: (await Promise.all(first)).map((found) => found.path)};
}"""

FOUND = """async (query) => {
  const answer = await portalSearch.find(query);
  if (answer.how !== 'all') { return []; }
  return (await Promise.all(answer.hits.map((hit) => portalSearch.passage(hit)))).map((found) => found.path);
}"""


def cases(name: str) -> list[tuple[str, list[str]]]:
    """Queries of a collection with the addresses that answer each."""
    found = []
    for line in (ROOT / "tests" / "kernel" / "search" / f"{name}.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            query, _, ids = line.rpartition(" = ")
            found.append((query, [f"guide/{id}/" if id[1:].isdigit() else f"{id}/" for id in ids.split()]))
    return found


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address + "search/")
    page.wait_for_function("() => Boolean(window.portalSearch)")
    yield page
    page.close()


@pytest.mark.parametrize(
    "name",
    [
        "natural",
        "natural_tuning",
        "natural_tuning_2",
        "natural_independent",
        "pinyin",
        "pinyin_tuning",
        "pinyin_independent",
    ],
)
def test_a_right_page_is_among_the_first_five(search: Page, name: str) -> None:
    asked = cases(name)
    missed = [query for query, right in asked if not set(right) & set(search.evaluate(FIRST, query)["paths"])]
    assert len(missed) <= len(asked) * 0.05, missed


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("黨費", "guide/g25/"),
        ("党费", "guide/g25/"),
        ("支部黨員大會", "guide/g13/"),
        ("换届", "guide/g08/"),
        ("三本六盒一证", "guide/g05/"),
        ("P2605", "findings/p2605/"),
        ("2605", "findings/p2605/"),
        ("空白表单", "forms/"),
    ],
)
def test_the_page_for_the_matter_comes_first(search: Page, query: str, path: str) -> None:
    assert search.evaluate(FIRST, query)["paths"][0] == path


@pytest.mark.parametrize(
    "query", ["麻辣火锅", "量子纠缠态怎么测", "qwxzkj", "zzzzqqq", "紫禁城门票多少钱", "%%%", "。。"]
)
def test_nonsense_finds_nothing(search: Page, query: str) -> None:
    assert search.evaluate(FIRST, query)["count"] == 0


def test_a_question_says_that_it_was_taken_apart(search: Page) -> None:
    search.fill("input[type=search]", "换届要提前多久通知")
    search.wait_for_selector(".search-hits li")
    assert "沒有整句相符" in search.inner_text(".search-status")
    assert "换届" in search.inner_text(".search-status")


def test_a_page_that_is_only_read_loads_nothing_of_search(browser: Browser, address: str) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + "guide/g25/", wait_until="networkidle")
    assert [url for url in loaded if "/search/" in url or "search" in url.rsplit("/", 1)[1]] == []
    page.close()


def test_the_dialog_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "guide/g25/")
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open] input")
    page.keyboard.insert_text("换届")  # as voice, handwriting and paste do: an input event, no key
    page.wait_for_selector("dialog .search-hits li mark")
    assert page.inner_text("dialog .search-hits li:first-child a") == "支部換屆"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".search-hits a:focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/g08/**")
    page.close()


def test_a_link_carries_words_and_filters(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/?q=党费&kind=form")
    page.wait_for_selector(".search-hits li")
    assert set(page.locator(".search-kind").all_inner_texts()) == {"表單"}
    page.click(".search-chip[aria-pressed=true]")
    page.wait_for_function("() => document.querySelectorAll('.search-hits li').length === 10")
    assert "kind" not in page.url
    page.click(".search-more")
    page.wait_for_function("() => document.querySelectorAll('.search-hits li').length === 20")
    page.close()


def test_branches_are_named_when_somebody_wants_to_choose_one(browser: Browser, address: str) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + "search/?q=支部")
    page.wait_for_selector(".search-hits li")
    assert not [url for url in loaded if url.endswith("/branches.js")]
    page.click(".search-filters summary")
    page.click("[aria-label=按支部篩選] .search-chip")
    page.wait_for_function("() => document.querySelector('[aria-label=按支部篩選] [aria-pressed=true]')")
    chosen, count = page.inner_text(".search-chip[aria-pressed=true]").rsplit(" ", 1)
    assert chosen.removeprefix("✓").strip()
    page.goto(page.url)  # a link with a branch
    page.wait_for_selector(".search-hits li")
    assert page.inner_text(".search-status") == f"找到{count}頁"
    page.close()


@pytest.mark.parametrize(
    ("query", "most"), [("黨費", 32), ("安全生產", 33), ("整改 措施", 32), ("huanjie", 43), ("换届要提前多久通知", 37)]
)
def test_little_is_loaded_before_the_first_result(browser: Browser, address: str, query: str, most: int) -> None:
    """Kilobytes as compressed on the wire; at 10,000 pages about eight more."""
    page = browser.new_page()
    page.goto(address + "guide/g25/", wait_until="networkidle")
    received: list[int] = []
    page.on("response", lambda answer: received.append(len(gzip.compress(answer.body(), 6))))
    page.click("[data-search]")
    page.wait_for_selector("dialog[open] input")
    page.evaluate("async (query) => { await portalSearch.passage((await portalSearch.find(query)).hits[0]); }", query)
    assert sum(received) < 1000 * most
    page.close()


def test_the_dialog_lives_in_the_address(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "guide/g13/")
    page.click("[data-search]")
    page.fill("dialog input", "黨費")
    page.click("dialog .search-chip[data-value=guide]")
    page.wait_for_url("**/guide/g13/?s-q=*&s-kind=guide")
    shared = page.url
    page.go_back()
    page.wait_for_selector("dialog", state="hidden")
    assert page.url == address + "guide/g13/"
    page.go_forward()
    page.wait_for_selector("dialog[open] .search-hits li")
    page.click("dialog .search-hits a")
    page.wait_for_url(lambda url: "s-q=" not in url)
    page.go_back()
    page.wait_for_selector("dialog[open] .search-hits li")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="hidden")
    assert "s-q" not in page.url
    page.goto(shared)  # as somebody else who was sent it
    page.wait_for_selector("dialog[open] .search-hits li")
    assert page.input_value("dialog input") == "黨費"
    assert set(page.locator("dialog .search-kind").all_inner_texts()) == {"指引"}
    context.close()


def test_a_hit_shows_sentences_and_other_places_of_its_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/?q=换届要提前多久通知")
    page.wait_for_selector(".search-places a")
    first = page.locator(".search-hits > li").first
    texts = first.locator(".search-places a").all_inner_texts()
    assert 1 <= len(texts) <= 2
    assert all("#" in str(link.get_attribute("href")) for link in first.locator(".search-places a").all())
    for text in page.locator(".search-text").all_inner_texts():
        assert "\t" not in text
        assert " · " not in text
    page.fill("#search-words", "10")
    page.wait_for_function("() => /[0-9]/.test((document.querySelector('.search-hits mark') || {}).textContent)")
    inside = "() => Array.from(document.querySelectorAll('.search-hits mark')).filter((one) => one.previousSibling && /[0-9]$/.test(one.previousSibling.textContent)).length"
    assert page.evaluate(inside) == 0
    page.close()


def test_where_nothing_is_found_there_are_ways_on(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/?q=黨員費控機")
    page.wait_for_selector(".search-status a:has-text('索引')")
    report = page.get_attribute(".search-status a:has-text('搜不到')", "href") or ""
    assert "title=%E6%90%9C%E4%B8%8D%E5%88%B0%EF%BC%9A%E9%BB%A8" in report
    page.wait_for_selector(".search-near a:has-text('黨')")
    page.evaluate("localStorage.setItem('portal.unfound', JSON.stringify(['甲乙', '丙丁']))")
    page.goto(address + "search/")
    page.click("summary:has-text('沒搜到的2個詞')")
    with page.expect_download() as saved:
        page.click(".search-chip:has-text('導出')")
    assert Path(saved.value.path()).read_text("utf-8") == "甲乙\n丙丁\n"
    page.close()


def test_what_was_searched_here_is_offered_again_and_can_be_forgotten(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/")
    page.fill("#search-words", "黨費")
    page.press("#search-words", "Enter")
    page.wait_for_selector(".search-hits li")
    page.fill("#search-words", "")
    page.click("[aria-label=搜過的] .search-chip:has-text('黨費')")
    page.wait_for_selector(".search-hits li")
    page.fill("#search-words", "")
    page.click("[aria-label=搜過的] .search-chip:has-text('清除')")
    page.wait_for_selector("[aria-label=搜過的]", state="detached")
    assert page.evaluate("localStorage.getItem('portal.searches')") is None
    page.close()


def test_a_date_and_a_question_have_their_answer_above_the_pages(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/?q=2026年12月")
    page.wait_for_selector(".search-card li a")
    assert "2026年12月到期" in page.inner_text(".search-card h2")
    page.fill("#search-words", "支部大会多久开一次")
    page.wait_for_selector(".search-answer")
    assert page.inner_text(".search-answer") == "支部黨員大會一般每季度召開1次"
    page.click(".search-card a")
    page.wait_for_url("**/basis/clauses/**#*")
    page.close()


def test_it_works_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "guide" / "g25" / "index.html").as_uri())
    page.click("[data-search]")
    page.fill("dialog input", "dangke")
    page.wait_for_selector("dialog .search-hits li")
    page.click("dialog .search-hits li:first-child a")
    page.wait_for_url("**/guide/g16/index.html*")
    page.close()


def test_the_simplified_edition_answers_in_simplified(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "hans/guide/g13/")
    page.click("[data-search]")
    page.fill("dialog input", "黨費")
    page.wait_for_selector("dialog .search-hits li mark")
    assert page.inner_text("dialog .search-hits li:first-child a") == "党费"
    page.click("dialog .search-hits li:first-child a")
    page.wait_for_url("**/hans/guide/g25/**")
    page.close()


def test_search_is_accessible(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "search/?q=换届")
    page.wait_for_selector(".search-hits li")
    found = violations(page, "[data-search-page]")
    page.goto(address + "guide/g25/")
    page.click("[data-search]")
    page.fill("dialog input", "党费")
    page.wait_for_selector("dialog .search-hits li")
    found += violations(page, "dialog")
    assert found == []
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 390
    page.close()


def test_the_page_opened_from_a_result_marks_the_words(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for start, query, word in (
        (address + "guide/g13/", "党费", "黨費"),
        (address + "hans/guide/g13/", "黨費", "党费"),
        ((site / "guide" / "g13" / "index.html").as_uri(), "df", "黨費"),
    ):
        page.goto(start)
        page.keyboard.press("/")
        page.fill("#search-words", query)
        page.locator(".search-hits a").first.click()
        page.wait_for_selector(".search-marks")
        assert set(page.locator("article mark").all_inner_texts()) == {word}
        assert page.locator("article :is(code, pre, svg) mark").count() == 0
        assert word in page.inner_text(".search-marks [role=status]")
        before = page.evaluate("document.querySelector('article').getBoundingClientRect().height")
        page.emulate_media(media="print")
        assert not page.is_visible(".search-marks")
        page.emulate_media(media="screen")
        page.keyboard.press("Escape")
        assert page.locator("mark, .search-marks").count() == 0
        assert "h=" not in page.url
        assert page.evaluate("document.querySelector('article').getBoundingClientRect().height") == before
    context.close()


def test_the_marks_stay_in_the_other_edition_and_can_be_put_away(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "guide/g25/?h=党费")
    page.wait_for_selector("mark:has-text('黨費')")
    page.click("a.md-edition")
    page.wait_for_selector("mark:has-text('党费')")
    assert violations(page, ".search-marks") == []
    page.get_by_role("button", name="取消标记").click()
    assert page.locator("mark, .search-marks").count() == 0
    page.close()


def test_a_page_that_nobody_searched_for_loads_no_marker(browser: Browser, address: str) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + "guide/g25/")
    assert [url for url in loaded if "/search/" in url] == []
    page.close()

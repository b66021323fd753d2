"""網頁表單 in a real browser: filled in with the keyboard, on a phone, from a folder; no line changes that nobody changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from branch_portal.rooms import KINDS
from tests.browser.accessible import violations
from tests.sample import ROOT

pytestmark = pytest.mark.browser

EDITS = 200
"""Random edits of every kind."""

# Each edit changes one field of one record, somewhere inside it. Which lines may change is told without the script that is
# tested: those from the field's key to the next key of the file, and nothing behind the comments of the others.
RANDOM_EDITS = """([files, count]) => {
  const { compose, data, told, patch, Num } = portalForm.inside;
  let seed = 18;
  const random = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 2147483648 * below); };
  const words = ["甲", "乙: 丙", "true", "12", "# x", "- a", "it's", "一\\n二", "2026-03-05", "[x]", "長".repeat(150), ""];
  const fresh = () => [words[random(words.length)], new Num("7", false), true, [words[random(words.length)]], new Map([["a", "b"]])][random(5)];
  const edit = (value) => {
    if (value instanceof Map && value.size) {
      const key = Array.from(value.keys())[random(value.size)];
      return new Map(Array.from(value, (pair) => pair[0] === key ? [key, edit(pair[1])] : pair));
    }
    if (Array.isArray(value) && value.length) {
      const items = value.slice(), at = random(items.length);
      if (random(3) === 0) { items.splice(at, 0, fresh()); } else if (random(3) === 0 && items.length > 1) { items.splice(at, 1); } else { items[at] = edit(items[at]); }
      return items;
    }
    return fresh();
  };
  const wrong = [];
  let done = 0;
  for (const name of Object.keys(files)) {
    for (let number = 0; number < count; number++) {
      const text = files[name][number % files[name].length], old = data(compose(text)), keys = Array.from(old.keys());
      const key = keys[random(keys.length)], now = new Map(old), gone = random(6) === 0;
      if (gone) { now.delete(key); } else { now.set(key, edit(old.get(key))); }
      if (!now.size) { continue; }
      const made = patch(text, now), before = text.split("\\n"), after = made.split("\\n");
      const start = before.findIndex((line) => line.startsWith(key + ":"));
      let stop = start + 1;
      while (stop < before.length && !/^[A-Za-z_]/.test(before[stop])) { stop++; }
      const head = before.slice(0, start).join("\\n") === after.slice(0, start).join("\\n");
      const tail = before.slice(stop), same = tail.join("\\n") === after.slice(after.length - tail.length).join("\\n");
      done++;
      const empty = Array.from(now.values()).indexOf("") >= 0;
      if (start < 0 || !head || !same || (told(data(compose(made))) !== told(now) && !empty)) { wrong.push([name, key, made]); }
    }
  }
  return [done, wrong.slice(0, 3)];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{address}edit/")
    page.wait_for_selector("select[name=kind]")
    yield page
    page.close()


def opened(page: Page, kind: str, record: str) -> Page:
    page.select_option("select[name=kind]", "")
    page.select_option("select[name=kind]", kind)
    page.wait_for_selector(f"select[name=record] option[value='{record}']", state="attached")
    page.select_option("select[name=record]", record)
    page.wait_for_selector(".form-fields")
    return page


def test_no_edit_of_any_kind_touches_another_line(page: Page) -> None:
    files = {
        kind.name: [
            file.read_text("utf-8")
            for file in sorted((ROOT / "data" / kind.name).rglob("*.yml"))[:20]
            if file.stat().st_size < 20_000
        ]
        for kind in KINDS
    }
    files = {name: texts for name, texts in files.items() if texts}
    done, wrong = page.evaluate(RANDOM_EDITS, [files, EDITS])
    assert wrong == []
    assert len(files) >= 40
    assert done >= 0.95 * EDITS * len(files)


def test_a_branch_is_changed_and_only_its_line_is(page: Page) -> None:
    opened(page, "branches", "=b01")
    assert "每一欄都填對了" in page.inner_text(".form-summary")
    assert page.get_attribute("#f-id", "readonly") is not None, "it names the file, and others name it"
    page.fill("#f-groups", "99")
    assert "不能大於30" in page.inner_text("#f-groups-wrong")
    assert page.get_attribute("#f-groups", "aria-invalid") == "true"
    page.fill("#f-groups", "4")
    assert page.locator("#f-groups-wrong").is_hidden()
    assert page.locator(".form-lines del").all_inner_texts() == ["  10 − groups: 3\n"]
    assert page.locator(".form-lines ins").all_inner_texts() == ["  10 + groups: 4\n"]
    link = page.locator("a.button", has_text="打開倉庫裡的這個文件")
    assert str(link.get_attribute("href")).endswith("/_edit/main/data/branches/b01.yml")
    with page.expect_download() as waiting:
        page.click("button:text-is('下載')")
    text = Path(waiting.value.path()).read_text("utf-8")
    assert text == (ROOT / "data/branches/b01.yml").read_text("utf-8").replace("groups: 3", "groups: 4")
    assert waiting.value.suggested_filename == "b01.yml"


def test_a_row_is_added_and_taken_away_with_the_keyboard(page: Page) -> None:
    opened(page, "branches", "=b01")
    before = page.locator("[id^=f-has-]:not(p)").count()
    page.focus("button[aria-label='有什麼：添一項']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"f-has-{before}"
    page.focus(f"button[aria-label='去掉有什麼第{before + 1}項']")
    page.keyboard.press("Enter")
    assert page.locator("[id^=f-has-]:not(p)").count() == before
    assert "還沒有改動" in page.inner_text("[data-form]")


def test_a_feedback_is_written_on_a_phone_and_handed_to_the_forge(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}edit/?kind=feedback")
    page.wait_for_selector("select[name=record] option[value='+']", state="attached")
    page.select_option("select[name=record]", "+")
    page.wait_for_selector("#f-summary")
    for field, value in (("task", "rw2601"), ("branch", "b02"), ("status", "辦完")):
        page.select_option(f"#f-{field}", label=page.locator(f"#f-{field} option", has_text=value).first.inner_text())
    page.fill("#f-summary", "核對完畢，沒有差錯")
    assert page.inner_text("label[for=f-values-result]").startswith("核對結論（必填）")  # what the task asks for
    page.select_option("#f-values-result", label="一致")
    page.fill("#f-log-0-on", "2026-11-30")
    page.select_option("#f-log-0-action", label="反饋")
    page.select_option("#f-log-0-by", index=1)
    assert "每一欄都填對了" in page.inner_text(".form-summary")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    address_ = str(page.locator("a.button", has_text="在倉庫裡新建（已填好）").get_attribute("href"))
    assert "/_new/main/data/feedback/rw2601/?filename=b02.yml&value=task%3A%20rw2601" in address_
    assert "values: {result: 一致}" in page.inner_text(".form-lines")
    page.close()


def test_an_address_begins_a_record_with_what_it_gives(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}edit/?kind=plans&new=b02-2027&f-branch=b02&f-year=2027&f-nothing=1")
    page.wait_for_selector(".form-fields")
    assert page.input_value("select[name=record]") == "+"
    lines = page.inner_text(".form-lines")
    assert [f"{line}\n" in f"{lines}\n" for line in ("id: b02-2027", "branch: b02", "year: 2027")] == [True] * 3, lines
    assert "nothing" not in lines
    page.close()


def test_a_file_that_is_not_on_the_site_is_pasted(page: Page) -> None:
    page.select_option("select[name=kind]", "grids")
    page.click("summary:has-text('改列表裡沒有的文件')")
    text = (ROOT / "data/grids/gr01.yml").read_text("utf-8")
    page.fill("details textarea", text)
    page.click("button:text-is('打開貼上的內容')")
    page.wait_for_selector("#f-title")
    page.fill("#f-title", "新網格")
    assert page.locator(".form-lines ins").count() == page.locator(".form-lines del").count() == 1
    page.fill("details textarea", "a: &x 1")
    page.click("button:text-is('打開貼上的內容')")
    assert "第1行讀不出來" in page.inner_text("[data-form]")


@pytest.mark.parametrize(("scheme", "worn"), [("light", "default"), ("dark", "slate")])
def test_the_form_has_no_accessibility_violations(browser: Browser, address: str, scheme: str, worn: str) -> None:
    """What the system asks for is heard once, when the first page is opened."""
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}edit/")
    opened(page, "duties", "=a01")
    assert page.get_attribute("body", "data-md-color-scheme") == worn
    page.fill("#f-title", "")
    page.evaluate("document.querySelectorAll('[data-form] details').forEach((one) => { one.open = true })")
    assert violations(page) == []
    page.close()


def test_it_works_from_a_folder_in_both_editions(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    for folder in ("", "hans/"):
        page.goto(f"{(site / folder / 'edit/index.html').as_uri()}?kind=tasks&id=rw2601")
        page.wait_for_selector("#f-title")
        assert page.input_value("#f-title") in (ROOT / "data/tasks/rw2601.yml").read_text("utf-8")
    page.close()

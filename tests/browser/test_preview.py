"""The preview in a browser: a saved page comes by itself where it was being read, a mistake lies over it until mended."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from branch_portal.mkdocs.preview import Preview
from branch_portal.mkdocs.preview_server import PreviewServer
from tests.portal import Portal
from tests.sample import AS_OF

pytestmark = pytest.mark.browser

BRANCH = "data/branches/b01.yml"


@pytest.fixture
def shown(mini: Portal, browser: Browser) -> Iterator[Page]:
    mini.to_be_built()
    preview = Preview(mini.root, lambda: AS_OF)
    preview.begin()
    server = PreviewServer(preview, "127.0.0.1", 0)
    server.watch([mini.root / "data"])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    page = browser.new_page(viewport={"width": 390, "height": 500})
    page.goto(f"{server.address}branches/b01/")
    yield page
    page.close()
    server.shutdown()
    thread.join()
    server.stop()


def test_a_saved_page_comes_by_itself(mini: Portal, shown: Page) -> None:
    expect(shown.locator("#preview-banner")).to_be_visible()
    shown.evaluate("scrollTo(0, 400)")
    before = shown.evaluate("scrollY")
    assert before > 100
    mini.change(BRANCH, title="第一示範支部")
    expect(shown.locator("h1")).to_contain_text("第一示範支部", timeout=20_000)
    shown.wait_for_function(f"Math.abs(scrollY - {before}) < 3", timeout=20_000)


def test_a_mistake_lies_over_the_last_sound_page_until_it_is_mended(mini: Portal, shown: Page) -> None:
    mini.change(BRANCH, title="改了名的支部", parent="nowhere")
    box = shown.locator("#preview-problems")
    expect(box).to_contain_text(f"{BRANCH} 第5行", timeout=20_000)
    expect(box).to_contain_text("怎麼改")
    assert shown.locator("#preview-problems a").first.get_attribute("href") == f"vscode://file{mini.root}/{BRANCH}:5:9"
    expect(shown.locator("h1")).to_contain_text("第一支部", timeout=20_000)
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    mini.change(BRANCH, title="第一支部", parent="city")
    expect(box).to_have_count(0, timeout=20_000)

"""Every address that a feed gives leads to a page of the site, and to a place on it that is there."""

import re
from functools import cache
from pathlib import Path

ROOT = "https://portal.example.com/"


def test_every_address_in_every_feed_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    @cache
    def places(page: str) -> frozenset[str]:
        return frozenset(re.findall(r'\bid="?([^\s">]+)', (site / page / "index.html").read_text("utf-8")))

    found: set[str] = set()
    for feed in sorted((site / "calendar").glob("*.ics")):
        text = feed.read_bytes().decode().replace("\r\n ", "").replace("\\n", "\n")
        found |= set(re.findall(rf"{ROOT}[^\s；。）]*", text))
    assert len(found) > 1000
    missing = set()
    for address in found:
        page, _, place = address.removeprefix(ROOT).partition("#")
        if page.endswith(".ics"):
            there = (site / page).is_file() or "支部編號" in page  # a pattern that a notice gives
        else:
            there = (site / page / "index.html").is_file() and (not place or place in places(page))
        if not there:
            missing.add(address)
    assert sorted(missing) == []

"""What every page of the built sample keeps, read from its files: one way of telling a day, and its weight."""

import gzip
import re
from pathlib import Path

from tests.browser.kinds import file_of, one_of_each_kind

ISO = re.compile(r"(?<![\w/.-])\d{4}-\d\d-\d\d(?![\w-])")
COPIED = re.compile(r"<(script|style|code|pre|textarea)\b.*?</\1>|<[^>]*>", re.S)
"""What is copied into a file or read by a program, and tags with their attributes."""
ABOUT_FILES = ("editing/", "edit/")
"""Pages that show how a day is written in a file."""


def iso_days(page: str) -> list[str]:
    """The days as `2026-03-20` that a reader of the page sees."""
    return ISO.findall(COPIED.sub(" ", page))


def test_readers_are_told_days_in_one_way(site: Path) -> None:
    mixed = {}
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        if not path.removeprefix("hans/").startswith(ABOUT_FILES) and (days := iso_days(file.read_text("utf-8"))):
            mixed[path] = days[:3]
    assert mixed == {}


def test_a_day_as_a_program_writes_it_is_seen_and_what_is_copied_is_not() -> None:
    assert iso_days('<p title="2026-03-20">到<b>2026-03-20</b>為止</p>') == ["2026-03-20"]
    assert iso_days("<code>due: 2026-03-20</code><textarea>on: 2026-03-20</textarea><i>RW-2026-03-20</i>") == []


FIRST = 110_000
"""Bytes that a reader with an empty cache loads for a page: the page, its styles, its scripts."""
FURTHER = 20_000
"""Bytes of a page whose styles and scripts are there already."""
LOADED = re.compile(r'\s(?:src|href)="([^":?#]+\.(?:css|js))"')
"""What a page loads; what a script asks for later stands in `data-` attributes."""


def packed(file: Path) -> int:
    """The bytes of a file on the wire."""
    return len(gzip.compress(file.read_bytes(), 6))


def test_every_kind_of_page_is_light(site: Path) -> None:
    heavy = {}
    weights: dict[Path, int] = {}
    for path in one_of_each_kind(site):
        page = file_of(site, path)
        loaded = {
            site / name.removeprefix("/") if name.startswith("/") else (page.parent / name).resolve()
            for name in LOADED.findall(page.read_text("utf-8"))
        }
        assert len(loaded) > 3, path
        weights.update((file, packed(file)) for file in loaded - weights.keys())
        further = packed(page)
        if further > FURTHER or further + sum(weights[file] for file in loaded) > FIRST:
            heavy[path] = further, sum(weights[file] for file in loaded)
    assert heavy == {}


WRITTEN = {
    "": 68,
    "2026/": 14,
    "2026/list/": 62,
    "2026/quarters/": 18,
    "2026/logbook/": 20,
    "week/": 24,
    "handover/": 21,
}
"""Most thousands of bytes of each page of a branch: a portal has hundreds of each, in two editions."""


def test_what_is_there_once_a_branch_is_small(site: Path) -> None:
    heavy = {
        file: file.stat().st_size
        for folder in (site / "branches").glob("b*")
        for path, most in WRITTEN.items()
        if (file := folder / path / "index.html").is_file() and file.stat().st_size > most * 1000
    }
    assert heavy == {}

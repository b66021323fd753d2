"""Markup in a record or a setting is printed as text: nothing runs on any kind of page, without a policy's help.

`PORTAL_PAGES=all` visits every page of the sample instead of one with each template.
"""

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext

from branch_portal.build import events, make_site
from branch_portal.calendar.state import calendar_state
from branch_portal.mkdocs import plugin as mkdocs_plugin
from branch_portal.mkdocs import run
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import EditionSettings
from branch_portal.rooms import ROOMS
from branch_portal.site import urls
from branch_portal.site.page import NavItem, Page
from branch_portal.system.snapshot import take_snapshot
from tests.filling import Filling

pytestmark = pytest.mark.browser

AS_OF = dt.date(2026, 11, 24)

WRITTEN = """---
title: '</title><img src=x onerror=ran()>'
description: '"><img src=x onerror=ran()>'
---
# 甲

## &lt;img src=x onerror=ran()&gt; `<svg onload=ran()>` {#a}
"""
"""A hand-written page whose front matter and headings say markup; its body has none."""

UNSEEN = ("exemptions", "conversions", "synonyms", "withdrawals", "learning_files", "solar_terms")
"""Kinds without a text on a page of their own; words for the search stand in its files."""

CODED = ("slip_batches", "logbooks")
"""Kinds whose every text has a form that no markup fits: hashes, or a duty's id with a day and counts."""


@dataclass(frozen=True)
class Built:
    """A site of hostile words: its folder, the fields that took them, the pages that show each template once."""

    folder: Path
    took: frozenset[str]
    shown: Sequence[str]


def some_of(pages: Sequence[Page]) -> list[Page]:
    """Few pages with every template, 從這裡開始, and the editors' pages that show words of the data."""
    editing = [page for page in pages if page.path.startswith("editing/")]
    spoken = [page for page in editing if page.path == "editing/start/" or "ran()" in page.render()]
    chosen = each_template_once(pages)
    return [*chosen, *(page for page in spoken if page not in chosen)]


def each_template_once(pages: Sequence[Page]) -> list[Page]:
    """Few pages that together are made of every template."""
    now: set[str] = set()
    load = Environment.get_template

    def noted(jinja: Environment, name: str, *more: object, **values: object) -> object:
        now.add(name)
        return load(jinja, name, *more, **values)  # type: ignore[arg-type]

    of: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Environment, "get_template", noted)
        for page in pages:
            now = of[page.path] = set()
            page.render()
    found, seen = [], set[str]()
    for page in sorted(pages, key=lambda page: (-len(of[page.path]), page.path)):
        if of[page.path] - seen:
            seen |= of[page.path]
            found.append(page)
    return found


@pytest.fixture(scope="module")
def built(book: Handbook, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample filled with markup and built in one edition, without the files that are no pages."""
    filling = Filling()
    hostile = filling.book(book)
    one = EditionSettings(published=("hant",))
    hostile = hostile.having(settings=hostile.settings.model_copy(update={"editions": one}))
    snapshot = take_snapshot(hostile, AS_OF, ROOMS)
    state = calendar_state(
        Folders(root), Reading(), events(snapshot.announced, snapshot.schedule), hostile, snapshot.schedule
    )
    own = Page("editing/", "怎麼修改內容", lambda: WRITTEN, markdown=True)
    made = make_site(snapshot, state.calendar(state.ledger), (own,))
    shown = made.pages if os.environ.get("PORTAL_PAGES") == "all" else some_of(made.pages)
    paths = {page.path for page in shown} | {"editing/"}
    top = tmp_path_factory.mktemp("hostile")
    shutil.copy(root / "mkdocs.yml", top)
    (top / "site_config").symlink_to(root / "site_config")
    (top / "content" / "editing").mkdir(parents=True)
    (top / "content" / urls.source_name("editing/")).write_text(WRITTEN, "utf-8")
    assets = tuple(one for one in made.assets if one.path.startswith("assets/"))  # the portal's own script
    site = replace(made, assets=assets, pages=tuple(shown), nav=tuple(_only(paths, made.nav)), inspect=lambda *_: ())
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
        monkeypatch.setattr(mkdocs_plugin, "build_site", lambda *_, **__: site)
        # Links to the pages left out are broken.
        monkeypatch.setattr(run, "load_config", lambda file, **more: load_config(file, **more | {"strict": False}))
        run.build(top, top / "site", AS_OF.isoformat())
    return Built(top / "site", frozenset(filling.took), sorted(paths))


def _only(paths: Set[str], items: Sequence[NavItem]) -> Iterator[NavItem]:
    """The navigation with these pages alone."""
    for item in items:
        children = tuple(_only(paths, item.children))
        if children or item.path in paths:
            yield replace(item, children=children)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that counts what runs; styles and the theme's own script, which know none of our words, are left out."""
    context = browser.new_context()
    context.add_init_script("window.runs = 0; window.ran = () => { window.runs += 1; };")
    context.route(re.compile(r"/assets/javascripts/|\.css$"), lambda route: route.abort())
    yield context
    context.close()


LIVE = """() => {
  const links = [...document.querySelectorAll('a[href]')].filter((link) => link.protocol === 'javascript:');
  return [window.runs, document.querySelectorAll('ran, [onerror], [onload]').length, links.length];
}"""
"""What ran, what waits for its event or stands there as an element, and which links would run."""


def test_every_kind_takes_markup(built: Built, book: Handbook) -> None:
    """Else the pages below would prove nothing about it."""
    kinds = {field.partition(".")[0] for field in built.took}
    assert {"settings.name", "settings.sample_notice", "settings.description", "branches.short"} <= built.took
    assert {kind.name for kind, _ in book if kind.name not in kinds} <= {*UNSEEN, *CODED}


def test_nothing_runs_on_a_page_of_any_kind(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    found = {}
    for path in built.shown:
        page.goto((built.folder / path / "index.html").as_uri())
        if (live := page.evaluate(LIVE)) != [0, 0, 0]:
            found[path] = live
    assert found == {}
    assert "onerror=ran()" in page.title()


def test_nothing_runs_in_the_search(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto((built.folder / "index.html").as_uri())
    page.click("[data-search]")
    page.fill("dialog input[type=search]", "onerror")
    page.wait_for_selector("dialog .search-hit, dialog li a")
    assert page.evaluate(LIVE) == [0, 0, 0]
    assert "ran()" in page.inner_text("dialog")

"""A page poured into a shell is the page that the theme itself would have made."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from markupsafe import Markup

from branch_portal.build import build_site
from branch_portal.mkdocs import files, plugin, run
from branch_portal.project.reading import Reading
from branch_portal.site.page import Site
from branch_portal.site.shell import SLOTS, make_shell, marked_path
from tests.browser.kinds import one_of_each_kind
from tests.built import BASE, BUILT_ON


def absolute(file: Path, site: Path) -> str:
    """The page's text with every address written out, since a shell may go to the same place by another way."""
    address = BASE + file.relative_to(site).as_posix().removesuffix("index.html")
    text = re.sub(r'"base": "[^"]*"', "", file.read_text("utf-8"))  # the theme's own settings, checked in a browser
    text = re.sub(r'((?:href|src)=")([^"]*)', lambda found: found[1] + urljoin(address, found[2]), text)
    return re.sub(r"\s+", " ", text)


def only(site: Site, paths: Collection[str]) -> Site:
    """The site with the bodies of some pages: all others keep their addresses and their place in the navigation."""
    pages = (
        one if one.path in paths or one.markdown else replace(one, render=lambda: "<h1>一頁</h1>") for one in site.pages
    )
    return replace(site, pages=tuple(pages), assets=(), proof=None, inspect=lambda *given: ())


def test_poured_pages_equal_the_theme_s_own(
    site: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One page of each kind: others are as these but for their words, and the second edition is made of finished pages."""
    kinds = [path for path in one_of_each_kind(site) if path != "404.html"]
    made = only(build_site(root, dt.date.fromisoformat(BUILT_ON), Reading()), kinds)
    monkeypatch.setattr(plugin, "build_site", lambda *given, **more: made)
    monkeypatch.setattr(files, "is_poured", lambda page, in_nav: False)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    slow = tmp_path / "site"
    run.build(root, slow, BUILT_ON)
    compared = [f"{path}index.html" for path in kinds]
    assert len(compared) > 75
    differing = [name for name in compared if absolute(site / name, site) != absolute(slow / name, slow)]
    assert differing == []
    assert (site / "sitemap.xml").read_bytes() == (slow / "sitemap.xml").read_bytes()


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_a_shell_puts_each_word_in_its_place(depth: int) -> None:
    path = marked_path(depth)
    assert path.count("/") == depth
    rendered = f'<title>{SLOTS["title"]}</title><a href="/{path}">{SLOTS["body"]}</a>'
    values = {"path": "a/b/c", "title": "甲", "description": "", "edit": "", "body": Markup("<p>乙</p>")}
    assert make_shell(rendered, depth).fill(values) == (
        f'<title>甲</title><a href="/{"a/b/c/" if depth else ""}"><p>乙</p></a>'
    )


def test_a_shell_takes_what_is_not_markup_as_text() -> None:
    shell = make_shell(f"<title>{SLOTS['title']}</title>{SLOTS['body']}", 0)
    assert shell.fill({"title": "</title>&", "body": "<p>乙"}) == "<title>&lt;/title&gt;&amp;</title>&lt;p&gt;乙"


@pytest.mark.parametrize("rendered", ["no place", SLOTS["body"] * 2])
def test_a_theme_without_one_place_for_the_body_is_refused(rendered: str) -> None:
    with pytest.raises(ValueError, match="body"):
        make_shell(rendered, 1)

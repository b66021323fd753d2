"""A page poured into a shell is the page that the theme itself would have made."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from markupsafe import Markup

from branch_portal.mkdocs import files, run
from branch_portal.site.shell import SLOTS, make_shell, marked_path
from tests.built import BASE


def absolute(file: Path, site: Path) -> str:
    """The page's text with every address written out, since a shell may go to the same place by another way."""
    address = BASE + file.relative_to(site).as_posix().removesuffix("index.html")
    text = re.sub(r'"base": "[^"]*"', "", file.read_text("utf-8"))  # the theme's own settings, checked in a browser
    text = re.sub(r'((?:href|src)=")([^"]*)', lambda found: found[1] + urljoin(address, found[2]), text)
    return re.sub(r"\s+", " ", text)


def test_poured_pages_equal_the_theme_s_own(
    site: Path,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "is_poured", lambda page, in_nav: False)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    slow = tmp_path / "site"
    run.build(root, slow, "2026-11-24")
    differing = [
        file.relative_to(site).as_posix()
        for file in sorted(site.rglob("index.html"))
        if absolute(file, site) != absolute(slow / file.relative_to(site), slow)
    ]
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

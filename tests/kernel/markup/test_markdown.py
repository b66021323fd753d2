"""A title that stands in Markdown is printed sign by sign."""

from html import unescape

import pytest
from markdown import Markdown

from branch_portal.site.markdown import as_itself, heading


@pytest.mark.parametrize(
    "title",
    [
        "開黨課（示例）2026年第1次：A-1、3.5%",
        "<img src=x onerror=ran()>",
        "[甲](javascript:ran())",
        "![甲](x)<!-- 乙 -->",
        "**甲** _乙_ `丙` \\*",
        "甲 {#id .class}",
        "甲 #",
        "[TOC]",
        "甲 &lt;b&gt; & 乙",
        "http://example.com <http://example.com>",
    ],
)
def test_a_title_says_what_was_written(title: str) -> None:
    page = Markdown(extensions=["attr_list", "tables", "admonition", "toc"]).convert(f"{heading(title)}\n\n甲\n")
    head, _, rest = page.partition("</h1>")
    opened, _, said = head.partition(">")
    assert (opened.startswith('<h1 id="'), unescape(said), rest) == (True, title, "\n<p>甲</p>")
    assert "<" not in said


def test_a_title_of_two_lines_is_one_heading() -> None:
    assert heading("甲\n\n<script>\n") == "# 甲 &#60;script&#62;"


def test_a_title_stands_in_an_attribute_of_a_tag() -> None:
    """Markdown looks for links and code inside a line's tags, before it sees that they are tags."""
    title = '甲"> [乙](javascript:ran()) `丙` <img src=x onerror=ran()>'
    page = Markdown(extensions=["attr_list"]).convert(f'甲 <a href="x" title="{as_itself(title)}">乙</a>')
    before, _, rest = page.partition('title="')
    said, _, after = rest.partition('"')
    assert (before, unescape(said), after) == ('<p>甲 <a href="x" ', title, ">乙</a></p>")

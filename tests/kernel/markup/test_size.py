"""Pages that Markdown would take minutes for are refused before it reads them; whatever people write passes."""

from pathlib import Path

import pytest

from branch_portal.markup.size import MOST_CHARACTERS, too_much
from tests.portal import GUIDE, Portal

BOMBS = {
    "[": "[" * 20_000, "![": "![" * 20_000, "[a](": "[a](" * 20_000, "<": "<" * 20_000, "<a": "<a " * 20_000, "`": "`" * 80_000,
    ">": ">" * 80_000, "```": "```\n" * 20_000, "<!--": "<!-- " * 20_000, "甲": "甲 " * MOST_CHARACTERS, "nested": "[" * 99 + "]" * 99,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_that_cannot_be_set_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    portal = Portal(tmp_path)
    for path, before in (("content/notes/a.md", "# 甲\n"), (GUIDE, (tmp_path / GUIDE).read_text("utf-8"))):
        portal.put(path, f"{before}\n{BOMBS[name]}\n")
        (problem,) = {one for one in portal.problems() if one.rule == "PAGE-23"}
        assert problem.place.path == path
        assert problem.place.line > 1 or "這一頁" in problem.message
        portal.put(path, before)  # as the mend says
        assert "PAGE-23" not in {one.rule for one in portal.problems()}


@pytest.mark.parametrize(
    "text",
    [
        "| [甲](a.md) | `乙` | <b>丙</b> |\n" * 1500, "[甲](a.md)、" * 9000, "1 < 2，" * 50, "甲（[乙](b.md \"（丙）\")）\n" * 2000,
        "- [ ] 甲\n" * 3000, "----\n\n" * 500, "a[0] (b) " * 3000, "```\n甲\n```\n\n" * 300,
    ],
)  # fmt: skip
def test_what_people_write_passes(text: str) -> None:
    assert list(too_much(text, "content/notes/a.md")) == []

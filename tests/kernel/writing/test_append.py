"""A list grows and a value changes; every other line of the file stays."""

import pytest

from branch_portal.writing.append import append
from branch_portal.writing.change import change

ENTRY = {"on": "2026-05-06", "what": "改：表述"}
LINE = "- {on: 2026-05-06, what: 改：表述}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", f"a: 1\nlog:\n  {LINE}\n"),
        ("log: []  # 空\na: 1\n", f"log:\n  {LINE}\na: 1\n"),
        ("log:\n# 舊的\n- {on: x}\na: 1\n", f"log:\n# 舊的\n- {{on: x}}\n{LINE}\na: 1\n"),
        ("log:\n    - on: x\n      by: y\n", f"log:\n    - on: x\n      by: y\n    {LINE}\n"),
    ],
)
def test_an_entry_goes_behind_the_last(before: str, after: str) -> None:
    assert append(before, "log", [ENTRY]) == after


def test_a_list_on_one_line_has_no_place_for_one() -> None:
    with pytest.raises(ValueError, match="log"):
        append("log: [{on: x}]\n", "log", [ENTRY])


def test_a_value_changes_where_it_stands_and_a_new_one_comes_last() -> None:
    text = "# 頭\nsize: 10  # 字節\nsha256: 'ab'\n"
    assert change(text, {"size": 12, "of": "甲"}) == "# 頭\nsize: 12  # 字節\nsha256: 'ab'\nof: 甲\n"
    with pytest.raises(ValueError, match="no record"):
        change("- a\n", {"size": 1})

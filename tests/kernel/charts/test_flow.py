"""A flow: every thing is in one part of every row, and bands are as broad as what they carry."""

import re

import pytest

from branch_portal.charts.flow import flow

WAYS = (
    ("來源", (("a", "soft", "甲", ""), ("b", "soft", "乙", ""))),
    ("狀態", (("x", "open", "開", ""), ("y", "done", "完", "#y"), ("z", "soft", "無", ""))),
)
THINGS = [("a", "x"), ("a", "y"), ("b", "y"), ("b", "y")]


def test_every_row_has_all_things() -> None:
    first, second = flow(WAYS, THINGS)
    assert [(part.title, part.value) for part in first.parts] == [("甲", 2), ("乙", 2)]
    assert [(part.title, part.value, part.link) for part in second.parts] == [("開", 1, ""), ("完", 3, "#y")]
    assert first.bands == ()


def test_bands_fill_both_rows_without_overlap() -> None:
    _, second = flow(WAYS, THINGS)
    found = [tuple(float(one) for one in re.findall(r"[\d.]+", band)) for band in second.bands]
    tops = sorted((numbers[0], numbers[-2]) for numbers in found)
    assert tops == [(0, 25), (25, 50), (50, 100)]
    ends = sorted((numbers[6], numbers[8]) for numbers in found)
    assert ends == [(0, 25), (25, 50), (50, 100)]


def test_a_part_that_nobody_named_is_our_own_bug() -> None:
    with pytest.raises(AssertionError):
        flow(WAYS, [("a", "unknown")])


def test_nothing_flows_without_things() -> None:
    assert [row.parts for row in flow(WAYS, [])] == [(), ()]

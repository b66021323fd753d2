"""Three-way merging of lines and sentences, and what is marked as changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_portal.ground.problems import display_width
from branch_portal.writing.merge import Region, merge
from branch_portal.writing.words import columns, marked

LINES = st.lists(st.sampled_from(["甲。", "乙。丙。", "丁", ""]), max_size=8)
DIFFERENT = st.lists(st.sampled_from(["甲。", "乙。丙。", "丁", "", "戊", "己。庚。"]), max_size=6, unique=True)


def result(base: str, ours: str, theirs: str) -> tuple[list[str], str, str]:
    regions = merge(base.split("|"), ours.split("|"), theirs.split("|"))
    return (
        [region.verdict for region in regions if region.verdict != "same"],
        "|".join(line for region in regions for line in region.result),
        "|".join(line for region in regions for line in region.base_after),
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "verdicts", "merged", "after"),
    [
        ("a|b|c", "a|b|c", "a|x|c", ["theirs"], "a|x|c", "a|x|c"),
        ("a|b|c", "a|x|c", "a|b|c", ["ours"], "a|x|c", "a|b|c"),
        ("a|b|c", "a|x|c", "a|x|c", ["both"], "a|x|c", "a|x|c"),
        ("a|b|c", "a|x|c", "a|y|c", ["conflict"], "a|x|c", "a|b|c"),
        ("a|b|c", "x|b|c", "a|b|y", ["ours", "theirs"], "x|b|y", "a|b|y"),
        ("a|b|c|d", "a|x|c|d", "a|b|y|d", ["ours", "theirs"], "a|x|y|d", "a|b|y|d"),
        ("a|b|c", "a|b|c|# 本單位", "a|n|b|c", ["theirs", "ours"], "a|n|b|c|# 本單位", "a|n|b|c"),
        ("a|b|c", "a|c", "a|b|y", ["conflict"], "a|c", "a|b|c"),
        ("一。二。三。", "一甲。二。三。", "一。二。三乙。", ["merged"], "一甲。二。三乙。", "一。二。三乙。"),
        ("一。二。三。", "一甲。二。三。", "一。二乙。三。", ["merged"], "一甲。二乙。三。", "一。二乙。三。"),
        ("一。二。三。", "一甲。二。", "一乙。二。三。", ["conflict"], "一甲。二。", "一。二。三。"),
    ],
)  # fmt: skip
def test_only_what_both_changed_is_a_conflict(
    base: str, ours: str, theirs: str, verdicts: list[str], merged: str, after: str
) -> None:
    assert result(base, ours, theirs) == (verdicts, merged, after)


@given(LINES, LINES, LINES)
def test_regions_are_the_whole_of_each_text(base: list[str], ours: list[str], theirs: list[str]) -> None:
    regions = merge(base, ours, theirs)
    for side, lines in (("base", base), ("ours", ours), ("theirs", theirs)):
        assert [line for region in regions for line in getattr(region, side)] == lines
    if ours == base:
        assert [line for region in regions for line in region.result] == theirs
    if theirs == base:
        assert [line for region in regions for line in region.result] == ours
    assert conflicts(*settled(regions), theirs) <= conflicts(base, ours, theirs)


@given(DIFFERENT, DIFFERENT, DIFFERENT)
def test_a_conflict_is_seen_again(base: list[str], ours: list[str], theirs: list[str]) -> None:
    # of a line that stands there several times nobody can say which one was kept
    regions = merge(base, ours, theirs)
    assert conflicts(*settled(regions), theirs) == conflicts(base, ours, theirs)


def settled(regions: list[Region]) -> tuple[list[str], list[str]]:
    """What both sides agree on after a merge, and our text."""
    return (
        [line for region in regions for line in region.base_after],
        [line for region in regions for line in region.result],
    )


def conflicts(base: list[str], ours: list[str], theirs: list[str]) -> bool:
    return any(region.verdict == "conflict" for region in merge(base, ours, theirs))


def test_words_that_changed_are_marked() -> None:
    assert marked("每月15日前辦完", "每月20日前報完並公布") == "每月〔-15-〕〔+20+〕日前〔-辦完-〕〔+報完並公布+〕"
    assert marked("甲", "甲") == "甲"


def test_columns_keep_to_their_width() -> None:
    lines = list(columns(["年度任務的期限", "a"], ["b"], 8))
    assert lines == ["年度任務 │ b", "的期限   │", "a        │"]
    assert {display_width(line.partition("│")[0]) for line in lines} == {9}

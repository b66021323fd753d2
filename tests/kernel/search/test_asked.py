"""What the built sample's search answers to the collections, asked in node: queries over all kinds of pages."""

from pathlib import Path

import pytest

from tests.kernel.search.asked import NODE, ask, measured

pytestmark = pytest.mark.skipif(NODE is None, reason="node is missing")


def test_queries_of_every_kind_find_their_page(site: Path) -> None:
    figures, missed = measured(site, "all")
    least = {"branch": 92, "problem": 92, "code": 92, "homophone": 92, "tone": 95, "slip": 85, "mixed": 95, "role": 90}
    poor = {
        kind: figures[kind].five
        for kind, share in least.items()
        if 100 * figures[kind].five < share * figures[kind].asked
    }
    assert poor == {}, [(case.query, answer["paths"]) for case, answer in missed if case.kind in poor]


def test_nonsense_finds_nothing(site: Path) -> None:
    for name in ("all", "all_held_out"):
        figures, missed = measured(site, name)
        assert figures["nonsense"].first >= figures["nonsense"].asked - 1, [case.query for case, _ in missed]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("党非", "党费"),
        ("保迷", "保密"),
        ("應急槍修", "应急抢修"),
        ("機關支部", "机关综合支部"),
        ("dǎngfèi", "党费"),
        ("zhu3ti2dang3ri4", "主题党日"),
        ("wangegzhang", "网格长"),
        ("huanije", "换届"),
    ],
)
def test_what_may_be_meant_is_said(site: Path, typed: str, meant: str) -> None:
    (answer,) = ask(site, [typed])
    assert answer["how"] in ("meant", "pinyin")
    assert answer["about"][0] == meant


def test_no_word_is_claimed_that_no_page_has(site: Path) -> None:
    (answer,) = ask(site, ["換屆的時候怎麼燉紅燒肉"])
    assert answer["how"] == "some"
    assert answer["about"] == ["换届"]

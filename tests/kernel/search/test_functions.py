"""Functions of the search's browser side by themselves, in node: no site, no browser."""

import json
import subprocess
from importlib.resources import files
from typing import Any

import pytest

from branch_portal.search.fold import fold
from branch_portal.search.settings import Asking, SearchSettings, asking
from tests.kernel.search.asked import HERE, NODE

pytestmark = pytest.mark.skipif(NODE is None, reason="node is missing")
SOURCES = files("branch_portal.search") / "js"
CORE = {"titles": {"role": {"org": "组织委员"}}, "index": {"plans": []}}
"""What a script that is loaded later is given of the search."""


def called(
    sources: tuple[str, ...],
    calls: list[list[Any]],
    later: tuple[str, ...] = (),
    index: dict[str, Any] | None = None,
) -> list[Any]:
    """What each call returns: a name and its arguments; of functions in `later`, where such scripts are named."""
    asked: dict[str, Any] = {"sources": [str(SOURCES / name) for name in sources], "calls": calls, "index": index}
    if later:
        asked |= {"later": [str(SOURCES / name) for name in later], "core": CORE}
    command = [NODE or "node", str(HERE / "functions.mjs")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_marks_keep_to_the_borders_of_words_and_numbers() -> None:
    found = called(
        ("fold.js",),
        [["marked", "P2605與2605、26050", ["2605"]], ["marked", "kpi和KP", ["kp"]], ["marked", "換屆選舉", ["換屆"]]],
    )
    assert found == [
        [["P", False], ["2605", True], ["與", False], ["2605", True], ["、", False], ["26050", True]],
        [["kpi", True], ["和", False], ["KP", True]],
        [["換屆", True], ["選舉", False]],
    ]


def test_a_slip_is_one_letter_more_less_another_or_two_that_change_places() -> None:
    pairs = [
        ("huanjie", "huanjie"),
        ("huanije", "huanjie"),
        ("hunjie", "huanjie"),
        ("huannjie", "huanjie"),
        ("huanqie", "huanjie"),
    ]
    wrong = [("huanxue", "huanjie"), ("jiehuan", "huanjie")]
    found = called(("near.js",), [["oneOff", *pair] for pair in (*pairs, *wrong)])
    assert found == [True] * len(pairs) + [False] * len(wrong)


def test_a_short_form_has_the_beginnings_of_words() -> None:
    found = called(
        ("near.js",),
        [
            ["shortens", "民评", "民主评议"],
            ["shortens", "机关支部", "机关综合支部"],
            ["shortens", "主议", "民主评议"],
            ["shortens", "民议", "民主评议"],
        ],
    )
    assert found == [True, True, False, False]


def test_small_numbers_are_figures_where_they_count() -> None:
    texts = {
        "三至五项": "3至5项",
        "两周内": "2周内",
        "二十五步": "25步",
        "三会一课": "三会一课",
        "第三季度": "第三季度",
        "十五天": "15天",
    }
    assert called(("fold.js",), [["figured", text] for text in texts], ("records.js",)) == [*texts.values()]


def test_what_is_asked_is_told_by_how_it_is_asked() -> None:
    texts = {
        "党费几号收": "moment",
        "簽到用哪張表": "form",
        "网格归哪个支部管": "whose",
        "税前还是税后": "which",
        "支部有幾個黨小組": "count",
        "投票到会半数够不够": "whether",
        "黨費": None,
    }
    found = called(
        ("fold.js",),
        [["sortOf", fold(text)] for text in texts],
        ("records.js",),
    )
    assert [sort and sort["name"] for sort in found] == [*texts.values()]


def test_spoken_words_are_asked_as_written_ones() -> None:
    texts = {"要交啥": "要交什么", "放哪儿": "放哪里", "啥时候换届": "什么时候换届", "二季度完成率": "第二季度完成率"}
    assert called(("fold.js",), [["written", fold(text)] for text in texts], ("records.js",)) == [*texts.values()]


def test_candidates_that_say_the_same_are_taken_together() -> None:
    said = [
        ("任期3年", "支部每届任期一般3年", True),
        ("任期3年", "任期5年", False),
        ("不得垫交、扣缴党费", "党组织不得垫交、扣缴党费", True),
        ("由组织委员保管", "由书记召集会议", False),
    ]
    sources = ("records.js", "features.js", "weights.js", "facts.js")
    found = called(("fold.js",), [["agree", {"own": one}, {"own": other}] for one, other, _ in said], sources)
    assert found == [same for *_, same in said]


def test_a_record_is_named_by_its_title_or_most_of_it() -> None:
    named = [
        (["支委会记录本"], "支部委员会记录本"),
        (["重点工程近邻协议"], "重点工程近邻共建协议"),
        (["党小组会"], "召开党小组会"),
    ]
    others = [
        (["组织生活会"], "组织生活会会前：学习、谈心谈话、征求意见"),
        (["党费"], "核定党员年度月交党费数额"),
        (["换届"], "支部换届后的第一次支委会会议"),
    ]
    found = called(("fold.js",), [["names", *one] for one in (*named, *others)], ("records.js",))
    assert [sure > 0.55 for sure in found] == [True] * len(named) + [False] * len(others)


def test_a_sum_of_money_is_looked_for_among_the_steps() -> None:
    texts = ["基数在3000元以上至5000元以下", "基数在3000元以下", "基数在10000元以上的", "离退休费5000元以下"]
    found = called(
        ("fold.js",),
        [["holdsSum", sum, text] for sum in (4000, 3000, 12000) for text in texts],
        ("records.js", "features.js", "weights.js", "facts.js"),
    )
    assert found == [True, False, False, True, False, True, False, True, False, False, True, False]


def test_ways_of_asking_that_a_portal_adds_are_understood() -> None:
    ways = asking(SearchSettings(asking=Asking(when=("啥辰光", "幾時"), nothing=("麻煩問下",))))
    index = {"asking": [[fold(typed), fold(meant)] for typed, meant in ways]}
    texts = ["麻煩問下黨費啥辰光收", "換屆幾時開", "黨費"]
    found = called(("fold.js", "question.js"), [["understood", fold(text)] for text in texts], index=index)
    assert found == [fold(text) for text in (" 黨費什麼時候收", "換屆什麼時候開", "黨費")]

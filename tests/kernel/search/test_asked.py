"""What the built sample's search answers to the collections, asked in node: queries over all kinds of pages."""

from pathlib import Path
from typing import Any

import pytest

from tests.kernel.search.asked import NODE, answered, ask, cases, measured
from tests.kernel.search.learn import LEARNED_FROM

pytestmark = pytest.mark.skipif(NODE is None, reason="node is missing")


@pytest.mark.parametrize("name", ["all", "all_2"])
def test_queries_of_every_kind_find_their_page(site: Path, name: str) -> None:
    figures, missed = measured(site, name)
    least = {
        "date": 90,
        "branch": 92,
        "problem": 95,
        "code": 92,
        "homophone": 92,
        "tone": 95,
        "slip": 85,
        "mixed": 95,
        "role": 90,
    }
    poor = {
        kind: figures[kind].five
        for kind, share in least.items()
        if 100 * figures[kind].five < share * figures[kind].asked
    }
    assert poor == {}, [(case.query, answer["paths"]) for case, answer in missed if case.kind in poor]
    # Nonsense finds nothing.
    nonsense = figures["nonsense"]
    assert nonsense.first >= nonsense.asked - 1, [case.query for case, _ in missed if case.kind == "nonsense"]
    assert figures["problem"].first >= 0.7 * figures["problem"].asked


def test_short_forms_and_words_of_the_same_sound_find_their_page(site: Path) -> None:
    figures, missed = measured(site, "words")
    poor = {
        kind: figures[kind].five
        for kind in ("abbreviation", "homophone")
        if figures[kind].five < 0.92 * figures[kind].asked
    }
    assert poor == {}, [(case.query, answer["paths"]) for case, answer in missed]


def test_nonsense_finds_nothing(site: Path) -> None:
    asked = [case.query for case in cases("all_held_out") if case.kind == "nonsense"]
    assert len([answer for answer in ask(site, asked) if answer["count"]]) <= 1


MEANT = [
    ("党非", "党费"),
    ("保迷", "保密"),
    ("應急槍修", "应急抢修"),
    ("機關支部", "机关综合支部"),
    ("dǎngfèi", "党费"),
    ("zhu3ti2dang3ri4", "主题党日"),
    ("wangegzhang", "网格长"),
    ("huanije", "换届"),
]
DATES = [
    ("12月要做什麼", ("2026-12-01", "2026-12-31"), "", ""),
    ("十二月", ("2026-12-01", "2026-12-31"), "", ""),
    ("12月10日", ("2026-12-10", "2026-12-10"), "", ""),
    ("11月30號", ("2026-11-30", "2026-11-30"), "", ""),
    ("今天", ("2026-11-30", "2026-11-30"), "", ""),
    ("本週", ("2026-11-30", "2026-12-06"), "", ""),
    ("下周", ("2026-12-07", "2026-12-13"), "", ""),
    ("本月", ("2026-11-01", "2026-11-30"), "", ""),
    ("下個月", ("2026-12-01", "2026-12-31"), "", ""),
    ("明年", ("2027-01-01", "2027-12-31"), "", ""),
    ("2月", ("2027-02-01", "2027-02-28"), "", ""),
    ("三季度", ("2026-07-01", "2026-09-30"), "", ""),
    ("這個節氣", ("2026-11-22", "2026-12-06"), "", ""),
    ("小雪", ("2026-11-22", "2026-12-06"), "", ""),
    ("組織委員 12月", ("2026-12-01", "2026-12-31"), "org_member", ""),
    ("主題黨日 12月", ("2026-12-01", "2026-12-31"), "", "主题党日"),
]
ORDINARY = ["小雪提醒單", "3年任期", "今年支部计划怎么写", "2605", "G25", "記錄本1月10日前交給誰保管"]
TERMS = ["谷雨", "穀雨"]
OTHERS = ["3年任期", "黨費", "換屆的時候怎麼燉紅燒肉", "支部大会多久开一次", "輸電運檢支部何時換屆"]


Said = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def said(site: Path) -> Said:
    """What the search answers to each query, asked one after the other as in one tab."""
    queries = [*(query for query, *_ in (*MEANT, *DATES)), *ORDINARY, *TERMS, *OTHERS]
    return {answer["query"]: answer for answer in ask(site, queries)}


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_what_may_be_meant_is_said(said: Said, typed: str, meant: str) -> None:
    answer = said[typed]
    assert answer["how"] in ("meant", "pinyin")
    assert answer["about"][0] == meant


def test_what_holds_the_words_by_chance_is_told_from_what_is_found_besides(said: Said) -> None:
    chance, every = said["3年任期"], said["黨費"]
    assert chance["how"] == "mixed"
    assert "guide/g08/" in chance["paths"]
    assert every["how"] == "all"


def test_no_word_is_claimed_that_no_page_has(said: Said) -> None:
    answer = said["換屆的時候怎麼燉紅燒肉"]
    assert answer["how"] == "some"
    assert answer["about"] == ["换届"]


@pytest.mark.parametrize(("query", "days", "role", "matter"), DATES)
def test_a_date_is_understood(said: Said, query: str, days: tuple[str, str], role: str, matter: str) -> None:
    answer = said[query]
    assert answer["how"] == "date"
    card = answer["card"]
    assert (card["from"], card["to"], card["role"], card["matter"]) == (*days, role, matter)
    assert all(days[0] <= day <= days[1] for day in card["due"])
    assert card["due"] or query in ("11月30號", "今天")


@pytest.mark.parametrize("query", ORDINARY)
def test_what_only_holds_a_date_is_searched_as_ever(said: Said, query: str) -> None:
    answer = said[query]
    assert answer["how"] != "date"


@pytest.mark.parametrize("query", TERMS)
def test_a_term_is_the_one_nearest_to_the_readers_day(said: Said, query: str) -> None:
    answer = said[query]
    assert answer["paths"][0] == "year/2027/guyu/"


COLLOQUIAL = ("facts_6", "facts_7", "facts_8", "facts_9")
"""Asked as members type; the older collections use the words of the pages more."""
EACH = 3
"""Of the questions that were learned from each so-manieth is asked: all of them take minutes, and `asked.py` asks them where something changes."""


def test_facts_are_answered_or_nothing_is_said(site: Path) -> None:
    """Of what the weights were learned from; a change that loses an answer or makes a wrong one is seen here first."""
    every, missed = answered(site, *(name for name in LEARNED_FROM if name not in COLLOQUIAL), each=EACH)
    colloquial, other = answered(site, *COLLOQUIAL, each=EACH)
    wrong = [(fact.query, said) for fact, said in (*missed, *other) if said]
    assert every["all"][1] >= 0.85 * every["all"][0], [fact.query for fact, _ in missed]
    assert colloquial["all"][1] >= 0.66 * colloquial["all"][0], [fact.query for fact, _ in other]
    assert every["all"][2] + colloquial["all"][2] <= 0.02 * (every["all"][0] + colloquial["all"][0]), wrong
    assert sum(found[kind][2] for found in (every, colloquial) for kind in ("silent", "trap")) == 0, wrong


def test_what_a_record_says_answers_who_names_it(site: Path) -> None:
    asked = {
        "P2622谁包案": "包案：公司領導班子成員",
        "年度考评前自查谁签发": "黨委黨建部",
        "新村网格归哪个支部管": "所屬支部：第六示例黨支部",
        "第六支部哪天到期换届": "2027年5月28日",
    }
    answers = ask(site, asked)
    assert {
        answer["query"]: answer["fact"]
        for answer in answers
        if asked[answer["query"]] not in (answer["fact"] or {}).get("text", "")
    } == {}


def test_a_character_alone_loads_few_files(site: Path) -> None:
    _, *answers = ask(site, ["電", "的", "黨", "年", "会", "不"])  # the first one loads what all of them need
    assert {
        answer["query"]: answer["files"] for answer in answers if answer["files"] > 8 or answer["count"] < 100
    } == {}


def test_an_answer_says_where_it_stands(said: Said) -> None:
    answer = said["支部大会多久开一次"]
    assert answer["fact"]["path"] == "basis/clauses/"
    assert answer["fact"]["anchor"]
    assert answer["fact"]["clause"] == "第11條"


def test_when_a_branch_elects_is_told_on_the_readers_day(said: Said) -> None:
    answer = said["輸電運檢支部何時換屆"]
    assert answer["fact"]["text"] == "換屆：2026年12月22日前，還有22天"


def test_the_second_script_answers_too(site: Path) -> None:
    date, fact = ask(site, ["12月", "黨費公開盒誰保管"], edition="hans")
    assert date["paths"][0] == "calendar/2026-12/"
    assert fact["fact"]["text"] == "谁保管：组织委员"

"""The clause cards: each rule with one mistake, the problem it must give, and its mend applied to the letter."""

import datetime as dt
from typing import Any

import pytest

from branch_portal.ground.problems import Problem
from branch_portal.organisation.figure_text import figures_in
from tests.portal import GUIDE, SETTINGS, Portal
from tests.systems.book.cards import CITED, LATER, QUORUM

CARD = "data/clauses/quorum.yml"
DUTY = "data/duties/m01.yml"
FORM = "data/forms/sheet.yml"
PASS = {
    "id": "pass", "title": "通過線", "document": "reg_branch", "article": "11", "gist": "超過應到的半數為通過。",
    "figures": [{"value": "1/2", "relation": "more_than", "of": "應到會的人", "subject": ["贊成 應到"]}],
    "status": "confirmed", "checked": {"by": "dept_specialist", "on": dt.date(2026, 11, 24), "text": "轉載"},
}  # fmt: skip
SHEET = {"id": "sheet", "title": "簽到表", "kind": "sheet", "purpose": "簽到", "unused": "舉例"}


@pytest.fixture
def portal(mini: Portal) -> Portal:
    mini.put(CARD, QUORUM)
    mini.put("data/clauses/pass.yml", PASS)
    mini.replace(GUIDE, "status: confirmed", "status: confirmed, clauses: [quorum, pass]")
    mini.put(DUTY, {**mini._records[DUTY], "basis": [CITED]})
    mini.put(FORM, SHEET)
    assert mini.problems() == []
    return mini


def found(portal: Portal, rule: str) -> list[Problem]:
    problems = portal.problems()
    assert {problem.rule for problem in problems} <= {rule}, problems
    return problems


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ({"article": "12"}, "article 改成 '11'。"),
        ({"article": None}, "article 改成 '11'。"),
    ],
)
def test_a_basis_says_what_its_card_says(portal: Portal, wrong: dict[str, Any], mend: str) -> None:
    entry = {key: value for key, value in {**CITED, **wrong}.items() if value is not None}
    portal.change(DUTY, basis=[entry])
    (problem,) = found(portal, "CLAUSE-01")
    assert (problem.place.path, problem.mend) == (DUTY, mend)
    portal.change(DUTY, basis=[{**entry, "article": "11"}])
    assert portal.problems() == []


def test_what_a_card_does_not_vouch_for_has_no_basis(portal: Portal) -> None:
    portal.change(CARD, status="to_verify")
    problems = found(portal, "CLAUSE-01")
    assert {problem.place.path for problem in problems} == {DUTY, GUIDE}
    assert {problem.mend for problem in problems} == {"status 改成 to_verify。"}


def test_a_checked_card_says_who_checked_it(portal: Portal) -> None:
    bare = {key: value for key, value in QUORUM.items() if key != "checked"}
    portal.put(CARD, bare)
    (problem,) = found(portal, "CLAUSE-02")
    assert "checked" in (problem.mend or "")
    portal.put(CARD, QUORUM)
    assert portal.problems() == []


def test_a_replaced_card_says_since_when_and_by_which_in_force(portal: Portal) -> None:
    portal.put("data/clauses/newer.yml", {**QUORUM, "id": "newer"})
    portal.change(CARD, replaced_by="newer")
    (problem,) = [one for one in portal.problems() if one.rule == "CLAUSE-03"]
    assert problem.mend == "加一行 changed_on，寫新條款施行的日期。"
    portal.change(CARD, changed_on=LATER)
    assert {one.rule for one in portal.problems()} == {"CLAUSE-04"}


def test_a_replaced_card_is_cited_no_more(portal: Portal) -> None:
    portal.put("data/clauses/newer.yml", {**QUORUM, "id": "newer"})
    portal.change(CARD, replaced_by="newer", changed_on=LATER)
    problems = found(portal, "CLAUSE-04")
    assert {problem.place.path for problem in problems} == {GUIDE, DUTY}
    assert all(problem.severity == "warning" and "改成 newer" in (problem.mend or "") for problem in problems)
    portal.change(DUTY, basis=[{**CITED, "clauses": ["newer"]}])
    portal.replace(GUIDE, "clauses: [quorum", "clauses: [newer")
    assert portal.problems() == []


def test_what_cites_a_changed_card_is_looked_at_again(portal: Portal) -> None:
    portal.change(SETTINGS, alerts={"clause": "quorum"})
    portal.change(FORM, clauses=["quorum"])
    portal.change(CARD, changed_on=LATER, change="到會線改了")
    problems = found(portal, "CLAUSE-05")
    assert {problem.place.path for problem in problems} == {GUIDE, DUTY, FORM, SETTINGS}
    assert all(problem.severity == "warning" and "到會線改了" in problem.message for problem in problems)
    portal.change(SETTINGS, alerts={"clause": "quorum", "looked_at": LATER})
    portal.change(FORM, looked_at=LATER)
    portal.change(DUTY, basis=[{**CITED, "looked_at": LATER}])
    portal.replace(GUIDE, "last_reviewed_on: 2026-01-05", f"last_reviewed_on: {LATER}")
    assert portal.problems() == []


WRITTEN = "照辦。"


@pytest.mark.parametrize(
    "words",
    [
        "有表決權的到會黨員超過半數方可進行。",
        "有表決權的黨員三分之二到會方可進行。",
        "贊成票達到應到的半數以上為通過。",
    ],
)
def test_a_misquote_cannot_stand(portal: Portal, words: str) -> None:
    portal.replace(GUIDE, WRITTEN, words)
    (problem,) = found(portal, "CLAUSE-06")
    assert problem.place.path == GUIDE
    wanted = (problem.mend or "").split("「")[1].split("」")[0]
    card = {"半數以上": "quorum", "超過半數": "pass"}[wanted]
    whole = {
        "quorum": "有表決權的黨員[半數以上](clause:quorum)到會。",
        "pass": "贊成[超過半數](clause:pass)，以應到計。",
    }
    portal.replace(GUIDE, words, whole[card])
    assert portal.problems() == []


@pytest.mark.parametrize(
    "words",
    [
        "有表決權的黨員到會超過半數（默認值）。",
        "三人以上到會簽字。",
        '\n!!! example "人數怎麼算"\n    有表決權的黨員到會超過半數，表決有效。',
    ],
)
def test_a_figure_of_one_s_own_is_no_misquote(portal: Portal, words: str) -> None:
    portal.replace(GUIDE, WRITTEN, words)
    assert portal.problems() == []


def test_a_form_may_not_misquote_either(portal: Portal) -> None:
    portal.change(FORM, notes=["有表決權的黨員超過半數到會"])
    (problem,) = found(portal, "CLAUSE-06")
    assert (problem.place.path, problem.place.line) == (FORM, 6)
    portal.change(FORM, notes=["有表決權的黨員半數以上到會"], clauses=["quorum"])
    assert portal.problems() == []


def test_a_figure_of_a_card_cites_it(portal: Portal) -> None:
    portal.replace(GUIDE, WRITTEN, "有表決權的黨員半數以上到會。")
    portal.change(FORM, notes=["有表決權的黨員半數以上到會"])
    form, guide = sorted(found(portal, "CLAUSE-07"), key=lambda one: one.place.path, reverse=True)
    assert guide.mend == "寫成 [半數](clause:quorum)（到會線）。"
    assert form.mend == "加一行 clauses: [quorum]；已有的，加進方括號裡。"
    portal.replace(GUIDE, "半數以上", "[半數](clause:quorum)以上")
    portal.change(FORM, clauses=["quorum"])
    assert portal.problems() == []


@pytest.mark.parametrize(
    ("link", "mend"),
    [
        ("[半數以上](clause:quorom)", "quorum"),
        ("[超過半數](clause:quorum)", "方括號裡改成「半數以上」。"),
        ("[三分之二](clause:quorum)", "方括號裡改成「半數以上」。"),
    ],
)
def test_a_citation_leads_to_the_card_it_quotes(portal: Portal, link: str, mend: str) -> None:
    portal.replace(GUIDE, WRITTEN, f"{link}的人同意。")
    (problem,) = found(portal, "CLAUSE-08")
    assert mend in (problem.mend or "")
    assert problem.place.path == GUIDE
    portal.replace(GUIDE, link, "[半數以上](clause:quorum)")
    assert portal.problems() == []


def test_a_cited_card_is_among_the_guide_s_grounds(portal: Portal) -> None:
    portal.put("data/clauses/third.yml", {**QUORUM, "id": "third", "figures": []})
    portal.replace(GUIDE, WRITTEN, "照[規定](clause:third)辦。")
    (problem,) = found(portal, "CLAUSE-08")
    assert problem.mend == "在 basis 裡 document: reg_branch 的那一條加 clauses: [third]。"
    portal.replace(GUIDE, "clauses: [quorum", "clauses: [third, quorum")
    assert portal.problems() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("有表決權的到會黨員不足半數的，改期", [("1/2", "", "below")]),
        ("超過應到會有表決權黨員的半數", [("1/2", "", "more_than")]),
        ("過半數委員到會", [("1/2", "", "more_than")]),
        ("不超過黨員總數的三分之一", [("1/3", "", "at_most")]),
        ("三個月內審批，特殊不超過六個月", [("3", "個月", "at_most"), ("6", "個月", "at_most")]),
        ("不少於3天或24學時", [("3", "天", "at_least"), ("24", "學時", "at_least")]),
        ("滿半年", [("6", "個月", "at_least")]),
        ("任期3年", [("36", "個月", None)]),
        ("3至5人", [("3", "人", "at_least"), ("5", "人", "at_most")]),
        ("2026年3月、第3天、每半年、最後一個月、一年一次", []),
    ],
)
def test_figures_are_read_as_they_are_said(text: str, said: list[tuple[str, str, str | None]]) -> None:
    assert [(str(one.number), one.unit, one.bound) for one in figures_in(text)] == said

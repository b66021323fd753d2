"""One figure in two papers: the form and its guide, the duty and its guide, the guide and the days of the reminders."""

import pytest

from branch_portal.ground.problems import Problem
from tests.portal import GUIDE, Portal

FORM = "data/forms/sheet.yml"
DUTY = "data/duties/m01.yml"
SHEET = {"id": "sheet", "title": "分組表", "kind": "sheet", "purpose": "分組"}


@pytest.fixture
def portal(mini: Portal) -> Portal:
    """A small portal whose guide has a form."""
    mini.put(FORM, SHEET)
    mini.replace(GUIDE, "forms: []", "forms: [sheet]")
    mini.replace(GUIDE, "{step: step-agenda, carriers", "{step: step-agenda, forms: [sheet], carriers")
    mini.replace(GUIDE, "照辦。", "每組至少3名正式黨員（默認值），每月28日前核一次，3個工作日內報。")
    assert mini.problems() == []
    return mini


def found(portal: Portal) -> Problem:
    (problem,) = portal.problems()
    return problem


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("每組至少1名正式黨員", "每組至少3名正式黨員"),
        ("每半年核一次", "每月核一次"),
        ("5天內報", "三個工作日內報"),
        ("按5分制打分", "按組打分"),
    ],
)
def test_a_form_has_no_figure_of_its_own(portal: Portal, wrong: str, right: str) -> None:
    portal.change(FORM, notes=[wrong])
    problem = found(portal)
    assert (problem.rule, problem.place.path, problem.place.line) == ("GUIDE-10", FORM, 5)
    assert "g13" in problem.message
    portal.change(FORM, notes=[right])
    assert portal.problems() == []


def test_a_duty_has_no_figure_of_its_own(portal: Portal) -> None:
    portal.change(DUTY, deliverable=["每月小結", "5個工作日內的回覆"])
    assert {(one.rule, one.place.path) for one in portal.problems()} == {("GUIDE-10", DUTY)}
    portal.replace(GUIDE, "3個工作日內報", "3個工作日內報，5個工作日內報上級")
    assert portal.problems() == []


def test_what_a_form_cites_a_card_for_need_not_stand_in_the_guide(portal: Portal) -> None:
    portal.change(FORM, notes=["每半年考察"])
    assert found(portal).rule == "GUIDE-10"
    card = {
        "id": "review", "title": "考察", "document": "reg_branch", "gist": "每半年考察1次。", "status": "to_verify",
        "figures": [{"value": "1", "unit": "次", "relation": "exactly", "of": "每半年", "subject": ["考察"]}],
    }  # fmt: skip
    portal.put("data/clauses/review.yml", card)
    portal.change(FORM, clauses=["review"])
    assert portal.problems() == []


@pytest.mark.parametrize(
    "wrong", ["到期前15天發綠色通知，前3天轉黃，當天轉紅。", "前10天發綠色通知，前3天轉黃，前1天轉紅。"]
)
def test_a_guide_names_the_days_on_which_reminders_go_out(portal: Portal, wrong: str) -> None:
    portal.replace(GUIDE, "3個工作日內報。", f"3個工作日內報。{wrong}")
    problem = found(portal)
    assert (problem.rule, problem.place.path) == ("GUIDE-11", GUIDE)
    assert "10、3、0天" in (problem.mend or "")
    portal.replace(GUIDE, wrong, "到期前10天發綠色通知，前3天轉黃，當天轉紅。")
    assert portal.problems() == []

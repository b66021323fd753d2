"""逐季趨勢: every quarter has its bar with all its problems, and the sentence compares the last with the one before."""

from branch_portal.systems.findings.balance import Figures
from branch_portal.systems.findings.trend import trend_bars, trend_said
from branch_portal.year.quarter import quarter

COURSE = [
    (quarter("2026-q4"), Figures(0, 10, 4, 6, 10, 4, 1)),
    (quarter("2027-q1"), Figures(6, 2, 4, 4, 12, 8, 1)),
]


def test_a_bar_has_all_problems_of_its_quarter_and_its_rate_below() -> None:
    made = trend_bars(COURSE)
    assert [one.bar.parts for one in made.columns] == [
        [("done", 4), ("some", 1), ("open", 5)],
        [("done", 8), ("some", 1), ("open", 3)],
    ]
    assert [one.bar.label for one in made.columns] == ["26年第四季度", "27年第一季度"]
    assert [one.bar.note for one in made.columns] == ["40.0%", "66.7%"]
    assert made.columns[1].bar.says == "2027年第一季度：完成8，基本完成並持續1，未完成3，完成率66.7%"
    assert trend_bars(COURSE[1:]).columns[0].bar.label == "第一季度"


def test_the_sentence_compares_with_the_quarter_before() -> None:
    first = "到2026年第四季度末累計登記10個，完成4個，完成率40.0%"
    assert trend_said(COURSE[:1]) == f"{first}。"
    assert trend_said(COURSE) == (
        "到2027年第一季度末累計登記12個，完成8個，完成率66.7%；上季度末登記10個，完成4個，完成率40.0%。"
    )
    assert trend_said([]) == "還沒有季度的數字。"

"""The goals on the large screen: those of the present year, a ceiling called a ceiling."""

import datetime as dt

from lxml import html

from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.goals.kinds import GOALS
from branch_portal.systems.goals.screen import screen
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of


def test_the_goals_of_the_year_with_their_latest_figure(book: Handbook, schedule: Schedule) -> None:
    panel = screen(snapshot_of(book, schedule, AS_OF), environment()).panels[0]
    found = {
        row.xpath("string(span[1])"): row.xpath("string(span[2])")
        for row in html.fromstring(panel.body()).xpath("//li/a")
    }
    goals = {goal.title: goal for goal in book[GOALS].values() if goal.due.year == AS_OF.year}
    assert found.keys() == goals.keys()
    for title, words in found.items():
        assert ("上限" in words) == (goals[title].metric.trend == "fall")


def test_before_the_first_goal_it_says_so(book: Handbook, schedule: Schedule) -> None:
    panel = screen(snapshot_of(book, schedule, dt.date(2020, 1, 1)), environment()).panels[0]
    assert "還沒有攻堅目標" in panel.body()

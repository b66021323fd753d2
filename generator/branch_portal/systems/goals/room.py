"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.system.section import Agenda
from branch_portal.systems.goals import datasets, deadlines, events, mentions, pages, paper, rules, screen
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOAL_PAPERS, GOALS, TASK_SHEETS
from branch_portal.systems.goals.settings import GOAL_SETTINGS

ROOM = Room(
    name="goals",
    papers=(paper.PAPERS,),
    needs=("findings",),
    kinds=(GOALS, CHARTERS, TASK_SHEETS, ACTION_PLANS),
    unions=(GOAL_PAPERS,),
    settings=(GOAL_SETTINGS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("融合與品牌", 600, "四級貫通", urls.GOALS),
        line("融合與品牌", 610, "目標由誰承接", urls.GOAL_MATRIX),
        help_line(1040, "怎麼改：四級貫通", urls.editing("goals")),
    ),
    page_kinds=(PageKind("goal", "目標", 120),),
    systems=(
        System(
            10,
            "四級貫通",
            ("goals", "charters", "task_sheets", "action_plans"),
            ("GOAL",),
            "不替人分解目標，不核實實際值",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            screen=screen.screen,
            agenda=Agenda("攻堅", events.agenda_events, due="目標", link=("四級貫通", urls.GOALS)),
        ),
    ),
    deadlines=deadlines.deadlines,
    deadline_kinds=(deadlines.CHAIN,),
    mentions={"findings": mentions.of_finding},
)

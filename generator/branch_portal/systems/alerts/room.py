"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.alerts import datasets, elections, events, pages, rules, screen
from branch_portal.systems.alerts.kinds import COUNTDOWNS

ROOM = Room(
    name="alerts",
    needs=("logbooks",),
    kinds=(COUNTDOWNS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("日曆與提醒", 810, "綠、黃、紅提醒", urls.ALERTS),
        help_line(1030, "怎麼設提醒", urls.editing("alerts")),
    ),
    deadlines_apart=elections.deadlines,
    page_kinds=(PageKind("alert", "告警", 30),),
    systems=(
        System(
            5,
            "綠色通知、黃色提醒、紅色告警",
            ("countdowns",),
            ("ALERT",),
            "不繳款、不記金額；沒有登記的，不知道辦了沒有：顏色只按日期算",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            home_section=pages.home_section,
            screen=screen.screen,
        ),
    ),
)

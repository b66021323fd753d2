"""What this room adds to the portal."""

from branch_portal.calendar.duty_events import plan_events
from branch_portal.site import urls
from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed, together
from branch_portal.system.section import Door
from branch_portal.systems.maps import datasets, drawn, events, loop_datasets, pages, rules
from branch_portal.systems.maps.kinds import CADENCES

ROOM = Room(
    name="maps",
    needs=("tasks", "logbooks"),
    kinds=(CADENCES,),
    checks=(rules.check_cards,),
    checks_of_derived=(rules.check,),
    nav=fixed(
        line("一圖", 300, "支部與導航圖", urls.BRANCHES),
    ),
    doors=fixed(Door(300, "一圖", "支部年度工作導航圖", "一圖管全程：本支部的一年", urls.BRANCHES)),
    page_kinds=(PageKind("branch", "支部", 150), PageKind("map", "導航圖", 160)),
    drawings=drawn.assets,
    systems=(
        System(
            3,
            "支部年度工作導航圖",
            ("branches", "units", "plans", "roles", "tracks", "cadences"),
            ("ORG", "PLAN", "MAP"),
            "不能在圖上拖動改期",
            pages=together(pages.all_homes, pages.pages),
            datasets=together(datasets.datasets, loop_datasets.datasets),
            events=together(plan_events, events.events),
        ),
    ),
)

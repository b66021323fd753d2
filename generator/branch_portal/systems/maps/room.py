"""What this room adds to the portal."""

from branch_portal.calendar.duty_events import plan_events
from branch_portal.system.room import Room, System, together
from branch_portal.systems.maps import datasets, loop_datasets, pages, rules
from branch_portal.systems.maps.kinds import CADENCES

ROOM = Room(
    name="maps",
    kinds=(CADENCES,),
    checks_of_derived=(rules.check,),
    systems=(
        System(
            3,
            "支部年度工作導航圖",
            ("branches", "units", "plans", "roles", "tracks", "cadences"),
            ("ORG", "PLAN", "MAP"),
            "不能在圖上拖動改期",
            pages=pages.pages,
            datasets=together(datasets.datasets, loop_datasets.datasets),
            events=plan_events,
        ),
    ),
)

"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.grids import datasets, events, pages, rules
from branch_portal.systems.grids.kinds import GRIDS

ROOM = Room(
    name="grids",
    kinds=(GRIDS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    systems=(
        System(
            11,
            "協管黨員進網格",
            ("grids",),
            ("GRID",),
            "不受理訴求，沒有實時地圖，不登記人名和電話",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
        ),
    ),
)

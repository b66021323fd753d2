"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.brands import agenda, datasets, events, pages, rules
from branch_portal.systems.brands.kinds import CAMPAIGNS, PLAYBOOKS

ROOM = Room(
    name="brands",
    kinds=(PLAYBOOKS, CAMPAIGNS),
    checks=(rules.check,),
    systems=(
        System(
            15,
            "先鋒服務",
            ("playbooks", "campaigns"),
            ("BRAND",),
            "不接收預警，不登記保電對象、地點、路線和名單",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.brand_datasets,
            branch_section=pages.branch_section,
            home_section=agenda.home_section,
        ),
    ),
)

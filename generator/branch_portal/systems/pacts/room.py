"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.pacts import pages, rules
from branch_portal.systems.pacts.kinds import PACTS

ROOM = Room(
    name="pacts",
    kinds=(PACTS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    systems=(
        System(
            15,
            "近鄰黨建+",
            ("pacts",),
            ("PACT",),
            "不登記共建單位的人名和電話",
            pages=pages.pages,
        ),
    ),
)

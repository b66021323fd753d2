"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.slips import figures, pages, rules
from branch_portal.systems.slips.kinds import SLIP_BATCHES

ROOM = Room(
    name="slips",
    kinds=(SLIP_BATCHES,),
    checks_of_derived=(rules.check,),
    systems=(
        System(
            1,
            "階段重點工作提醒單",
            ("slip_batches",),
            ("SLIP",),
            "不知道誰收到、誰看過提醒單",
            pages=pages.pages,
            events=figures.events,
            datasets=figures.datasets,
        ),
    ),
)

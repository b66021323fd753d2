"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.slips import datasets, events, pages, paper, refrozen, rules
from branch_portal.systems.slips.kinds import SLIP_BATCHES

ROOM = Room(
    name="slips",
    papers=(paper.PAPERS,),
    needs=("book",),
    kinds=(SLIP_BATCHES,),
    checks_of_derived=(rules.check,),
    nav=fixed(
        line("一表", 110, "重點工作提醒單", urls.SLIPS),
        help_line(1025, "怎麼簽發提醒單", urls.editing("slips")),
    ),
    page_kinds=(PageKind("slip", "提醒單", 180),),
    systems=(
        System(
            1,
            "階段重點工作提醒單",
            ("slip_batches",),
            ("SLIP",),
            "不知道誰收到、誰看過提醒單",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
        ),
    ),
    refrozen=refrozen.refrozen,
)

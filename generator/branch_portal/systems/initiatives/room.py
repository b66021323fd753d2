"""What this room adds to the portal."""

from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.initiatives import datasets, events, pages, rules
from branch_portal.systems.initiatives.kinds import INITIATIVES, PATH

ROOM = Room(
    name="initiatives",
    kinds=(INITIATIVES,),
    checks=(rules.check,),
    nav=fixed(line("任務", 390, "專題", PATH)),
    page_kinds=(PageKind("initiatives", "專題", 190),),
    systems=(
        System(
            22,
            "專題",
            ("initiatives",),
            ("INIT",),
            "不知道誰看過",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
        ),
    ),
)

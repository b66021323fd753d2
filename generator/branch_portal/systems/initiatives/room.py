"""What this room adds to the portal."""

from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.site.urls import editing
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.initiatives import datasets, events, pages, panels, rules
from branch_portal.year.kinds import INITIATIVES_PATH

ROOM = Room(
    name="initiatives",
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(line("任務", 415, "專題", INITIATIVES_PATH), help_line(1016, "怎麼立一個專題", editing("initiatives"))),
    page_kinds=(PageKind("initiatives", "專題", 195),),
    systems=(
        System(
            22,
            "專題包",
            ("initiatives",),
            ("INIT",),
            "不知道誰學了、學得怎樣",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            home_section=pages.home_section,
            panels=panels.panels,
        ),
    ),
)

"""What this room adds to the portal."""

from branch_portal.calendar.expiry import AGREEMENT
from branch_portal.site import urls
from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.system.section import Agenda
from branch_portal.systems.pacts import datasets, deadlines, events, mentions, pages, panels, pictures, rules
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.settings import PACT_SETTINGS

ROOM = Room(
    name="pacts",
    needs=("grids",),
    kinds=(PACTS,),
    settings=(PACT_SETTINGS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("融合與品牌", 660, "近鄰黨建+共建協議", urls.PACTS),
    ),
    page_kinds=(PageKind("brand", "品牌", 140),),
    systems=(
        System(
            15,
            "近鄰黨建+",
            ("pacts",),
            ("PACT",),
            "不登記共建單位的人名和電話",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            panels=panels.panels,
            agenda=Agenda("協議", events.events, due="協議", link=("共建協議", urls.PACTS)),
        ),
    ),
    deadlines=deadlines.deadlines,
    deadline_kinds=(AGREEMENT,),
    mentions={"task_sheets": mentions.of_task_sheet},
    pictures={"renewal": pictures.renewal},
)

"""What this room adds to the portal."""

from branch_portal.calendar.expiry import AGREEMENT
from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.system.section import Agenda
from branch_portal.systems.grids import datasets, deadlines, events, pages, rules
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.settings import GRID_SETTINGS

ROOM = Room(
    name="grids",
    kinds=(GRIDS,),
    settings=(GRID_SETTINGS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("融合與品牌", 620, "黨員進網格", urls.GRIDS),
        line("融合與品牌", 630, "打印網格貼紙", urls.GRID_SIGNS),
        help_line(1045, "怎麼改：黨員進網格", urls.editing("grids")),
    ),
    page_kinds=(PageKind("grid", "網格", 125),),
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
            agenda=Agenda("協議", events.events, due="協議"),
        ),
    ),
    deadlines=deadlines.deadlines,
    deadline_kinds=(AGREEMENT,),
)

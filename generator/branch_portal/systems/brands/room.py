"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.system.section import Agenda
from branch_portal.systems.brands import datasets, events, pages, rules
from branch_portal.systems.brands.kinds import CAMPAIGNS, DRILLS, PLAYBOOKS
from branch_portal.systems.brands.settings import BRAND_SETTINGS

ROOM = Room(
    name="brands",
    kinds=(PLAYBOOKS, CAMPAIGNS, DRILLS),
    settings=(BRAND_SETTINGS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("融合與品牌", 640, "品牌實踐", urls.BRAND),
        line("融合與品牌", 650, "收到什麼，打開什麼", urls.TRIGGERS),
        help_line(1050, "怎麼改：品牌實踐", urls.editing("brand")),
    ),
    page_kinds=(PageKind("brand", "品牌", 140),),
    systems=(
        System(
            15,
            "先鋒服務",
            ("playbooks", "campaigns", "drills"),
            ("BRAND",),
            "不接收預警，不登記保電對象、地點、路線和名單",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            home_section=pages.home_section,
            agenda=Agenda(
                "行動", events.agenda_events, running="行動", link=("收到預警、通知、故障：打開什麼", urls.TRIGGERS)
            ),
        ),
    ),
)

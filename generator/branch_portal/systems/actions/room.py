"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.actions import datasets, pages, panels, rules
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.settings import ACTION_SETTINGS

ROOM = Room(
    name="actions",
    needs=("grids", "pacts"),
    kinds=(ACTIONS,),
    settings=(ACTION_SETTINGS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("融合與品牌", 670, "四進萬家", urls.ACTIONS),
    ),
    page_kinds=(PageKind("brand", "品牌", 140),),
    systems=(
        System(
            16,
            "四進萬家",
            ("actions",),
            ("ACT",),
            "不登記受助人，少於5人不寫人數；愛心檔案不進倉庫",
            pages=pages.pages,
            datasets=datasets.datasets,
            no_events="節點和年度盤點是年度任務，已在日曆裡，不重複",
            branch_section=pages.branch_section,
            panels=panels.panels,
        ),
    ),
)

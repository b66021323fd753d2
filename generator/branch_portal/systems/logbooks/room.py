"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.logbooks import datasets, deadlines, pages, rules
from branch_portal.systems.logbooks.kinds import LOGBOOKS, PATH

ROOM = Room(
    name="logbooks",
    needs=("tasks",),
    kinds=(LOGBOOKS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    checks_of_derived=(rules.check_matters,),
    nav=fixed(
        line("任務", 390, "辦理登記", PATH),
        help_line(1015, "怎麼登記辦了什麼", urls.editing("logbooks")),
    ),
    page_kinds=(PageKind("logbooks", "辦理登記", 190),),
    deadlines=deadlines.deadlines,
    settled=deadlines.settled,
    deadline_kinds=(deadlines.DUTY,),
    systems=(
        System(
            17,
            "辦理登記",
            ("logbooks",),
            ("LOG",),
            "不打卡、不簽到、不計分、不排名，不知道誰來了誰沒來：只記日期和人數",
            pages=pages.pages,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            no_events="登記的是已經辦了的事，期限本來就在支部日曆裡",
        ),
    ),
)

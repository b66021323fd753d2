"""What this room adds to the portal."""

from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.loads import datasets, figures, pages, rules
from branch_portal.systems.loads.settings import LOAD_SETTINGS

ROOM = Room(
    name="loads",
    needs=("tasks", "letters", "logbooks"),
    settings=(LOAD_SETTINGS,),
    checks=(rules.check,),
    checks_of_derived=(rules.check_week,),
    before_issue=figures.before_issue,
    nav=fixed(line("任務", 398, "減負賬", datasets.PATH)),
    page_kinds=(PageKind("load", "減負賬", 198),),
    systems=(
        System(
            21,
            "減負賬",
            (),
            ("ASK",),
            "只數門戶裡要的；別處發的文、開的會不在裡面",
            pages=pages.pages,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            no_events="數的是別的系統的事，日子都在它們的日曆裡",
        ),
    ),
)

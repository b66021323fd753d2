"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.letters import datasets, pages, paper, refrozen, rules
from branch_portal.systems.letters.kinds import LETTERS, PATH

ROOM = Room(
    name="letters",
    papers=(paper.PAPERS,),
    needs=("alerts",),
    kinds=(LETTERS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("任務", 395, "三色督辦單", PATH),
        help_line(1027, "怎麼發督辦單", urls.editing("letters")),
    ),
    page_kinds=(PageKind("letter", "督辦單", 185),),
    systems=(
        System(
            18,
            "三色督辦單",
            ("letters",),
            ("LET",),
            "不知道誰收到、誰看過；不催人，只說事",
            pages=pages.pages,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            no_events="督辦的事已經在日曆裡，帶著三級提醒，不重複",
        ),
    ),
    refrozen=refrozen.refrozen,
)

"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.learning import clause_rules, datasets, events, pages, panels, pictures, refrozen, rules
from branch_portal.systems.learning.kinds import LEARNING_FILES, MATERIALS, TOPICS

ROOM = Room(
    name="learning",
    needs=("book",),
    kinds=(TOPICS, MATERIALS, LEARNING_FILES),
    checks=(rules.check, clause_rules.check),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("學習", 900, "學習平台", urls.LEARNING),
        help_line(1015, "怎麼改：學習平台", urls.editing("learning")),
    ),
    page_kinds=(PageKind("learning", "學習", 80),),
    systems=(
        System(
            6,
            "學習平台",
            ("topics", "materials", "content/learning"),
            ("LEARN",),
            "不計學時，不做測驗和積分，不記誰看過",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            panels=panels.panels,
        ),
    ),
    refrozen=refrozen.refrozen,
    pictures={"material": pictures.material},
)

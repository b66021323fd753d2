"""What this room adds to the portal."""

from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.briefs import pages
from branch_portal.systems.briefs.paths import LABELS_PATH, PLACES_PATH, ROLES_PATH

ROOM = Room(
    name="briefs",
    needs=("book", "letters"),
    nav=fixed(
        line("一表", 120, "崗位單", ROLES_PATH),
        line("一書", 260, "盒脊標籤", LABELS_PATH),
        line("一書", 261, "迎檢位置表", PLACES_PATH),
    ),
    page_kinds=(PageKind("brief", "崗位單", 197),),
    systems=(
        System(
            20,
            "崗位單、週單、交接包",
            (),
            (),
            "只寫角色，不寫人名；週單要自己發，門戶不發消息",
            pages=pages.pages,
            branch_section=pages.branch_section,
            panels=pages.panels,
            no_events="單上的日子都在支部和角色的日曆裡，不重複",
        ),
    ),
)

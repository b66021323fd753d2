"""What this room adds to the portal."""

from collections.abc import Iterator

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.navigation import NavLine, help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System
from branch_portal.systems.tools import pages, rules
from branch_portal.systems.tools.settings import TOOL_SETTINGS


def _nav(book: Published) -> Iterator[NavLine]:
    settings = book.settings[TOOL_SETTINGS]
    if settings.meetings or settings.dues.bands or settings.countdowns:
        yield line("一書", 280, "小工具", pages.PATH)
    yield help_line(1028, "怎麼設小工具", urls.editing("tools"))


ROOM = Room(
    name="tools",
    needs=("alerts",),
    settings=(TOOL_SETTINGS,),
    nav=_nav,
    checks=(rules.check,),
    page_kinds=(PageKind("tool", "小工具", 195),),
    systems=(
        System(
            19,
            "小工具",
            (),
            ("TOOL",),
            "只算數、排日子，不保存、不上傳，不代替組織審核",
            pages=pages.pages,
            no_events="日子由讀者自己填，存成自己的日曆文件",
        ),
    ),
)

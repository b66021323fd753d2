"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.book import carrier_rules, pages, rules, step_rules
from branch_portal.systems.book.events import review_events
from branch_portal.systems.book.kinds import CARRIERS, FORMS, GUIDES, STEPS

ROOM = Room(
    name="book",
    kinds=(CARRIERS, FORMS, GUIDES),
    parts=(STEPS,),
    checks=(carrier_rules.check, rules.check, step_rules.check),
    checks_of_day=(rules.check_day,),
    systems=(
        System(
            2,
            "黨務操作指引、三本六盒一證",
            ("content/guide", "carriers", "forms", "basis"),
            ("GUIDE", "CARR", "FORM", "BASIS"),
            "不代替正式文件",
            pages=pages.pages,
            events=review_events,
        ),
    ),
)

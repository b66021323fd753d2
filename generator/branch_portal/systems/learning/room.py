"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.learning import figures, pages, rules
from branch_portal.systems.learning.kinds import LEARNING_FILES, MATERIALS, TOPICS

ROOM = Room(
    name="learning",
    kinds=(TOPICS, MATERIALS, LEARNING_FILES),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    systems=(
        System(
            6,
            "學習平台",
            ("topics", "materials", "content/learning"),
            ("LEARN",),
            "不計學時，不做測驗和積分，不記誰看過",
            pages=pages.pages,
            events=figures.events,
            datasets=figures.datasets,
        ),
    ),
)

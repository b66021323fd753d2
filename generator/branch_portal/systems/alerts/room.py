"""What this room adds to the portal."""

from branch_portal.system.room import Room, System
from branch_portal.systems.alerts import figures, pages, rules
from branch_portal.systems.alerts.kinds import COUNTDOWNS

ROOM = Room(
    name="alerts",
    kinds=(COUNTDOWNS,),
    checks=(rules.check,),
    checks_of_day=(rules.check_day,),
    systems=(
        System(
            5,
            "綠色通知、黃色提醒、紅色告警",
            ("countdowns",),
            ("ALERT",),
            "不繳款、不記金額，不知道誰辦了、誰沒辦：顏色只按日期算",
            pages=pages.pages,
            events=figures.events,
            datasets=figures.datasets,
            branch_section=pages.branch_section,
            home_section=pages.home_section,
        ),
    ),
)

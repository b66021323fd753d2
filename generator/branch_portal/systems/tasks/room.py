"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.tasks import (
    clauses,
    datasets,
    deadlines,
    events,
    feedback_rules,
    mentions,
    pages,
    panels,
    pictures,
    rules,
    screen,
)
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS

ROOM = Room(
    name="tasks",
    needs=("goals",),
    kinds=(TASKS, FEEDBACK),
    checks=(rules.check, feedback_rules.check),
    checks_of_day=(feedback_rules.check_days,),
    checks_of_derived=(clauses.check,),
    nav=fixed(
        line("任務", 400, "一事一單", urls.TASKS),
        line("任務", 410, "一鍵統計", urls.TASK_STATISTICS),
        help_line(1010, "怎麼改：一事一單", urls.editing("tasks")),
    ),
    page_kinds=(PageKind("task", "任務", 20),),
    systems=(
        System(
            4,
            "一事一單、統一收集、一鍵統計",
            ("tasks", "feedback"),
            ("TASK", "FB", "XLSX"),
            "不推送消息，沒有已讀回執；數字到最近一次生成為止；沒有倉庫賬號的，打印反饋單交人代錄",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            home_section=pages.home_section,
            panels=panels.panels,
            screen=screen.screen,
        ),
    ),
    deadlines=deadlines.deadlines,
    deadline_kinds=(deadlines.SLIP,),
    mentions={"goal_papers": mentions.of_goal_paper, "findings": mentions.of_finding, "clauses": clauses.of_clause},
    pictures={"answer": pictures.answer},
)

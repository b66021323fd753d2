"""The columns of a task's feedback sheet: what stands in each, and which field of the feedback it becomes."""

from branch_portal.organisation.kinds import ROLES
from branch_portal.project.handbook import Shelf
from branch_portal.sheets.column import SheetColumn
from branch_portal.systems.tasks.model import STATUS_TITLES, Task

VERDICTS = {"通過": "verified", "退回": "returned"}
"""What the one who verifies writes, and the action of the log that it becomes."""
VERIFYING = ("verdict", "verified_on", "reason")
"""The columns of the one who verifies, which sheets of before do not have."""


def columns(task: Task, book: Shelf) -> tuple[SheetColumn, ...]:
    """The columns in their order; the keys are the feedback's fields, `values.<key>` those of the task's own fields."""
    roles = tuple(role.title for role in book[ROLES].values())
    own = tuple(
        SheetColumn(
            f"values.{field.key}",
            field.title,
            "integer" if field.kind == "integer" else "date" if field.kind == "date" else "text",
            options=field.options,
            hint="可不填" if field.optional else "",
        )
        for field in task.fields
    )
    return (
        SheetColumn("serial", "單號", given=True),
        SheetColumn("branch", "支部編號", width=9, given=True),
        SheetColumn("branch_title", "支部", width=20, given=True),
        SheetColumn("submitted_on", "反饋日期", "date", 12, hint="寫成 2026-03-05"),
        SheetColumn("by", "反饋角色", options=roles),
        SheetColumn("status", "辦理結果", width=10, options=tuple(STATUS_TITLES.values())),
        SheetColumn("done_on", "辦完日期", "date", 12, hint="辦完的填"),
        SheetColumn("summary", "辦理情況", width=44, hint="4至200字，寫動作和數據"),
        SheetColumn("evidence", "佐證", width=24, hint=f"用頓號隔開，如：{'、'.join(task.deliverable)}"),
        *own,
        SheetColumn("obstacle", "卡在哪裡", width=24, hint="部分辦完、受阻的填"),
        SheetColumn("expected_on", "預計辦完日", "date", 12, hint="部分辦完、受阻的填"),
        SheetColumn("approval_role", "批准角色", options=roles, hint="不適用的填"),
        SheetColumn("approval_on", "批准日期", "date", 12, hint="不適用的填"),
        SheetColumn("verdict", "核驗", width=8, options=tuple(VERDICTS), hint="核驗的人填；還沒核驗的空著"),
        SheetColumn("verified_on", "核驗日期", "date", 12, hint="不寫就是導入那天"),
        SheetColumn("reason", "退回原因", width=24, hint="退回的必填"),
    )

"""The kinds of record of one slip for one matter."""

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.tasks.model import Feedback, Task


def _feedback_key(feedback: Feedback) -> tuple[str, str]:
    return feedback.task, feedback.branch


def _called(task: Task) -> str:
    return f"{task.serial} {task.title}{'（已撤回）' if task.withdrawn else ''}"


TASKS: Kind[str, Task] = Kind(
    "tasks",
    Task,
    "一事一單的任務單",
    page=lambda task: urls.task(task.id),
    called=_called,
    whole=True,
)
FEEDBACK: Kind[tuple[str, str], Feedback] = Kind("feedback", Feedback, "反饋", key=_feedback_key, nested=True)

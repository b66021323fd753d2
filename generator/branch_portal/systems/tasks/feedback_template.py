"""反饋模板: the text of a new feedback file, short enough for the address of a forge's new-file page.

Servers limit a request line to about 8 kB and one Chinese character takes nine bytes there, so the branch's id and
its role are all that differs between the branches of a task, and the comments are few.
"""

from urllib.parse import quote

from branch_portal.systems.tasks.model import STATUS_TITLES, FeedbackField, Task

MOST_CHARACTERS = 2000
MOST_BYTES = 7000
"""Of the percent-encoded template: the address of the page, its path and its message need the rest of 8,000."""

_BRANCH, _ROLE = "BRANCH-ID", "ROLE-ID"  # stand for the branch's id and the role that answers; no id looks like this


def path(task: str, branch: str) -> str:
    """The file of one branch's feedback, from the repository's root; ASCII."""
    return f"data/feedback/{task}/{branch}.yml"


def text(task: Task, branch: str = _BRANCH, role: str = _ROLE) -> str:
    """The file to fill in. As it stands it does not pass the check: the day and the summary are missing."""
    choices = "；".join(f"{status} {title}" for status, title in STATUS_TITLES.items())
    lines = [
        f"# {task.serial}反饋：照填，不寫姓名、電話、金額",
        f"task: {task.id}",
        f"branch: {branch}",
        f"status: done  # {choices}",
        "done_on:  # 辦完日期，如 2026-03-05",
        "summary:  # 辦理情況（必填），4至200字",
        f"evidence: [{', '.join(_quoted(name) for name in task.deliverable)}]",
    ]
    if task.fields:
        lines.append("values:")
        lines += [f"  {field.key}:  # {field.title}{_hint(field)}" for field in task.fields]
    lines += [
        "# 沒辦完加 obstacle: 卡在哪裡 和 expected_on: 預計日期",
        "# 不適用加 approval: {role: 批准角色, on: 日期}",
        "log:",
        f"  - {{on: , action: submitted, by: {role}}}  # on 寫反饋日期",
    ]
    return "\n".join(lines) + "\n"


def encoded(template: str) -> str:
    """The template as a request carries it, in percent-encoding."""
    return quote(template, safe="")


def for_branch(template: str, branch: str, role: str) -> str:
    """A template, plain or as a part of an address, with the branch's id and its role filled in; cheap, as it is done for every slip."""
    return template.replace(_BRANCH, branch).replace(_ROLE, role)


def _hint(field: FeedbackField) -> str:
    words = {
        "integer": "，整數",
        "date": "，日期",
        "text": "（必填）" * (not field.optional),
        "choice": "：" + "／".join(field.options),
    }[field.kind]
    if field.people:
        words += "，不滿5人不填"
    return words + ("，可不填" if field.optional else "")


def _quoted(name: str) -> str:
    """A text inside a YAML list."""
    return f"'{name}'" if any(sign in name for sign in ",[]{}:#'\"&*!|>%@`") else name

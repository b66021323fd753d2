"""A feedback as the text of its file, in the shape that people write by hand."""

from branch_portal.systems.tasks.model import Feedback
from branch_portal.writing.patch import Styles, document

_FIELDS = (
    "task",
    "branch",
    "status",
    "done_on",
    "summary",
    "evidence",
    "values",
    "obstacle",
    "expected_on",
    "approval",
)
_LINES: Styles = {("evidence",): True, ("values",): False, ("approval",): True, ("log",): False}


def feedback_yaml(record: Feedback) -> str:
    """The file's text; reading it gives the record again."""
    data = record.model_dump(exclude_none=True)
    data["values"] = {key: value for key, value in record.values.items() if value is not None}
    written = {key: data[key] for key in _FIELDS if data.get(key)}
    return f"# 反饋，一張單子一個支部一個文件\n{document({**written, 'log': data['log']}, _LINES)}"

"""A feedback as the text of its file, in the shape that people write by hand."""

from collections.abc import Iterator

from branch_portal.systems.tasks.model import Feedback
from branch_portal.writing.flow import flow

_FIELDS = ("task", "branch", "status", "done_on", "summary", "evidence")
_AFTER_VALUES = ("obstacle", "expected_on", "approval")


def feedback_yaml(record: Feedback) -> str:
    """The file's text; reading it gives the record again."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: Feedback) -> Iterator[str]:
    data = record.model_dump(exclude_none=True)
    yield "# 反饋，一張單子一個支部一個文件"
    yield from (f"{key}: {flow(data[key])}" for key in _FIELDS if data.get(key))
    values = {key: value for key, value in record.values.items() if value is not None}
    if values:
        yield "values:"
        yield from (f"  {key}: {flow(value)}" for key, value in values.items())
    yield from (f"{key}: {flow(data[key])}" for key in _AFTER_VALUES if data.get(key))
    yield "log:"
    yield from (f"  - {flow(entry)}" for entry in data["log"])

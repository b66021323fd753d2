"""一事一單: rules over the values that a task slip asks for and a feedback gives."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located
from branch_portal.source.mends import better_int
from branch_portal.systems.tasks.model import Feedback, FeedbackField, Task

VALUES = rule(
    "FB-08",
    "欄目數據與任務單相符",
    "多出的、缺少的、類型不對的數據都統計不進去。",
    "按任務單的 fields 逐項填：整數不帶單位，日期寫 2026-03-05，選項照抄。",
)
PEOPLE = rule(
    "FB-09",
    "不滿5人的人數不寫",
    "人數太少，公布出來就能認出是誰。",
    "這一欄不填（在任務單裡把它設為 optional），數字留在線下。",
)


def check_values(item: Located[Feedback], task: Task) -> Iterator[Problem]:
    """Every rule about the values of one feedback to `task`."""
    answer = item.record
    fields = {field.key: field for field in task.fields}
    free = {key: field for key, field in fields.items() if key not in answer.values}
    unknown = len(answer.values.keys() - fields.keys())
    missing = [key for key, one in fields.items() if not one.optional and answer.values.get(key) is None]
    for key, value in answer.values.items():
        if key not in fields:
            known = "、".join(f"{one}（{field.title}）" for one, field in fields.items()) or "沒有欄目"
            called = {field.title: one for one, field in free.items()}
            near = called.get(key) or next(iter(difflib.get_close_matches(key, free, n=1, cutoff=0.6)), "")
            near = near or (missing[0] if len(missing) == unknown == 1 else "")
            mend = f"改成「{near}」（{fields[near].title}），或刪去這一行。" if near else "刪去這一行。"
            message = f"任務單沒有欄目「{key}」（有：{known}）"
            yield VALUES.problem(item.at("values", key), message, value=key, mend=mend)
        elif fields[key].kind == "choice" and not fields[key].options:
            continue  # the matter of TASK-07: nothing would fit
        elif value is not None and not fits(fields[key], value):
            wanted = _wanted(fields[key])
            gone = f"；沒有的，刪去「{key}」這一行" if fields[key].optional else ""
            counted = fields[key].kind == "integer" and not str(value).strip().startswith("-")
            mend = (better_int(value) if counted else "") or f"改成{wanted}{gone}。"
            message = f"「{fields[key].title}」要填{wanted}"
            yield VALUES.problem(item.at("values", key), message, value=str(value), mend=mend)
        elif fields[key].people and isinstance(value, int) and 0 < value < 5:
            yield PEOPLE.problem(item.at("values", key), f"「{fields[key].title}」不滿5人")
    if answer.status == "done" and len(missing) > unknown:  # else those misspelt are the missing ones
        for key, field in fields.items():
            if not field.optional and answer.values.get(key) is None:
                mend = f"在 values 下面補一行「{key}: …」，填{_wanted(field)}。"
                yield VALUES.problem(item.at("values", key), f"缺少「{field.title}」（{key}）", mend=mend)


def _wanted(field: FeedbackField) -> str:
    """What belongs into a field, in words."""
    return {
        "integer": "整數，如 12，不帶單位",
        "date": "日期，如 2026-03-05",
        "choice": f"其中一項：{'、'.join(field.options)}",
        "text": "一行文字，不超過120字",
    }[field.kind]


def fits(field: FeedbackField, value: int | str) -> bool:
    """Whether `value` is of the field's kind: a count is never negative, a text is one line of at most 120."""
    if field.kind == "integer":
        return isinstance(value, int) and 0 <= value < 1_000_000
    if not isinstance(value, str):
        return False
    if field.kind == "date":
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None and _is_day(value)
    return value in field.options if field.kind == "choice" else 0 < len(value.strip()) <= 120


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True

"""減負自查: questions that rules against formalism ask, each answered from what the portal really has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.loads.figures import loads
from branch_portal.systems.loads.settings import LOAD_SETTINGS
from branch_portal.systems.tasks.kinds import TASKS


@dataclass(frozen=True)
class Answer:
    """A question with what was found: `found` is empty where there is nothing of the sort."""

    question: str
    how: str
    found: tuple[str, ...]


_FORBIDDEN = {
    "有沒有要求打卡、簽到？": r"打卡|簽到人|签到人|定位",
    "有沒有給支部或黨員記分？": r"積分|积分|記分|记分|扣分|加分",
    "有沒有給支部排名次？": r"排名|名次|排行",
    "有沒有要照片、錄像作證明？": r"照片|截圖|截图|錄像|录像|影像",
    "有沒有要姓名、電話、身份證號？": r"姓名|電話|电话|手機|身份證|身份证",
}
"""What no field may be called; a form to print may still name what stays on paper."""


def answers(snapshot: Snapshot) -> tuple[Answer, ...]:
    """Every question with its answer on the snapshot's day."""
    return (*_of_fields(snapshot), *_of_loads(snapshot))


def field_titles(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Every field that anybody is asked to fill in, with where: of every kind of record, and of every slip."""
    for kind, _ in snapshot.book:
        for title in _titles(kind.model, set()):
            yield kind.title, title
    for task in snapshot.book[TASKS].values():
        for field in task.fields:
            yield task.serial, field.title


def _titles(model: type[BaseModel], seen: set[type]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    for info in model.model_fields.values():
        if info.title:
            yield info.title
        for inner in _models(info.annotation):
            yield from _titles(inner, seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def _of_fields(snapshot: Snapshot) -> Iterator[Answer]:
    titles = list(field_titles(snapshot))
    for question, words in _FORBIDDEN.items():
        found = tuple(f"{where}：{title}" for where, title in titles if re.search(words, title))
        yield Answer(question, f"查了門戶裡{len(titles)}個要填的欄目", found)


def _of_loads(snapshot: Snapshot) -> Iterator[Answer]:
    limit, notice = snapshot.book.settings[LOAD_SETTINGS], snapshot.book.settings[LOAD_SETTINGS].notice
    year, every = snapshot.as_of.year, snapshot.figures(loads)
    full, short = [], []
    for (branch, of), load in every.items():
        if of != year:
            continue
        title = snapshot.book["branches"][branch].short
        over = [week for week, count in load.weeks.items() if count > limit.week]
        if over:
            full.append(f"{title}：{len(over)}週")
        if load.notice is not None and load.notice < notice:
            short.append(f"{title}：最少{load.notice}天")
    yield Answer(
        f"有沒有哪個支部一週超過{limit.week}件？", f"數了{year}年各支部每週到期的任務、收到的單子", tuple(full)
    )
    yield Answer(f"有沒有不到{notice}天就要交的單子？", "數了每張任務單從簽發到期限的天數", tuple(short))

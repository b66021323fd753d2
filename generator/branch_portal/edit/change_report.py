"""改動說明: a comparison in words, for whoever agrees to a change; reads as plain lines and as Markdown alike."""

from collections import Counter
from collections.abc import Iterator, Sequence

from branch_portal.calendar.differences import Difference
from branch_portal.calendar.model import CHANGE_TITLES
from branch_portal.edit.comparison import Comparison
from branch_portal.edit.record_changes import RecordChange

LIMIT = 20
"""How many lines of a part are listed, and how many fields of a record."""
_WHAT = {"added": "新增", "removed": "刪去", "changed": "改動"}
_NO_CHANGE = "沒有變化。"


def report(found: Comparison, limit: int | None = LIMIT) -> Iterator[str]:
    """The lines; `limit` is how many of each part are listed, None for all."""
    yield from _part("記錄", [line for one in found.records for line in _record(one)], limit, len(found.records))
    if not found.told:
        which, count = ("改動以後", found.broken_after) if found.broken_after else ("改動以前", found.broken_before)
        yield "### 網頁和日曆"
        yield f"- {which}的數據有{count}處錯誤，比不出來。先照 portal check 的說明改好；在網頁上改的，看檢查任務。"
        return
    pages = [f"新增：{title}（{path or '首頁'}）" for path, title in found.came]
    pages += [f"沒有了：{title}（{path}）" for path, title in found.gone]
    yield from _part("網頁", pages or ["沒有新增、沒有撤下的。"], limit, len(pages))
    feeds = [one for one in found.events if (one.after or one.before) is not None]
    yield from _part("訂閱的人會看到", list(_events(feeds)), limit, len(feeds))
    if found.unsaid:
        yield "### 還缺取消記錄"
        yield from (f"- {one.message}。{one.mend}" for one in found.unsaid)
    yield "### 涉及"
    yield f"- 支部：{_whom(found.branches, found.everyone)}"
    yield f"- 崗位：{'、'.join(found.roles) or '沒有'}"


def _part(title: str, lines: list[str], limit: int | None, count: int) -> Iterator[str]:
    yield f"### {title}{f'（{count}處）' if count else ''}"
    yield from (f"- {line}" for line in lines[:limit])
    if limit is not None and len(lines) > limit:
        yield f"- ……另有{len(lines) - limit}處，用 portal diff --all 全部列出"
    if not lines:
        yield f"- {_NO_CHANGE}"


def _record(one: RecordChange) -> Iterator[str]:
    named = (
        one.kind
        if one.id == "portal"
        else f"{one.kind}「{one.title}」（{one.id}）"
        if one.title
        else f"{one.kind} {one.id}"
    )
    if not one.fields:
        yield f"{_WHAT[one.what]}：{named}"
        return
    said = [_field(*field) for field in one.fields[:LIMIT]]
    rest = f"；另有{len(one.fields) - LIMIT}項" if len(one.fields) > LIMIT else ""
    yield f"{_WHAT[one.what]}：{named}：{'；'.join(said)}{rest}"


def _field(name: str, was: str, now: str) -> str:
    if was and now:
        return f"{name} {was} → {now}"
    return f"{name} {now}" if name in ("正文", "頁首") else f"{name} 填上「{now}」" if now else f"{name} 去掉「{was}」"


def _events(changed: Sequence[Difference]) -> Iterator[str]:
    """Kind by kind; branches that have the same event in the same words make one line."""
    texts: dict[str, Counter[str]] = {kind: Counter() for kind in CHANGE_TITLES}
    for one in changed:
        if one.change:
            texts[one.change.kind][_event(one)] += 1
    for kind, lines in texts.items():
        for text, count in lines.items():
            yield f"{CHANGE_TITLES[kind]}：{text}{f'（同樣的共{count}條）' if count > 1 else ''}"


def _event(one: Difference) -> str:
    entry = one.after or one.before
    assert entry
    assert one.change
    if entry.first is None:
        return f"日曆「{entry.summary}」"
    if one.change.kind == "moved":
        return f"{entry.summary}，{one.change.note} → {entry.first}"
    was = one.before.summary if one.before else entry.summary
    title = f"{was} → {entry.summary}" if one.change.kind == "reworded" and was != entry.summary else entry.summary
    reason = f"（{one.change.note}）" if one.change.kind == "withdrawn" and one.change.note else ""
    return f"{entry.first} {title}{reason}"


def _whom(branches: Sequence[str], everyone: bool) -> str:
    if everyone:
        return f"全部{len(branches)}個"
    return "、".join(branches) or "沒有"

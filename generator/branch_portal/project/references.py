"""引用: every id that a record names exists, and is of the right kind."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.base import former_ids
from branch_portal.project.records import Located, Records

UNKNOWN = rule(
    "REF-01",
    title="引用的編號存在",
    why="引用了沒有的編號，頁面上就會出現斷開的鏈接。",
    mend="改成已有的編號，或者先建立那條記錄；那條記錄已經刪去的，這裡也刪去。",
)
KIND = rule(
    "REF-02",
    title="引用的編號類別正確",
    why="這個字段只能引用某一類記錄，寫成別的類別，責任和鏈接就會指錯。",
    mend="換成該類別的編號。",
)

KIND_TITLES: Mapping[str, str] = {
    "units": "單位",
    "branches": "支部",
    "organisations": "單位或支部",
    "organisations_then": "單位或支部",
    "roles": "角色",
    "tracks": "泳道",
    "basis": "依據文件",
    "duties": "年度任務",
    "event_duties": "觸發任務",
    "occasions": "節日與活動",
    "conversions": "字詞對照",
    "guides": "操作指引",
    "guide_steps": "指引步驟（如 g13#step-record）",
    "carriers": "三本六盒一證",
    "cadences": "組織生活頻次",
    "countdowns": "倒排步驟",
    "slip_batches": "提醒單批次",
    "exemptions": "放行記錄",
    "synonyms": "同義詞",
    "forms": "表單",
    "findings": "問題",
    "plans": "支部計劃",
    "terms": "節氣",
    "solar_terms": "節氣時刻",
    "workdays": "工作日表",
    "releases": "季度通報",
    "goals": "攻堅目標",
    "charters": "任務書",
    "task_sheets": "任務單",
    "action_plans": "行動方案",
    "goal_papers": "攻堅目標、任務書、任務單或行動方案",
    "grids": "供電網格",
    "playbooks": "作業指導",
    "campaigns": "先鋒服務行動",
    "pacts": "共建協議",
    "actions": "志願行動",
    "withdrawals": "取消記錄",
    "rounds": "排查",
    "selfchecks": "自查",
    "reviews": "三審",
    "inspections": "三查",
    "interviews": "三訪",
    "topics": "學習主題",
    "materials": "學習材料",
    "learning_files": "學習文件",
    "tasks": "一事一單的任務單",
    "feedback": "反饋",
}


_UNIONS: Mapping[str, tuple[str, ...]] = {
    "organisations": ("units", "branches"),
    "organisations_then": ("units", "branches"),
    "goal_papers": ("goals", "charters", "task_sheets", "action_plans"),
}
"""Kinds that are several kinds together; no record is of such a kind itself."""
_THEN = "organisations_then"
"""As they are or were called: what is sealed keeps the ids of its day."""
_CODE = re.compile(r"([a-z]+)0*([0-9]+)")
"""An id that is a number in a row (`b01`, `a51`): the next one looks alike and is something else."""


def check(records: Records) -> Iterator[Problem]:
    kinds = records.kinds()
    ids: dict[str, set[str]] = {kind: set(group) for kind, group in kinds.items()}
    ids |= {union: set().union(*(ids[kind] for kind in members)) for union, members in _UNIONS.items()}
    ids[_THEN] |= set(former_ids(located.record for located in records.branches.values()))
    ids["guide_steps"] = {
        f"{id}#{step.anchor}" for id, located in records.guides.items() for step in located.record.steps
    }
    for kind, group in {**kinds, "settings": {"portal": records.settings}}.items():
        for located in group.values():
            record = located.record.meta if kind == "guides" else located.record  # type: ignore[attr-defined]
            for path, refers, id in references(record):
                if id not in ids[refers]:
                    yield _problem(located, path, refers, id, ids, _called(id, refers, kinds))


def references(record: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference inside a record: where it stands, the kind it refers to, the id."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        here = (*path, info.alias or name)
        extra = info.json_schema_extra
        refers = extra.get("refers") if isinstance(extra, dict) else None
        if isinstance(value, BaseModel):
            yield from references(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from references(item, (*here, index))
                elif refers:
                    yield (*here, index), str(refers), item
        elif refers and value is not None:
            yield here, str(refers), value


def _problem(
    located: Located[Any], path: tuple[str | int, ...], refers: str, id: str, ids: Mapping[str, set[str]], called: str
) -> Problem:
    wanted = KIND_TITLES[refers]
    others = [KIND_TITLES[kind] for kind, known in ids.items() if id in known and kind not in _UNIONS]
    if others:
        return KIND.problem(located.at(*path), f"這裡要寫{wanted}的編號，「{id}」卻是{others[0]}", value=id)
    near = _near(id, ids[refers])
    mend = f"是不是「{near}」？" if near else None
    if called:
        mend = f"寫編號，不寫名稱：{called}。"
    return UNKNOWN.problem(located.at(*path), f"沒有編號為「{id}」的{wanted}", value=id, mend=mend)


def _near(id: str, known: Iterable[str]) -> str:
    """The id that was most likely meant, or nothing: `a3` is a03, but a13 is no slip of the pen for a53."""
    if code := _CODE.fullmatch(id.lower()):
        same = [one for one in known if (other := _CODE.fullmatch(one)) and other.groups() == code.groups()]
        return same[0] if len(same) == 1 else ""
    return next(iter(difflib.get_close_matches(id, sorted(known), n=1, cutoff=0.5)), "")


def _called(name: str, refers: str, kinds: Mapping[str, Mapping[str, Located[Any]]]) -> str:
    """The ids of the records with this name, or with it in theirs; empty where nobody wrote a name, or too many fit."""
    if name.isascii():
        return ""
    found = {}
    for kind in _UNIONS.get(refers, (refers,)):
        for id, located in kinds.get(kind, {}).items():
            titles = [getattr(located.record, field, None) or "" for field in ("title", "short")]
            if name in titles:
                return f"「{name}」的編號是 {id}"
            if any(name in title for title in titles):
                found[id] = titles[0]
    return "、".join(f"「{title}」的編號是 {id}" for id, title in found.items()) if len(found) <= 3 else ""

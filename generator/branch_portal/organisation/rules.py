"""組織與設置: rules over units, branches, carriers and the documents cited."""

import datetime as dt
from collections.abc import Iterator, Mapping

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BASIS, BRANCHES, ROLES, TRACKS, UNITS
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch, Role
from branch_portal.organisation.roles import has_role, stand_in
from branch_portal.project.base import Record
from branch_portal.project.citation import references
from branch_portal.project.records import Records

UNIQUE = rule(
    "ORG-01",
    title="單位和支部編號不重複",
    why="單位和支部共用一套編號，重複了就分不清責任在誰。",
    mend="給其中一個換編號和文件名。",
)
ROOT = rule(
    "ORG-02",
    title="上級關係成一棵樹",
    why="公司黨委在最上面，其餘單位都有上級，繞成圈就找不到歸屬。",
    mend="公司黨委不寫 parent，其餘單位寫上級的編號。",
)
PARENT = rule(
    "ORG-03",
    title="支部的上級是黨委",
    why="支部隸屬公司黨委或縣公司黨委，部門和戰區只是業務關係。",
    mend="parent 寫黨委的編號，戰區寫在 support_unit。",
)
REPLACED = rule(
    "BASIS-01",
    title="不引用已被替代的文件",
    why="依據過期，照著辦就可能辦錯。",
    mend="改引新文件，並核對條款。",
)


ROLE = rule(
    "ORG-11",
    title="記錄裡的角色是本支部有的",
    why="不設支委會的支部沒有組織委員、宣傳委員、紀檢委員，不劃分黨小組的沒有小組長；寫了就是沒有這個人的簽字。",
    mend="改成本支部有的角色：沒有委員的，一般由黨支部書記辦；其實設了的，改支部記錄的 has_committee、groups 或 has。",
)
OUTSIDE = rule(
    "ORG-12",
    title="支部在的日子才有它的事",
    why="支部還沒有設立或已經撤銷，就不能被檢查、被派單、交材料；寫了，就是日期錯了或者對象錯了。",
    mend="換成當時在的支部，或者從名單裡刪去；日期寫錯的，改日期。",
    severity="warning",
)
LANE = rule(
    "ORG-13",
    title="一圈只有一條泳道",
    why="導航圖上一圈一條泳道，日曆的順序和標記也按圈分；兩條寫成同一圈，看圖的人分不清。",
    mend="給其中一條的 order 換一個沒有用過的數，1到6。",
)

SUCCEEDED = rule(
    "ORG-14",
    title="設立、撤銷的角色有人接",
    why="角色不在的日子，它的任務、提醒和日曆由接辦的角色辦；沒有寫誰接，這些事就沒有人辦。",
    mend="在這個角色的文件裡加一行 otherwise，寫接辦的角色的編號；起日不晚於止日。",
)

_NAMES_BRANCHES = ("branches", "organisations")


def check(records: Records) -> Iterator[Problem]:
    yield from _lanes(records)
    yield from _roles(records)
    yield from _units(records)
    yield from _named(records)
    yield from _branches(records)
    yield from _basis(records)


def _lanes(records: Records) -> Iterator[Problem]:
    tracks = records[TRACKS].values()
    free = sorted(set(range(1, 7)) - {track.record.order for track in tracks})
    seen: dict[int, str] = {}
    for track in tracks:
        order, title = track.record.order, track.record.title
        if order in seen:
            mend = f"order 改成 {free[0]}。" if free else None
            yield LANE.problem(
                track.at("order"), f"「{title}」和「{seen[order]}」都是第{order}圈", value=str(order), mend=mend
            )
        elif title in seen.values():
            message = f"有兩條泳道叫「{title}」"
            yield LANE.problem(track.at("title"), message, value=title, mend="給其中一條換一個名稱。")
        seen.setdefault(order, title)


def _roles(records: Records) -> Iterator[Problem]:
    """Roles that begin or end: somebody does the work on other days, and the chain of those does not go round."""
    roles = {id: item.record for id, item in records[ROLES].items()}
    for item in records[ROLES].values():
        role = item.record
        if not (role.first or role.last):
            continue
        if role.first and role.last and role.last < role.first:
            message = f"設到 {role.last} 為止，卻從 {role.first} 起設"
            mend = "核對 from（從哪天起設）和 until（設到哪天為止），止日不早於起日。"
            yield SUCCEEDED.problem(item.at("until"), message, value=str(role.last), mend=mend)
        elif role.otherwise is None:
            named = f"「{role.title}」{f'設到 {role.last} 為止' if role.last else f'從 {role.first} 起設'}"
            when = "以後" if role.last else "以前"
            mend = f"加一行 otherwise: 接辦的角色的編號，{when}的事由它辦。"
            yield SUCCEEDED.problem(
                item.at("until" if role.last else "from"), f"{named}，沒有寫{when}由誰辦", mend=mend
            )
        elif role.last and not _goes_on(role, roles):
            mend = f"otherwise 改成 {role.last} 以後還設的角色。"
            yield SUCCEEDED.problem(
                item.at("otherwise"),
                f"接辦的「{roles[role.otherwise].title}」那時也不設了",
                value=role.otherwise,
                mend=mend,
            )


def _goes_on(role: Role, roles: Mapping[str, Role]) -> bool:
    """Whether a role is in place, the day after another's last, among those that follow it."""
    assert role.last
    after = role.last + dt.timedelta(days=1)
    found = roles.get(stand_in(role.id, None, roles, after))
    return found is None or found.in_place(after)


def _units(records: Records) -> Iterator[Problem]:
    units = records[UNITS]
    for id, unit in units.items():
        if (unit.record.parent is None) != (unit.record.kind == "city_committee"):
            yield ROOT.problem(unit.at("parent"), f"「{unit.record.title}」的上級寫得不對", value=id)
        seen, at = {id}, unit.record.parent
        while at is not None and at in units and at not in seen:
            seen.add(at)
            at = units[at].record.parent
        if at == id and id == min(seen):  # told once for a circle, at one that stands on it
            yield ROOT.problem(unit.at("parent"), f"「{unit.record.title}」的上級繞成了圈", value=id)


def _branches(records: Records) -> Iterator[Problem]:
    for id, branch in records[BRANCHES].items():
        record = branch.record
        if id in records[UNITS]:
            yield UNIQUE.problem(branch.at("id"), f"編號「{id}」單位已經用了", value=id)
        parent = records[UNITS].get(record.parent)
        if parent and parent.record.kind not in ("city_committee", "county_committee"):
            yield PARENT.problem(branch.at("parent"), f"「{parent.record.title}」不是黨委", value=record.parent)
        zone = records[UNITS].get(record.support_unit or "")
        if zone and zone.record.kind != "support_unit":
            yield PARENT.problem(branch.at("support_unit"), f"「{zone.record.title}」不是支撐機構（戰區）")


def _named(records: Records) -> Iterator[Problem]:
    """What other records say of branches: their roles, and the days on which they were there."""
    branches = {id: item.record for id, item in records[BRANCHES].items()}
    roles = {id: item.record for id, item in records[ROLES].items()}
    for kind, group in records:
        for item in group.values():
            fields = kind.fields(item.record)
            named = list(references(fields))
            of = [(path, id) for path, refers, id in named if refers in _NAMES_BRANCHES and id in branches]
            whole = {id for path, id in of if len(path) == 1}
            days = [value for _, value in fields if isinstance(value, dt.date)]
            for path, id in of:
                if kind.name != BRANCHES.name and days and not any(in_service(branches[id], day) for day in days):
                    message = f"「{branches[id].title}」那時不在：{_life_of(branches[id])}"
                    yield OUTSIDE.problem(item.at(*path), message, value=id)
            if len(whole) == 1:
                branch = branches[whole.pop()]
                by = [item.against(*path) for path, one in of if len(path) == 1 and one == branch.id]
                by.append(records[BRANCHES][branch.id].against("has"))
                for path, refers, id in named:
                    if refers == "roles" and id in roles and not has_role(roles[id], branch):
                        message = f"「{branch.title}」沒有{roles[id].title}"
                        yield ROLE.problem(item.at(*path), message, value=id, against=by)


def _life_of(branch: Branch) -> str:
    founded = f"{branch.founded_on}設立" if branch.founded_on else ""
    return "，".join(filter(None, (founded, f"{branch.dissolved_on}撤銷" if branch.dissolved_on else "")))


def _basis(records: Records) -> Iterator[Problem]:
    replaced = {id for id, document in records[BASIS].items() if document.record.status == "replaced"}
    citing = [
        (located, getattr(fields, "basis", ()))
        for kind, group in records
        for located in group.values()
        if isinstance(fields := kind.fields(located.record), Record)
    ]
    for located, basis in citing:
        for index, entry in enumerate(basis):
            if entry.document in replaced:
                title = records[BASIS][entry.document].record.title
                yield REPLACED.problem(located.at("basis", index, "document"), f"{title}已被替代", value=entry.document)

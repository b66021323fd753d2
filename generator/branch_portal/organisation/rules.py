"""組織與設置: rules over units, branches, carriers and the documents cited."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BASIS, BRANCHES, ROLES, UNITS
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch
from branch_portal.organisation.roles import has_role
from branch_portal.project.base import Record
from branch_portal.project.citation import references
from branch_portal.project.records import Located, Records

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
GROUPS = rule(
    "ORG-04",
    title="聯合、臨時支部的設置合理",
    why="設了三個以上黨小組的支部通常黨員較多，應設支部委員會；《中國共產黨支部工作條例（試行）》規定正式黨員7人以上設委員會。",
    mend="核對 has_committee 和 groups。",
    severity="warning",
)
COMMITTEE = rule(
    "ORG-05",
    title="正式黨員7人以上設支部委員會",
    why="《中國共產黨支部工作條例（試行）》規定，正式黨員7人以上的黨支部應當設立支部委員會，由3至5人組成，一般不超過7人。",
    mend="核對 members 和 has_committee；確應設立的，按程序選舉。",
    severity="warning",
)
TOO_MANY = rule(
    "ORG-06",
    title="支部一般不超過50人",
    why="《中國共產黨支部工作條例（試行）》規定，黨支部黨員人數一般不超過50人；人太多，組織生活開不起來。",
    mend="核對 members；確實超過的，研究分設支部或改設黨總支。",
    severity="warning",
)
TOO_FEW = rule(
    "ORG-07",
    title="單獨的支部有3名以上正式黨員",
    why="《中國共產黨支部工作條例（試行）》規定，有正式黨員3人以上的應當成立黨支部；不足3人的，一般與鄰近的組成聯合黨支部。",
    mend="核對 members；不足3人的改設聯合黨支部，或併入其他支部。",
    severity="warning",
)
LIFE = rule(
    "ORG-08",
    title="支部的設立、選舉和撤銷日期順序正確",
    why="設立以前、撤銷以後的事項不排給本支部；順序顛倒，全年的圖和日曆就會空。",
    mend="founded_on 寫批覆的設立日期，不晚於 elected_on；dissolved_on 寫撤銷日期，不早於設立；沒有的不寫。",
)
SUCCESSION = rule(
    "ORG-09",
    title="合併、分設的支部前後接得上",
    why="原支部的頁面和日曆要告訴大家改看哪個支部；接不上，就把人引到沒有的支部。",
    mend="merged_into 寫接收的支部，同時寫 dissolved_on；split_from 寫原支部，同時寫 founded_on；接收的支部那時要在。",
)
REPLACED = rule(
    "BASIS-01",
    title="不引用已被替代的文件",
    why="依據過期，照著辦就可能辦錯。",
    mend="改引新文件，並核對條款。",
)


APPROVAL = rule(
    "ORG-10",
    title="臨時黨支部寫明誰批准、辦什麼",
    why="臨時黨支部因任務設立，一般不發展黨員、不收繳黨費、不選舉，書記、委員由批准的黨組織指定；批覆另有規定的，才照批覆辦。"
    "沒有批覆，就不知道從哪天起、辦哪些事。",
    mend="寫 founded_on 和 approval（approved_by、approved_on、document；批覆允許的寫進 allows）；不是臨時黨支部的，刪去 approval。",
    severity="warning",
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

_NAMES_BRANCHES = ("branches", "organisations")


def check(records: Records) -> Iterator[Problem]:
    yield from _units(records)
    yield from _named(records)
    yield from _branches(records)
    yield from _basis(records)


def _units(records: Records) -> Iterator[Problem]:
    units = records[UNITS]
    for id, unit in units.items():
        if (unit.record.parent is None) != (unit.record.kind == "city_committee"):
            yield ROOT.problem(unit.at("parent"), f"「{unit.record.title}」的上級寫得不對", value=id)
        seen, at = {id}, unit.record.parent
        while at is not None and at in units and at not in seen:
            seen.add(at)
            at = units[at].record.parent
        if at in seen:
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
        yield from _size(branch)
        yield from _life(branch)
        yield from _succession(branch, records)
        if record.groups >= 3 and not record.has_committee:
            yield GROUPS.problem(branch.at("has_committee"), f"有{record.groups}個黨小組卻沒有支部委員會")


def _size(branch: Located[Branch]) -> Iterator[Problem]:
    """Whether a branch's shape fits its number of full members; the number itself is not repeated in messages."""
    record = branch.record
    if record.members is None:
        return
    if record.members >= 7 and not record.has_committee and record.kind != "temporary_branch":
        yield COMMITTEE.problem(branch.at("has_committee"), f"「{record.title}」正式黨員7人以上，沒有設支部委員會")
    if record.members > 50 and record.kind != "general_branch":
        yield TOO_MANY.problem(branch.at("members"), f"「{record.title}」超過50人")
    if record.members < 3:
        yield TOO_FEW.problem(branch.at("members"), f"「{record.title}」不足3名正式黨員")


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
                for path, refers, id in named:
                    if refers == "roles" and id in roles and not has_role(roles[id], branch):
                        message = f"「{branch.title}」沒有{roles[id].title}"
                        yield ROLE.problem(item.at(*path), message, value=id)


def _life_of(branch: Branch) -> str:
    founded = f"{branch.founded_on}設立" if branch.founded_on else ""
    return "，".join(filter(None, (founded, f"{branch.dissolved_on}撤銷" if branch.dissolved_on else "")))


def _life(branch: Located[Branch]) -> Iterator[Problem]:
    temporary = branch.record.kind == "temporary_branch"
    if temporary != (branch.record.approval is not None) or (temporary and not branch.record.founded_on):
        yield APPROVAL.problem(branch.at("kind"), f"「{branch.record.title}」的類別和批准設立的記錄對不上")
    founded, elected, dissolved = branch.record.founded_on, branch.record.elected_on, branch.record.dissolved_on
    if founded and elected and elected < founded:
        yield LIFE.problem(branch.at("elected_on"), f"選舉日期 {elected} 早於設立日期 {founded}", value=str(elected))
    if founded and dissolved and dissolved < founded:
        yield LIFE.problem(
            branch.at("dissolved_on"), f"撤銷日期 {dissolved} 早於設立日期 {founded}", value=str(dissolved)
        )


def _succession(branch: Located[Branch], records: Records) -> Iterator[Problem]:
    record = branch.record
    if into := record.merged_into:
        receiver = records[BRANCHES].get(into)
        wrong = (
            "不能併入自己"
            if into == record.id
            else "寫了併入哪個支部，沒有寫撤銷日期"
            if not record.dissolved_on
            else ""
        )
        if receiver and record.dissolved_on and not in_service(receiver.record, record.dissolved_on):
            wrong = wrong or f"「{receiver.record.title}」在 {record.dissolved_on} 還沒有設立，或者已經撤銷"
        if wrong:
            yield SUCCESSION.problem(branch.at("merged_into"), wrong, value=into)
    if source := record.split_from:
        before = records[BRANCHES].get(source)
        wrong = (
            "不能從自己分出"
            if source == record.id
            else "寫了從哪個支部分出，沒有寫設立日期"
            if not record.founded_on
            else ""
        )
        if before and record.founded_on and not in_service(before.record, record.founded_on - dt.timedelta(days=1)):
            wrong = wrong or f"「{before.record.title}」在 {record.founded_on} 的前一天不在"
        if wrong:
            yield SUCCESSION.problem(branch.at("split_from"), wrong, value=source)


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

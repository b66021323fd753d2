"""支部: rules over a branch's shape, its life, and the branches before and after it."""

import datetime as dt
from collections.abc import Iterator, Mapping

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.figure import Figure
from branch_portal.organisation.kinds import BRANCHES, CLAUSES
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch
from branch_portal.project.records import Located, Records

GROUPS = rule(
    "ORG-04",
    title="黨小組多的支部設了支部委員會",
    why="常見做法：劃了三個以上黨小組的支部黨員較多，幾人起設支部委員會見條款卡，到了就應當設。",
    mend="核對 has_committee 和 groups。",
    severity="warning",
)
COMMITTEE = rule(
    "ORG-05",
    title="正式黨員到了條款卡定的人數，設支部委員會",
    why="《中國共產黨支部工作條例（試行）》規定正式黨員達到一定人數的黨支部應當設立支部委員會，人數見引它的條款卡。",
    mend="核對 members 和 has_committee；確應設立的，按程序選舉。",
    severity="warning",
)
TOO_MANY = rule(
    "ORG-06",
    title="支部的人數一般不超過條款卡定的人數",
    why="《中國共產黨支部工作條例（試行）》對黨支部的黨員人數有一般的上限，見條款卡；人太多，組織生活開不起來。",
    mend="核對 members；確實超過的，研究分設支部或改設黨總支。",
    severity="warning",
)
TOO_FEW = rule(
    "ORG-07",
    title="單獨的支部有條款卡定的人數",
    why="《中國共產黨支部工作條例（試行）》規定了成立黨支部的正式黨員人數，見條款卡；不足的，一般與鄰近的組成聯合黨支部。",
    mend="核對 members；不足的改設聯合黨支部，或併入其他支部。",
    severity="warning",
)
LIFE = rule(
    "ORG-08",
    title="支部的設立、選舉和撤銷日期順序正確",
    why="設立以前、撤銷以後的事項不排給本支部；順序顛倒，全年的圖和日曆就會空。",
    mend="founded_on 寫批覆的設立日期，不晚於 elected_on；dissolved_on 寫撤銷日期，不早於設立；沒有的不寫。",
    spoils=True,
)
SUCCESSION = rule(
    "ORG-09",
    title="合併、分設的支部前後接得上",
    why="原支部的頁面和日曆要告訴大家改看哪個支部；接不上，就把人引到沒有的支部。",
    mend="merged_into 寫接收的支部，同時寫 dissolved_on；split_from 寫原支部，同時寫 founded_on；接收的支部那時要在。",
)
APPROVAL = rule(
    "ORG-10",
    title="臨時黨支部寫明誰批准、辦什麼",
    why="臨時黨支部因任務設立，一般不發展黨員、不收繳黨費、不選舉，書記、委員由批准的黨組織指定；批覆另有規定的，才照批覆辦。"
    "沒有批覆，就不知道從哪天起、辦哪些事。",
    mend="寫 founded_on 和 approval（approved_by、approved_on、document；批覆允許的寫進 allows）；不是臨時黨支部的，刪去 approval。",
    severity="warning",
)
NAMED = rule(
    "ORG-15",
    title="兩個支部不同名",
    why="表格、日曆和提醒單上寫的是名稱和簡稱，兩個一樣，就不知道是誰的事。",
    mend="給其中一個換一個名稱或簡稱；複製來的，改成本支部的。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    limits = _limits(records)
    called: dict[str, str] = {}
    for id, branch in records[BRANCHES].items():
        names = {name: field for field in ("short", "title") if (name := getattr(branch.record, field))}
        for name in names:
            called.setdefault(name, id)
        if other := next((name for name in names if called[name] != id), ""):
            message = f"支部 {called[other]} 也叫「{other}」"
            yield NAMED.problem(branch.at(names[other]), message, value=other)
        yield from _size(branch, limits)
        yield from _life(branch)
        yield from _succession(branch, records)
        if branch.record.groups >= 3 and not branch.record.has_committee:
            yield GROUPS.problem(branch.at("has_committee"), f"有{branch.record.groups}個黨小組卻沒有支部委員會")


def _limits(records: Records) -> Mapping[str, Figure]:
    """The numbers of members that the cards in force set, by the rule that counts with them."""
    cards = (card.record for card in records[CLAUSES].values() if card.record.figures)
    # A share, which a card may set as well, says nothing of a number of members.
    held = (card for card in cards if card.replaced_by is None and not card.figure.is_share)
    return {id: card.figure for card in held for id in card.rules}


def _size(branch: Located[Branch], limits: Mapping[str, Figure]) -> Iterator[Problem]:
    """Whether a branch's shape fits its number of full members; the number itself is not repeated in messages."""
    record = branch.record
    if record.members is None:
        return
    committee, most, least = (limits.get(one.id) for one in (COMMITTEE, TOO_MANY, TOO_FEW))
    if (
        committee
        and committee.passes(record.members)
        and not record.has_committee
        and record.kind != "temporary_branch"
    ):
        message = f"「{record.title}」正式黨員{committee.words}，沒有設支部委員會"
        yield COMMITTEE.problem(branch.at("has_committee"), message)
    if most and not most.passes(record.members) and record.kind != "general_branch":
        yield TOO_MANY.problem(branch.at("members"), f"「{record.title}」超過{most.value}人")
    if least and not least.passes(record.members):
        yield TOO_FEW.problem(branch.at("members"), f"「{record.title}」不足{least.value}名正式黨員")


def _life(branch: Located[Branch]) -> Iterator[Problem]:
    temporary = branch.record.kind == "temporary_branch"
    if temporary != (branch.record.approval is not None) or (temporary and not branch.record.founded_on):
        yield APPROVAL.problem(branch.at("kind"), f"「{branch.record.title}」的類別和批准設立的記錄對不上")
    founded, elected, dissolved = branch.record.founded_on, branch.record.elected_on, branch.record.dissolved_on
    if founded and elected and elected < founded:
        message = f"選舉日期 {elected} 早於設立日期 {founded}"
        yield LIFE.problem(branch.at("elected_on"), message, value=str(elected), against=[branch.against("founded_on")])
    if founded and dissolved and dissolved < founded:
        message, begun = f"撤銷日期 {dissolved} 早於設立日期 {founded}", [branch.against("founded_on")]
        yield LIFE.problem(branch.at("dissolved_on"), message, value=str(dissolved), against=begun)


def _succession(branch: Located[Branch], records: Records) -> Iterator[Problem]:
    """The branches before and after this one are others, and were there on the day."""
    record, ended, begun = branch.record, branch.record.dissolved_on, branch.record.founded_on
    before = begun - dt.timedelta(days=1) if begun else None
    neighbours = (
        ("merged_into", record.merged_into, ended, "不能併入自己", "寫了併入哪個支部，沒有寫撤銷日期", f"在 {ended} 還沒有設立，或者已經撤銷"),
        ("split_from", record.split_from, before, "不能從自己分出", "寫了從哪個支部分出，沒有寫設立日期", f"在 {begun} 的前一天不在"),
    )  # fmt: skip
    for field, id, day, itself, undated, absent in neighbours:
        there = records[BRANCHES].get(id or "")
        if id == record.id:
            yield SUCCESSION.problem(branch.at(field), itself, value=id)
        elif id and not day:
            yield SUCCESSION.problem(branch.at(field), undated, value=id)
        elif id and day and there and not in_service(there.record, day):
            yield SUCCESSION.problem(branch.at(field), f"「{there.record.title}」{absent}", value=id)

"""整改: rules over what a problem says of itself: who answers, until when, at what level, in which words."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.project.records import Located, Records
from branch_portal.project.wording import names_person
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import LEVEL_TITLES, Finding
from branch_portal.systems.findings.settings import FINDING_SETTINGS
from branch_portal.systems.findings.states import due_on

EVIDENCE = rule(
    "FIND-03", "銷號要有佐證", "沒有佐證的銷號經不起回頭看。", "在 evidence 寫明佐證的種類（不寫具體內容）。"
)
DUE = rule(
    "FIND-05",
    "時限不早於發現日期",
    "時限早於發現日期，一登記就逾期；措施晚於整改時限，問題就不可能按時銷號。",
    "核對 due、各項措施的 due 和 found_on。",
)
UPPER = rule(
    "FIND-06", "提請上級的問題上下對得上",
    "只寫上報、上級問題庫裡沒有接，問題就懸在中間。", "escalated_to 寫上一級問題庫裡的編號，那一條的 escalated_from 寫回本編號。",
)  # fmt: skip
REVIEW = rule("FIND-07", "長期堅持的問題有下次檢視日", "沒有檢視日，長期堅持就成了沒人管。", "寫上 next_review。")
TWICE = rule("FIND-08", "同一單位不重複登記同一問題", "一個問題登記兩次，數字就虛高。", "合併成一條。")
GATE = rule(
    "FIND-09", "公開的問題走完四步",
    "黨務公開要經過提出、審核、審批、實施，審核含保密審查。", "在 disclosure 依次寫明四步的角色和日期，不早於發現日期，提出、審核、審批是三個不同的角色。",
)  # fmt: skip
HOME = rule(
    "FIND-10", "責任主體與問題庫相符", "支部庫裡的問題由支部負責，縣公司庫裡的由縣公司負責。", "核對 tier 和 unit。"
)
SUPERVISOR = rule(
    "FIND-11",
    "督導單位不是責任主體",
    "自己督導自己等於沒有督導；重點難點問題要由黨委或部門督導。",
    "supervisor 寫另一個單位；重點難點問題寫黨委或部門。",
)
OCCURRENCES = rule(
    "FIND-12",
    "多發一般問題寫明發生過不止一次",
    "只發生一次的按偶發輕微處理；說是多發，就要有次數或上一次的編號。",
    "在 occurrences 寫發生次數（2以上），或在 recurs_of 寫上一次的編號；上一次要更早。",
)
LEADER = rule(
    "FIND-13",
    "重點難點問題有包案領導和里程碑",
    "重點難點問題週期長，沒有領導包案和中間節點，就會拖到最後。",
    "leader 寫包案領導的角色，不同於責任角色；milestones 按先後寫節點，都在發現日期和整改時限之間。",
)
NAMES = rule(
    "FIND-17",
    "公開的文字說事不說人",
    "通報晾曬的是事，不是人；寫出姓名，撤下來也追不回。",
    "刪去姓名，改寫單位或角色。",
)
LIMIT = rule(
    "FIND-18",
    "整改時限不超過本層次的默認時限",
    "時限給得太長，問題就放著；默認時限可在設置裡改。",
    "縮短 due，或重新定級；確需更長的，按規定辦延期。默認值見 site_config/portal.yml 的 findings。",
    severity="warning",
)

_TIER_RANK = {"branch": 0, "county_committee": 1, "city_committee": 2}


def check(records: Records) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for id, item in records[FINDINGS].items():
        yield from _fields(item, records)
        finding = item.record
        key = (finding.unit, finding.statement)
        if key in seen:
            yield TWICE.problem(item.at("statement"), f"與 {seen[key]} 的表述相同", value=id)
        seen.setdefault(key, id)
        steps = finding.disclosure
        if finding.public and not steps:
            yield GATE.problem(item.at("disclosure"), "寫了公開，沒有公開四步（disclosure）", value=id)
        elif finding.public and steps and (wrong := steps.wrong(finding.found_on)):
            found_on = [] if steps.wrong() else [item.against("found_on")]
            yield GATE.problem(item.at("disclosure"), wrong[0], value=id, mend=wrong[1], against=found_on)
        yield from _by_level(item, records)
        yield from _names(item)


def _fields(item: Located[Finding], records: Records) -> Iterator[Problem]:
    finding = item.record
    states = {entry.state for entry in finding.log}
    checked = any(before.state == "verifying" and after.state == "closed" for before, after in pairwise(finding.log))
    if checked and not finding.evidence:  # what was closed in another way is the matter of FIND-01
        yield EVIDENCE.problem(item.at("evidence"), "已銷號，卻沒有佐證")
    if finding.due < finding.found_on:
        message = f"時限 {finding.due} 早於發現日期 {finding.found_on}"
        yield DUE.problem(item.at("due"), message, value=str(finding.due), against=[item.against("found_on")])
    for index, measure in enumerate(finding.measures):
        last = due_on(finding, dt.date.max)
        if finding.found_on <= finding.due and not finding.found_on <= measure.due <= last:
            yield DUE.problem(
                item.at("measures", index, "due"),
                f"措施時限 {measure.due} 不在 {finding.found_on} 至 {last} 之間",
                value=str(measure.due),
                against=[item.against("due" if measure.due > last else "found_on")],
            )
    if finding.log[-1].state == "long_term" and finding.next_review is None:
        yield REVIEW.problem(item.at("id"), "長期堅持，卻沒有下次檢視日")
    if "escalated" in states or finding.escalated_to or finding.level == "needs_upper":
        upper = records[FINDINGS].get(finding.escalated_to or "")
        home_is_top = finding.tier == "city_committee"
        fits = upper and (
            upper.record.escalated_from == finding.id and _TIER_RANK[upper.record.tier] > _TIER_RANK[finding.tier]
        )
        if not fits and not home_is_top:
            yield UPPER.problem(
                item.at("escalated_to"), "上報的問題與上級問題庫對不上", value=finding.escalated_to or ""
            )
    if finding.escalated_from:
        lower = records[FINDINGS].get(finding.escalated_from)
        if lower is None or lower.record.escalated_to != finding.id:
            yield UPPER.problem(item.at("escalated_from"), "下級那一條沒有上報到這裡", value=finding.escalated_from)
    if finding.supervisor == finding.unit:
        yield SUPERVISOR.problem(item.at("supervisor"), "督導單位就是責任主體", value=finding.supervisor)
    elif finding.level == "key_difficult" and not _leads(finding.supervisor, records):
        yield SUPERVISOR.problem(item.at("supervisor"), "重點難點問題應由黨委或部門督導", value=finding.supervisor)
    known = finding.unit in records[BRANCHES] or finding.unit in records[UNITS]  # else REF-01 speaks
    if known and finding.tier == "branch" and finding.unit not in records[BRANCHES]:
        yield HOME.problem(item.at("unit"), "基層支部庫裡的責任主體應是支部", value=finding.unit)
    if known and finding.tier == "county_committee" and finding.unit not in _county_organisations(records):
        yield HOME.problem(item.at("unit"), "縣公司黨委庫裡的責任主體應屬縣公司", value=finding.unit)


def _leads(id: str, records: Records) -> bool:
    """Whether this is a committee or a department."""
    return id in records[UNITS] and records[UNITS][id].record.kind != "support_unit"


def _county_organisations(records: Records) -> set[str]:
    """The county committees and their branches."""
    committees = {id for id, unit in records[UNITS].items() if unit.record.kind == "county_committee"}
    return committees | {id for id, branch in records[BRANCHES].items() if branch.record.parent in committees}


def _by_level(item: Located[Finding], records: Records) -> Iterator[Problem]:
    """What each level asks for."""
    finding = item.record
    earlier = records[FINDINGS].get(finding.recurs_of or "")
    if finding.recurs_of and (
        finding.recurs_of == finding.id or (earlier and earlier.record.found_on > finding.found_on)
    ):
        yield OCCURRENCES.problem(item.at("recurs_of"), "上一次發生應早於這一次", value=finding.recurs_of)
    elif finding.level == "frequent_general" and finding.occurrences < 2 and not finding.recurs_of:
        yield OCCURRENCES.problem(item.at("level"), "定為多發一般問題，卻只發生一次", value=str(finding.occurrences))
    if finding.level == "key_difficult" and not (finding.leader and finding.milestones):
        missing = "包案領導" if not finding.leader else "里程碑"
        yield LEADER.problem(item.at("level"), f"重點難點問題沒有{missing}")
    if finding.leader and finding.leader == finding.owner_role:
        yield LEADER.problem(item.at("leader"), "包案領導就是責任角色", value=finding.leader)
    before = finding.found_on
    for index, milestone in enumerate(finding.milestones):
        if not before <= milestone.due <= due_on(finding, dt.date.max):
            yield LEADER.problem(
                item.at("milestones", index, "due"),
                "節點要按先後排，在發現日期和整改時限之間",
                value=str(milestone.due),
            )
        before = max(before, milestone.due)
    days = getattr(records.settings.record[FINDING_SETTINGS].limits, finding.level, None)
    if days is not None and (finding.due - finding.found_on).days > days:
        message = f"{LEVEL_TITLES[finding.level]}默認{days}天，這裡給了{(finding.due - finding.found_on).days}天"
        dates = [item.against("found_on"), item.against("due")]
        yield LIMIT.problem(item.at("due"), message, value=str(finding.due), against=dates)


def _names(item: Located[Finding]) -> Iterator[Problem]:
    finding = item.record
    texts: list[tuple[tuple[str | int, ...], str]] = [
        (("category",), finding.category),
        (("statement",), finding.statement),
        (("cause",), finding.cause),
        (("level_reason",), finding.level_reason or ""),
        (("system_made",), finding.system_made or ""),
        *((("measures", index, "what"), measure.what) for index, measure in enumerate(finding.measures)),
        *((("log", index, "note"), entry.note) for index, entry in enumerate(finding.log)),
        *((("milestones", index, "what"), entry.what) for index, entry in enumerate(finding.milestones)),
        *((("extensions", index, "reason"), entry.reason) for index, entry in enumerate(finding.extensions)),
        *((("lookbacks", index, "note"), entry.note) for index, entry in enumerate(finding.lookbacks)),
    ]
    for path, text in texts:
        if names_person(text):
            yield NAMES.problem(item.at(*path), "這段文字像是寫了人名")

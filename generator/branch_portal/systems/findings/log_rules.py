"""經過: rules over what happened to a problem, from registration to extensions and the look back."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import STATE_TITLES, Finding
from branch_portal.systems.findings.settings import FINDING_SETTINGS

TRANSITIONS: dict[str, tuple[str, ...]] = {
    "found": ("assigned",),
    "assigned": ("rectifying", "escalated"),
    "rectifying": ("rectifying", "submitted", "long_term", "escalated"),
    "submitted": ("verifying",),
    "verifying": ("closed", "returned", "long_term"),
    "returned": ("rectifying",),
    "long_term": ("submitted", "rectifying"),
    "escalated": ("escalated", "rectifying", "long_term", "submitted"),
    "closed": ("reopened",),
    "reopened": ("rectifying",),
}
"""State → the states that may follow it; what is being worked on is told of again with every step (續記)."""

STEP = rule("FIND-01", "狀態按規定的順序走", "跳過驗收直接銷號、倒著走，經過就說不清。", "補上缺少的一步，或改正狀態。")
ORDER = rule(
    "FIND-02",
    "經過按日期先後寫",
    "日期顛倒，季度數字就算錯。",
    "按日期從早到晚排，第一條是發現登記，日期等於 found_on。",
)
VERIFIER = rule(
    "FIND-04",
    "辦理的人不能自己銷號",
    "自己辦、自己銷號，等於沒有驗收。",
    "銷號那一條的 by 寫負責驗收的角色，不同於責任角色和申請銷號的角色。",
)
EXTENSION = rule(
    "FIND-14",
    "延期先批准，有新時限，不超次數",
    "過了期再補批、一延再延，時限就成了擺設。",
    "批准日期不晚於原時限，新時限晚於原時限，批准角色不同於責任角色；次數上限見 site_config/portal.yml 的 findings。",
)
LOOKBACK = rule(
    "FIND-15",
    "回頭看的結果與經過一致",
    "回頭看發現反彈卻不重新打開，或者沒有回頭看就重新打開，數字就對不上。",
    "反彈（rebound）當天在 log 加一條 reopened；回頭看在銷號之後，由責任角色以外的人做。",
)
LOOKBACK_DAY = rule(
    "FIND-16", "銷號後排了回頭看", "銷號三至六個月後抽查一次，才知道有沒有反彈。",
    "在 lookback_on 寫計劃回頭看的日期，晚於銷號日期。", severity="warning",
)  # fmt: skip


def check(records: Records) -> Iterator[Problem]:
    for item in records[FINDINGS].values():
        yield from _log(item)
        yield from _extensions(item, records)
        yield from _lookbacks(item)


def _between(before: str, after: str) -> tuple[str, ...]:
    """The states on the shortest way from one to another, both left out."""
    ways: list[tuple[str, ...]] = [(one,) for one in TRANSITIONS[before]]
    for way in ways:
        if after in TRANSITIONS[way[-1]]:
            return way
        ways += [(*way, one) for one in TRANSITIONS[way[-1]] if one not in way]
    return ways[0]


def _log(item: Located[Finding]) -> Iterator[Problem]:
    finding = item.record
    first = finding.log[0]
    asked_by = ""
    told = False
    if first.state != "found" or first.on != finding.found_on:
        found_on = [item.against("found_on", mend=f"改成 {first.on}")] if first.state == "found" else []
        message = "第一條應是發現登記（found），日期與 found_on 相同"
        yield ORDER.problem(item.at("log", 0), message, against=found_on)
    for index, (before, entry) in enumerate(zip(finding.log, finding.log[1:], strict=False), start=1):
        if entry.on < before.on:
            yield ORDER.problem(item.at("log", index, "on"), f"{entry.on} 早於上一條 {before.on}", value=str(entry.on))
        if entry.state not in TRANSITIONS[before.state] and not told:
            told = True  # what follows is told when this one is right
            named = [f"{one}（{STATE_TITLES[one]}）" for one in TRANSITIONS[before.state]]
            message = f"{before.state}（{STATE_TITLES[before.state]}）之後只能是 {'、'.join(named)}"
            left_out = [f"{one}（{STATE_TITLES[one]}）" for one in _between(before.state, entry.state)]
            mend = f"在這一條前面補上 {'、'.join(left_out)}，一步一條；寫錯了的，改成 {' 或 '.join(named)}。"
            yield STEP.problem(item.at("log", index, "state"), message, value=entry.state, mend=mend)
        if entry.state == "submitted":
            asked_by = entry.by
        if entry.state == "closed" and not told and entry.by in (finding.owner_role, asked_by):
            yield VERIFIER.problem(
                item.at("log", index, "by"), "銷號的角色就是責任角色或申請銷號的角色", value=entry.by
            )


def _extensions(item: Located[Finding], records: Records) -> Iterator[Problem]:
    finding = item.record
    allowed = records.settings.record[FINDING_SETTINGS].max_extensions
    if len(finding.extensions) > allowed:
        yield EXTENSION.problem(
            item.at("extensions", allowed), f"最多延期{allowed}次", value=str(len(finding.extensions))
        )
    due = finding.due
    for index, entry in enumerate(finding.extensions):
        if not finding.found_on <= entry.on <= due:
            message = f"{entry.on} 批准延期，當時的時限是 {due}"
            yield EXTENSION.problem(item.at("extensions", index, "on"), message, value=str(entry.on))
        if entry.due <= due:
            message = f"新時限 {entry.due} 不晚於原時限 {due}"
            yield EXTENSION.problem(item.at("extensions", index, "due"), message, value=str(entry.due))
        if entry.approved_by == finding.owner_role:
            message = "批准延期的就是責任角色"
            yield EXTENSION.problem(item.at("extensions", index, "approved_by"), message, value=entry.approved_by)
        due = entry.due


def _lookbacks(item: Located[Finding]) -> Iterator[Problem]:
    finding = item.record
    reopened = {entry.on for entry in finding.log if entry.state == "reopened"}
    rebounds = {entry.on for entry in finding.lookbacks if entry.result == "rebound"}
    for index, entry in enumerate(finding.lookbacks):
        if not any(one.state == "closed" and one.on < entry.on for one in finding.log):
            yield LOOKBACK.problem(item.at("lookbacks", index, "on"), "回頭看之前還沒有銷號", value=str(entry.on))
        elif entry.result == "rebound" and entry.on not in reopened:
            message = "發現反彈，經過裡當天沒有重新打開（reopened）"
            yield LOOKBACK.problem(item.at("lookbacks", index, "result"), message, value=str(entry.on))
        if entry.by == finding.owner_role:
            yield LOOKBACK.problem(item.at("lookbacks", index, "by"), "責任角色自己回頭看", value=entry.by)
    for index, step in enumerate(finding.log):
        if step.state == "reopened" and step.on not in rebounds:
            yield LOOKBACK.problem(item.at("log", index), "重新打開，卻沒有當天的回頭看結果", value=str(step.on))
    last = finding.log[-1]
    looked_at = any(entry.on > last.on for entry in finding.lookbacks)
    if last.state == "closed" and not looked_at and (finding.lookback_on is None or finding.lookback_on <= last.on):
        yield LOOKBACK_DAY.problem(item.at("lookback_on"), f"{last.on} 銷號，沒有排其後的回頭看")

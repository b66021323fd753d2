"""整改: rules over problems and the quarters they are published in."""

from collections.abc import Iterator

from generator.derive.results import figures, quarter
from generator.model.findings import Finding, Release
from generator.problems import Problem
from generator.records import Located, Records
from generator.rules import rule

TRANSITIONS: dict[str, tuple[str, ...]] = {
    "found": ("assigned",),
    "assigned": ("rectifying", "escalated"),
    "rectifying": ("submitted", "long_term", "escalated"),
    "submitted": ("verifying",),
    "verifying": ("closed", "returned", "long_term"),
    "returned": ("rectifying",),
    "long_term": ("submitted", "rectifying"),
    "escalated": ("rectifying", "long_term", "submitted"),
    "closed": ("reopened",),
    "reopened": ("rectifying",),
}
"""State → the states that may follow it."""

STEP = rule("FIND-01", "狀態按規定的順序走", "跳過驗收直接銷號、倒着走，經過就說不清。", "補上缺少的一步，或改正狀態。")
ORDER = rule(
    "FIND-02",
    "經過按日期先後寫",
    "日期顛倒，季度數字就算錯。",
    "按日期從早到晚排，第一條是發現登記，日期等於 found_on。",
)
EVIDENCE = rule(
    "FIND-03", "銷號要有佐證", "沒有佐證的銷號經不起回頭看。", "在 evidence 寫明佐證的種類（不寫具體內容）。"
)
VERIFIER = rule(
    "FIND-04",
    "辦理的人不能自己銷號",
    "自己辦、自己銷號，等於沒有驗收。",
    "銷號那一條的 by 寫負責驗收的角色，不同於責任角色和申請銷號的角色。",
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
    "黨務公開要經過提出、審核、審批、實施，審核含保密審查。", "在 disclosure 依次寫明四步的角色和日期，不早於發現日期，審批角色不同於提出角色。",
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
CUTOFF = rule(
    "REL-01",
    "截止日是季度最後一天，發布在後",
    "截止日不對，各季度就接不上。",
    "cutoff 寫季末，published_on 寫其後的日期。",
)
BALANCE = rule("REL-02", "期初＋新增＝銷號＋結轉", "賬不平，通報就不可信。", "逐項核對四個數。")
RECORDED = rule(
    "REL-03",
    "通報數字與問題記錄一致",
    "通報是從公開的問題記錄算出來的，對不上說明有一邊錯了。",
    "以記錄算出的數為準，核對後修改。",
)
CARRIED = rule("REL-04", "期初等於上季結轉", "上季結轉多少，本季就從多少開始。", "核對上一季度的通報。")
GAP = rule("REL-05", "季度連續", "中間缺一個季度，趨勢和結轉就斷了。", "補上缺少的季度通報。")
RELEASE_GATE = rule(
    "REL-06",
    "通報走完公開四步",
    "沒有審批的通報不能發布。",
    "依次寫明四步，審批角色不同於提出角色，實施日期等於 published_on。",
)

_TIER_RANK = {"branch": 0, "county_committee": 1, "city_committee": 2}


def check(records: Records) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for id, item in records.findings.items():
        yield from _log(item)
        yield from _fields(item, records)
        finding = item.record
        key = (finding.unit, finding.statement)
        if key in seen:
            yield TWICE.problem(item.at("statement"), f"與 {seen[key]} 的表述相同", value=id)
        seen.setdefault(key, id)
        if finding.public and not (_disclosed(finding) and _proposed_after_found(finding)):
            yield GATE.problem(item.at("disclosure"), "公開四步不全，或順序、角色不對", value=id)
    yield from _releases(records)


def _log(item: Located[Finding]) -> Iterator[Problem]:
    finding = item.record
    first = finding.log[0]
    asked_by = ""
    if first.state != "found" or first.on != finding.found_on:
        yield ORDER.problem(item.at("log", 0), "第一條應是發現登記（found），日期與 found_on 相同")
    for index, (before, entry) in enumerate(zip(finding.log, finding.log[1:], strict=False), start=1):
        if entry.on < before.on:
            yield ORDER.problem(item.at("log", index, "on"), f"{entry.on} 早於上一條 {before.on}", value=str(entry.on))
        if entry.state not in TRANSITIONS[before.state]:
            allowed = "、".join(TRANSITIONS[before.state])
            yield STEP.problem(
                item.at("log", index, "state"), f"{before.state} 之後只能是 {allowed}", value=entry.state
            )
        if entry.state == "submitted":
            asked_by = entry.by
        if entry.state == "closed" and entry.by in (finding.owner_role, asked_by):
            yield VERIFIER.problem(
                item.at("log", index, "by"), "銷號的角色就是責任角色或申請銷號的角色", value=entry.by
            )


def _fields(item: Located[Finding], records: Records) -> Iterator[Problem]:
    finding = item.record
    states = {entry.state for entry in finding.log}
    if "closed" in states and not finding.evidence:
        yield EVIDENCE.problem(item.at("evidence"), "已銷號，卻沒有佐證")
    if finding.due < finding.found_on:
        yield DUE.problem(item.at("due"), f"時限 {finding.due} 早於發現日期 {finding.found_on}", value=str(finding.due))
    for index, measure in enumerate(finding.measures):
        if finding.found_on <= finding.due and not finding.found_on <= measure.due <= finding.due:
            yield DUE.problem(
                item.at("measures", index, "due"),
                f"措施時限 {measure.due} 不在 {finding.found_on} 至 {finding.due} 之間",
                value=str(measure.due),
            )
    if finding.log[-1].state == "long_term" and finding.next_review is None:
        yield REVIEW.problem(item.at("id"), "長期堅持，卻沒有下次檢視日")
    if "escalated" in states or finding.escalated_to or finding.level == "needs_upper":
        upper = records.findings.get(finding.escalated_to or "")
        home_is_top = finding.tier == "city_committee"
        fits = upper and (
            upper.record.escalated_from == finding.id and _TIER_RANK[upper.record.tier] > _TIER_RANK[finding.tier]
        )
        if not fits and not home_is_top:
            yield UPPER.problem(
                item.at("escalated_to"), "上報的問題與上級問題庫對不上", value=finding.escalated_to or ""
            )
    if finding.escalated_from:
        lower = records.findings.get(finding.escalated_from)
        if lower is None or lower.record.escalated_to != finding.id:
            yield UPPER.problem(item.at("escalated_from"), "下級那一條沒有上報到這裡", value=finding.escalated_from)
    if finding.supervisor == finding.unit:
        yield SUPERVISOR.problem(item.at("supervisor"), "督導單位就是責任主體", value=finding.supervisor)
    elif finding.level == "key_difficult" and not _leads(finding.supervisor, records):
        yield SUPERVISOR.problem(item.at("supervisor"), "重點難點問題應由黨委或部門督導", value=finding.supervisor)
    if finding.tier == "branch" and finding.unit not in records.branches:
        yield HOME.problem(item.at("unit"), "基層支部庫裡的責任主體應是支部", value=finding.unit)
    if finding.tier == "county_committee" and finding.unit not in _county_organisations(records):
        yield HOME.problem(item.at("unit"), "縣公司黨委庫裡的責任主體應屬縣公司", value=finding.unit)


def _leads(id: str, records: Records) -> bool:
    """Whether this is a committee or a department."""
    return id in records.units and records.units[id].record.kind != "support_unit"


def _county_organisations(records: Records) -> set[str]:
    """The county committees and their branches."""
    committees = {id for id, unit in records.units.items() if unit.record.kind == "county_committee"}
    return committees | {id for id, branch in records.branches.items() if branch.record.parent in committees}


def _disclosed(record: Finding | Release) -> bool:
    steps = record.disclosure
    if steps is None:
        return False
    days = [steps.proposed.on, steps.reviewed.on, steps.approved.on, steps.published.on]
    return days == sorted(days) and steps.proposed.role != steps.approved.role


def _proposed_after_found(finding: Finding) -> bool:
    return finding.disclosure is not None and finding.disclosure.proposed.on >= finding.found_on


def _releases(records: Records) -> Iterator[Problem]:
    public = [item.record for item in records.findings.values() if item.record.public]
    previous: Release | None = None
    expected = quarter(records.settings.record.first_quarter)
    for id, item in sorted(records.releases.items()):
        release = item.record
        totals = release.totals
        period = quarter(id)
        if id != expected.id:
            yield GAP.problem(item.at("id"), f"這裡應是 {expected.id}", value=id)
        expected = period.next()
        if release.cutoff != period.last or release.published_on <= release.cutoff:
            yield CUTOFF.problem(
                item.at("cutoff"), f"{period.title}的截止日是 {period.last}", value=str(release.cutoff)
            )
        if totals.opening + totals.new != totals.closed + totals.carried:
            yield BALANCE.problem(
                item.at("totals"), f"{totals.opening}＋{totals.new}≠{totals.closed}＋{totals.carried}"
            )
        found = figures(public, period)
        for name in ("opening", "new", "closed", "carried"):
            if getattr(totals, name) != getattr(found, name):
                message = f"{name} 寫的是{getattr(totals, name)}，記錄裡算出{getattr(found, name)}"
                yield RECORDED.problem(item.at("totals", name), message)
        if previous and previous.totals.carried != totals.opening:
            yield CARRIED.problem(
                item.at("totals", "opening"), f"上季結轉{previous.totals.carried}，本季期初{totals.opening}"
            )
        if not _disclosed(release):
            yield RELEASE_GATE.problem(item.at("disclosure"), "公開四步的順序或角色不對")
        elif release.disclosure.published.on != release.published_on:
            message = f"實施日期不是發布日期 {release.published_on}"
            yield RELEASE_GATE.problem(item.at("disclosure", "published", "on"), message)
        previous = release

"""季度通報: rules over closed quarters: they balance, follow each other, are approved, and stay as they were."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.base import former_ids
from branch_portal.project.records import Located, Records
from branch_portal.project.wording import names_person, states_share
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import LEVEL_TITLES, TIER_TITLES, Finding
from branch_portal.systems.findings.quarters import by_tier_and_level, changed_since, closing_of, corrected, freeze
from branch_portal.systems.findings.release import Balance, FrozenItem, Release, Totals
from branch_portal.systems.findings.results import Figures, figures, state_on
from branch_portal.year.quarter import Quarter, quarter

CUTOFF = rule(
    "REL-01",
    "截止日是季度最後一天，發布在後",
    "截止日不對，各季度就接不上。",
    "cutoff 寫季末，published_on 寫其後的日期，意見截止日 comments_until 不早於發布日期。",
)
BALANCE = rule(
    "REL-02", "期初＋新增＝銷號＋結轉", "賬不平，通報就不可信；每個問題庫、每個層次都要平。", "逐項核對四個數。"
)
RECORDED = rule(
    "REL-03",
    "通報數字與問題記錄一致",
    "通報是從公開的問題記錄算出來的，對不上說明有一邊錯了。",
    "數字由 portal quarter close 寫出，不要手改：從版本記錄裡恢復原文；問題記錄後來改過的，先恢復或更正。",
)
CARRIED = rule(
    "REL-04",
    "期初等於上季結轉",
    "上季結轉多少，本季就從多少開始；每個問題庫、每個層次都是。",
    "核對上一季度的通報和更正。",
)
GAP = rule("REL-05", "季度連續", "中間缺一個季度，趨勢和結轉就斷了。", "補上缺少的季度通報。")
GATE = rule(
    "REL-06",
    "通報走完公開四步",
    "沒有審批的通報不能發布。",
    "寫上 summary 和 disclosure 四步，審批角色不同於提出角色，實施日期等於 published_on；按單位晾曬的審批不晚於發布。",
)
STATUSES = rule(
    "REL-07",
    "三種完成情況加起來等於登記數",
    "完成、基本完成並持續、未完成三項之和就是累計登記；各庫各層次加起來就是合計。",
    "不要手改數字，從版本記錄裡恢復 portal quarter close 寫出的原文。",
)
APPROVED = rule(
    "REL-08",
    "通報裡的問題都已批准公開",
    "沒有走完四步的問題，不能借通報公開。",
    "先讓這個問題走完公開四步，再發布通報。",
)
FROZEN = rule(
    "REL-09",
    "關賬以後不悄悄修改",
    "通報發出去以後，問題的公開表述、層次和截止日的狀態再變，讀者手裡的通報就成了錯的。",
    "恢復原來的寫法；確實錯了的，在通報的 corrections 加一條更正。",
)
SEAL = rule(
    "REL-10",
    "凍結的內容沒有改過",
    "關賬寫下的數字和清單是底賬，改了就無從核對。",
    "從版本記錄裡恢復原文；要改的寫進 corrections。",
)
CORRECTION = rule(
    "REL-11",
    "更正寫得完整",
    "更正要讓人看出哪天、哪一條、改成什麼、誰批准。",
    "按日期先後寫，日期不早於發布日期；now 裡的編號與 item 相同；批准角色不同於提出通報的角色。",
)
ESCALATED = rule(
    "REL-12",
    "提請上級的問題都在公司問題庫裡",
    "通報裡說提請了上級，上級的庫裡卻沒有，問題就懸空了。",
    "核對 escalated_to 那一條：要在截止日前登記，並且走完公開四步。",
)
SHARE = rule(
    "REL-13",
    "整改率由記錄算出，不手寫",
    "手寫的百分比遲早與記錄對不上。",
    "刪去百分比；完成率和分子、分母由頁面從記錄算出。也不要寫人名。",
)
DRAFT = rule(
    "REL-14",
    "關賬後走完四步再發布",
    "已經關賬、還沒有發布的季度，不出現在網站上。",
    "寫上 summary、disclosure 和 published_on。",
    severity="warning",
)

_FLOW = ("opening", "new", "closed", "carried")
_STATUS = ("registered", "done", "continuing", "not_done")


def check(records: Records) -> Iterator[Problem]:
    findings = {id: item.record for id, item in records[FINDINGS].items() if item.record.public}
    expected = quarter(records.settings.record.first_quarter)
    previous: Release | None = None
    former = former_ids(item.record for item in records[BRANCHES].values())
    untouched = True
    for id, item in sorted(records[RELEASES].items()):
        period = quarter(id)
        if id != expected.id:
            yield GAP.problem(item.at("id"), f"這裡應是 {expected.id}", value=id)
        expected = period.next()
        yield from _days(item, period)
        yield from _gate(item)
        yield from _sums(item)
        changed = list(_frozen(item, findings, period, former))
        yield from changed
        yield from _corrections(item)
        untouched = untouched and not changed and _counts_alike(item.record)
        yield from _figures(item, findings, period, flows=untouched)
        if previous:
            yield from _carried(item, previous)
        previous = item.record


def _days(item: Located[Release], period: Quarter) -> Iterator[Problem]:
    release = item.record
    if release.cutoff != period.last:
        yield CUTOFF.problem(item.at("cutoff"), f"{period.title}的截止日是 {period.last}", value=str(release.cutoff))
    if release.published_on is None:
        return
    if release.published_on <= release.cutoff:
        yield CUTOFF.problem(item.at("published_on"), "發布日期不晚於截止日", value=str(release.published_on))
    if release.comments_until and release.comments_until < release.published_on:
        yield CUTOFF.problem(item.at("comments_until"), "意見截止日早於發布日期", value=str(release.comments_until))


def _gate(item: Located[Release]) -> Iterator[Problem]:
    release, steps = item.record, item.record.disclosure
    for name in ("summary", "good_practice"):
        for index, text in enumerate(getattr(release, name)):
            if states_share(text) or names_person(text):
                yield SHARE.problem(item.at(name, index), "這一段手寫了百分比，或寫了人名")
    if release.published_on is None:
        yield DRAFT.problem(item.at("id"), "已經關賬，還沒有發布", value=release.id)
        return
    if not release.summary:
        yield GATE.problem(item.at("id"), "發布的通報沒有 summary", value=release.id)
    if steps is None or not steps.in_order:
        yield GATE.problem(item.at("disclosure"), "公開四步不全，或順序、角色不對")
    elif steps.published.on != release.published_on:
        message = f"實施日期不是發布日期 {release.published_on}"
        yield GATE.problem(item.at("disclosure", "published", "on"), message)
    if release.by_unit and release.by_unit.on > release.published_on:
        yield GATE.problem(item.at("by_unit", "on"), "按單位晾曬的審批晚於發布", value=str(release.by_unit.on))


def _sums(item: Located[Release]) -> Iterator[Problem]:
    release = item.record
    rows: list[tuple[tuple[str | int, ...], Totals]] = [(("totals",), release.totals)]
    rows += [(("balance", index), row) for index, row in enumerate(release.balance)]
    for path, row in rows:
        if row.opening + row.new != row.closed + row.carried:
            yield BALANCE.problem(item.at(*path), _balance(row))
        if row.done + row.continuing + row.not_done != row.registered:
            message = (
                f"{_name(row)}完成{row.done}＋持續{row.continuing}＋未完成{row.not_done}，不等於登記{row.registered}"
            )
            yield STATUSES.problem(item.at(*path), message)
    for name in (*_FLOW, *_STATUS):
        if sum(getattr(row, name) for row in release.balance) != getattr(release.totals, name):
            yield STATUSES.problem(item.at("totals", name), f"各庫各層次的 {name} 加起來不等於合計")
    if closing_of(release).seal != release.seal:
        yield SEAL.problem(item.at("seal"), "凍結的數字或清單改過", value=release.seal)


def _counts_alike(release: Release) -> bool:
    """Whether the corrections leave every count as it was declared."""
    counted = [(item.id, item.tier, item.level, item.state) for item in release.items]
    return sorted(counted) == sorted(
        (item.id, item.tier, item.level, item.state) for item in corrected(release, dt.date.max).values()
    )


def _figures(
    item: Located[Release], findings: Mapping[str, Finding], period: Quarter, flows: bool
) -> Iterator[Problem]:
    """Declared counts against the frozen items; the flows against the records as long as nothing was corrected."""
    release = item.record
    for name, count in _statuses(release.items).items():
        if getattr(release.totals, name) != count:
            message = f"{name} 寫的是{getattr(release.totals, name)}，清單裡數出{count}"
            yield RECORDED.problem(item.at("totals", name), message)
    if not flows:
        return
    registered = [one for one in findings.values() if state_on(one, period.last)]
    found: dict[tuple[str, str] | None, Figures] = {None: figures(registered, period)}
    found.update({(tier, level): row for tier, level, row in by_tier_and_level(registered, period)})
    rows: dict[tuple[str, str] | None, tuple[tuple[str | int, ...], Totals]] = {None: (("totals",), release.totals)}
    rows.update({(row.tier, row.level): (("balance", index), row) for index, row in enumerate(release.balance)})
    for key, (path, row) in rows.items():
        for name in _FLOW if key is None else (*_FLOW, *_STATUS):
            right = getattr(found[key], name) if key in found else 0
            if getattr(row, name) != right:
                message = f"{_name(row)}{name} 寫的是{getattr(row, name)}，記錄裡算出{right}"
                yield RECORDED.problem(item.at(*path, name), message)


def _statuses(items: Sequence[FrozenItem]) -> dict[str, int]:
    done = sum(item.state == "closed" for item in items)
    continuing = sum(item.state == "long_term" for item in items)
    counts = (len(items), done, continuing, len(items) - done - continuing)
    return dict(zip(_STATUS, counts, strict=True))


def _frozen(
    item: Located[Release], findings: Mapping[str, Finding], period: Quarter, former: Mapping[str, str]
) -> Iterator[Problem]:
    """The frozen items, corrections applied, against the records as they are now."""
    release = item.record
    places = {frozen.id: item.at("items", index) for index, frozen in enumerate(release.items)}
    for id, before, after in changed_since(release, findings, period, former):
        message = f"{id} {_difference(before, after)}，通報裡沒有更正"
        mend = (
            f"恢復原來的寫法；確實錯了的，運行 portal quarter correct {release.id} --what 改了什麼為什麼 --by 批准角色，"
            f"或者在 corrections 加一條：{_correction(id, after)}"
        )
        yield FROZEN.problem(places.get(id, item.at("items")), message, value=id, mend=mend)
    now = {id: freeze(one, period.last) for id, one in findings.items() if state_on(one, period.last)}
    for id, after in sorted(now.items()):
        steps = findings[id].disclosure
        if release.published_on and (steps is None or steps.published.on > release.published_on):
            yield APPROVED.problem(places.get(id, item.at("items")), f"{id} 在通報發布時還沒有批准公開", value=id)
        upper = findings[id].escalated_to
        if upper and after.state == "escalated" and (upper not in now or now[upper].tier != "city_committee"):
            yield ESCALATED.problem(places.get(id, item.at("items")), f"{id} 提請的 {upper} 不在公司問題庫裡", value=id)


def _difference(before: FrozenItem | None, after: FrozenItem | None) -> str:
    if before is None:
        return "關賬以後才登記進這個季度"
    if after is None:
        return "關賬以後不見了，或不再公開"
    titles = {"tier": "問題庫", "level": "層次", "unit": "責任主體", "state": "截止日的狀態", "text": "公開表述"}
    changed = [title for name, title in titles.items() if getattr(before, name) != getattr(after, name)]
    return f"關賬以後改了{'、'.join(changed)}"


def _correction(id: str, after: FrozenItem | None) -> str:
    head = f"{{on: 更正日期, item: {id}, what: 改了什麼為什麼, by: 批准角色"
    if after is None:
        return head + "}"
    fields = ", ".join(f"{name}: {value}" for name, value in after.model_dump().items())
    return f"{head}, now: {{{fields}}}}}"


def _corrections(item: Located[Release]) -> Iterator[Problem]:
    release = item.record
    last = release.published_on
    known = {frozen.id for frozen in release.items}
    for index, entry in enumerate(release.corrections):
        if last is None or entry.on < last:
            message = "更正要在發布以後，按日期先後寫"
            yield CORRECTION.problem(item.at("corrections", index, "on"), message, value=str(entry.on))
        if entry.now is None and entry.item not in known:
            message = f"{entry.item} 不在這個季度裡"
            yield CORRECTION.problem(item.at("corrections", index, "item"), message, value=entry.item)
        if entry.now and entry.now.id != entry.item:
            message = "now 裡的編號與 item 不同"
            yield CORRECTION.problem(item.at("corrections", index, "now", "id"), message, value=entry.now.id)
        if release.disclosure and entry.by == release.disclosure.proposed.role:
            message = "批准更正的就是提出通報的角色"
            yield CORRECTION.problem(item.at("corrections", index, "by"), message, value=entry.by)
        known.add(entry.item)
        last = max(last, entry.on) if last else entry.on


def _carried(item: Located[Release], previous: Release) -> Iterator[Problem]:
    """Opening counts against what the quarter before handed on, as corrected by the time this one came out."""
    release = item.record
    handed = [one for one in corrected(previous, release.published_on or dt.date.max).values() if one.state != "closed"]
    if release.totals.opening != len(handed):
        message = f"上季結轉{len(handed)}，本季期初{release.totals.opening}"
        yield CARRIED.problem(item.at("totals", "opening"), message)
    for index, row in enumerate(release.balance):
        count = sum((one.tier, one.level) == (row.tier, row.level) for one in handed)
        if row.opening != count:
            message = f"{_name(row)}上季結轉{count}，本季期初{row.opening}"
            yield CARRIED.problem(item.at("balance", index, "opening"), message)


def _balance(row: Totals) -> str:
    return f"{_name(row)}期初{row.opening}＋新增{row.new}，不等於銷號{row.closed}＋結轉{row.carried}"


def _name(row: Totals) -> str:
    return f"{TIER_TITLES[row.tier]}庫{LEVEL_TITLES[row.level]}：" if isinstance(row, Balance) else "合計："

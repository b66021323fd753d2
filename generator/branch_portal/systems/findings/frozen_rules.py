"""關賬: rules over closed quarters beside the records they were made from, which may not change in silence."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from branch_portal.ground.problems import Against, Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.base import former_ids
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.balance import Figures, by_tier_and_level, figures
from branch_portal.systems.findings.frozen import changed_since, corrected, freeze, is_touched
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_mends import restored
from branch_portal.systems.findings.release_model import FLOW, STATUS_NAMES, FrozenItem, Release, Totals, row_title
from branch_portal.systems.findings.states import state_on
from branch_portal.year.quarter import Quarter, quarter

RECORDED = rule(
    "REL-03",
    "通報數字與問題記錄一致",
    "通報是從公開的問題記錄算出來的，對不上說明有一邊錯了。",
    "數字由 portal quarter close 寫出，不要手改：從版本記錄裡恢復原文；問題記錄後來改過的，先恢復或更正。",
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
ESCALATED = rule(
    "REL-12",
    "提請上級的問題都在公司問題庫裡",
    "通報裡說提請了上級，上級的庫裡卻沒有，問題就懸空了。",
    "核對 escalated_to 那一條：要在截止日前登記，並且走完公開四步。",
)


def check(records: Records) -> Iterator[Problem]:
    findings = {id: item.record for id, item in records[FINDINGS].items() if item.record.public}
    former = former_ids(item.record for item in records[BRANCHES].values())
    untouched = True
    for id, item in sorted(records[RELEASES].items()):
        period = quarter(id)
        if is_touched(item.record):
            untouched = False
            continue
        changed = list(_frozen(item, findings, period, former, records[FINDINGS]))
        yield from changed
        untouched = untouched and not changed and _counts_alike(item.record)
        yield from _figures(item, findings, period, flows=untouched)


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
            yield RECORDED.problem(item.at("totals", name), message, mend=restored(item, findings.values()))
    if not flows:
        return
    registered = [one for one in findings.values() if state_on(one, period.last)]
    found: dict[tuple[str, str] | None, Figures] = {None: figures(registered, period)}
    found.update({(tier, level): row for tier, level, row in by_tier_and_level(registered, period)})
    rows: dict[tuple[str, str] | None, tuple[tuple[str | int, ...], Totals]] = {None: (("totals",), release.totals)}
    rows.update({(row.tier, row.level): (("balance", index), row) for index, row in enumerate(release.balance)})
    for key, (path, row) in rows.items():
        for name in FLOW if key is None else (*FLOW, *STATUS_NAMES):
            right = getattr(found[key], name) if key in found else 0
            if getattr(row, name) != right:
                message = f"{row_title(row)}{name} 寫的是{getattr(row, name)}，記錄裡算出{right}"
                yield RECORDED.problem(item.at(*path, name), message, mend=restored(item, findings.values()))


def _statuses(items: Sequence[FrozenItem]) -> dict[str, int]:
    done = sum(item.state == "closed" for item in items)
    continuing = sum(item.state == "long_term" for item in items)
    counts = (len(items), done, continuing, len(items) - done - continuing)
    return dict(zip(STATUS_NAMES, counts, strict=True))


def _frozen(
    item: Located[Release],
    findings: Mapping[str, Finding],
    period: Quarter,
    former: Mapping[str, str],
    written: Mapping[str, Located[Finding]],
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
        wrong: list[Against] = []
        place = places.get(id, item.at("items"))
        if (finding := written.get(id)) and (field := _changed_field(before, after)):
            right = "恢復原來的寫法" if field == "statement" else f"改回 {getattr(before, field, 'true')}"
            place, wrong = finding.at(field), [finding.against(field, mend=right)]
        elif finding is None and after is None:
            file = f"data/findings/{id}.yml"
            restored = f"誤刪了的，恢復 {file}（在倉庫網頁的提交歷史裡打開刪去它的那一次，點「還原」）"
            wrong = [Against(Place(file), "id", id, restored, f"問題 {id} 的文件不見了")]
        yield FROZEN.problem(place, message, value=id, mend=mend, against=wrong)
    now = {id: freeze(one, period.last) for id, one in findings.items() if state_on(one, period.last)}
    for id, after in sorted(now.items()):
        steps = findings[id].disclosure
        if release.published_on and (steps is None or steps.published.on > release.published_on):
            right = f"改成 {release.disclosure.published.on}" if release.disclosure else ""
            theirs = [written[id].against("disclosure", "published", "on")] if id in written and steps else []
            published = [item.against("published_on", mend=right), *theirs]
            message = f"{id} 在通報發布時還沒有批准公開"
            yield APPROVED.problem(places.get(id, item.at("items")), message, value=id, against=published)
        upper = findings[id].escalated_to
        if upper and after.state == "escalated" and (upper not in now or now[upper].tier != "city_committee"):
            yield ESCALATED.problem(places.get(id, item.at("items")), f"{id} 提請的 {upper} 不在公司問題庫裡", value=id)


def _changed_field(before: FrozenItem | None, after: FrozenItem | None) -> str:
    """The field of the problem's own file in which the bulletin is contradicted, where it is one; else nothing."""
    if before is None:
        return ""
    if after is None:
        return "public"
    changed = [name for name in ("tier", "level", "unit", "text") if getattr(before, name) != getattr(after, name)]
    return {"text": "statement"}.get(changed[0], changed[0]) if len(changed) == 1 else ""


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

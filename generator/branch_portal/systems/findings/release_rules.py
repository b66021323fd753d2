"""季度通報: rules over closed quarters by themselves: they balance, follow each other, are approved, stay sealed."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.project.wording import names_person, states_share
from branch_portal.systems.findings.external import tells_few
from branch_portal.systems.findings.frozen import corrected, is_touched
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_mends import changed, restored
from branch_portal.systems.findings.release_model import FLOW, STATUS_NAMES, Release, Totals, row_title
from branch_portal.systems.findings.settings import FINDING_SETTINGS
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
    "寫上 summary 和 disclosure 四步，提出、審核、審批是三個不同的角色，實施日期等於 published_on；按單位晾曬的審批不晚於發布。",
)
STATUSES = rule(
    "REL-07",
    "三種完成情況加起來等於登記數",
    "完成、基本完成並持續、未完成三項之和就是累計登記；各庫各層次加起來就是合計。",
    "不要手改數字，從版本記錄裡恢復 portal quarter close 寫出的原文。",
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
FEW = rule(
    "REL-17",
    "對外的話不寫小數",
    "對外通報裡不足 external_from 個的數不公布，開頭的話裡寫「一項」「兩件」，就指到了具體的問題。",
    "刪去這個數，或改說「個別」「多數」；站內的情況寫在 summary。",
)


def check(records: Records) -> Iterator[Problem]:
    expected = quarter(records.settings.record.first_quarter)
    findings = [one.record for one in records[FINDINGS].values()]
    below = records.settings.record[FINDING_SETTINGS].external_from
    previous: Release | None = None
    for id, item in sorted(records[RELEASES].items()):
        period = quarter(id)
        if id != expected.id:
            early = id < expected.id
            mend = (
                f"設置裡的 first_quarter 改成 {id}；這一季確實不要的，刪去這個文件。"
                if early
                else f"誤刪了的：恢復 data/releases/{expected.id}.yml（在倉庫網頁的提交歷史裡打開刪去它的那一次，點「還原」）；"
                f"還沒有關賬的：刪去這個文件，先運行 portal quarter close {expected.id}。"
            )
            yield GAP.problem(item.at("id"), f"這裡應是 {expected.id}", value=id, mend=mend)
            previous = None  # what it handed on nobody knows
        expected = period.next()
        again = partial(restored, item, findings)
        yield from _days(item, period)
        yield from _gate(item, below)
        if is_touched(item.record):
            if item.record.cutoff == period.last:  # else that is what was changed
                yield _touched(item, findings)
            previous = None
            yield from _corrections(item)
            continue
        yield from _sums(item, again)
        yield from _corrections(item)
        if previous:
            yield from _carried(item, previous, again)
        previous = item.record


def _days(item: Located[Release], period: Quarter) -> Iterator[Problem]:
    release = item.record
    if release.cutoff != period.last:
        message = f"{period.title}的截止日是 {period.last}"
        mend = f"cutoff 改回 {period.last}。"
        yield CUTOFF.problem(item.at("cutoff"), message, value=str(release.cutoff), mend=mend)
    if release.published_on is None:
        return
    published = [item.against("published_on", mend=_as_disclosed(release))]
    if release.published_on <= period.last:
        message = "發布日期不晚於截止日"
        yield CUTOFF.problem(item.at("published_on"), message, value=str(release.published_on), against=published)
    if release.comments_until and release.comments_until < release.published_on:
        message = "意見截止日早於發布日期"
        yield CUTOFF.problem(item.at("comments_until"), message, value=str(release.comments_until), against=published)


def _gate(item: Located[Release], below: int) -> Iterator[Problem]:
    release, steps = item.record, item.record.disclosure
    for name in ("summary", "good_practice", "outside"):
        for index, text in enumerate(getattr(release, name)):
            if states_share(text) or names_person(text):
                yield SHARE.problem(item.at(name, index), "這一段手寫了百分比，或寫了人名")
    for index, text in enumerate(release.outside):
        if tells_few(text, below):
            yield FEW.problem(item.at("outside", index), f"這一段寫了不足{below}個的數")
    if release.published_on is None:
        yield DRAFT.problem(item.at("id"), "已經關賬，還沒有發布", value=release.id)
        return
    if not release.summary:
        yield GATE.problem(item.at("id"), "發布的通報沒有 summary", value=release.id)
    if steps is None:
        yield GATE.problem(item.at("disclosure"), "發布的通報沒有公開四步（disclosure）")
    elif wrong := steps.wrong():
        yield GATE.problem(item.at("disclosure"), wrong[0], mend=wrong[1])
    elif steps.published.on != release.published_on:
        message = f"實施日期不是發布日期 {release.published_on}"
        published = [item.against("published_on", mend=_as_disclosed(release))]
        yield GATE.problem(item.at("disclosure", "published", "on"), message, against=published)
    if release.by_unit and release.by_unit.on > release.published_on:
        message = "按單位晾曬的審批晚於發布"
        published = [item.against("published_on", mend=_as_disclosed(release))]
        yield GATE.problem(item.at("by_unit", "on"), message, value=str(release.by_unit.on), against=published)


def _as_disclosed(release: Release) -> str:
    """How the day of publication is set right by the step that says when it was."""
    return f"改成 {release.disclosure.published.on}" if release.disclosure else ""


def _touched(item: Located[Release], findings: Iterable[Finding]) -> Problem:
    """One problem for what a hand has changed of the frozen part: sums that do not add up come of that."""
    place, said = changed(item, findings)
    mend = restored(item, findings)
    return SEAL.problem(place, f"凍結的數字或清單改過{said}", value=item.record.seal, mend=mend)


def _sums(item: Located[Release], mend: Callable[[], str]) -> Iterator[Problem]:
    release = item.record
    rows: list[tuple[tuple[str | int, ...], Totals]] = [(("totals",), release.totals)]
    rows += [(("balance", index), row) for index, row in enumerate(release.balance)]
    for path, row in rows:
        if row.opening + row.new != row.closed + row.carried:
            yield BALANCE.problem(item.at(*path), _balance(row), mend=mend())
        if row.done + row.continuing + row.not_done != row.registered:
            message = f"{row_title(row)}完成{row.done}＋持續{row.continuing}＋未完成{row.not_done}，不等於登記{row.registered}"
            yield STATUSES.problem(item.at(*path), message, mend=mend())
    for name in (*FLOW, *STATUS_NAMES):
        if sum(getattr(row, name) for row in release.balance) != getattr(release.totals, name):
            yield STATUSES.problem(item.at("totals", name), f"各庫各層次的 {name} 加起來不等於合計", mend=mend())


def _corrections(item: Located[Release]) -> Iterator[Problem]:
    release = item.record
    last = release.published_on
    known = {frozen.id for frozen in release.items}
    for index, entry in enumerate(release.corrections):
        if last is None or entry.on < last:
            message = "更正要在發布以後，按日期先後寫"
            published = (
                [item.against("published_on", mend=_as_disclosed(release))] if last == release.published_on else []
            )
            yield CORRECTION.problem(
                item.at("corrections", index, "on"), message, value=str(entry.on), against=published
            )
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


def _carried(item: Located[Release], previous: Release, mend: Callable[[], str]) -> Iterator[Problem]:
    """Opening counts against what the quarter before handed on, as corrected by the time this one came out."""
    release = item.record
    handed = [one for one in corrected(previous, release.published_on or dt.date.max).values() if one.state != "closed"]
    again = (
        f"上季的更正記在本季關賬以後：本季還沒有發布的，刪去這個文件，再運行 portal quarter close {release.id}；"
        f"已經發布的，把 {previous.id} 那條更正的 on 寫成實際更正的那天。"
    )
    if release.totals.opening != len(handed):
        message = f"上季結轉{len(handed)}，本季期初{release.totals.opening}"
        yield CARRIED.problem(item.at("totals", "opening"), message, mend=mend() or again)
    for index, row in enumerate(release.balance):
        count = sum((one.tier, one.level) == (row.tier, row.level) for one in handed)
        if row.opening != count:
            message = f"{row_title(row)}上季結轉{count}，本季期初{row.opening}"
            yield CARRIED.problem(item.at("balance", index, "opening"), message, mend=mend() or again)


def _balance(row: Totals) -> str:
    return f"{row_title(row)}期初{row.opening}＋新增{row.new}，不等於銷號{row.closed}＋結轉{row.carried}"

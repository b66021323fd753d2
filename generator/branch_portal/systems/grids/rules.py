"""網格: rules over grid cells, their agreements and terms of service."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.records import Located, Records
from branch_portal.systems.grids.figures import gaps, overlaps, tenures
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.model import Grid

TERM = rule(
    "GRID-01",
    title="結對協議的起止寫對",
    why="到期日早於簽訂日，協議一簽就過期，到期提醒也全錯。",
    mend="核對 agreement 的 signed_on 和 until。",
)
ONE = rule(
    "GRID-02",
    title="一格一名協管黨員，不空不重",
    why="協議期內有一天沒有人，或者有兩個人，訴求就不知道找誰。",
    mend="前一任的 until 寫到後一任 since 的前一天；確實暫缺的，在 vacancies 寫明起止和原因。",
)
AREA = rule(
    "GRID-03",
    title="一片一格，不重疊",
    why="同一片登記成兩個網格，兩個網格長都以為是對方管。",
    mend="合併成一個網格，或把範圍寫清楚。",
)
PHONE = rule(
    "GRID-04",
    title="貼紙只寫辦公熱線",
    why="貼紙和網頁人人看得到，個人電話一貼出去就收不回。",
    mend="刪去號碼；熱線統一寫在 site_config/portal.yml 的 hotlines。",
)
COUNTS = rule(
    "GRID-05",
    title="半年評價的數對得上",
    why="按時答覆、回訪比訴求還多，說明數是湊的。",
    mend="對照網格日誌重新數：按時答覆、回訪都不超過訴求件數，半年依次寫，不重複。",
)
EXPIRED = rule(
    "GRID-06",
    title="結對協議在期內",
    why="協議過期了，職責和目標就沒有依據，貼紙也該收回。",
    mend="續簽後改 signed_on 和 until；不再續簽的，刪去這個網格的文件。",
    severity="warning",
)
SAID = rule(
    "GRID-07",
    title="管網格的支部寫明管網格",
    why="網格日誌這類任務只排給管網格的支部；支部記錄和網格記錄對不上，該辦的沒有排，或者排給了不管網格的支部。",
    mend="有網格的，在支部記錄的 has 裡加上 grids；沒有網格的，刪去。",
    severity="warning",
)

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[-\s.]?\d){8}(?!\d)")


def check(records: Records) -> Iterator[Problem]:
    areas: dict[tuple[str, str], str] = {}
    for id, item in records[GRIDS].items():
        grid = item.record
        yield from _terms(item)
        yield from _counts(item)
        key = (grid.area, grid.community_org)
        if key in areas:
            yield AREA.problem(item.at("area"), f"與 {areas[key]} 的範圍相同", value=grid.area)
        areas.setdefault(key, id)
        if has_mobile(" ".join(_texts(grid))):
            yield PHONE.problem(item.at("id"), "這個網格的文字裡像是有手機號碼")
    yield from _said(records)
    hotlines = records.settings.record.hotlines
    for name in ("service", "supervision"):
        if has_mobile(getattr(hotlines, name)):
            yield PHONE.problem(records.settings.at("hotlines", name), "熱線像是手機號碼")


def _said(records: Records) -> Iterator[Problem]:
    having: dict[str, list[str]] = {}
    for item in records[GRIDS].values():
        having.setdefault(item.record.branch, []).append(item.record.id)
    for id, branch in records[BRANCHES].items():
        has = branch.record.has
        if has is not None and ("grids" in has) != (id in having):
            words, mend = (
                (
                    "管著網格，has 裡沒有 grids",
                    f"在 has 裡加上 grids；不該它管的，改網格記錄的 branch：{'、'.join(having[id])}。",
                )
                if id in having
                else (
                    "寫了 grids，卻沒有一個網格",
                    f"管網格的，在 data/grids 給它建網格記錄，branch 寫 {id}；不管網格的，從 has 裡刪去 grids。",
                )
            )
            theirs = [records[GRIDS][grid].against("branch") for grid in having.get(id, ())]
            message = f"「{branch.record.title}」{words}"
            yield SAID.problem(branch.at("has"), message, value=id, mend=mend, against=theirs)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[GRIDS].values():
        until = item.record.agreement.until
        if until < today:
            yield EXPIRED.problem(item.at("agreement", "until"), f"協議 {until} 已到期", value=str(until))


def has_mobile(text: str) -> bool:
    """Whether a text holds what looks like a mainland mobile number, full-width digits and separators included."""
    return _MOBILE.search(unicodedata.normalize("NFKC", text)) is not None


def _texts(grid: Grid) -> Iterator[str]:
    yield from (grid.title, grid.area, grid.community_org, grid.community_chief)
    yield from grid.agreement.duties
    yield from (target.title for target in grid.agreement.targets)
    yield from grid.pledges
    yield from (matter.title for matter in grid.matters)
    yield from (vacancy.reason for vacancy in grid.vacancies)


def _terms(item: Located[Grid]) -> Iterator[Problem]:
    grid = item.record
    agreement = grid.agreement
    if agreement.until <= agreement.signed_on:
        message = f"到期日 {agreement.until} 不晚於簽訂日 {agreement.signed_on}"
        yield TERM.problem(item.at("agreement", "until"), message, value=str(agreement.until))
        return
    found = tenures(grid)
    for one in found:
        if one.last < one.first:
            yield ONE.problem(item.at(*one.key, "until"), f"這一段 {one.first} 起、{one.last} 止，止早於起")
    for earlier, later in overlaps(found):
        message = f"{later.first} 起的這一段與 {earlier.first} 起的一段重疊"
        yield ONE.problem(item.at(*later.key, "since"), message, value=str(later.first))
    for first, last in gaps(found, agreement.signed_on, agreement.until):
        yield ONE.problem(item.at("co_managers"), f"協議期內 {first} 至 {last} 沒有協管黨員")


def _counts(item: Located[Grid]) -> Iterator[Problem]:
    before = ""
    for index, half in enumerate(item.record.halves):
        if half.half <= before:
            message = f"{half.half} 上面已經寫過" if half.half == before else f"{half.half} 排在 {before} 後面了"
            mend = f"半年寫錯的，改過來；多寫了一條的，刪去這一條{'' if half.half == before else '；沒有寫錯的，移到它的上面'}。"
            yield COUNTS.problem(item.at("halves", index, "half"), message, value=half.half, mend=mend)
        before = max(before, half.half)
        for name in ("on_time", "revisited"):
            count = getattr(half, name)
            if count > half.requests:
                yield COUNTS.problem(
                    item.at("halves", index, name), f"{count}件多於訴求的{half.requests}件", value=str(count)
                )

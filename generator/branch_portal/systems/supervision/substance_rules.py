"""三審三查三訪: rules over what was said, not only that it was: opinions, what became of earlier problems and wishes."""

import datetime as dt
import difflib
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.states import state_on
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.model import REVIEW_SIDE_TITLES, Inspection, Interview, Review
from branch_portal.year.office_days import closed_days, workdays

OPINIONS = rule(
    "REV-05",
    "三審每一方有具體意見和採納情況",
    "三方都只寫「同意」「可行」，等於沒有審；意見提了不說採納不採納，下次就沒有人提。",
    "note 寫到哪一項怎麼改，answer 寫採納了、改成什麼，不採納的寫理由。",
    severity="warning",
)
OPEN = rule(
    "REV-06",
    "三審在工作日簽署",
    "三方意見落在休息日，一看就是補簽。",
    "核對 on，改成實際簽署的工作日；確在休息日簽的，這條提醒可以不理。",
    severity="warning",
)
AGAIN = rule(
    "INSP-04",
    "三查帶出上次的問題改了沒有",
    "查過不回看，下季又查出同一條。",
    "被查單位當時還沒有銷號的問題，在 followed_up 各寫一條：finding 寫問題編號，result 寫 mended（改了）、partly（改了一部分）或 not_yet（還沒有改），note 寫看到什麼；只寫被查單位的、這次檢查以前發現的。",
    severity="warning",
)
ANSWERED = rule(
    "VISIT-06",
    "三訪先問上一輪的意見改了沒有",
    "上一輪提的事沒有下文，下一輪就沒有人說真話。",
    "上一輪同一類對象的 themes，在 followed_up 各寫一條：theme 照抄，result 和 note 同三查。",
    severity="warning",
)

_STOCK = frozenset({"同意", "可行", "措施可行", "無意見", "沒有意見", "無", "已閱", "已審"})
_DONE = (None, "closed", "long_term")


def check(records: Records) -> Iterator[Problem]:
    table = workdays(records)
    for review in records[REVIEWS].values():
        yield from _opinions(review)
        signed = ((("signoffs", index, "on"), entry.on) for index, entry in enumerate(review.record.signoffs))
        for path, day in closed_days(table, signed):
            yield OPEN.problem(review.at(*path), f"{day} 不是工作日", value=str(day))
    for inspection in records[INSPECTIONS].values():
        yield from _again(inspection, records)
    for interview in records[INTERVIEWS].values():
        yield from _answered(interview, records)


def _opinions(item: Located[Review]) -> Iterator[Problem]:
    for side in dict.fromkeys(entry.side for entry in item.record.signoffs):
        mine = [(index, entry) for index, entry in enumerate(item.record.signoffs) if entry.side == side]
        if not any(entry.note and entry.note.strip("。") not in _STOCK for _, entry in mine):
            message = f"{REVIEW_SIDE_TITLES[side]}沒有具體意見"
            yield OPINIONS.problem(item.at("signoffs", mine[-1][0]), message, value=item.record.id)
        elif mine[-1][1].opinion == "accept" and not mine[-1][1].answer:
            message = f"{REVIEW_SIDE_TITLES[side]}的意見沒有採納情況"
            yield OPINIONS.problem(item.at("signoffs", mine[-1][0]), message, value=item.record.id)


def _again(item: Located[Inspection], records: Records) -> Iterator[Problem]:
    one = item.record
    if one.status != "held" or one.on is None:
        return
    told = {entry.finding for entry in one.followed_up}
    eve = one.on - dt.timedelta(days=1)
    for index, entry in enumerate(one.followed_up):
        located = records[FINDINGS].get(entry.finding)
        if located and (located.record.unit not in one.units or located.record.found_on >= one.on):
            message = f"{entry.finding} 不是被查單位以前的問題"
            yield AGAIN.problem(item.at("followed_up", index, "finding"), message, value=entry.finding)
    for id, found in records[FINDINGS].items():
        finding = found.record
        if finding.public and finding.unit in one.units and id not in told and state_on(finding, eve) not in _DONE:
            yield AGAIN.problem(item.at("id"), f"{id} 當時還沒有銷號，沒有寫改了沒有", value=id)


def _answered(item: Located[Interview], records: Records) -> Iterator[Problem]:
    one = item.record
    if one.status != "held":
        return
    rounds = [other.record for other in records[INTERVIEWS].values() if other.record.group == one.group]
    earlier = [other for other in rounds if other.status == "held" and (other.year, other.half) < (one.year, one.half)]
    if not earlier:
        return
    asked = max(earlier, key=lambda other: (other.year, other.half)).themes
    told = [entry.theme for entry in one.followed_up]
    for theme in asked:
        # In other words it stands there, where one of the last round's and one that it had not are left.
        if theme not in told and (len(told) < len(asked) or not set(told) - set(asked)):
            mend = f"在 followed_up 加一條：{{theme: {theme}, result: …, note: …}}，result 和 note 同三查。"
            message = f"上一輪的「{theme}」沒有寫改了沒有"
            yield ANSWERED.problem(item.at("id"), message, value=one.id, mend=mend)
    left = [theme for theme in asked if theme not in told]
    for index, theme in enumerate(told):
        if theme not in asked:
            near = difflib.get_close_matches(theme, left, n=1, cutoff=0) or left[:1]
            mend = f"theme 照抄上一輪的：{near[0]}。" if near else "刪去這一條。"
            yield ANSWERED.problem(item.at("followed_up", index, "theme"), "上一輪沒有這一條", value=theme, mend=mend)

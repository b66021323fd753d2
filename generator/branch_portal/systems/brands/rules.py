"""先鋒服務: rules over playbooks and the campaigns that followed them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.project.called import ids_of
from branch_portal.project.days import AHEAD
from branch_portal.project.records import Located, Records
from branch_portal.project.references import lost_part
from branch_portal.systems.brands.kinds import CAMPAIGNS, DRILLS, PLAYBOOKS
from branch_portal.systems.brands.model import (
    BRAND_KIND_TITLES,
    STAGE_TITLES,
    STAGES,
    BrandKind,
    Campaign,
    Drill,
    Playbook,
    StageId,
)
from branch_portal.systems.brands.settings import BRAND_SETTINGS

ORDER = rule(
    "BRAND-01",
    title="作業指導的階段按順序寫全",
    why="先後顛倒或缺一段，照單辦就會漏。",
    mend="按規定的順序寫全各階段：政治保電是啟動、備戰、臨戰、實戰、總結，災害是災前、災中、災後、總結，搶修是候班、備料、接單、出動、交底、修復。",
)
UNIQUE = rule(
    "BRAND-02",
    title="檢查項和觸發的編號不重複",
    why="編號是打印單和網址的一部分，重複就對不上。",
    mend="給其中一個換編號。",
)
TRIGGER = rule(
    "BRAND-03",
    title="觸發打開的階段存在",
    why="收到預警打開的頁面沒有檢查單，等於沒有準備。",
    mend="stage 改成這份作業指導裡有的階段。",
)
SKIP = rule(
    "BRAND-04",
    title="行動的階段按順序，不跳過",
    why="跳過備戰、臨戰直接上陣，保密提醒和人員安排就落空。",
    mend="照作業指導的順序補上；規模小確實合併的，在 merged 寫明，但臨戰、實戰和災前、災中、災後不能省。",
)
DATES = rule(
    "BRAND-05",
    title="各階段的日期接得上",
    why="後一階段比前一階段早，日曆和打印單都會錯。",
    mend="每段止不早於起，後一段的起不早於前一段的止。",
)
SECRET = rule(
    "BRAND-06",
    title="行動記錄不寫對象、設備和地點",
    why="保電對象、設備名稱、線路和值班名單一公開就收不回，歷史版本也刪不掉。",
    mend="刪去，只留活動代號和黨務側的事；已經提交過的，馬上報專責處理。",
)
KITS = rule(
    "BRAND-07",
    title="應急搶修有備料套餐",
    why="搶修的備料一階段要照清單配箱，沒有清單就配不了。",
    mend="在 kits 按故障類別寫明每箱裝什麼；別的作業指導不寫 kits 和 three_minutes。",
)

DRILLED = rule(
    "BRAND-08",
    title="演練看出的問題有下文",
    why="演練只寫「圓滿完成」等於沒有練；看出問題不寫哪天前改，下次還是一樣。",
    mend="points 每條寫 what 看出什麼、mend 怎麼改、by 哪天前（不早於演練那天）；改好的寫 done_on。準備用時只寫在應急搶修的演練裡。",
)

GUIDED = rule(
    "BRAND-09",
    title="階段的步驟在所引的指引裡",
    why="檢查單上的「怎麼做」鏈到指引的這一步；指引裡沒有，點開就在頁首。",
    mend="step 寫 guide 那一頁裡的步驟錨點。",
)

_STEPS = "guide_steps"
"""What fields refer to that name a step of a guide."""
_OPTIONAL: frozenset[StageId] = frozenset(("start", "prepare", "review"))
_SECRET = re.compile(
    r"\d\s*(?:kV|KV|kv|千伏)|變電站|变电站|開閉所|开闭所|開關站|开关站|\d+\s*號?桿|\d+\s*号?杆|值班名單|值班名单|保電對象：|保电对象："
)


def check(records: Records) -> Iterator[Problem]:
    for item in records[PLAYBOOKS].values():
        yield from _playbook(item)
        yield from _guided(item, records)
    for campaign in records[CAMPAIGNS].values():
        playbook = records[PLAYBOOKS].get(campaign.record.playbook)
        if playbook:
            yield from _stages(campaign, playbook.record.kind)
        yield from _dates(campaign)
        yield from _secret(campaign)
    for drill in records[DRILLS].values():
        playbook = records[PLAYBOOKS].get(drill.record.playbook)
        yield from _drill(drill, playbook.record.kind if playbook else None)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    agreed = records.settings.record[BRAND_SETTINGS].three_minutes
    if agreed and agreed.confirmed_on > today:
        place = records.settings.at("brands", "three_minutes", "confirmed_on")
        yield AHEAD.problem(place, f"確認日期 {agreed.confirmed_on} 還沒有到", value=str(agreed.confirmed_on))


def _drill(item: Located[Drill], kind: BrandKind | None) -> Iterator[Problem]:
    drill = item.record
    for index, point in enumerate(drill.points):
        if point.by < drill.on or (point.done_on and point.done_on < drill.on):
            mend = f"核對這一條的 by 和 done_on，都不早於 {drill.on}；演練日期寫錯的，改 on。"
            done = min(one for point in drill.points for one in (point.by, point.done_on) if one)
            held = [item.against("on", mend=f"改成不晚於 {done} 的日期")]
            message = f"改的日期早於演練的 {drill.on}"
            yield DRILLED.problem(item.at("points", index), message, value=drill.id, mend=mend, against=held)
    if drill.ready_seconds and kind and kind != "repair":
        yield DRILLED.problem(item.at("ready_seconds"), f"{BRAND_KIND_TITLES[kind]}的演練不記準備用時")
    texts = [("supposed", drill.supposed), ("went_well", drill.went_well)]
    texts += [("points", f"{one.what}{one.mend}") for one in drill.points]
    for name, text in texts:
        if _SECRET.search(text):
            yield SECRET.problem(item.at(name), "這裡像是寫了保電對象、設備或名單")


def _titles(stages: tuple[StageId, ...]) -> str:
    return "、".join(STAGE_TITLES[stage] for stage in stages)


def _playbook(item: Located[Playbook]) -> Iterator[Problem]:
    playbook = item.record
    stages = tuple(stage.id for stage in playbook.stages)
    wanted = STAGES[playbook.kind]
    if stages != wanted:
        yield ORDER.problem(
            item.at("stages"),
            f"{BRAND_KIND_TITLES[playbook.kind]}的階段應依次是{_titles(wanted)}",
            value=_titles(stages),
        )
    for number, stage in enumerate(playbook.stages):
        for index, entry in enumerate(stage.items):
            if any(entry.id == other.id for other in stage.items[:index]):
                yield UNIQUE.problem(
                    item.at("stages", number, "items", index, "id"), f"檢查項編號「{entry.id}」重複", value=entry.id
                )
    counts = Counter(trigger.id for trigger in playbook.triggers)
    for index, trigger in enumerate(playbook.triggers):
        if counts[trigger.id] > 1:
            yield UNIQUE.problem(item.at("triggers", index, "id"), f"觸發編號「{trigger.id}」重複", value=trigger.id)
        if trigger.stage not in stages:
            yield TRIGGER.problem(
                item.at("triggers", index, "stage"),
                f"這份作業指導沒有「{STAGE_TITLES[trigger.stage]}」",
                value=trigger.stage,
            )
    if (playbook.kind == "repair") != bool(playbook.kits) or (playbook.three_minutes and playbook.kind != "repair"):
        yield KITS.problem(item.at("kits"), "備料套餐和三分鐘口徑只寫、且必須寫在應急搶修裡")


def _guided(item: Located[Playbook], records: Records) -> Iterator[Problem]:
    """Whether the steps that the stages name are steps of the playbook's guide, in a portal that has guides."""
    guide = item.record.guide
    if not records.kinds.knows(_STEPS):
        return
    known = {id.partition("#")[2]: id for id in sorted(ids_of(_STEPS, records)) if id.startswith(f"{guide}#")}
    for index, stage in enumerate(item.record.stages):
        if known and stage.step and stage.step not in known:
            mend = nearest(stage.step, known) + "指引寫錯了的，改 guide。"
            message = f"指引 {guide} 沒有步驟「{stage.step}」"
            lost = lost_part(records, _STEPS, f"{guide}#{stage.step}")
            place = item.at("stages", index, "step")
            yield GUIDED.problem(place, message, value=stage.step, mend=mend, against=lost)


def _stages(item: Located[Campaign], kind: BrandKind) -> Iterator[Problem]:
    wanted = STAGES[kind]
    stages = tuple(stage.stage for stage in item.record.stages)
    if kind == "repair":
        yield SKIP.problem(item.at("playbook"), "應急搶修隨時候班，不按活動分階段登記", value=item.record.playbook)
        return
    for index, stage in enumerate(stages):
        if stage not in wanted:
            yield SKIP.problem(
                item.at("stages", index, "stage"),
                f"{BRAND_KIND_TITLES[kind]}沒有「{STAGE_TITLES[stage]}」",
                value=stage,
            )
            return
    for index, (before, stage) in enumerate(pairwise(stages), start=1):
        if stage in stages[:index]:
            mend = "刪去多出的一段；是別的階段，改 stage。"
            message = f"「{STAGE_TITLES[stage]}」寫了兩次"
            yield SKIP.problem(item.at("stages", index, "stage"), message, value=stage, mend=mend)
            return
        if wanted.index(stage) <= wanted.index(before):
            yield SKIP.problem(
                item.at("stages", index, "stage"),
                f"「{STAGE_TITLES[stage]}」應在「{STAGE_TITLES[before]}」之前",
                value=stage,
            )
            return
    missing = tuple(stage for stage in wanted if stage not in stages)
    if missing and (item.record.merged is None or not set(missing) <= _OPTIONAL):
        yield SKIP.problem(item.at("stages"), f"缺少{_titles(missing)}")


def _dates(item: Located[Campaign]) -> Iterator[Problem]:
    stages = item.record.stages
    for index, stage in enumerate(stages):
        if stage.last < stage.first:
            yield DATES.problem(
                item.at("stages", index, "last"), f"止 {stage.last} 早於起 {stage.first}", value=str(stage.last)
            )
        if index and stage.first < stages[index - 1].last:
            yield DATES.problem(
                item.at("stages", index, "first"),
                f"起 {stage.first} 早於上一階段的止 {stages[index - 1].last}",
                value=str(stage.first),
            )


def _secret(item: Located[Campaign]) -> Iterator[Problem]:
    for field in ("title", "merged", "review"):
        if _SECRET.search(getattr(item.record, field) or ""):
            yield SECRET.problem(item.at(field), "這裡像是寫了保電對象、設備或名單")

"""三審三查三訪: rules over plan reviews, inspections and interviews."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import Rule, rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.records import Located, Records
from branch_portal.project.wording import names_person, quotes_someone
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.links import one_sided
from branch_portal.systems.findings.suppression import SMALLEST
from branch_portal.systems.supervision.figures import approved_on, half_days, inspection_slots, interview_slots
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.model import REVIEW_SIDE_TITLES, Inspection, Interview, Review
from branch_portal.systems.supervision.settings import SUPERVISION_SETTINGS
from branch_portal.year.quarter import quarter

SIDES = rule(
    "REV-01",
    "三審由三個不同的單位審",
    "一個單位審兩次，結合點、指標、可行性就少看一樣。",
    "黨建部門、業務部門、支部各由自己的單位寫意見；支部計劃的支部意見寫本支部。",
)
ORDER = rule(
    "REV-02",
    "意見按先後寫，修改以後再同意",
    "提了修改意見又沒有後來的同意，計劃不算審定。",
    "按日期從早到晚排；同一方同意以後不再寫；日期在計劃年度的前後一年之內。",
)
IN_TIME = rule(
    "REV-03",
    "計劃在截止日前審定",
    "計劃沒有審定就開始執行，年底對不上賬。",
    "補上三方的同意；確實晚了的，在 late 寫原因。截止日在 site_config/portal.yml 的 supervision。",
    severity="warning",
)
REVIEW_ID = rule(
    "REV-04",
    "一個單位一年只審一份計劃",
    "同一份計劃有兩份意見，不知道哪份作數。",
    "文件名和 id 寫成「年度-單位編號」，與 year、subject 一致。",
)
TWELVE = rule(
    "INSP-01",
    "三查一年十二格，格格有說法",
    "少一格，就有一個季度沒有人去看。",
    "每季度督導訪談（talk）、一線督查（spot）、一線考核（appraisal）各一個文件，編號寫成「年度-q季度-類別」；不開展的寫 excused。",
)
INSPECTED = rule(
    "INSP-02",
    "三查的狀態和內容相符",
    "沒有日期的「已開展」、沒有說明的「不開展」，都查無實據。",
    "held 寫 on 和 units；planned 寫 on；excused 寫原因和批准角色。日期在本季度以內，還沒有開展的不寫發現。",
)
REGISTERED = rule(
    "INSP-03",
    "三查的每個發現都登記成問題",
    "沒有編號的發現不算處理過。",
    "findings 列出全部問題編號，個數等於 found；每個問題的 inspection 寫回這次檢查。",
)
FIVE = rule(
    "VISIT-01",
    f"三訪每類不少於{SMALLEST}人",
    "人太少，得分和意見就能對到人。",
    "再訪幾個人；或與另一個半年合併登記，這一格寫 excused。少於這個數的匯總線下保管，不進倉庫。",
)
WEIGHTS = rule("VISIT-02", "權重合計一百", "權重加起來不是100，加權分沒有意義。", "核對各項 weight。")
THEMES = rule(
    "VISIT-03",
    "意見只寫歸納，不寫原話和人名",
    "原話能認出人，認出了人，下次就聽不到真話。",
    "改成歸納的一句話，去掉引號、「他說」和姓名。",
)
SIX = rule(
    "VISIT-04",
    "三訪一年六格，格格有說法",
    "少訪一類人，成效就少聽一方的評價。",
    "上下半年（h1、h2）三類對象（members、clients、staff）各一個文件，編號寫成「年度-半年-對象」；不開展的寫 excused。",
)
VISITED = rule(
    "VISIT-05",
    "三訪的狀態和內容相符",
    "沒有起止日期、人數和得分的「已開展」查無實據；轉成的問題要能找回來。",
    "held 寫 from、to、n、scores；planned 寫 from、to；excused 寫原因和批准角色。日期在本半年以內；問題的 interview 寫回這裡。",
)


def check(records: Records) -> Iterator[Problem]:
    for review in records[REVIEWS].values():
        yield from _review(review, records)
    for inspection in records[INSPECTIONS].values():
        yield from _inspection(inspection, records)
    yield from _slots(records[INSPECTIONS], inspection_slots, TWELVE)
    yield from one_sided(records, records[INSPECTIONS], "inspection", REGISTERED)
    for interview in records[INTERVIEWS].values():
        yield from _interview(interview)
    yield from _slots(records[INTERVIEWS], interview_slots, SIX)
    yield from one_sided(records, records[INTERVIEWS], "interview", VISITED)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    """Plans that are not approved after the year's last day for it; one reminder per plan."""
    last = records.settings.record[SUPERVISION_SETTINGS].review_by
    for item in records[REVIEWS].values():
        review = item.record
        due = dt.date.fromisoformat(f"{review.year}-{last}")
        done = approved_on(review, today)
        if today > due and review.late is None and (done is None or done > due):
            word = f"{done} 才審定" if done else "還沒有審定"
            yield IN_TIME.problem(item.at("signoffs"), f"截止日是 {due}，{word}", value=review.id)


def _review(item: Located[Review], records: Records) -> Iterator[Problem]:
    review = item.record
    if review.id != f"{review.year}-{review.subject}":
        year, _, subject = review.id.partition("-")
        mend = f"文件名對的，裡面 year 寫 {year}，subject 寫 {subject}；裡面對的，文件名和 id 改成 {review.year}-{review.subject}。"
        wrong = item.against("year", mend=f"改成 {year}") if year != str(review.year) else item.against("subject")
        message = f"編號應是 {review.year}-{review.subject}"
        yield REVIEW_ID.problem(item.at("id"), message, value=review.id, mend=mend, against=[wrong])
    sides: dict[str, str] = {}
    accepted: set[str] = set()
    before = dt.date(review.year - 1, 1, 1)
    for index, entry in enumerate(review.signoffs):
        first = sides.setdefault(entry.side, entry.organisation)
        others = {organisation for side, organisation in sides.items() if side != entry.side}
        if entry.organisation in others or entry.organisation != first:
            message = f"{REVIEW_SIDE_TITLES[entry.side]}這一方的單位與另一方相同，或前後不是一個單位"
            yield SIDES.problem(item.at("signoffs", index, "organisation"), message, value=entry.organisation)
        if entry.side == "branch" and review.subject in records[BRANCHES] and entry.organisation != review.subject:
            message, mend = "支部這一方應是本支部", f"organisation 改成 {review.subject}。"
            yield SIDES.problem(
                item.at("signoffs", index, "organisation"), message, value=entry.organisation, mend=mend
            )
        if entry.on.year not in (review.year - 1, review.year):
            message = f"{entry.on} 離 {review.year} 年度的計劃太遠"
            mend = f"核對年份：{review.year}年度的計劃，在{review.year - 1}年或{review.year}年審；計劃的年度寫錯了的，改 year、id 和文件名。"
            place, plan = item.at("signoffs", index, "on"), [item.against("year")]
            yield ORDER.problem(place, message, value=str(entry.on), mend=mend, against=plan)
        elif entry.on < before:
            message = f"這一條是 {entry.on}，上一條是 {before}"
            mend = "日期寫錯了的，改對；沒有寫錯的，把這一條移到前面，按日期從早到晚排。"
            yield ORDER.problem(item.at("signoffs", index, "on"), message, value=str(entry.on), mend=mend)
        if entry.side in accepted:
            message = f"{REVIEW_SIDE_TITLES[entry.side]}已經同意，又寫了意見"
            free = [side for side in REVIEW_SIDE_TITLES if side not in {one.side for one in review.signoffs}]
            other = f"這一條其實是{REVIEW_SIDE_TITLES[free[0]]}的，side 改成 {free[0]}；" if free else ""
            mend = (
                f"{other}多寫了的，這一條刪去；是後來又提的意見，前面那條的 opinion 改成 revise，最後再寫一條 accept。"
            )
            yield ORDER.problem(item.at("signoffs", index), message, mend=mend)
        if entry.opinion == "accept":
            accepted.add(entry.side)
        before = max(before, entry.on)


def _slots(items: Mapping[str, Located[Any]], slots: Any, broken: Rule) -> Iterator[Problem]:
    """Every slot of a year of which there is one, and no record outside the slots."""
    for year in sorted({item.record.year for item in items.values()}):
        wanted: Collection[str] = [id for id, *_ in slots(year)]
        mine = {id: item for id, item in items.items() if item.record.year == year and id in wanted}
        missing = [id for id in wanted if id not in items]  # one whose year is another is told of below
        if missing and mine:
            place = next(iter(mine.values())).at("id")
            yield broken.problem(place, f"{year}年還缺：{'、'.join(missing)}", value=missing[0])
    for id, item in items.items():
        expected = next((one for one, *parts in slots(item.record.year) if _matches(item.record, parts)), id)
        if id != expected:
            mend = f"文件名對的，裡面的年度、期次和類別照它改；裡面寫得對的，id 和文件名改成 {expected}。"
            year = id.partition("-")[0]
            wrong = [item.against("year", mend=f"改成 {year}")] if year != str(item.record.year) else []
            yield broken.problem(item.at("id"), f"編號應是 {expected}", value=id, mend=mend, against=wrong)


def _matches(record: Inspection | Interview, parts: list[Any]) -> bool:
    if isinstance(record, Inspection):
        return [record.quarter, record.kind] == parts
    return [record.half, record.group] == parts


def _inspection(item: Located[Inspection], records: Records) -> Iterator[Problem]:
    one = item.record
    period = quarter(f"{one.year}-q{one.quarter}")
    wanted = {"held": ("on", "units"), "planned": ("on",), "excused": ("excused",)}[one.status]
    unwanted = {"held": ("excused",), "planned": ("excused", "findings", "found"), "excused": ("findings", "found")}
    wrong = [f"缺 {name}" for name in wanted if not getattr(one, name)]
    wrong += [f"多了 {name}" for name in unwanted[one.status] if getattr(one, name)]
    if wrong:
        yield INSPECTED.problem(item.at("status"), f"寫的是 {one.status}，{'、'.join(wrong)}", value=one.status)
    if one.on and not period.first <= one.on <= period.last:
        mend = f"on 寫 {period.first} 至 {period.last} 之間的日期；確實在別的季度查的，記到那個季度的文件裡。"
        year, message = [item.against("year")], f"{one.on} 不在{period.title}"
        yield INSPECTED.problem(item.at("on"), message, value=str(one.on), mend=mend, against=year)
    if one.found != len(one.findings):
        message = f"發現{one.found}個，登記了{len(one.findings)}個"
        listed = [item.against("findings")]
        yield REGISTERED.problem(item.at("found"), message, value=str(one.found), against=listed)
    for index, id in enumerate(one.findings):
        finding = records[FINDINGS].get(id)
        if finding and one.units and finding.record.unit not in one.units:
            yield REGISTERED.problem(item.at("findings", index), f"{id} 的責任主體不是這次被查的單位", value=id)


def _interview(item: Located[Interview]) -> Iterator[Problem]:
    one = item.record
    dated = one.first is not None and one.last is not None and one.first <= one.last
    told = one.n is not None or bool(one.scores) or bool(one.themes) or bool(one.findings)
    complete = {
        "held": dated and one.n is not None and bool(one.scores),
        "planned": dated and not told,
        "excused": one.excused is not None and not told,
    }[one.status]
    if one.first and one.last and one.first > one.last:
        mend = "核對起（from）和止（to）：日期寫顛倒的，換過來。"
        yield VISITED.problem(item.at("to"), f"止 {one.last} 早於起 {one.first}", value=str(one.last), mend=mend)
        return
    if not complete or (one.excused is not None and one.status != "excused"):
        yield VISITED.problem(item.at("status"), f"寫的是 {one.status}，該寫的字段不全或多寫了", value=one.status)
    first, last = half_days(one.year, one.half)
    if one.first and one.last and not first <= one.first <= one.last <= last:
        year, message = [item.against("year")], f"起止日期要在 {first} 至 {last} 之間"
        yield VISITED.problem(item.at("from"), message, value=str(one.first), against=year)
    if one.n is not None and one.n < SMALLEST:
        yield FIVE.problem(item.at("n"), f"這一類不足{SMALLEST}人")
    if one.scores and sum(score.weight for score in one.scores) != 100:
        total = sum(score.weight for score in one.scores)
        yield WEIGHTS.problem(item.at("scores"), f"權重合計{total}", value=str(total))
    for index, theme in enumerate(one.themes):
        if quotes_someone(theme) or names_person(theme):
            yield THEMES.problem(item.at("themes", index), "這一條像是原話，或寫了人名")

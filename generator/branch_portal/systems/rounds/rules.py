"""排查: rules over rounds and the self-checks reported in them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.links import one_sided
from branch_portal.systems.findings.model import LEVEL_TITLES
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS
from branch_portal.systems.rounds.model import Round, SelfCheck
from branch_portal.year.office_days import closed_days, workdays

STAGES = rule(
    "ROUND-01",
    "排查的階段前後相接",
    "階段有空檔或重疊，就不知道哪天該做什麼。",
    "按先後寫，下一階段從上一階段的次日開始；編號不重複；恰好一個階段寫 selfcheck: true。",
)
SCOPE = rule(
    "ROUND-02",
    "自查屬於排查範圍內的單位",
    "範圍以外的上報進不了覆蓋表，範圍裡重複的單位會算兩次。",
    "文件名和 id 寫成「排查編號-單位編號」，與 round、unit 一致；scope 裡要有這個單位，且不重複。",
)
COVERAGE = rule(
    "ROUND-03",
    "收官前每個單位都上報或說明",
    "有單位沒有回音就收官，覆蓋是假的。",
    "補上這個單位的自查，或寫 excused 說明原因和批准角色；還沒有收齊就不寫 closed_on。",
)
DAYS = rule(
    "ROUND-04",
    "自查和登記的日期在排查期內",
    "日期在排查以外，這個問題就不是這次查出來的。",
    "done_on 在自查階段開始以後、排查結束以前；登記的問題發現日期在排查期內；closed_on 不早於自查階段結束。",
)
COUNTS = rule(
    "ROUND-05",
    "查出問題數等於登記的問題",
    "報了數卻沒有登記，問題就沒有人改；零報告也要寫清核對了什麼。",
    "counts 按層次寫，等於 findings 裡各問題的層次；問題的單位、selfcheck 字段與這裡一致；沒有問題的寫 checked，排查有對照點的寫 answers。",
)
REPORT = rule(
    "ROUND-06",
    "自查要麼上報要麼說明",
    "既沒有完成日期也沒有說明，等於沒有報；兩樣都寫，不知道信哪一個。",
    "寫 done_on，或寫 excused（批准角色是設置裡 roles.upper 列出的上級），不能都寫，也不能都不寫。",
)

POINTS = rule(
    "ROUND-07",
    "對照點逐點回答",
    "一句「沒有同類問題」看不出查了沒有；逐點寫看了什麼，零報告才算數。",
    "answers 裡對照點各答一條，不多不少：looked 寫看了哪些材料、看出什麼；有問題的寫 found: true，並在 findings 登記。",
)
OPEN = rule(
    "ROUND-08",
    "自查在工作日完成",
    "除夕、五一當天報的自查，檢查的人一看就知道是補的。",
    "done_on 改成支委會確認的那個工作日；確在休息日查的（如值班檢查），這條提醒可以不理。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    reported: dict[str, set[str]] = {id: set() for id in records[ROUNDS]}
    table = workdays(records)
    for item in records[SELFCHECKS].values():
        reported.setdefault(item.record.round, set()).add(item.record.unit)
        located = records[ROUNDS].get(item.record.round)
        if located:
            yield from _selfcheck(item, located.record, records)
            yield from _answers(item, located.record)
        for path, day in closed_days(table, [(("done_on",), item.record.done_on)]):
            yield OPEN.problem(item.at(*path), f"{day} 不是工作日", value=str(day))
    for id, located in records[ROUNDS].items():
        yield from _stages(located)
        yield from _coverage(located, reported[id])
    yield from one_sided(records, records[SELFCHECKS], "selfcheck", COUNTS)


def _stages(item: Located[Round]) -> Iterator[Problem]:
    stages = item.record.stages
    named: set[str] = set()
    for index, point in enumerate(item.record.points):
        if point.id in named:
            mend = "給這一點換一個編號；各單位自查裡的 point 照它寫。"
            yield POINTS.problem(
                item.at("points", index, "id"), f"對照點的編號「{point.id}」重複", value=point.id, mend=mend
            )
        named.add(point.id)
    if len({stage.id for stage in stages}) < len(stages):
        yield STAGES.problem(item.at("stages"), "階段的編號重複")
    if sum(stage.selfcheck for stage in stages) != 1:
        yield STAGES.problem(item.at("stages"), "要恰好一個自查階段（selfcheck: true）")
    for index, stage in enumerate(stages):
        if stage.last < stage.first:
            mend = f"日期寫顛倒的，換過來：from: {stage.last}，to: {stage.first}；寫錯的，改過來。"
            yield STAGES.problem(item.at("stages", index, "to"), "止早於起", value=str(stage.last), mend=mend)
            return  # what stands against its neighbours comes of that
        before = stages[index - 1] if index else None
        if before and stage.first != before.last + dt.timedelta(days=1):
            message = f"「{before.name}」到 {before.last}，這裡應從次日開始"
            yield STAGES.problem(item.at("stages", index, "from"), message, value=str(stage.first))


def _coverage(item: Located[Round], reported: set[str]) -> Iterator[Problem]:
    round = item.record
    if len(set(round.scope)) < len(round.scope):
        twice = next(unit for unit, count in Counter(round.scope).items() if count > 1)
        yield SCOPE.problem(item.at("scope"), f"範圍裡 {twice} 寫了兩次", value=twice)
    missing = [unit for unit in round.scope if unit not in reported]
    if round.closed_on and missing:
        message = f"已經收官，還有{len(missing)}個單位沒有上報：{'、'.join(missing)}"
        yield COVERAGE.problem(item.at("closed_on"), message, value=str(round.closed_on))
    if round.closed_on and any(stage.selfcheck and stage.last > round.closed_on for stage in round.stages):
        yield DAYS.problem(item.at("closed_on"), "自查階段還沒有結束就收官", value=str(round.closed_on))


def _selfcheck(item: Located[SelfCheck], round: Round, records: Records) -> Iterator[Problem]:
    report = item.record
    if report.unit not in round.scope:
        mend = f"{report.unit} 也要查的，在 {round.id} 的 scope 裡加上；unit 寫錯的，改過來。"
        yield SCOPE.problem(item.at("unit"), f"{round.id} 的範圍裡沒有 {report.unit}", value=report.unit, mend=mend)
    if report.id != f"{report.round}-{report.unit}":
        right = f"{report.round}-{report.unit}"
        named = report.id.removeprefix(f"{report.round}-")
        first = f"unit 改成 {named}；其實是 {report.unit} 的，" if named in round.scope else ""
        mend = f"{first}把 id 改成 {right}，文件改名為 {right}.yml。"
        yield SCOPE.problem(item.at("id"), f"編號應是 {right}", value=report.id, mend=mend)
    if (report.done_on is None) == (report.excused is None):
        yield REPORT.problem(item.at("id"), "完成日期和說明要寫一樣，只寫一樣")
    if report.excused and report.excused.approved_by not in records.settings.record.roles.upper:
        yield REPORT.problem(item.at("excused", "approved_by"), "批准角色不是上級", value=report.excused.approved_by)
    if report.excused and (report.findings or any(dict(report.counts).values())):
        yield REPORT.problem(item.at("excused"), "說明不參加，又報了問題")
    last = round.stages[-1].last
    start = next((stage.first for stage in round.stages if stage.selfcheck), round.stages[0].first)
    if not all(stage.first <= stage.last for stage in round.stages):
        return  # the matter of ROUND-01
    if report.done_on and not start <= report.done_on <= last:
        yield DAYS.problem(item.at("done_on"), f"不在 {start} 至 {last} 之間", value=str(report.done_on))
    yield from _counts(item, round, records)


def _counts(item: Located[SelfCheck], round: Round, records: Records) -> Iterator[Problem]:
    report = item.record
    found = [records[FINDINGS][id].record for id in report.findings if id in records[FINDINGS]]
    levels = Counter(finding.level for finding in found)
    for level, title in LEVEL_TITLES.items():
        written = getattr(report.counts, level)
        if written != levels[level]:  # type: ignore[index]
            message = f"{title}報{written}個，登記{levels[level]}個"  # type: ignore[index]
            yield COUNTS.problem(item.at("counts", level), message, value=str(written))
    if report.done_on and not found and report.checked is None and not report.answers:
        yield COUNTS.problem(item.at("id"), "零報告沒有寫核對了什麼（checked）")
    for index, finding in enumerate(found):
        if finding.unit != report.unit:
            yield COUNTS.problem(item.at("findings", index), f"{finding.id} 是 {finding.unit} 的問題", value=finding.id)
        if not round.stages[0].first <= finding.found_on <= round.stages[-1].last:
            message = f"{finding.id} 發現於 {finding.found_on}，不在排查期內"
            yield DAYS.problem(item.at("findings", index), message, value=finding.id)


def _answers(item: Located[SelfCheck], round: Round) -> Iterator[Problem]:
    report = item.record
    if report.done_on is None:
        return
    wanted, given = [point.id for point in round.points], [answer.point for answer in report.answers]
    if len(set(wanted)) == len(wanted) and sorted(wanted) != sorted(given):
        missing = "、".join(point.what for point in round.points if point.id not in given)
        message = f"還沒有回答：{missing}" if missing else "答了排查裡沒有的對照點，或一點答了兩次"
        unknown = [(index, id) for index, id in enumerate(given) if id not in wanted]
        if unknown:
            index, id = unknown[0]
            mend = f"point 改成 {'、'.join(one for one in wanted if one not in given) or '排查裡有的對照點'}。"
            yield POINTS.problem(item.at("answers", index, "point"), f"排查裡沒有對照點「{id}」", value=id, mend=mend)
        else:
            yield POINTS.problem(item.at("answers") if given else item.at("id"), message, value=report.id)
    if any(answer.found for answer in report.answers) != bool(report.findings) and report.answers:
        message = "有對照點寫了有問題，卻沒有登記" if not report.findings else "登記了問題，對照點都寫沒有"
        yield POINTS.problem(item.at("answers"), message, value=report.id)

"""提醒: rules over the dates that elections and countdowns are computed from."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES, CLAUSES, ROLES
from branch_portal.organisation.model import Branch
from branch_portal.project.records import Located, Records
from branch_portal.systems.alerts.elections import term_end
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.year.recurrence import in_year

FUTURE = rule(
    "ALERT-01",
    "選舉日期不在將來",
    "選舉還沒有舉行就寫成已選，屆滿日會整個算錯，該紅的不紅。",
    "選舉舉行以後再寫 elected_on；年份寫錯的改過來。",
)
LONG_AGO = rule(
    "ALERT-09",
    "選舉日期不早於一屆任期以前很久",
    "年份寫錯一位，任期就算到幾十年前，提醒頁上一直是紅的，該提醒的那天反而沒有提醒。",
    "核對 elected_on 的年份，寫本屆的選舉日期；確實這麼久沒有換屆的，日期不改，盡快換屆。",
    severity="warning",
)
LATE = rule(
    "ALERT-02",
    "延期在屆滿以前批准",
    "任期屆滿以後才批准的延期不算數：延期或提前換屆須事先報上級黨組織批准（《中國共產黨基層組織選舉工作條例》第3條）。",
    "核對 extension 的 approved_on；確實沒有在屆滿前批准的，刪去 extension，讓紅色告警留著，盡快換屆。",
)
SHORTER = rule(
    "ALERT-03",
    "延期的日子晚於屆滿日",
    "延期到屆滿日以前，等於沒有延期。",
    "until 寫批覆同意的新期限。",
)
LONG = rule(
    "ALERT-04",
    "延期不超過一年",
    "提前或延期換屆一般不超過1年（《中國共產黨基層組織選舉工作條例》第3條）。",
    "核對 until 和批覆；確有特殊情況的，保留批覆備查。",
    severity="warning",
)
WITHOUT = rule(
    "ALERT-05",
    "有選舉日期才談延期",
    "不知道任期從哪天起算，就不知道延到哪天。",
    "先補上 elected_on；臨時黨支部不計任期，刪去 extension。",
)
BY_UPPER = rule(
    "ALERT-06",
    "延期由上級批准",
    "支部自己不能批准自己延期。",
    "approved_by 寫設置裡 alerts.extended_by 列出的上級角色。",
)
AS_CARD = rule(
    "ALERT-08",
    "引條款卡的天數和卡一樣",
    "條款說提前6個月，倒排步驟和設置寫成別的天數，綠色通知就不在該發的那天發。",
    "天數按卡上的月數乘30寫，status 和卡一樣；天數不是這一條定的，status 寫 practice。",
)
COUNTDOWN = rule(
    "ALERT-07",
    "倒排步驟按先後寫",
    "步驟的天數忽大忽小，照著倒排就會先選舉後請示。",
    "按 days 從大到小排，會後的步驟寫負數。",
)


def check(records: Records) -> Iterator[Problem]:
    for item in records[BRANCHES].values():
        if item.record.extension:
            yield from _extension(item, records)
    for located in records[COUNTDOWNS].values():
        for index, (before, step) in enumerate(pairwise(located.record.steps), start=1):
            if step.days > before.days and not (step.counts_clause or before.counts_clause):
                message = f"「{step.title}」提前{step.days}天，卻排在提前{before.days}天的「{before.title}」後面"
                yield COUNTDOWN.problem(located.at("steps", index, "days"), message, value=str(step.days))

    yield from _as_cards(records)


def _as_cards(records: Records) -> Iterator[Problem]:
    """The days of the countdowns' steps and of the election's first notice, where they cite a card."""
    settings = records.settings.record.alerts
    if (days := _days(settings.clause, records)) and settings.election.green != days:
        message = f"換屆提前{settings.election.green}天，條款卡是{days}天"
        mend = f"alerts 的 election 裡 green 改成 {days}。"
        yield AS_CARD.problem(records.settings.at("alerts", "election"), message, mend=mend)
    for located in records[COUNTDOWNS].values():
        for index, step in enumerate(located.record.steps):
            card = records[CLAUSES].get(step.clause or "")
            if step.counts_clause or step.status == "practice":
                continue  # counted from the card itself, or a day of the portal's own
            if (days := _days(step.clause, records)) and step.days != days:
                message, mend = f"「{step.title}」提前{step.days}天，條款卡是{days}天", f"days 改成 {days}。"
                yield AS_CARD.problem(located.at("steps", index, "days"), message, mend=mend)
            elif card and step.status == "confirmed" and card.record.status != "confirmed":
                message, mend = f"條款卡「{card.record.title}」還沒有核對", f"status 改成 {card.record.status}。"
                yield AS_CARD.problem(located.at("steps", index, "status"), message, mend=mend)


def _days(clause: str | None, records: Records) -> int | None:
    """The first length of time that a card sets, in days."""
    card = records[CLAUSES].get(clause or "")
    return next((days for figure in card.record.figures if (days := figure.days)), None) if card else None


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[BRANCHES].values():
        elected = item.record.elected_on
        if elected and elected > today:
            yield FUTURE.problem(item.at("elected_on"), f"選舉日期 {elected} 還沒有到", value=str(elected))
        elif elected and item.record.serves_a_term and elected.year + 2 * item.record.term_years < today.year:
            message = f"「{item.record.title}」上一次選舉記在 {elected}，已經過了兩屆任期"
            yield LONG_AGO.problem(item.at("elected_on"), message, value=str(elected))


def _extension(item: Located[Branch], records: Records) -> Iterator[Problem]:
    branch = item.record
    extension = branch.extension
    assert extension
    if branch.elected_on is None or not branch.serves_a_term:
        yield WITHOUT.problem(item.at("extension"), f"「{branch.title}」沒有可延的任期")
        return
    expires = term_end(branch.elected_on, branch.term_years)
    if extension.approved_on > expires:
        message = f"任期 {expires} 屆滿，{extension.approved_on} 才批准延期"
        yield LATE.problem(item.at("extension", "approved_on"), message, value=str(extension.approved_on))
    if extension.until <= expires:
        message = f"延期到 {extension.until}，不晚於屆滿日 {expires}"
        yield SHORTER.problem(item.at("extension", "until"), message, value=str(extension.until))
    if extension.until > in_year(f"{expires:%m-%d}", expires.year + 1):
        message = f"任期 {expires} 屆滿，延到 {extension.until} 超過一年"
        yield LONG.problem(item.at("extension", "until"), message, value=str(extension.until))
    if (
        extension.approved_by in records[ROLES]
        and extension.approved_by not in records.settings.record.alerts.extended_by
    ):
        yield BY_UPPER.problem(item.at("extension", "approved_by"), "批准角色不是上級", value=extension.approved_by)

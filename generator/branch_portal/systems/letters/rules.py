"""督辦單: rules over issued letters – no gaps, no red without its yellow, frozen."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.records import Located, Records
from branch_portal.systems.letters.content import frozen_hash
from branch_portal.systems.letters.ids import first_ids
from branch_portal.systems.letters.kinds import LETTERS, serial
from branch_portal.systems.letters.model import Letter

SERIAL = rule(
    "LET-01",
    title="督辦單編號不斷號",
    why="中間缺一張，收單的人不知道是沒發還是沒收到。",
    mend="編號由 portal letter issue 依次給，一年從001起；刪去的文件找回來，不改編號。",
)
YELLOW = rule(
    "LET-02",
    title="紅色督辦單前面有黃色的",
    why="沒有提醒過就告警，辦事的人措手不及，也說不清該誰負責。",
    mend="紅色的一項要寫此前的黃色督辦單編號，那一張簽發在前、說的是同一件事；刪去這張，運行 portal letter issue 重發。",
)
FROZEN = rule(
    "LET-03",
    title="已簽發的督辦單不再改動",
    why="單子發出去又悄悄改了，兩邊各說各話。",
    mend="恢復原來的內容；辦結了的不用改單子，登記以後自動撤回。",
    follows=True,
)
ORDER = rule(
    "LET-04",
    title="督辦單按簽發先後編號",
    why="編號在後的簽發在前，查對時會亂；還沒到的日子不能簽發。",
    mend="核對 issued_on：後一張不早於前一張，不晚於今天。",
)
TWICE = rule(
    "LET-05",
    title="一件事一種顏色只發一次",
    why="同一件事反覆發單，就是給基層添負擔。",
    mend="刪去後發的那一張裡重複的事項，用 portal letter issue 重發；它不會重複發。",
)


def check(records: Records) -> Iterator[Problem]:
    before: Letter | None = None
    earlier: Located[Letter] | None = None
    first = first_ids(item.record for item in records[BRANCHES].values())
    said: dict[tuple[str, str], Letter] = {}
    broken = set[str]()  # letters that are not as they were issued: what they say is not what was said
    for id, located in sorted(records[LETTERS].items(), key=lambda one: _number(one[0])):
        letter = located.record
        year, number = _number(id)
        expected = _number(before.id)[1] + 1 if before and _number(before.id)[0] == year else 1
        if number != expected or letter.issued_on.year != year:
            message = f"{serial(id)} 前面應是 {year} 年的第{expected - 1}張，這張該是第{expected}張"
            mend = f"改回 {year} 年簽發的那一天"
            dated = [] if letter.issued_on.year == year else [located.against("issued_on", mend=mend)]
            yield SERIAL.problem(located.at("id"), message, value=id, against=dated)
        if before and letter.issued_on < before.issued_on:
            message = f"{serial(id)} 簽發在 {serial(before.id)} 之前"
            dates = [located.against("issued_on"), earlier.against("issued_on")] if earlier else []
            yield ORDER.problem(located.at("issued_on"), message, value=str(letter.issued_on), against=dates)
        sealed = letter.sha256 == frozen_hash(letter, first)
        if not sealed:
            broken.add(id)
            yield FROZEN.problem(located.at("sha256"), f"{serial(id)} 簽發後內容變了")
        wrong: list[Problem] = []
        for index, item in enumerate(letter.items):
            place = located.at("items", index, "matter")
            if (item.matter, letter.level) in said and said[item.matter, letter.level].id not in broken:
                sent = serial(said[item.matter, letter.level].id)
                yield TWICE.problem(place, f"「{item.title}」在 {sent} 裡發過了", value=item.matter)
            yellow = said.get((item.matter, "yellow"))
            if letter.level == "red" and (
                yellow is None or yellow.id != item.yellow or yellow.issued_on >= letter.issued_on
            ):
                wrong.append(YELLOW.problem(place, f"「{item.title}」此前沒有黃色督辦單", value=item.matter))
            said.setdefault((item.matter, letter.level), letter)
        if sealed or len(wrong) == 1:  # of a letter that was made red by hand its seal tells
            yield from wrong
        before, earlier = letter, located


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for located in records[LETTERS].values():
        if located.record.issued_on > today:
            on = located.record.issued_on
            day = [located.against("issued_on")]
            yield ORDER.problem(located.at("issued_on"), f"{on} 還沒有到", value=str(on), against=day)


def _number(id: str) -> tuple[int, int]:
    _, year, number = id.split("-")
    return int(year), int(number)

"""Rules about the carriers: 三本六盒一證."""

from collections import Counter
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.systems.book.kinds import CARRIERS

NUMBERS = rule(
    "CARR-01",
    title="三本六盒一證的數目",
    why="數目是本單位的約定，缺一個多一個都會讓歸檔走樣。",
    mend="增刪 data/carriers 裡的記錄，或修改 site_config/portal.yml 的 carriers。",
)


TWICE = rule(
    "CARR-05",
    title="本、盒、證的序號不重複",
    why="兩個盒都是第1盒，材料說放第1盒就不知道是哪一個。",
    mend="給其中一個換一個沒有用過的序號。",
)


def check(records: Records) -> Iterator[Problem]:
    taken: dict[tuple[str, int], str] = {}
    for item in records[CARRIERS].values():
        one = item.record
        other = taken.setdefault((one.kind, one.number), one.title)
        if other != one.title:
            yield TWICE.problem(item.at("number"), f"「{other}」已經是第{one.number}個", value=str(one.number))
    counts = Counter(carrier.record.kind for carrier in records[CARRIERS].values())
    found = (counts["book"], counts["box"], counts["certificate"])
    wanted = records.settings.record.carriers
    if found != wanted:
        yield NUMBERS.problem(
            records.settings.at("carriers"),
            f"設置的是{wanted[0]}本{wanted[1]}盒{wanted[2]}證，數據裡有{found[0]}本{found[1]}盒{found[2]}證",
        )

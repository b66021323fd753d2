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


def check(records: Records) -> Iterator[Problem]:
    counts = Counter(carrier.record.kind for carrier in records[CARRIERS].values())
    found = (counts["book"], counts["box"], counts["certificate"])
    wanted = records.settings.record.carriers
    if found != wanted:
        yield NUMBERS.problem(
            records.settings.at("carriers"),
            f"設置的是{wanted[0]}本{wanted[1]}盒{wanted[2]}證，數據裡有{found[0]}本{found[1]}盒{found[2]}證",
        )

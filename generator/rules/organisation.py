"""組織與設置: rules over units, branches, carriers and the documents cited."""

from collections import Counter
from collections.abc import Iterator

from generator.problems import Problem
from generator.records import Records
from generator.rules import rule

UNIQUE = rule(
    "ORG-01",
    title="單位和支部編號不重複",
    why="單位和支部共用一套編號，重複了就分不清責任在誰。",
    mend="給其中一個換編號和文件名。",
)
ROOT = rule(
    "ORG-02",
    title="上級關係成一棵樹",
    why="公司黨委在最上面，其餘單位都有上級，繞成圈就找不到歸屬。",
    mend="公司黨委不寫 parent，其餘單位寫上級的編號。",
)
PARENT = rule(
    "ORG-03",
    title="支部的上級是黨委",
    why="支部隸屬公司黨委或縣公司黨委，部門和戰區只是業務關係。",
    mend="parent 寫黨委的編號，戰區寫在 support_unit。",
)
GROUPS = rule(
    "ORG-04",
    title="聯合、臨時支部的設置合理",
    why="設了三個以上黨小組的支部通常黨員較多，應設支部委員會；《中國共產黨支部工作條例（試行）》規定正式黨員7人以上設委員會。",
    mend="核對 has_committee 和 groups。",
    severity="warning",
)
CARRIERS = rule(
    "CARR-01",
    title="三本六盒一證的數目",
    why="數目是本單位的約定，缺一個多一個都會讓歸檔走樣。",
    mend="增刪 data/carriers 裡的記錄，或修改 site_config/portal.yml 的 carriers。",
)
UNUSED = rule(
    "CARR-02",
    title="每個本、盒、證都有用處",
    why="沒有任何指引說要往裡放材料，這個本盒就形同虛設。",
    mend="在相關指引的 carriers 裡寫上它。",
)
REPLACED = rule(
    "BASIS-01",
    title="不引用已被替代的文件",
    why="依據過期，照著辦就可能辦錯。",
    mend="改引新文件，並核對條款。",
)


def check(records: Records) -> Iterator[Problem]:
    yield from _units(records)
    yield from _branches(records)
    yield from _carriers(records)
    yield from _basis(records)


def _units(records: Records) -> Iterator[Problem]:
    units = records.units
    for id, unit in units.items():
        if (unit.record.parent is None) != (unit.record.kind == "city_committee"):
            yield ROOT.problem(unit.at("parent"), f"「{unit.record.title}」的上級寫得不對", value=id)
        seen, at = {id}, unit.record.parent
        while at is not None and at in units and at not in seen:
            seen.add(at)
            at = units[at].record.parent
        if at in seen:
            yield ROOT.problem(unit.at("parent"), f"「{unit.record.title}」的上級繞成了圈", value=id)


def _branches(records: Records) -> Iterator[Problem]:
    for id, branch in records.branches.items():
        record = branch.record
        if id in records.units:
            yield UNIQUE.problem(branch.at("id"), f"編號「{id}」單位已經用了", value=id)
        parent = records.units.get(record.parent)
        if parent and parent.record.kind not in ("city_committee", "county_committee"):
            yield PARENT.problem(branch.at("parent"), f"「{parent.record.title}」不是黨委", value=record.parent)
        zone = records.units.get(record.support_unit or "")
        if zone and zone.record.kind != "support_unit":
            yield PARENT.problem(branch.at("support_unit"), f"「{zone.record.title}」不是支撐機構（戰區）")
        if record.groups >= 3 and not record.has_committee:
            yield GROUPS.problem(branch.at("has_committee"), f"有{record.groups}個黨小組卻沒有支部委員會")


def _carriers(records: Records) -> Iterator[Problem]:
    counts = Counter(carrier.record.kind for carrier in records.carriers.values())
    found = (counts["book"], counts["box"], counts["certificate"])
    wanted = records.settings.record.carriers
    if found != wanted:
        yield CARRIERS.problem(
            records.settings.at("carriers"),
            f"設置的是{wanted[0]}本{wanted[1]}盒{wanted[2]}證，數據裡有{found[0]}本{found[1]}盒{found[2]}證",
        )
    used = {carrier for guide in records.guides.values() for carrier in guide.record.meta.carriers}
    for id, carrier in records.carriers.items():
        if id not in used:
            yield UNUSED.problem(carrier.at("id"), f"沒有指引用到「{carrier.record.title}」", value=id)


def _basis(records: Records) -> Iterator[Problem]:
    replaced = {id for id, document in records.basis.items() if document.record.status == "replaced"}
    citing = [
        *((located, located.record.basis) for located in records.duties.values()),
        *((located, located.record.basis) for located in records.event_duties.values()),
        *((located, located.record.basis) for located in records.tasks.values()),
        *((located, located.record.meta.basis) for located in records.guides.values()),
    ]
    for located, basis in citing:
        for index, entry in enumerate(basis):
            if entry.document in replaced:
                title = records.basis[entry.document].record.title
                yield REPLACED.problem(located.at("basis", index, "document"), f"{title}已被替代", value=entry.document)

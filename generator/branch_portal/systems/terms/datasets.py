"""The year as published tables: the solar terms with their days, and the company's occurrences."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import ROLES
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.kinds import TERMS
from branch_portal.year.model import Duty
from branch_portal.year.occurrence import Occurrence

_TERM_COLUMNS = (
    Column("id", "編號"),
    Column("year", "年度", "integer"),
    Column("number", "序號", "integer"),
    Column("title", "節氣"),
    Column("first", "起", "date"),
    Column("last", "止", "date"),
    Column("season", "時令特點"),
    Column("emphasis", "要點"),
)
_OCCURRENCE_COLUMNS = (
    Column("id", "編號"),
    Column("duty", "任務編號"),
    Column("period", "期次"),
    Column("title", "任務"),
    Column("term", "節氣"),
    Column("level", "層級"),
    Column("applies_to", "適用於"),
    Column("importance", "必辦或選辦"),
    Column("opens", "可辦日", "date"),
    Column("due", "期限", "date"),
    Column("green", "綠色通知日", "date"),
    Column("yellow", "黃色提醒日", "date"),
    Column("red", "紅色告警日", "date"),
    Column("provisional", "暫定", "flag"),
    Column("role", "責任角色"),
    Column("deliverable", "交什麼"),
    Column("archive", "放哪裡"),
    Column("guides", "指引"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book, schedule = snapshot.book, snapshot.schedule
    for year in book.settings.years:
        yield Dataset(
            id=f"solar-terms-{year}",
            title=f"{year}年二十四節氣",
            description="每個節氣從哪天到哪天，時令特點和工作要點。",
            columns=_TERM_COLUMNS,
            rows=tuple(
                {
                    "id": day.id,
                    "year": year,
                    "number": day.number,
                    "title": book[TERMS][day.id].title,
                    "first": day.date,
                    "last": day.last,
                    "season": book[TERMS][day.id].season,
                    "emphasis": book[TERMS][day.id].emphasis,
                }
                for day in schedule.terms.of_year(year)
            ),
            page=urls.year(year),
        )
        yield Dataset(
            id=f"occurrences-{year}",
            title=f"{year}年任務期限",
            description="公司統一安排的每項任務的每一期：期限、三級提醒日、責任角色、交付材料。支部調整過的日期見支部導航圖。",
            columns=_OCCURRENCE_COLUMNS,
            rows=tuple(_occurrence(book, item) for item in schedule.company[year]),
            page=urls.year(year),
        )


def _occurrence(book: Shelf, item: Occurrence) -> dict[str, Value]:
    duty = item.duty
    company = isinstance(duty, Duty) and duty.level == "company"
    optional = isinstance(duty, Duty) and duty.importance == "optional"
    return {
        "id": item.id,
        "duty": duty.id,
        "period": item.period,
        "title": item.title,
        "term": book[TERMS][item.term].title,
        "level": "公司" if company else "支部",
        "applies_to": duty.applies_to.words if isinstance(duty, Duty) else "",
        "importance": "選辦" if optional else "必辦",
        "opens": item.opens,
        "due": item.due,
        "green": item.green,
        "yellow": item.yellow,
        "red": item.red,
        "provisional": item.provisional,
        "role": book[ROLES][duty.role].title,
        "deliverable": "、".join(duty.deliverable),
        "archive": "、".join(book.called("carriers", carrier) for carrier in duty.archive),
        "guides": "、".join(book.called("guides", guide) for guide in duty.guides),
    }

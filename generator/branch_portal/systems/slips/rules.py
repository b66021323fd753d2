"""提醒單: rules over batches — no gaps, never empty, frozen once issued."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Records
from branch_portal.systems.slips.batch import SlipBatch, slip_batches
from branch_portal.systems.slips.content import as_issued, changes, content_hash, issued_id, item_digest
from branch_portal.systems.slips.kinds import SLIP_BATCHES
from branch_portal.writing.flow import flow
from branch_portal.year.schedule import make_schedule

UNKNOWN = rule(
    "SLIP-01",
    "提醒單編號對得上",
    "編號是年度加節氣（或月份）的序號，寫錯了就對不上任何一期。",
    "按 tx-年度-序號 寫，年度要在設置的 years 裡；按節氣從小寒01到冬至24，按月從01到12。",
)
EMPTY = rule(
    "SLIP-02",
    "提醒單不空",
    "發一張沒有任務的單子，等於讓人白看一遍。",
    "補上這一期的任務；確實沒有的，在這一期的文件裡寫 none（原因）。",
)
FROZEN = rule(
    "SLIP-03",
    "已簽發的提醒單不再改動",
    "支部已經照單安排，單子悄悄變了，兩邊各說各話。",
    "恢復原來的內容；確需更正的，運行 portal slip correct 編號 --what 更正什麼 --by 批准角色。",
)
SERIAL = rule(
    "SLIP-04",
    "提醒單編號不斷號",
    "中間缺一期，收單的人不知道是沒發還是沒收到。",
    "先簽發缺的那一期。",
)
DAYS = rule(
    "SLIP-05",
    "簽發和更正的日期合理",
    "本期結束以後才簽發，或更正早於簽發，單子就沒有意義。",
    "簽發日不晚於本期最後一天、不早於上一期的簽發日；更正日期從早到晚，不早於簽發日，都不在將來。",
)
HALF = rule(
    "SLIP-06",
    "簽發由命令記錄",
    "簽發日期、任務和散列值要一起記下，缺一樣就凍結不住。",
    "刪去 issued_on、items、sha256 和 corrections，運行 portal slip issue 編號。",
)


def check(records: Records, book: Handbook, today: dt.date) -> Iterator[Problem]:
    batches = slip_batches(book, book.derived(make_schedule))
    known = {batch.id: batch for batch in batches}
    for id, item in records[SLIP_BATCHES].items():
        if id not in known:
            yield UNKNOWN.problem(item.at("id"), f"沒有編號為 {id.upper()} 的提醒單", value=id)
            continue
        yield from _frozen(records, book, known[id], today)
        yield from _touched(records, book, known[id])
    yield from _changed(records, book, [batch for batch in batches if batch.id in records[SLIP_BATCHES]])
    yield from _empty(records, batches)
    yield from _serials(records, batches)


def _empty(records: Records, batches: Sequence[SlipBatch]) -> Iterator[Problem]:
    for batch in batches:
        if not batch.occurrences and not batch.record.none:
            item = records[SLIP_BATCHES].get(batch.id)
            place = item.at("id") if item else records.settings.at("years")
            yield EMPTY.problem(place, f"{batch.number}（{batch.title}）沒有一項任務", value=batch.number)


def _frozen(records: Records, book: Handbook, batch: SlipBatch, today: dt.date) -> Iterator[Problem]:
    record, item = batch.record, records[SLIP_BATCHES][batch.id]
    given = [record.issued_on is not None, record.sha256 is not None]
    if any(given) != all(given) or (not any(given) and (record.items or record.corrections)):
        yield HALF.problem(item.at("issued_on"), f"{batch.number} 的簽發記錄不全")
        return
    if record.issued_on is None:
        return
    days = [record.issued_on, *(correction.on for correction in record.corrections)]
    if record.issued_on > batch.last or days != sorted(days) or days[-1] > today:
        message = f"{batch.number} 的簽發日或更正日不對（本期 {batch.first} 至 {batch.last}）"
        day = [item.against("issued_on")]
        yield DAYS.problem(item.at("issued_on"), message, value=str(record.issued_on), against=day)


def _changed(records: Records, book: Handbook, batches: Sequence[SlipBatch]) -> Iterator[Problem]:
    """Slips that are not as they were issued: several that one changed record has changed are one problem."""
    groups: dict[frozenset[str], list[SlipBatch]] = {}
    for batch in batches:
        if batch.record.issued_on and batch.record.sha256 and batch.record.frozen != content_hash(book, batch):
            causes = frozenset(change.id.partition(".")[0] for change in changes(book, batch))
            groups.setdefault(causes or frozenset((batch.id,)), []).append(batch)
    for together in groups.values():
        place, numbers = records[SLIP_BATCHES][together[0].id].at("sha256"), [one.number for one in together]
        what = "恢復原來的內容；確需更正的，"
        if len(together) == 1:
            mend = f"{what}運行 portal slip correct {numbers[0]} --what 更正什麼 --by 批准角色。"
            yield FROZEN.problem(place, f"{numbers[0]} 簽發後內容變了{_what(book, together[0])}", mend=mend)
        else:
            mend = f"{what}逐期運行 portal slip correct 編號 --what 更正什麼 --by 批准角色，編號依次是 {'、'.join(numbers)}。"
            said = f"{len(numbers)}期提醒單簽發後內容變了，原因相同：{'、'.join(numbers)}"
            yield FROZEN.problem(place, f"{said}；例如 {numbers[0]}{_what(book, together[0])}", mend=mend)


def _touched(records: Records, book: Handbook, batch: SlipBatch) -> Iterator[Problem]:
    """Items that a hand has changed: what the slip says is still what was issued, its list of items is not."""
    record, item = batch.record, records[SLIP_BATCHES][batch.id]
    if not record.issued_on or record.corrections or record.sha256 != content_hash(book, batch):
        return
    listed = {one.id: number for number, one in enumerate(record.items)}
    issued = {issued_id(one): one for one in as_issued(batch)}

    def line(id: str) -> str:
        one = issued[id]
        return f"  - {flow({'id': id, 'due': one.due, 'digest': item_digest(book, one)})}"

    for change in changes(book, batch):
        place = item.at("items", listed[change.id]) if change.id in listed else item.at("items")
        if change.now is None:
            message, mend = f"{change.id} 不在簽發的內容裡", f"刪去第{place.line}行。"
        elif change.was is None:
            message, mend = (
                f"簽發時有的 {change.id} 不見了",
                f"在 items 裡補上一行「{line(change.id)}」（行首空2格）。",
            )
        else:
            message = f"{change.id} 和簽發時不一樣"
            mend = f"第{place.line}行改成「{line(change.id)}」（行首空2格）。"
        more = f"要更正的，改任務本身，再運行 portal slip correct {batch.number}。"
        yield HALF.problem(place, f"{batch.number} 的 items 手改過：{message}", value=change.id, mend=mend + more)


def _what(book: Handbook, batch: SlipBatch) -> str:
    """The changed items in words: where only earlier corrections differ, the message stays general."""
    said = []
    for change in changes(book, batch):
        if change.now is None:
            said.append(f"少了 {change.id}")
        elif change.was is None:
            said.append(f"多了 {change.id}")
        elif change.was != change.now:
            said.append(f"{change.id} 的期限由 {change.was} 變成 {change.now}")
        else:
            said.append(f"{change.id} 的文字或角色變了")
    return f"：{'；'.join(said[:5])}" if said else "：要點、隨單表單或學習材料變了"


def _serials(records: Records, batches: Sequence[SlipBatch]) -> Iterator[Problem]:
    issued = [index for index, batch in enumerate(batches) if batch.issued_on]
    for before, index in pairwise(issued):
        item = records[SLIP_BATCHES][batches[index].id]
        if index != before + 1:
            missing = batches[before + 1].number
            message = f"{batches[index].number} 已簽發，{missing} 還沒有簽發"
            file = f"data/slip_batches/{missing.lower()}.yml"
            mend = f"誤刪了 {file} 的，從倉庫的歷史恢復它；確實沒有簽發的，先簽發這一期。"
            yield SERIAL.problem(item.at("issued_on"), message, value=missing, mend=mend)
        earlier, later = batches[before].issued_on, batches[index].issued_on
        if earlier and later and later < earlier:
            message = f"{batches[index].number} 的簽發日早於 {batches[before].number}"
            dates = [records[SLIP_BATCHES][batches[before].id].against("issued_on"), item.against("issued_on")]
            yield DAYS.problem(item.at("issued_on"), message, value=str(later), against=dates)

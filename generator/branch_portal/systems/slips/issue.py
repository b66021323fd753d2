"""簽發: writes a batch of slips into its record — the only step that freezes what people are told to do."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from branch_portal.editions.door import own_words
from branch_portal.ground.output import replace_file
from branch_portal.ground.problems import InputProblems
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Checked, Folders, Reading
from branch_portal.systems.slips import rules
from branch_portal.systems.slips.batch import SlipBatch, slip_batches
from branch_portal.systems.slips.content import as_issued, content_hash, issued_id, item_digest
from branch_portal.systems.slips.model import SlipCorrection
from branch_portal.writing.append import append
from branch_portal.writing.patch import document
from branch_portal.year.schedule import make_schedule

HEADER = "# 示例數據：提醒單簽發記錄；由 portal slip 命令寫入，簽發以後不要手改\n"


class CannotIssue(Exception):
    """The batch cannot be issued or corrected; the message is for the office."""


def _silent(book: Handbook) -> None:
    """Nothing to say before a batch is issued."""


def issue(
    root: Path,
    number: str,
    on: dt.date,
    today: dt.date,
    read: Checked[Handbook],
    before: Callable[[Handbook], None] = _silent,
) -> Path:
    """Issue a batch on a day: its file gets the day, the items and the hash; `today` is the day of the records.

    `before` is called when nothing stands in the way and nothing is written yet. Raises `CannotIssue`.
    """
    book, batch, path = _batch(root, number, today, read)
    if batch.issued_on:
        raise CannotIssue(f"{batch.number} 已在 {batch.issued_on} 簽發；要改內容，用 portal slip correct。")
    if missing := _left_out(batch, book):
        raise CannotIssue(f"{missing[0].number} 還沒有簽發，編號會斷。先簽發它，再簽發 {batch.number}。")
    if not on <= batch.last:
        raise CannotIssue(f"{batch.number} 到 {batch.last} 為止，{on} 簽發太晚了。")
    before(book)
    items = [{"id": issued_id(item), "due": item.due, "digest": item_digest(book, item)} for item in as_issued(batch)]
    frozen = {"issued_on": on, "items": tuple(items), "sha256": content_hash(book, batch)}
    written = _written(path, batch, book).rstrip("\n")
    replace_file(path, f"{written}\n{document(frozen, {('items',): False})}")
    return path


def correct(root: Path, number: str, on: dt.date, what: str, by: str, today: dt.date, read: Checked[Handbook]) -> Path:
    """Record a correction of an issued batch, dated and in words; `today` as in `issue`. Raises `CannotIssue`."""
    book, batch, path = _batch(root, number, today, read)
    if not batch.issued_on:
        raise CannotIssue(f"{batch.number} 還沒有簽發，直接改就行。")
    if batch.record.frozen == content_hash(book, batch):
        raise CannotIssue(f"{batch.number} 的內容沒有變，不用更正。")
    if by not in book[ROLES]:
        raise CannotIssue(f"沒有編號為「{by}」的角色。")
    last = batch.record.corrections[-1].on if batch.record.corrections else batch.issued_on
    if on < last:
        raise CannotIssue(f"更正日期 {on} 早於簽發或上一條更正（{last}），用 --on 寫對日期。")
    if on > today:
        raise CannotIssue(f"更正日期 {on} 還沒有到（今天是 {today}），用 --on 寫對日期。")
    try:
        entry = SlipCorrection(on=on, what=what, approved_by=by, sha256=content_hash(book, batch))
    except ValidationError:
        raise CannotIssue("--what 寫一句話，不換行，不留空，不超過120個字。") from None
    replace_file(path, append(_written(path, batch, book), "corrections", [entry.model_dump()]))
    return path


def _batch(root: Path, number: str, today: dt.date, read: Checked[Handbook]) -> tuple[Handbook, SlipBatch, Path]:
    """The batch with everything read anew; its own frozen state may be what is about to change."""
    folders, reading = Folders(root), Reading()
    try:
        book = read(folders, reading, today, but=frozenset((rules.FROZEN.id,)))
    except InputProblems as error:
        raise CannotIssue(f"數據有{len(error.problems)}處錯誤，先運行 portal check 改好。") from None
    for batch in slip_batches(book, book.derived(make_schedule)):
        if batch.number == number.upper():
            return book, batch, folders.data / "slip_batches" / f"{batch.id}.yml"
    raise CannotIssue(f"沒有編號為 {number} 的提醒單。")


def _left_out(batch: SlipBatch, book: Handbook) -> list[SlipBatch]:
    """The batches before one that were not issued though an earlier one was."""
    before = [one for one in slip_batches(book, book.derived(make_schedule)) if one.first < batch.first]
    first = next((number for number, one in enumerate(before) if one.issued_on), len(before))
    return [one for one in before[first:] if not one.issued_on]


def _written(path: Path, batch: SlipBatch, book: Handbook) -> str:
    """The batch's file, or how a new one begins."""
    if path.exists():
        return path.read_text("utf-8")
    head = own_words(book)(HEADER if book.settings.sample else HEADER.replace("示例數據：", ""))
    return f"{head}{document({'id': batch.id}, {})}"

"""工作表的名稱: what a spreadsheet holds, before any of it is read."""

import io
from functools import partial

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from branch_portal.sheets.workbook import MEMORY, MOST_BYTES, SECONDS
from branch_portal.source.apart import EndedError, done_apart


def worksheets(content: bytes) -> list[str]:
    """The names of the worksheets in sight; none where the file is no spreadsheet that can be read."""
    try:
        return done_apart(partial(_worksheets, content), seconds=SECONDS, memory=MEMORY)
    except (EndedError, MemoryError):
        return []


def _worksheets(content: bytes) -> list[str]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content[: MOST_BYTES + 1]))
    except CalamineError:
        return []
    return [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]

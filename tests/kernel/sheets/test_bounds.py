"""A sheet that says its cells lie anywhere at all is a sentence, and takes no memory."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import read_sheet


def sheet(change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml", also: bool = False) -> bytes:
    """A table of two rows with its XML changed; `also` hides the worksheet from our own look at it."""
    buffer, changed = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("支部")
    page.write(0, 0, "編號")
    page.write(1, 1, 1)
    book.close()
    hidden = b'<sheet r:id="rId1" name="\xe6\x94\xaf\xe9\x83\xa8" sheetId="1"/>'
    with zipfile.ZipFile(buffer) as whole, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in whole.namelist():
            content = whole.read(name)
            content = change(content) if name == part else content
            if also and name == "xl/workbook.xml":
                content = content.replace(b'<sheet name="\xe6\x94\xaf\xe9\x83\xa8" sheetId="1" r:id="rId1"/>', hidden)
                assert hidden in content
            target.writestr(name, content)
    return changed.getvalue()


def moved(cell: str) -> Callable[[bytes], bytes]:
    """The cell B2 written as `cell`."""
    return lambda content: content.replace(b'<c r="B2">', cell.encode())


FAR = ['<c r="XFD1048576">', '<c s="0" r="XFD1048576">', "<c r='XFD20000'>", '<c r="ZZZZ99999999">', '<c r="ALL20001">']


@pytest.mark.parametrize("cell", FAR)
def test_a_cell_far_off_is_named_however_it_is_written(cell: str) -> None:
    with pytest.raises(UnreadableSheet, match=r"^[A-Z]+[0-9]+ 也有內容"):
        read_sheet(sheet(moved(cell)), ("支部",))


BAD = [
    '<c r="XFD1048576">',
    '<c r="XFD20000">',
    '<c r="ZZZZZZZZZZZZZZ1">',
    '<c r="A99999999999999999999">',
    '<c r="A0">',
]


@pytest.mark.parametrize("cell", BAD)
def test_a_sheet_that_takes_all_memory_or_kills_the_reader_is_a_sentence(cell: str) -> None:
    with pytest.raises(UnreadableSheet, match="壞了"):
        read_sheet(sheet(moved(cell), also=True), ("支部",))

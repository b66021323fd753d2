"""A file that comes as a sheet: what it is, whether it can be read, and how much it holds."""

import io
import zipfile

import pytest
import xlsxwriter

from branch_portal import rooms
from branch_portal.search.fold import fold
from branch_portal.sheets.importing import with_sheet
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import read_sheet
from tests.kernel.sheets.record_sheets import Exported


def test_merged_cells_are_refused() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("支部")
    page.write_row(0, 0, ["編號", "名稱", "上級"])
    page.merge_range(2, 2, 4, 2, "city")
    book.close()
    with pytest.raises(UnreadableSheet, match="C3:C5 是合併的單元格"):
        read_sheet(buffer.getvalue(), with_sheet(rooms.KINDS))


def test_a_formula_that_failed_is_not_an_empty_cell() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("支部")
    page.write_row(0, 0, ["編號", "名稱", "上級"])
    page.write_formula(1, 2, "=VLOOKUP(1,A:A,1)", None, "#N/A")
    page.write_formula(2, 2, '="ci"&"ty"', None, "city")
    book.add_worksheet("別的").write_formula(0, 0, "=1/0", None, "#DIV/0!")
    book.close()
    with pytest.raises(UnreadableSheet, match=r"^C2 是公式算出的錯誤"):
        read_sheet(buffer.getvalue(), with_sheet(rooms.KINDS))


@pytest.mark.parametrize(("row", "column", "cell"), [(1_048_575, 16_383, "XFD1048576"), (20_001, 0, "A20002")])
def test_a_space_far_off_the_table_is_named(row: int, column: int, cell: str) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("支部")
    page.write_row(0, 0, ["編號", "名稱", "上級"])
    page.write_string(row, column, " ")
    book.close()
    with pytest.raises(UnreadableSheet, match=f"^{cell} 也有內容"):
        read_sheet(buffer.getvalue(), with_sheet(rooms.KINDS))


def test_a_small_file_that_holds_very_much_is_refused() -> None:
    """One long text that every row names: with nothing to hold it, 600 MB."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("支部")
    for row in range(19_000):
        page.write_string(row, 0, "甲" * 10_000)
    book.close()
    assert len(buffer.getvalue()) < 200_000
    with pytest.raises(UnreadableSheet, match=r"^表格太大或壞了"):
        read_sheet(buffer.getvalue(), with_sheet(rooms.KINDS))


@pytest.mark.parametrize("damage", [b'<c r="A1', b"</sheetData>"])
def test_a_damaged_file_is_told(sheets: dict[str, Exported], damage: bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheets["branches"].content)) as whole, zipfile.ZipFile(buffer, "w") as damaged:
        for name in whole.namelist():
            content = whole.read(name)
            damaged.writestr(name, content.partition(damage)[0] if name == "xl/worksheets/sheet1.xml" else content)
    with pytest.raises(UnreadableSheet, match="文件壞了"):
        read_sheet(buffer.getvalue(), with_sheet(rooms.KINDS))


def _book(*sheets: str, formula: str | None = None, value: str | int = "") -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name in sheets:
        page = book.add_worksheet(name)
        page.write_row(0, 0, ["編號", "名稱", "上級"])
        page.write_row(1, 0, ["b01", "甲"])
        if formula:
            page.write_formula(1, 2, formula, None, value)
    book.close()
    return buffer.getvalue()


def _rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    """As another program writes the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(buffer, "w") as other:
        for name in whole.namelist():
            other.writestr(name, whole.read(name).replace(old, new))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "message", "mend"),
    [
        (
            _rewritten(_book("支部", formula="=3+4", value=7), b"<v>7</v>", b"<v></v>"),
            "C2 是公式，文件裡沒有它算出的結果",
            "存一次盤",
        ),
        (_book("支部", "支部 (2)"), "「支部 (2)」和「支部」的列名一樣", "刪去「支部 (2)」"),
        (_book("支部", "角色"), "有2張要導入的工作表", "移到另一個文件"),
        (_book("支部表"), "沒有認得出名稱的工作表", "如「支部」"),
        ("編號,名稱\nb01,甲\n".encode("gbk"), "CSV", "抄到"),
        ("編號;名稱\nb01;甲\n".encode("utf-8-sig"), "CSV", "抄到"),
        ("編號\t名稱\nb01\t甲\n".encode("utf-16"), "CSV", "抄到"),
        (b"<html><table></table></html>", "網頁", "抄到"),
        (b"%PDF-1.4\n", "PDF", "抄到"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "密碼", "清空"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "舊格式", "另存為"),
        (b"", "空的", "重新下載"),
        (b"\x05user" + bytes(160), "這不是 Excel 文件", "~$"),
    ],
)
def test_a_file_that_cannot_be_imported_says_what_it_is(content: bytes, message: str, mend: str) -> None:
    with pytest.raises(UnreadableSheet) as told_of:
        read_sheet(content, with_sheet(rooms.KINDS), fold)
    assert message in str(told_of.value)
    assert mend in told_of.value.mend


def test_a_formula_with_a_result_or_an_empty_text_and_a_name_with_a_space_are_read() -> None:
    for value, cell in ((7, 7), ("", None), ("city", "city")):
        book = _book("支部 ", "備忘", formula="=A1", value=value)
        if value == "":
            book = _rewritten(book, b'<c r="C2"', b'<c r="C2" t="str"')
        sheet = read_sheet(book, with_sheet(rooms.KINDS), fold)
        assert (sheet.name, sheet.rows[0][1][2]) == ("支部", cell)

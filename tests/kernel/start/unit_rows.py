"""The spreadsheet of units and branches as somebody fills it in."""

import io

import xlsxwriter

from branch_portal.rooms import KINDS
from branch_portal.sheets.workbook import read_sheet
from branch_portal.start.unit_sheet import blank_sheet


def filled(rows: dict[str, list[dict[str, str | int]]]) -> bytes:
    """The blank sheet with rows in it, written by another program's hand."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    for name, found in rows.items():
        titles = read_sheet(blank_sheet(KINDS), [name], str).titles
        sheet = book.add_worksheet(name)
        for column, title in enumerate(titles):
            sheet.write(0, column, title)
            for line, row in enumerate(found, 1):
                if title in row:
                    sheet.write(line, column, row[title])
    book.close()
    return content.getvalue()


UNIT = {"編號": "city", "名稱": "乙供電公司黨委", "簡稱": "公司黨委", "類別": "公司黨委"}
BRANCH = {"編號": "b01", "名稱": "配電黨支部", "簡稱": "配電", "類別": "黨支部", "上級": "city", "主要業務": "配電",
          "是否設支部委員會": "是", "黨小組數": 2, "本屆選舉日期": "2025-03-18"}  # fmt: skip

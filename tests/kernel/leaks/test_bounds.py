"""Long texts and documents that expand are looked through in seconds."""

import io
import zipfile
from functools import partial
from pathlib import Path

import pytest

from branch_portal.ground.redaction import leaks
from branch_portal.leaks import attachments
from branch_portal.leaks.attachments import contents
from branch_portal.leaks.built import scan_files
from branch_portal.leaks.scan import MOST_REPORTED, Allowed, scan_attachment, scan_text
from branch_portal.project.attachment import read_attachment
from tests.bounded import LARGE, many, soon

TRIGGERS = [
    "機密★",
    "立案",
    "1元 ",
    "1號樓1單元",
    "住址為1",
    "小區1-",
    "1.王*",
    "閩A1",
    "@aa.aa",
    "a甲@aa.",
    "13800001234 ",
]


@pytest.mark.parametrize("piece", TRIGGERS)
def test_a_long_text_of_one_trigger_is_scanned_in_seconds(piece: str) -> None:
    soon(lambda: sum(1 for _ in leaks(many(piece))))


def test_long_lines_of_spaces_and_digits_are_scanned_in_seconds() -> None:
    for text in (f"王一{' ' * LARGE}1元", f"{' ' * LARGE}秘密x", many("1", 3 * LARGE), many("Xxxx")):
        soon(partial(_count, text))


def _count(text: str) -> int:
    return sum(1 for _ in leaks(text))


def test_of_many_leaks_the_first_are_told(tmp_path: Path) -> None:
    text = many("電話 " + "1380" + "0001234\n")
    assert soon(lambda: len(list(scan_text(text, "a.md", Allowed())))) == MOST_REPORTED
    page = tmp_path / "a.html"
    page.write_text("\n".join(f"<p>{n} 機密★</p>" for n in range(12_500)), "utf-8")
    assert soon(lambda: len(scan_files([("a.html", page)], Allowed()))) == MOST_REPORTED


def test_leaks_at_both_ends_of_a_long_line_are_found() -> None:
    phone = "1380" + "0001234"
    text = f"{phone} {'甲' * 300} {phone}，{'乙' * 100}\n丙{phone}"
    assert [leak.start for leak in leaks(text)] == [0, 313, 427]


def office(part: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", part)
        archive.writestr("xl/workbook.xml", b"<sheet " * 40_000)
    return buffer.getvalue()


@pytest.mark.parametrize("piece", [b"<", b"<w:br ", b"<w:ins ", b"</w:", b"1"])
def test_a_small_document_that_expands_is_scanned_in_seconds(piece: bytes) -> None:
    data = office(piece * (2 * LARGE // len(piece)))
    assert len(data) < 30_000
    assert soon(lambda: [len(part) for part in contents(data, set()).parts])


def test_a_workbook_of_our_own_may_hold_the_deadlines_of_thousands_of_branches() -> None:
    cell = "電話：1380" + "0001234"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{cell}</t></is></c></row>'
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{row}</worksheet>")
        archive.writestr("xl/media/large.bin", bytes(21_000_000))
    from_outside = scan_attachment(buffer.getvalue(), "content/a.xlsx", Allowed())
    ours = scan_attachment(buffer.getvalue(), "site/api/a.xlsx", Allowed(), set())
    assert [[one.rule for one in found] for found in (from_outside, ours)] == [["LEAK-11"], ["LEAK-03"]]


def test_a_damaged_document_gives_its_traces_and_no_traceback(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        archive.writestr("docProps/core.xml", "<dc:creator>x</dc:creator>")
    whole = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").write_bytes(whole.replace(b"<dc:creator>x<", b"<dc:creator>y<"))
    assert read_attachment(tmp_path / "a.docx").traces == ("讀不出屬性的內容（加密、損壞或太大）",)
    with pytest.raises(attachments.UnreadableError):
        contents((tmp_path / "a.docx").read_bytes(), set())

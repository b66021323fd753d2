"""What the leak scan of an earlier edition let through, class by class and carrier by carrier: docs/trust.md names this file."""

import gzip
import struct
import tarfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from pypdf.annotations import FreeText, Link
from pypdf.generic import DecodedStreamObject, NameObject

from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.scan import scan_file
from tests.kernel.leaks.leaky import PHONE, archive

FORMS = {
    "LEAK-02": ("張某某同志",),
    "LEAK-03": (
        "(0591)87654321", "0591 87654321", "+86 591 87654321", "400-812-3456", f"{PHONE[:3]}  {PHONE[3:7]}  {PHONE[7:]}", f"{PHONE[:3]}·{PHONE[3:7]}·{PHONE[7:]}",
        f"{PHONE[:3]}/{PHONE[3:7]}/{PHONE[7:]}", f"0086{PHONE}", f"電話x{PHONE}", f"{PHONE[:5]}<!-- a -->{PHONE[5:]}", f"{PHONE[:5]}\u00ad{PHONE[5:]}", f"{PHONE[:5]}\u0301{PHONE[5:]}",
    ),
    "LEAK-05": ("支部閩A8K2L6", "閩A12B45", "閩A1234警"),
    "LEAK-07": ("張三￥120", "張三120塊", "張三1.2萬元", "張三一百二十元", "歐陽娜娜120元", "| 張三 | 120 元 |"),
    "LEAK-08": ("張三被停職", "張三被免職", "對張三談話函詢"),
    "LEAK-09": (
        "這份文件，本件屬於秘密", "〔秘密〕", "秘密▲", "秘密*", "秘 密 ★ 5 年", "商密★", "本文件屬於工作秘密", "僅供內部使用", "（內部使用）", "（依申請公開）",
    ),
    "LEAK-13": ("示例小區3-2-501", "示例新村二號樓三單元501"),
    "LEAK-14": ("微信號：zhang_2026", "QQ：123456789"),
    "LEAK-15": ("密碼：Ab123456", "服務器 10.3.4.5"),
    "LEAK-17": ("參會人員：張三丰、李四光、王五一",),
}  # fmt: skip


@pytest.mark.parametrize("rule", FORMS)
def test_a_form_that_was_let_through_is_found(rule: str) -> None:
    assert [text for text in FORMS[rule] if rule not in _found(f"甲。\n\n{text}\n".encode(), "content/a.md")] == []


def _found(data: bytes, path: str) -> set[str]:
    return {problem.rule for problem in scan_file(data, path, Allowed())}


def _pdf(change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer, stream = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(9, 9)
    change(writer)
    writer.write(stream)
    return stream.getvalue()


def _with_xmp(writer: pypdf.PdfWriter) -> None:
    about = DecodedStreamObject()
    about.set_data(f"<x><a>{PHONE}</a></x>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(about)


def _tar(name: str, held: bytes) -> bytes:
    stream = BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        about = tarfile.TarInfo(name)
        about.size = len(held)
        file.addfile(about, BytesIO(held))
    return stream.getvalue()


def _jpeg(mark: int, held: bytes) -> bytes:
    return b"\xff\xd8\xff" + bytes([mark]) + struct.pack(">H", len(held) + 2) + held + b"\xff\xd9"


def _png(name: bytes, held: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(held)) + name + held + bytes(4)


P = PHONE.encode()
CARRIERS: dict[str, bytes] = {
    **{f"a{ending}": f"x\t聯繫\t{PHONE}\n".encode() for ending in (".tsv", ".log", ".vcf", ".sql", ".jsonl", ".geojson", ".srt", ".xyz")},
    "a.eml": b"Subject: =?utf-8?q?" + P + b"?=\n\nx", "a.rtf": b"{\\rtf1 " + P[:5] + b"{\\b " + P[5:] + b"}}",
    "latin.txt": P[:5] + b"\n\xe9 " + P, "utf16.txt": f"電話{PHONE}".encode("utf-16"), "gb18030.txt": f"電話{PHONE}".encode("gb18030"),
    "a.gz": gzip.compress(P), "a.tar": _tar("a.txt", P), "name.tar": _tar(f"{PHONE}.txt", b"x"), "a.svgz": gzip.compress(b"<svg><text>" + P + b"</text></svg>"),
    "a.odt": archive(mimetype="x", content_xml=f"<text:p>{PHONE}</text:p>"), "a.epub": archive(**{"mimetype": "x", "a.xhtml": f"<p>{PHONE}</p>", "b.txt": PHONE}),
    "a.ppsx": archive(ppt__slides__slide1_xml=f"<a:p><a:t>{PHONE}</a:t></a:p>"), "lying.docx": archive(a_txt=PHONE),
    "utf16 part.docx": archive(word__document_xml=f"<w:t>{PHONE}</w:t>".encode("utf-16")),
    "alt.docx": archive(word__document_xml=f'<wp:docPr descr="{PHONE}"/>'), "bookmark.docx": archive(word__document_xml=f'<w:bookmarkStart w:name="{PHONE}"/>'),
    "link.docx": archive(**{"word/_rels/document.xml.rels": f'<Relationship Target="tel:{PHONE}"/>'}), "in.docx": archive(word__embeddings__a_txt=f"{'x ' * 40}{PHONE}"),
    "manager.docx": archive(docProps__app_xml=f"<Company>{PHONE}</Company>"), "properties.docx": archive(docProps__custom_xml=f"<vt:lpwstr>{PHONE}</vt:lpwstr>"),
    "header.xlsx": archive(xl__worksheets__sheet1_xml=f"<sheetData></sheetData><headerFooter><oddHeader>{PHONE}</oddHeader></headerFooter>"),
    "sheet name.xlsx": archive(xl__workbook_xml=f'<sheets><sheet name="{PHONE}"/></sheets>'),
    "float.xlsx": archive(xl__worksheets__sheet1_xml=f'<row><c r="A1"><v>{PHONE[0]}.{PHONE[1:]}E10</v></c></row>'),
    "whole float.xlsx": archive(xl__worksheets__sheet1_xml=f'<row><c r="A1"><v>{PHONE}.0</v></c></row>'), "pivot.xlsx": archive(xl__pivotCache__a_xml=f'<s v="{PHONE}"/>'),
    "bookmark.pdf": _pdf(lambda writer: writer.add_outline_item(PHONE, 0)), "link.pdf": _pdf(lambda writer: writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=f"tel:{PHONE}"))),
    "note.pdf": _pdf(lambda writer: writer.add_annotation(0, FreeText(text=PHONE, rect=(0, 0, 9, 9)))), "place.pdf": _pdf(lambda writer: writer.add_named_destination(PHONE, 0)),
    "embedded.pdf": _pdf(lambda writer: writer.add_attachment("a.txt", P)), "xmp.pdf": _pdf(_with_xmp), "properties.pdf": _pdf(lambda writer: writer.add_metadata({"/Subject": PHONE})),
    "xmp.jpg": _jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + P + b"</x>"), "iptc.jpg": _jpeg(0xED, b"Photoshop 3.0\0" + P), "comment.jpg": _jpeg(0xFE, P),
    "long.jpg": _jpeg(0xE1, b"x" * 65_000)[:-2] + _jpeg(0xE1, P)[2:],
    "ztxt.png": _png(b"zTXt", b"a\0\0" + zlib.compress(P)), "itxt.png": _png(b"iTXt", b"a\0\0\0\0\0" + P), "text.png": _png(b"tEXt", b"a\0" + P),
    "a.webp": b"RIFF" + struct.pack("<I", 30) + b"WEBPXMP " + struct.pack("<I", len(P)) + P, "a.gif": b"GIF89a!\xfe" + bytes([len(P)]) + P + b"\0;", "a.tif": b"II*\0" + P,
    "tspans.svg": f"<svg><text><tspan>{PHONE[:3]}</tspan>\n<tspan>{PHONE[3:]}</tspan></text></svg>".encode(),
    "folded.yml": f"note: >-\n  {PHONE[:3]}\n  {PHONE[3:]}\n".encode(), "escaped.yml": f'note: "\\x31{PHONE[1:]}"\n'.encode(), "comment.yml": f"id: a # {PHONE}\n".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", CARRIERS)
def test_a_carrier_that_was_not_looked_into_is(name: str) -> None:
    assert "LEAK-03" in _found(CARRIERS[name], f"content/x/{name}")


@pytest.mark.parametrize("name", ["李**", "罗*娟"])
def test_a_short_text_of_a_picture_is_read(name: str) -> None:
    assert _found(_png(b"tEXt", b"Author\0" + name.encode()), "content/x/a.png") == {"LEAK-02"}


def test_a_name_and_an_amount_in_two_cells_are_one_leak() -> None:
    cells = (
        '<row><c r="A1" t="inlineStr"><is><t>張三</t></is></c><c r="B1" t="inlineStr"><is><t>120元</t></is></c></row>'
    )
    assert _found(archive(xl__worksheets__sheet1_xml=cells), "content/a.xlsx") == {"LEAK-07"}


@pytest.mark.parametrize(
    "text", ["電量13800001234 kWh", "程序費 300元", "夏令營 200元", "江河因汛情發布警告", "閩A·00000", "3幢120戶"]
)
def test_what_was_refused_by_mistake_passes(text: str) -> None:
    assert _found(f"甲。\n\n{text}\n".encode(), "content/a.md") == set()

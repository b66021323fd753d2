"""`portal material add`: a file and its record, without what the file said of its makers."""

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader, PdfWriter

from branch_portal.commands.main import portal as command_line
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.cleaned import NotCleaned, cleaned
from branch_portal.leaks.scan import scan_file
from branch_portal.project.attachment import read_attachment
from tests.portal import AS_OF, Portal


def packed(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in {"[Content_Types].xml": "<Types/>", **parts}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


ABOUT = {
    "docProps/core.xml": '<x><dc:creator xmlns:dc="d">某某</dc:creator><cp:lastModifiedBy>某某</cp:lastModifiedBy>'
    "<dc:description>某某審定</dc:description><cp:keywords>某處</cp:keywords><dc:title>課件</dc:title></x>",
    "docProps/app.xml": "<x><Template>C:/某某/a.potx</Template><Company>某處</Company><Manager>某某</Manager><Slides>1</Slides></x>",
    "docProps/custom.xml": '<x><property name="a"><vt:lpwstr>某某</vt:lpwstr></property></x>',
}


def slides(**more: str) -> bytes:
    return packed(
        **{"ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": "<p:sld><a:t>第一頁</a:t></p:sld>", **ABOUT, **more}
    )


def letter() -> bytes:
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = "某某"
    document.add_paragraph("講稿")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table(hidden: bool = False) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.set_properties({"author": "某某", "company": "某處", "manager": "某某"})
    book.add_worksheet().write(0, 0, "第一格")
    if hidden:
        book.add_worksheet().hide()
    book.close()
    return buffer.getvalue()


def page() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "某某", "/Title": "某處"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + b"\0\0\0\0"


def segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + (len(content) + 2).to_bytes(2, "big") + content


TURNED = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\0" * 13)
    + chunk(b"tEXt", b"Author\0some")
    + chunk(b"eXIf", b"x")
    + chunk(b"IEND", b"")
)
JPG = (
    b"\xff\xd8" + segment(0xE0, b"JFIF") + segment(0xE1, b"Exif\0\0\x0f\x01\x02\0") + segment(0xE2, b"ICC_PROFILE")
    + segment(0xFE, b"some") + segment(0xDB, b"table") + b"\xff\xda\0\0\xff\xd9"
)  # fmt: skip


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


MP4 = (
    box(b"ftyp", b"isom\0\0\0\0isom")
    + box(
        b"moov",
        box(b"mvhd", b"head") + box(b"trak", box(b"meta", b"some")) + box(b"udta", box(b"\xa9xyz", b"+26+119/")),
    )
    + box(b"mdat", b"moovudta film")
)
FILES = {
    "a.mp4": MP4,
    "a.docx": letter(),
    "a.xlsx": table(),
    "a.pptx": slides(),
    "a.pdf": page(),
    "a.png": PNG,
    "a.jpg": JPG,
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_says_of_its_makers_goes_and_nothing_else(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name])
    before = read_attachment(file)
    assert before.traces
    file.write_bytes(clean := cleaned(FILES[name]))
    after = read_attachment(file)
    assert (after.kind, after.traces) == (name[2:], ())
    assert list(scan_file(clean, name, Allowed())) == []
    assert cleaned(clean) == clean
    if clean.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(FILES[name])) as old, zipfile.ZipFile(io.BytesIO(clean)) as new:
            assert new.namelist() == [part for part in old.namelist() if not part.startswith("docProps/thumbnail")]
            same = [part for part in old.namelist() if not part.startswith(("docProps/", "_rels/"))]
            assert [part for part in same if new.read(part) != old.read(part)] == []
            assert "某".encode() not in b"".join(map(new.read, new.namelist()))
    if name == "a.pdf":
        assert len(PdfReader(io.BytesIO(clean)).pages) == 1
    if name == "a.mp4":
        whole = clean.replace(b"free", b"udta", 2).replace(b"udta", b"meta", 1)
        assert [at for at in range(len(MP4)) if whole[at] != MP4[at] and clean[at]] == []
        assert len(clean) == len(MP4)
        assert clean.endswith(MP4[-20:])
        assert [one for one in (b"some", b"+26", b"xyz") if one in clean] == []
    if name == "a.jpg":
        assert [part in clean for part in (b"JFIF", b"ICC_PROFILE", b"table", b"some", b"Exif")] == [
            True,
            True,
            True,
            False,
            False,
        ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0old", "舊格式"),
        (b"%PDF-1.7 broken", "打不開"),
        (b"PK\x03\x04 broken", "打不開"),
        (slides(**{"ppt/vbaProject.bin": "x"}), "宏"),
        (b"\xff\xd8" + segment(0xE1, TURNED) + b"\xff\xda", "轉一下"),
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(NotCleaned, match=words):
        cleaned(data)


def test_a_picture_says_how_much_room_it_takes(tmp_path: Path) -> None:
    """Else the page below it moves when it comes (the slip's steps: 0.13 on a phone)."""
    start = struct.pack(">BHHB", 8, 300, 400, 3)
    for name, content, pixels in (
        ("a.png", PNG[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)), (640, 480)),
        ("a.jpg", b"\xff\xd8" + segment(0xE0, b"JFIF") + segment(0xC4, bytes(9)) + segment(0xC2, start), (400, 300)),
        ("b.png", PNG, None),
        ("b.jpg", b"\xff\xd8" + segment(0xC0, b"")[:7], None),
        ("c.jpg", b"\xff\xd8\xff\xc4\x00\x00" * 9, None),
    ):
        (tmp_path / name).write_bytes(content)
        assert read_attachment(tmp_path / name).pixels == pixels, name


def add(mini: Portal, file: Path, *more: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        command_line, ["material", "add", str(file), *more, "--root", str(mini.root), "--as-of", str(AS_OF)]
    )
    return done.exit_code, done.output


def fill(mini: Portal, path: str, **fields: str) -> None:
    """Fill in the record as a person does who reads its lines."""
    file = mini.root / path
    text = file.read_text("utf-8")
    for key, value in fields.items():
        assert re.search(f"^{key}:", text, re.MULTILINE), key
        text = re.sub(f"^{key}:.*\n((?: .*\n)*)", f"{key}: {value}\n", text, count=1, flags=re.MULTILINE)
    file.write_text(text, "utf-8")


FILLED = {
    "title": "主題黨日課件", "summary": "五頁講清", "topics": "[org-life]", "used_in": "[{guide: g13}]",
    "owner": "branch_clerk", "audience": "[branch_secretary]", "source": "本單位自編", "rights": "own",
    "secrecy_review": "{role: dept_specialist, on: 2026-11-20}", "reviewed_on": "2026-11-23", "review_in_months": "12",
}  # fmt: skip
TOPIC = {"id": "org-life", "order": 1, "title": "組織生活", "summary": "三會一課"}


def test_a_deck_comes_in_with_its_record_and_the_check_accepts_it_when_it_is_filled_in(
    mini: Portal, tmp_path: Path
) -> None:
    mini.put("data/topics/org-life.yml", TOPIC)
    deck = tmp_path / "主題黨日課件.pptx"
    made = slides()
    deck.write_bytes(made)
    code, text = add(mini, deck)
    assert code == 0, text
    assert text.splitlines() == [
        "清掉了：作者、最後修改者、單位、主管。原來的文件沒有動。",
        "寫好了：content/learning/material-01.pptx",
        "寫好了：data/materials/material-01.yml",
        "打開 data/materials/material-01.yml，填好標著「必填」的，再運行 portal check。",
    ]
    assert deck.read_bytes() == made
    record = mini.root / "data/materials/material-01.yml"
    assert "title: 主題黨日課件  #" in record.read_text("utf-8")
    assert "kind: courseware" in record.read_text("utf-8")
    fill(mini, "data/materials/material-01.yml", **FILLED)
    assert [str(one) for one in mini.problems()] == []


def test_a_file_that_is_there_gets_its_size_and_hash(mini: Portal, tmp_path: Path) -> None:
    mini.put("data/topics/org-life.yml", TOPIC)
    lesson = tmp_path / "how-to.md"
    lesson.write_text("## 一 {#one}\n\n講。\n", "utf-8")
    assert add(mini, lesson)[0] == 0
    path = "data/materials/how-to.yml"
    fill(mini, path, **FILLED)
    whole = (mini.root / path).read_text("utf-8")
    without = re.sub("^(?:size|sha256):.*\n", "", whole, flags=re.MULTILINE)
    (mini.root / path).write_text(without, "utf-8")
    (problem,) = mini.problems()
    assert (problem.rule, problem.severity) == ("LEARN-10", "warning")
    assert "portal material add content/learning/how-to.md" in problem.mend
    code, text = add(mini, mini.root / "content/learning/how-to.md")
    assert code == 0, text
    assert mini.problems() == []
    assert "sha256" in (mini.root / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "more", "words"),
    [
        ("a.txt", b"text", (), "另存為 docx 或 PDF"),
        ("a.heic", box(b"ftyp", b"heic\0\0\0\0mif1"), (), "另存為 png 或 jpg"),
        ("a.mov", box(b"ftyp", b"qt  \0\0\0\0qt  "), (), "轉成 mp4"),
        ("a.pdf", b"", (), "是空的"),
        ("a.doc", b"\xd0\xcf\x11\xe0old", (), "舊格式"),
        ("a.docx", b"PK\x03\x04 broken", (), "打不開"),
        ("hidden.xlsx", table(hidden=True), (), "隱藏的工作表"),
        ("call.md", "手機 13812345678\n".encode(), (), "LEAK-03"),
        ("a.md", "## 一\n".encode(), ("--id", "主題"), "不能作"),
        ("notes.docx", packed(**{"word/document.xml": "<w:p/>", "word/comments.xml": "<c/>"}), (), "批註"),
    ],
)
def test_what_may_not_be_published_is_not_taken(
    mini: Portal, tmp_path: Path, name: str, data: bytes, more: tuple[str, ...], words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    code, text = add(mini, tmp_path / name, *more)
    assert code == 1
    assert words in text
    assert "13812345678" not in text
    assert not (mini.root / "data/materials").exists()
    assert not list((mini.root / "content").glob("learning/*"))


def test_a_name_that_is_taken_is_refused(mini: Portal, tmp_path: Path) -> None:
    lesson = tmp_path / "how-to.md"
    lesson.write_text("## 一 {#one}\n\n講。\n", "utf-8")
    assert add(mini, lesson)[0] == 0
    code, text = add(mini, lesson)
    assert code == 1
    assert "「how-to」已經用過" in text

"""Learning materials: each rule has a failing case, files are what they say, and the guide's steps lead to them."""

import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx import Document
from pypdf import PdfWriter

from branch_portal import rooms
from branch_portal.ground.rules import all_rules
from branch_portal.project.attachment import read_attachment
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning import clause_rules
from branch_portal.systems.learning.events import events
from branch_portal.systems.learning.figures import by_step, review_due
from branch_portal.systems.learning.kinds import LEARNING_FILES, MATERIALS, TOPICS
from branch_portal.systems.learning.rules import check, check_day
from branch_portal.year.schedule import Schedule

DAY = dt.date.fromisoformat


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def changed(item: Located[Any], **changes: Any) -> Located[Any]:
    return replace(item, record=item.record.model_copy(update=changes))


def found(records: Records) -> set[str]:
    return {problem.rule for problem in check(records)}


def material(sample: Records, **changes: Any) -> Records:
    record = type(sample[MATERIALS]["slip-steps"].record).model_validate(
        {**sample[MATERIALS]["slip-steps"].record.model_dump(), **changes}
    )
    return sample.having(
        materials={**sample[MATERIALS], "slip-steps": replace(sample[MATERIALS]["slip-steps"], record=record)}
    )


def file(sample: Records, **changes: Any) -> Records:
    files = {**sample[LEARNING_FILES], "slip-steps.png": changed(sample[LEARNING_FILES]["slip-steps.png"], **changes)}
    return sample.having(learning_files=files)


def without_file(sample: Records) -> Records:
    files = {name: item for name, item in sample[LEARNING_FILES].items() if name != "slip-steps.png"}
    return sample.having(learning_files=files)


def empty_topic(sample: Records) -> Records:
    topic = sample[TOPICS]["office"]
    return sample.having(topics={**sample[TOPICS], "more": changed(topic, id="more")})


def two_at_one_place(sample: Records) -> Records:
    topic = sample[TOPICS]["office"]
    return sample.having(
        topics={**sample[TOPICS], "office": changed(topic, order=sample[TOPICS]["safety"].record.order)}
    )


CASES: list[tuple[str, Callable[[Records], Records]]] = [
    ("LEARN-01", without_file),
    ("LEARN-01", lambda sample: file(sample, sha256="0" * 64)),
    ("LEARN-01", lambda sample: file(sample, size=1)),
    ("LEARN-02", lambda sample: sample.having(materials={})),
    ("LEARN-02", lambda sample: material(sample, file="archive-card.pdf")),
    ("LEARN-03", lambda sample: file(sample, kind="jpg")),
    ("LEARN-03", lambda sample: material(sample, file="archive-card.pdf")),
    ("LEARN-04", lambda sample: file(sample, size=51 << 20)),
    ("LEARN-05", lambda sample: file(sample, traces=("作者",))),
    ("LEARN-06", lambda sample: material(sample, owner="org_department")),
    ("LEARN-06", lambda sample: material(sample, reviewed_on=DAY("2026-01-04"))),
    ("LEARN-06", lambda sample: material(sample, rights="licensed")),
    ("LEARN-07", empty_topic),
    ("LEARN-11", two_at_one_place),
    ("LEARN-08", lambda sample: material(sample, used_in=({"guide": "g03", "step": "step-none"},))),
]


@pytest.mark.parametrize(("rule", "spoil"), CASES)
def test_a_wrong_material(sample: Records, rule: str, spoil: Callable[[Records], Records]) -> None:
    assert rule in found(spoil(sample))


def test_the_sample_breaks_no_rule_until_a_review_is_due(sample: Records) -> None:
    assert found(sample) == set()
    due = min(review_due(item.record) for item in sample[MATERIALS].values())
    assert list(check_day(sample, due)) == []
    assert {problem.rule for problem in check_day(sample, due + dt.timedelta(days=1))} == {"LEARN-09"}


def test_every_rule_of_this_system_is_tested() -> None:
    assert {rule for rule, _ in CASES} | {"LEARN-09", "LEARN-10"} == {
        id for id in all_rules() if id.startswith("LEARN-")
    }


def test_a_changed_file_is_told_with_what_to_write(sample: Records) -> None:
    problem = next(iter(check(file(sample, sha256="0" * 64, size=12))))
    assert "size: 12" in problem.mend
    assert "0" * 64 in problem.mend


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 13, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 12, "2027-11-30"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-06-10", 6, "2026-12-10"),
    ],
)
def test_a_review_is_due_on_the_same_day_of_a_later_month(
    sample: Records, reviewed: str, months: int, due: str
) -> None:
    one = sample[MATERIALS]["slip-steps"].record.model_copy(
        update={"reviewed_on": DAY(reviewed), "review_in_months": months}
    )
    assert review_due(one) == DAY(due)


# what a file gives away


def docx(author: str) -> bytes:
    document = Document()
    document.core_properties.author = author
    document.core_properties.last_modified_by = ""
    document.add_paragraph("講稿")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx(author: str = "", comment: bool = False, hidden: bool = False) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    if author:
        book.set_properties({"author": author, "company": "某單位"})
    sheet = book.add_worksheet()
    if comment:
        sheet.write_comment("A1", "批註")
    if hidden:
        book.add_worksheet().hide()
    book.close()
    return buffer.getvalue()


def pdf(author: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if author:
        writer.add_metadata({"/Author": author})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def revised(content: bytes) -> bytes:
    """A letter with a tracked change."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(
                name, text.replace(b"<w:p>", b'<w:p><w:ins w:author="x"/>') if name == "word/document.xml" else text
            )
    return buffer.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + b"\0\0\0\0"


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 10
EXIF = b"\xff\xe1\x00\x0aExif\0\0\0\0"


def slides(count: int, size: int) -> bytes:
    """A show that unpacks to `count` slides of `size` bytes each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/presentation.xml", "")
        for number in range(count):
            archive.writestr(f"ppt/slides/slide{number}.xml", b" " * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind", "traces"),
    [
        ("a.md", "## 講稿".encode(), "md", ()),
        ("a.md", b"\xff\xfe\x00", "other", ()),
        ("a.txt", b"text", "other", ()),
        ("a.png", PNG, "png", ()),
        ("a.png", PNG + chunk(b"eXIf", b"x"), "png", ("拍攝信息",)),
        ("a.png", PNG + chunk(b"tEXt", b"Author\0somebody"), "png", ("作者",)),
        ("a.jpg", JPG + b"\xff\xda", "jpg", ()),
        ("a.jpg", JPG + EXIF + b"\xff\xda", "jpg", ("拍攝信息（可能含拍攝地點和設備）",)),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 40, "mp4", ()),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + b"\xa9xyz", "mp4", ("拍攝地點",)),
        ("a.pdf", pdf(""), "pdf", ()),
        ("a.pdf", pdf("somebody"), "pdf", ("作者",)),
        ("a.pdf", b"%PDF-1.7 broken", "pdf", ("讀不出屬性的內容（加密、損壞或太大）",)),
        ("a.docx", docx(""), "docx", ()),
        ("a.docx", docx("somebody"), "docx", ("作者",)),
        ("a.docx", revised(docx("")), "docx", ("修訂痕跡",)),
        ("a.xlsx", xlsx(), "xlsx", ()),
        ("a.xlsx", xlsx("somebody"), "xlsx", ("作者", "最後修改者", "單位")),
        ("a.xlsx", xlsx(comment=True), "xlsx", ("批註",)),
        ("a.xlsx", xlsx(hidden=True), "xlsx", ("隱藏的工作表",)),
        ("a.pptx", slides(6, 8_000_000), "pptx", ("讀不出屬性的內容（加密、損壞或太大）",)),
        ("a.docx", b"PK\x03\x04 not an archive", "other", ()),
    ],
)
def test_a_file_is_told_by_its_bytes(
    tmp_path: Path, name: str, content: bytes, kind: str, traces: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    facts = read_attachment(path)
    assert (facts.kind, facts.traces, facts.size) == (kind, traces, len(content))
    assert facts.sha256 == hashlib.sha256(content).hexdigest()


# events and pages


def test_a_review_is_an_event_for_editors_alone(book: Handbook, schedule: Schedule) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    assert set(found) == {f"material-{id}.review" for id in book[MATERIALS]}
    assert all(event.editors_only for event in found.values())


def test_the_guide_leads_to_its_materials_and_back(site: Path, book: Handbook) -> None:
    for id in book[GUIDES]:
        steps = by_step(book[MATERIALS], id)
        text = (site / "guide" / id / "index.html").read_text("utf-8")
        links = re.findall(r'href="\.\./\.\./learning/([^/"]+)/"', text)
        for anchor, materials in steps.items():
            for one in materials:
                assert links.count(one.id) >= (2 if anchor else 1)
                back = (site / "learning" / one.id / "index.html").read_text("utf-8")
                assert f"../../guide/{id}/" + (f"#{anchor}" if anchor else "") in back
        assert set(links) == {one.id for materials in steps.values() for one in materials}


def test_the_file_that_was_reviewed_is_the_file_that_is_published(site: Path, book: Handbook) -> None:
    for one in book[MATERIALS].values():
        if not one.file.endswith(".md"):
            content = (site / "learning" / one.file).read_bytes()
            assert hashlib.sha256(content).hexdigest() == one.sha256


def test_a_lesson_is_a_page_of_its_own_words(site: Path) -> None:
    text = (site / "learning" / "theme-day-useful" / "index.html").read_text("utf-8")
    assert '<h2 id="plan">' in text
    assert not (site / "learning" / "theme-day-useful.md").exists()


def test_a_lesson_says_what_the_cards_say(sample: Records) -> None:
    name, item = next(
        (name, item) for name, item in sample[LEARNING_FILES].items() if "超過**應到會**" in item.record.text
    )
    assert list(clause_rules.check(sample)) == []
    lines = item.record.text.splitlines()
    row = next(number for number, line in enumerate(lines) if "到會半數以上" in line)

    def saying(words: str) -> Records:
        text = "\n".join([*lines[:row], lines[row].replace("半數以上", words), *lines[row + 1 :]])
        return sample.having(learning_files={**sample[LEARNING_FILES], name: changed(item, text=text)})

    (problem,) = clause_rules.check(saying("三分之二"))
    assert (problem.rule, problem.place.path, problem.place.line) == ("CLAUSE-06", item.at("name").path, row + 1)
    mended = re.findall("「(.+?)」", problem.mend or "")[0]
    assert list(clause_rules.check(saying(mended))) == []

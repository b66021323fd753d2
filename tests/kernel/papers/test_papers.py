"""公文版面: measured in the PDF that LibreOffice makes of each kind of paper; skipped where there is no LibreOffice."""

import io
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader

from branch_portal.commands.main import portal as command_line
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.papers.docx_file import docx_file
from branch_portal.papers.layout import FALLBACK
from branch_portal.papers.paper import Grid, Line, Paper, first, numeral, second
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.book.chosen_guides import chosen_guides
from branch_portal.systems.book.form_letter import letter as form_letter
from branch_portal.systems.book.kinds import FORMS, GUIDES
from branch_portal.systems.book.model import Guide
from branch_portal.systems.book.whole_book import lines, whole_book
from branch_portal.systems.findings.kinds import RELEASES
from branch_portal.systems.findings.paper import release_paper
from branch_portal.systems.goals.kinds import ACTION_PLANS
from branch_portal.systems.goals.paper import plan_paper
from branch_portal.systems.letters.kinds import LETTERS
from branch_portal.systems.letters.paper import letter_paper
from branch_portal.systems.slips.batch import batches
from branch_portal.systems.slips.paper import slip_paper
from tests.sample import AS_OF

MM = 72 / 25.4
HEIGHT = 297 * MM

PAPER = Paper(
    "關於核對版面的通知",
    (Line("各黨支部：", "to"), first(1, "一級"), second(1, "二級"), Line("字" * 28 * 44), Grid(("甲", "乙"), (("一", "二"),))),
    "DB-2026-001", "黨建部", "2026年11月30日",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of type on a page: where it begins, how high its foot stands, how large it is (in points)."""

    page: int
    x: float
    y: float
    size: float
    text: str


def rows(pdf: bytes) -> list[Row]:
    found: dict[tuple[int, float], list[tuple[float, str, float]]] = {}
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):

        def seen(text: str, cm: list[float], tm: list[float], font: object, size: float, number: int = number) -> None:
            del cm, font
            if text.strip():
                found.setdefault((number, round(tm[5], 1)), []).append((tm[4], text, size))

        page.extract_text(visitor_text=seen)
    return [
        Row(page, min(x for x, _, _ in parts), y, parts[0][2], "".join(text for _, text, _ in parts).strip())
        for (page, y), parts in sorted(found.items(), key=lambda one: (one[0][0], -one[0][1]))
    ]


def shot(book: Handbook) -> Snapshot:
    return take_snapshot(book, AS_OF, ROOMS)


@pytest.fixture(scope="module")
def made(book: Handbook) -> dict[str, bytes]:
    """One paper of each kind, and the book: whole, for a role, for a branch."""
    snapshot = shot(book)
    shown = snapshot.book
    form = next(one for one in book[FORMS].values() if one.kind != "sheet" and one.paragraphs)
    return {
        "page": docx_file(PAPER),
        "slip": docx_file(slip_paper(shown, snapshot.figures(batches)[0])),
        "letter": docx_file(letter_paper(shown, next(iter(shown[LETTERS].values())))),
        "bulletin": docx_file(release_paper(snapshot, next(iter(shown[RELEASES].values())))),
        "plan": docx_file(plan_paper(shown, next(iter(shown[ACTION_PLANS].values())))),
        "minutes": form_letter(form, book.settings.organisation),
        **{name: whole_book("黨務操作指引", "甲公司", guides) for name, guides in books(snapshot).items()},
    }


def books(snapshot: Snapshot) -> dict[str, Sequence[Guide]]:
    """The guides of the whole book, of one role's and of one branch's."""
    return {
        "book": chosen_guides(snapshot),
        "role": chosen_guides(snapshot, role="group_leader"),
        "branch": chosen_guides(snapshot, branch="b09"),
    }


@pytest.fixture(scope="module")
def pdfs(made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice, started once, makes of them."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("no LibreOffice here: the papers cannot be measured")
    folder = tmp_path_factory.mktemp("papers")
    for name, content in made.items():
        (folder / f"{name}.docx").write_bytes(content)
    options = '{"ExportBookmarks":{"type":"boolean","value":"true"}}'
    words = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    words += ["--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(folder)]
    subprocess.run([*words, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, timeout=600)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in made}


def test_the_type_area_is_22_lines_of_28_characters(pdfs: dict[str, bytes]) -> None:
    left, bottom, right, top = (float(one) for one in PdfReader(io.BytesIO(pdfs["page"])).pages[0].mediabox)
    assert (round((right - left) / MM), round((top - bottom) / MM)) == (210, 297)
    found = rows(pdfs["page"])
    text = [row for row in found if set(row.text) == {"字"} and row.size == 16]
    full = [row for row in text if row.page == 1]
    assert len(full) == 22
    assert {len(row.text) for row in full} == {28}
    assert all(abs(row.x / MM - 28) < 0.3 for row in full)
    pitch = (full[0].y - full[-1].y) / 21 / MM
    assert abs(pitch - 225 / 22) < 0.05
    assert 37 < (HEIGHT - full[0].y) / MM < 37 + 225 / 22
    assert (HEIGHT - full[-1].y) / MM < 37 + 225
    indented = next(row for row in text if row.page == 0)
    assert abs(indented.x / MM - 28 - 2 * 156 / 28) < 0.5


def test_title_and_page_numbers_are_where_they_belong(pdfs: dict[str, bytes]) -> None:
    found = rows(pdfs["page"])
    title = next(row for row in found if row.text == PAPER.title)
    assert title.size == 22
    assert abs((title.x + 22 * len(PAPER.title) / 2) / MM - (28 + 78)) < 2
    numbers = [row for row in found if re.fullmatch(r"—\s*\d+\s*—", row.text)]
    assert [int(re.sub(r"\D", "", row.text)) for row in numbers] == list(range(1, len(numbers) + 1))
    assert all(row.size == 14 for row in numbers)
    assert [row.x > 105 * MM for row in numbers] == [page % 2 == 0 for page in range(len(numbers))]
    assert all(5 <= (HEIGHT - row.y) / MM - (37 + 225) <= 14 for row in numbers)


@pytest.mark.parametrize("name", ["slip", "letter", "bulletin", "plan", "minutes"])
def test_each_kind_of_paper_keeps_to_it(pdfs: dict[str, bytes], name: str) -> None:
    found = rows(pdfs[name])
    text = [row for row in found if row.size == 16]
    assert text
    assert min(row.x for row in found) / MM > 27.5
    steps = {
        round((one.y - other.y) / MM, 1)
        for one, other in itertools.pairwise(text)
        if one.page == other.page and one.y - other.y < 11 * MM
    }
    assert all(abs(step - 225 / 22) < 0.2 for step in steps)
    assert any(row.size == 22 for row in found)


@pytest.mark.parametrize("name", ["book", "role", "branch"])
def test_a_book_has_every_guide_once_right_page_numbers_and_an_outline(
    book: Handbook, pdfs: dict[str, bytes], name: str
) -> None:
    guides = books(shot(book))[name]
    if name == "book":
        assert sorted(guide.id for guide in guides) == sorted(book[GUIDES])
    pdf = PdfReader(io.BytesIO(pdfs[name]))
    titles = [guide.title for guide in guides]
    outline = [(str(one.title), (pdf.get_destination_page_number(one) or 0) + 1) for one in _flat(pdf.outline)]
    assert [title for title, _ in outline if title in titles] == titles
    pages = {title: page for title, page in outline if title in titles}
    last = min(pages.values())
    contents = "".join("".join(page.extract_text().split()) for page in pdf.pages[:last])
    for title in titles:
        found = re.search(re.escape("".join(title.split())) + r"[.…]*(\d+)", contents)
        assert found, title
        assert int(found[1]) == pages[title]


def _flat(outline: list[Any]) -> list[Any]:
    return [one for entry in outline for one in (_flat(entry) if isinstance(entry, list) else [entry])]


def test_a_book_for_a_role_or_a_branch_leaves_out_what_it_does_not_need(book: Handbook) -> None:
    snapshot = shot(book)
    role = {guide.id for guide in chosen_guides(snapshot, role="group_leader")}
    branch = {guide.id for guide in chosen_guides(snapshot, branch=next(iter(book[BRANCHES])))}
    assert 0 < len(role) < len(book[GUIDES])
    assert 0 < len(branch) < len(book[GUIDES])


def test_a_file_is_the_same_whenever_it_is_made_and_names_its_fallbacks() -> None:
    content = docx_file(PAPER)
    assert content == docx_file(PAPER)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    assert all(f'w:name="{name}"><w:altName' in fonts for name in FALLBACK)
    assert "2026-01-01T00:00:00Z" in core


def test_headings_count_as_an_office_counts() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
    assert (first(2, "甲").text, second(3, "乙").text) == ("二、甲", "（三）乙")


def test_a_guides_text_becomes_paragraphs_and_tables() -> None:
    text = "## 怎麼做 {#steps}\n\n### 1. 定議題 {#step-a}\n\n- 看[條例](x.md)的**半數**\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n"
    assert list(lines(text)) == [
        Line("怎麼做", "first"), Line("1. 定議題", "second"), Line("· 看條例的半數"), Grid(("甲", "乙"), (("一", "二"),)),
    ]  # fmt: skip


def test_every_paper_is_a_download_of_its_page(site: Path, book: Handbook) -> None:
    """What the command writes; in the other script too."""
    snapshot = shot(book)
    kinds = {kind.name: kind.papers(snapshot) for room in ROOMS for kind in room.papers}
    assert set(kinds) == {"slip", "letter", "bulletin", "plan"}
    for papers in kinds.values():
        for one in papers.values():
            page = (site / one.page / "index.html").read_text("utf-8")
            assert f'href="{one.name}.docx" download' in page
            assert (site / one.address).is_file()
            assert (site / "hans" / one.address).is_file()
        last = list(papers.values())[-1]
        assert (site / last.address).read_bytes() == docx_file(last.paper())
        assert len(docx_file(last.paper())) < 20_000


@pytest.mark.parametrize(("kind", "id"), [("slip", "TX-2026-22"), ("bulletin", "2026-q1")])
def test_the_command_writes_what_the_site_offers(site: Path, root: Path, tmp_path: Path, kind: str, id: str) -> None:
    out = tmp_path / "paper.docx"
    words = ["paper", kind, id, "--root", str(root), "--as-of", str(AS_OF), "--out", str(out)]
    done = CliRunner().invoke(command_line, words)
    assert done.exit_code == 0, done.output
    assert out.read_bytes() in {path.read_bytes() for path in site.rglob("*.docx") if id.lower() in path.name.lower()}
    assert CliRunner().invoke(command_line, [*words[:2], "x", *words[3:]]).exit_code == 2


def test_signs_and_lines_in_a_text_stay_what_they_are() -> None:
    """What XML would read as its own, and a line's end."""
    content = docx_file(Paper("甲 & 乙 <丙>", (Line("一 & 二\n三"), Grid(("<甲>",), (("&",),)))))
    document = Document(io.BytesIO(content))
    assert [one.text for one in document.paragraphs] == ["甲 & 乙 <丙>", "一 & 二\n三"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["<甲>"], ["&"]]
    assert document.core_properties.title == "甲 & 乙 <丙>"

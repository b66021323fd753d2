"""What lies below the input folders: links that lead away, types that are not published, left-overs, names."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from branch_portal.ground.problems import Problem
from branch_portal.leaks.scan import Allowed, scan_sources
from branch_portal.project.input_files import check_types, input_files, published, unusable
from branch_portal.project.reading import Folders, Reading
from branch_portal.publishing.tree import write_tree
from branch_portal.site.hand_written import hand_written
from branch_portal.site.page import Site

PNG = b"\x89PNG\r\n\x1a\n"
JPG = b"\xff\xd8\xff\xe0"
PHONE = "13" + "800138000"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    root = tmp_path / "portal"
    for name in ("content/guide", "content/learning", "content/notes", "data/roles", "site_config/theme"):
        (root / name).mkdir(parents=True)
    (root / "content" / "notes" / "a.md").write_text("# 甲\n", "utf-8")
    (root / "data" / "roles" / "clerk.yml").write_text("id: clerk\n", "utf-8")
    return Folders(root)


def office(part: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "<x/>")
    return stream.getvalue()


def checked(folders: Folders) -> list[Problem]:
    return [*unusable(folders), *check_types(folders)]


def rules(folders: Folders) -> list[str]:
    return [problem.rule for problem in checked(folders)]


def names(folders: Folders) -> list[str]:
    return [path.relative_to(folders.content).as_posix() for path in published(folders.content)]


@pytest.mark.parametrize("folder", ["content/notes", "content/learning", "data/roles", "site_config/theme"])
def test_a_link_that_leads_out_is_an_error_and_is_not_read(folders: Folders, tmp_path: Path, folder: str) -> None:
    secret = tmp_path / "passwd.md"
    secret.write_text(f"電話 {PHONE}", "utf-8")
    link = folders.root / folder / "b.md"
    link.symlink_to(secret)
    (problem,) = unusable(folders)
    assert (problem.rule, problem.place.path) == ("PAGE-07", f"{folder}/b.md")
    assert "notes/b.md" not in names(folders)
    assert list(scan_sources(folders, Reading(), Allowed())) == []
    link.unlink()
    link.write_text("# 乙\n", "utf-8")
    assert list(unusable(folders)) == []


def test_folders_and_loops_behind_links_are_errors_and_end(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.md").write_text("# 外\n", "utf-8")
    notes = folders.content / "notes"
    (notes / "out").symlink_to(tmp_path / "outside")
    (notes / "up").symlink_to(folders.content)
    (notes / "self").symlink_to("self")
    (notes / "one").symlink_to("other")
    (notes / "other").symlink_to("one")
    (notes / "gone").symlink_to("nowhere.md")
    assert [problem.rule for problem in unusable(folders)] == ["PAGE-07"] * 6
    assert names(folders) == ["notes/a.md"]


def test_a_link_beside_the_file_it_leads_to_is_none(folders: Folders) -> None:
    (folders.content / "notes" / "b.md").symlink_to("a.md")
    assert checked(folders) == []
    assert names(folders) == ["notes/a.md", "notes/b.md"]


def test_an_input_folder_that_is_a_link_out_is_an_error(folders: Folders, tmp_path: Path) -> None:
    (folders.root / "data").rename(tmp_path / "data")
    (folders.root / "data").symlink_to(tmp_path / "data")
    assert [str(problem.place) for problem in unusable(folders)] == ["data:1:1"]


def test_settings_of_the_builder_that_are_a_link_out_are_an_error(folders: Folders, tmp_path: Path) -> None:
    (folders.root / "mkdocs.yml").symlink_to(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_text("theme: {}\n", "utf-8")
    assert [(problem.rule, problem.place.path) for problem in unusable(folders)] == [("PAGE-07", "mkdocs.yml")]


@pytest.mark.parametrize("name", [
    "a.html", "a.htm", "a.xhtml", "a.svg", "a.svgz", "a.js", "a.mjs", "a.css", "a.json", "a.xml", "a.ics", "a.yml", "a.map",
    "a.webmanifest", "a.tsv", "a.log", "a.rtf", "a.eml", "a.vcf", "a.sql", "a.jsonl", "a.geojson", "a.srt", "a.markdown",
    "b.MD", "a.zip", "a.gz", "a.tar", "a.7z", "a.odt", "a.ods", "a.epub", "a.xlsb", "a.ppsx", "a.dotx", "a.xltx", "a.docm",
    "a.doc", "a.gif", "a.webp", "a.tiff", "a.exe", "a.pdf.html", "README", "a.mp4",
])  # fmt: skip
@pytest.mark.parametrize("folder", ["notes", "learning"])
def test_a_type_that_is_not_on_the_list_is_an_error_and_not_published(folders: Folders, folder: str, name: str) -> None:
    if (folder, name) == ("learning", "a.mp4"):
        return  # films are materials, with a record that answers for them
    (folders.content / folder / name).write_bytes(b"x")
    (problem,) = check_types(folders)
    assert (problem.rule, problem.place.path) == ("PAGE-04", f"content/{folder}/{name}")
    assert names(folders) == ["notes/a.md"]
    (folders.content / folder / name).unlink()  # as the mend says
    assert checked(folders) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG), ("a.JPG", JPG), ("a.jpeg", JPG), ("a.pdf", b"%PDF-1.7"), ("a.csv", "甲".encode()), ("a.txt", b""),
        ("a.docx", office("word/document.xml")), ("a.xlsx", office("xl/workbook.xml")), ("圖 (1).png", PNG),
    ],
)  # fmt: skip
def test_a_type_on_the_list_is_published(folders: Folders, name: str, content: bytes) -> None:
    (folders.content / "notes" / name).write_bytes(content)
    assert checked(folders) == []
    assert f"notes/{name}" in names(folders)


@pytest.mark.parametrize(
    ("name", "content", "mended"),
    [
        ("a.png", b"<script>", ""), ("a.pdf", b"", ""), ("a.jpg", PNG, "a.png"), ("a.png", JPG, "a.jpg"),
        ("a.docx", office("xl/workbook.xml"), "a.xlsx"), ("a.xlsx", office("ppt/presentation.xml"), ""),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_an_error(
    folders: Folders, name: str, content: bytes, mended: str
) -> None:
    file = folders.content / "notes" / name
    file.write_bytes(content)
    (problem,) = checked(folders)
    assert problem.rule == "PAGE-04"
    assert (f"後綴改成 .{mended[2:]}" in problem.mend) is bool(mended)
    file.rename(file.with_name(mended)) if mended else file.unlink()
    assert checked(folders) == []


@pytest.mark.parametrize("name", ["A.md", "COM¹.md", "lpt³.md", "e\u0301.md", f"{'甲' * 50}.md", f"{'a' * 148}.md"])
def test_a_name_that_other_computers_cannot_keep_is_an_error(folders: Folders, name: str) -> None:
    file = folders.content / "notes" / name
    file.write_text("# 乙\n", "utf-8")
    (problem,) = checked(folders)
    assert problem.rule == "PAGE-06"
    assert problem.place.path.startswith("content/notes/")
    file.rename(file.with_name("b.md"))  # as the mend says
    assert checked(folders) == []
    (folders.content / "notes" / f"{'甲' * 49}.md").write_text("# 丙\n", "utf-8")
    assert checked(folders) == []


@pytest.mark.parametrize("name", [
    "a.md~", "a.bak", "a.md.bak", "a.md.orig", "#a.md#", "a.old", "a.tmp", "a.md.swp", "a.md.rej", "a - 副本.md", "a - 副本 (2).md", "a - Copy.md",
])  # fmt: skip
def test_a_copy_that_an_editor_left_is_an_error(folders: Folders, name: str) -> None:
    (folders.content / "notes" / name).write_text("# 舊\n", "utf-8")
    assert rules(folders) == ["PAGE-05"]
    assert names(folders) == ["notes/a.md"]
    (folders.content / "notes" / name).unlink()
    assert checked(folders) == []


@pytest.mark.parametrize("folder", ["notes", "guide", "learning"])
@pytest.mark.parametrize("name", [
    ".DS_Store", "Thumbs.db", "desktop.ini", "Desktop.ini", "~g99.md", "~$a.docx", ".~lock.a.docx#", ".a.md.swp", ".hidden.md",
])  # fmt: skip
def test_what_systems_leave_is_left_out_without_a_word(folders: Folders, folder: str, name: str) -> None:
    (folders.content / folder / name).write_bytes(b"# x\n")
    assert checked(folders) == []
    assert list(scan_sources(folders, Reading(), Allowed())) == []
    assert names(folders) == ["notes/a.md"]
    assert f"notes/{name}" not in hand_written(folders)


def test_a_link_that_locks_a_file_is_left_out(folders: Folders) -> None:
    (folders.content / "notes" / ".#a.md").symlink_to("someone@computer.1234:1")
    assert checked(folders) == []


def test_hidden_files_are_scanned_though_they_are_not_published(folders: Folders) -> None:
    (folders.content / "notes" / "~a.md").write_text(f"電話 {PHONE}", "utf-8")
    assert [problem.rule for problem in scan_sources(folders, Reading(), Allowed())] == ["LEAK-03"]


@pytest.mark.parametrize(
    "name", ["a<b>.md", "a#b.md", "a?.md", "a%41.md", "con.yml", "Nul.md", "a\nb.md", "a\u202eb.md", " a.md"]
)
@pytest.mark.parametrize("folder", ["content/notes", "data/roles"])
def test_a_name_that_does_not_work_everywhere_is_an_error(folders: Folders, folder: str, name: str) -> None:
    file = folders.root / folder / name
    file.write_text("# 甲\n", "utf-8")
    (problem,) = unusable(folders)
    assert problem.rule == "PAGE-06"
    file.rename(file.with_name("safety-day.md"))
    assert list(unusable(folders)) == []


def test_a_name_that_is_no_text_is_an_error_that_can_be_printed(folders: Folders) -> None:
    with open(os.fsencode(folders.content) + b"/notes/\xbc\xd7.md", "w"):  # noqa: PTH123
        pass
    (problem,) = unusable(folders)
    assert (problem.rule, problem.place.path.encode()) == ("PAGE-06", b"content/notes/??.md")


def test_a_folder_that_the_site_builder_leaves_out_is_an_error(folders: Folders) -> None:
    (folders.content / "templates").mkdir()
    (problem,) = unusable(folders)
    assert (problem.rule, problem.place.path) == ("PAGE-06", "content/templates")
    (folders.content / "templates").rename(folders.content / "samples")
    assert list(unusable(folders)) == []


def test_a_pipe_is_an_error_and_does_not_hang(folders: Folders) -> None:
    os.mkfifo(folders.content / "notes" / "a.txt")
    assert rules(folders) == ["PAGE-08"]
    assert names(folders) == ["notes/a.md"]


def test_a_file_without_permission_is_an_error(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.md")  # the tests may run as root
    (problem,) = unusable(folders)
    assert (problem.rule, problem.place.path) == ("PAGE-08", "content/notes/a.md")
    assert list(input_files(folders.content)) == []


def test_a_tree_for_another_builder_holds_what_the_site_holds(folders: Folders, tmp_path: Path) -> None:
    for name in ("~b.md", ".hidden.md", "a.md.bak", "a.html"):
        (folders.content / "notes" / name).write_text("# x\n", "utf-8")
    site = Site(name="門戶", url="https://h.example/", description="", pages=(), assets=(), nav=())
    write_tree(site, tmp_path / "tree", folders.content, {"theme": {"name": "material"}})
    written = {path.name for path in (tmp_path / "tree" / "docs" / "notes").iterdir()}
    assert written == {"a.md"}

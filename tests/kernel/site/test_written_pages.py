"""Hand-written pages: what they link to, how they are encoded, and that a mend mends when it is done as it says."""

import re
import time
from pathlib import Path

import pytest

from branch_portal.ground.problems import InputProblems, Problem
from branch_portal.markup.links import anchors, links
from branch_portal.project.reading import Folders, Reading
from branch_portal.site.hand_written import check_pages, hand_written, read_written, refuse_collisions, written_pages
from branch_portal.site.page import Asset, Page, Site
from branch_portal.source.yaml_source import split_lines

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A portal of two guides, an editors' page and a picture."""
    files = {
        "guide/g01.md": "---\ntitle: 甲\n---\n\n## 怎麼做 {#steps}\n",
        "guide/g17.md": "---\ntitle: 乙\n---\n\n## 怎麼做 {#steps}\n\n### 1. 表決 {#step-vote}\n",
        "editing/index.md": "# 怎麼修改內容\n\n## 步驟 {#steps}\n\n## portal check\n",
    }
    for name, text in files.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    (tmp_path / "content" / "files").mkdir()
    (tmp_path / "content" / "files" / "圖片.png").write_bytes(PNG)
    return Folders(tmp_path)


def made(folders: Folders) -> Site:
    """The site that comes with these files."""
    guides = [
        Page(f"guide/{path.stem}/", path.stem, lambda path=path: path.read_text("utf-8"), markdown=True)  # type: ignore[misc]
        for path in (folders.content / "guide").glob("*.md")
    ]
    branch = Page("branches/b01/", "支部", lambda: '<h1>支部</h1><h2 id="plan">計劃</h2>')
    return Site(
        name="門戶",
        url="https://h.example/",
        description="",
        pages=(Page("", "首頁", str), Page("guide/", "指引", str), *guides, branch),
        assets=(Asset("forms/plan.xlsx", bytes),),
        nav=(),
        written=written_pages(folders),
    )


def found(folders: Folders) -> list[Problem]:
    reading = Reading()
    read_written(folders, reading)
    for path in (folders.content / "guide").glob("*.md"):
        reading.lines[folders.shown(path)] = split_lines(path.read_text("utf-8"))
    return [*reading.log, *check_pages(made(folders), folders, reading)]


def write(folders: Folders, name: str, text: str) -> Path:
    path = folders.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


GOOD = [
    "[甲](g17.md)", "[甲](g17.md#step-vote)", "[甲](./g17.md)", "![圖](../files/圖片.png)",
    "![圖](../files/%E5%9C%96%E7%89%87.png)", "![圖](<../files/圖片.png> \"一張圖\")", "[表](../forms/plan.xlsx)",
    "[支部](../branches/b01/index.md)", "[支部](../branches/b01/index.md#plan)", "[首頁](../index.md)", "[指引](index.md)",
    "[網站](https://example.com/)", "[信](mailto:a@example.com)", "[本頁](#steps)", "[說明](../editing/index.md#portal-check)",
    "`[甲](沒有.md)`", "`<!--` [甲](g17.md)", "```\n[甲](沒有.md)\n```", "<!-- [甲](沒有.md) -->", "[附件]（見第二頁）", "[甲]（g17 號）", "【備註】（草稿）",
    "[甲][g]\n\n[g]: g17.md",
]  # fmt: skip
WRONG = [
    ("PAGE-01", "[甲](g17.html)", "g17.md"),
    ("PAGE-01", "[甲](G17.md)", "g17.md"),
    ("PAGE-01", "[甲](../guide/g17/)", "g17.md"),
    ("PAGE-01", "[甲](g17)", "g17.md"),
    ("PAGE-01", "[甲](g１7.md)", "g17.md"),
    ("PAGE-01", "[甲](content/guide/g17.md)", "g17.md"),
    ("PAGE-01", "[甲](../branches/b01/#plan)", "../branches/b01/index.md#plan"),
    ("PAGE-01", "[甲](..\\forms\\plan.xlsx)", "../forms/plan.xlsx"),
    ("PAGE-01", "[甲](plan.xlsx)", "../forms/plan.xlsx"),
    ("PAGE-01", "![圖](圖片.png)", "../files/圖片.png"),
    ("PAGE-01", "[甲][g]\n\n[g]: g17.html", "g17.md"),
    ("PAGE-02", "[甲](g17.md#step-votes)", "step-vote"),
    ("PAGE-02", "[甲](#step)", "steps"),
    ("PAGE-02", "[甲](../branches/b01/index.md#plans)", "plan"),
    ("PAGE-03", "[甲](/guide/g17/)", "g17.md"),
    ("PAGE-03", "[甲](www.example.com)", "https://www.example.com"),
    ("PAGE-03", "[甲](https：//example.com/)", "https://example.com/"),
    ("PAGE-03", "[甲](a@example.com)", "mailto:a@example.com"),
    ("PAGE-03", "[甲]（g17.md）", "[甲](g17.md)"),
    ("PAGE-03", "[甲](g17.md）", "[甲](g17.md)"),
    ("PAGE-03", "［甲］(g17.md)", "[甲](g17.md)"),
    ("PAGE-03", "[甲] (g17.md)", "[甲](g17.md)"),
    ("PAGE-03", "[甲](https://h.example/guide/g17/)", "g17.md"),
    ("PAGE-03", "[甲](http://h.example/hans/branches/b01/#plan)", "../branches/b01/index.md#plan"),
    ("PAGE-03", "[甲](https://h.example/)", "../index.md"),
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_a_sound_link_passes(folders: Folders, text: str) -> None:
    write(folders, "guide/g02.md", f"---\ntitle: 丙\n---\n\n## 怎麼做 {{#steps}}\n\n{text}\n")
    assert found(folders) == []


@pytest.mark.parametrize(("rule", "text", "better"), WRONG)
def test_a_wrong_link_is_at_its_line_and_the_mend_mends(folders: Folders, rule: str, text: str, better: str) -> None:
    head = "---\ntitle: 丙\n---\n\n## 怎麼做 {#steps}\n\n"
    file = write(folders, "guide/g02.md", f"{head}{text}\n")
    (problem,) = found(folders)
    assert (problem.rule, problem.place.path) == (rule, "content/guide/g02.md")
    assert problem.place.line == 7 + text.count("\n")
    assert better in problem.mend
    wrong = problem.value
    if rule == "PAGE-02":
        wrong = wrong[wrong.index("#") + 1 :]
    file.write_text(head + text.replace(wrong, better) + "\n", "utf-8")
    assert found(folders) == []


@pytest.mark.parametrize(
    "text", ["[甲]()", "[甲](C:\\圖.png)", "[甲](file:///d/圖.png)", "[甲](http://[x)", "[甲](/nowhere/)"]
)
def test_an_address_that_is_none_is_an_error(folders: Folders, text: str) -> None:
    write(folders, "notes/a.md", f"# 甲\n\n{text}\n")
    assert [(problem.rule, problem.place.line) for problem in found(folders)] == [("PAGE-03", 3)]


def test_a_missing_picture_is_mended_by_putting_it_where_the_mend_says(folders: Folders) -> None:
    file = write(folders, "guide/g02.md", "---\ntitle: 丙\n---\n\n![圖](流程.png)\n")
    (problem,) = found(folders)
    place, address = re.findall(r"放到 content/(\S+)，鏈接改成 (\S+)；", problem.mend)[0]
    (folders.content / place).write_bytes(PNG)
    file.write_text(file.read_text("utf-8").replace("流程.png", address, 1), "utf-8")
    assert found(folders) == []


def test_lessons_and_other_pages_are_checked_too(folders: Folders) -> None:
    write(folders, "learning/a.md", "[甲](沒有.md)\n")
    write(folders, "notes/deep/a.md", "# 甲\n\n[甲](沒有.md)\n")
    write(folders, "editing/index.md", "# 怎麼改\n\n[甲](沒有.md)\n")
    places = {str(problem.place) for problem in found(folders)}
    assert places == {"content/learning/a.md:1:5", "content/notes/deep/a.md:3:5", "content/editing/index.md:3:5"}


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        ("# 甲\n\n黨費".encode("gb18030"), "YAML-01", 1),
        ("# 甲".encode("utf-16"), "YAML-01", 1),
        ("# 甲\n\n一\x00二".encode(), "YAML-02", 3),
        ("# 甲\n\n一\u202e二".encode(), "YAML-02", 3),
        ("# 甲\n\n一\u200b二".encode(), "YAML-02", 3),
        ("# 甲\n\n一\xa0二".encode(), "YAML-02", 3),
        ("# 甲\n\n\t二".encode(), "YAML-02", 3),
    ],
)
@pytest.mark.parametrize("name", ["notes/a.md", "learning/a.md"])
def test_encoding_and_invisible_characters_are_errors(
    folders: Folders, name: str, content: bytes, rule: str, line: int
) -> None:
    write(folders, name, "").write_bytes(content)
    assert [(problem.rule, problem.place.line) for problem in found(folders)] == [(rule, line)]


def test_a_mark_of_utf_8_at_the_start_is_no_fault_and_not_in_the_title(folders: Folders) -> None:
    write(folders, "notes/a.md", "").write_bytes(b"\xef\xbb\xbf# \xe7\x94\xb2\r\n")
    assert found(folders) == []
    assert "甲" in [page.title for page in written_pages(folders)]


def test_what_stands_in_fenced_code_is_no_title(folders: Folders) -> None:
    write(folders, "notes/a.md", "```\n# 抄下這一行\n```\n\n# 甲\n")
    assert found(folders) == []
    assert "甲" in [page.title for page in written_pages(folders)]


def test_a_table_may_be_indented_but_not_in_another_encoding(folders: Folders) -> None:
    write(folders, "files/a.csv", "\t甲,乙\n")
    assert found(folders) == []
    write(folders, "files/a.csv", "").write_bytes("甲,乙".encode("gb18030"))
    assert [problem.rule for problem in found(folders)] == ["YAML-01"]


@pytest.mark.parametrize(("one", "other"), [("notes/index.md", "notes/README.md"), ("notes/a.md", "notes/a/index.md")])
def test_two_files_of_one_address_are_an_error(folders: Folders, one: str, other: str) -> None:
    write(folders, one, "# 甲\n")
    refuse_collisions(made(folders), hand_written(folders))
    write(folders, other, "# 乙\n")
    with pytest.raises(InputProblems) as caught:
        refuse_collisions(made(folders), hand_written(folders))
    assert [problem.rule for problem in caught.value.problems] == ["SITE-01"]


def test_links_are_read_as_markdown_reads_them() -> None:
    text = '[a](x (1).md "t") [![b](p.png)](y.md)\n\\[c](no.md)[d\\](no.md) [e](a\\_b.md)\n'
    assert [(link.address, link.line) for link in links(text)] == [
        ("x (1).md", 1),
        ("p.png", 1),
        ("y.md", 1),
        ("a_b.md", 2),
    ]


def test_a_stray_backtick_hides_no_link_of_another_paragraph() -> None:
    assert [link.address for link in links("一 ` 個\n\n[甲](a.md)\n\n`[乙](b.md)` 又 ` 一個\n")] == ["a.md"]


@pytest.mark.parametrize("piece", ["](", "[", "`", "<!--", "{#", "#", "# ", "(", "[a](", "{", "~~~\n", "[a]: ", "\\"])
def test_a_page_of_one_thing_over_and_over_is_read_in_time(piece: str) -> None:
    text = piece * 50_000
    started = time.process_time()
    list(links(text))
    anchors(text)
    assert time.process_time() - started < 5


def test_anchors_are_those_that_last() -> None:
    text = '# 甲 {#one}\n\n## 乙\n\n## Portal check\n\n<a id="two"></a>\n\n段落\n{: #three .x }\n\n`{#no}`\n'
    assert anchors(text) == {"one", "two", "three", "portal-check"}


def test_a_title_stands_in_the_front_matter_or_is_the_first_heading(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name, text in {
        "a": "---\nx: 1\ntitle: '甲'\n---\n# 乙\n",
        "b": "---\nx: 1\n---\ntitle: 甲\n# 乙\n",
        "c": "丙",
    }.items():
        (tmp_path / "content" / f"{name}.md").write_text(text, "utf-8")
    assert [page.title for page in written_pages(Folders(tmp_path))] == ["甲", "乙", "c"]

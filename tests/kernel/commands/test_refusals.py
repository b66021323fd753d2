"""What goes wrong outside the records – a full disk, a locked file, MkDocs – reaches an editor as a Chinese sentence."""

import errno
import logging
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.structure.files import File, Files

from branch_portal.commands.main import portal
from branch_portal.commands.refusals import refusal
from branch_portal.mkdocs.files import keep_published
from branch_portal.mkdocs.pages import PouredFile
from branch_portal.mkdocs.words import ChineseWords, speak_chinese


def failing(code: int, name: str | None) -> OSError:
    return OSError(code, os.strerror(code), name) if name else OSError(code, os.strerror(code))


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        (errno.ENOSPC, "site/a.html", "site/a.html：磁盤滿了"),
        (errno.ENOSPC, None, "磁盤滿了"),
        (errno.EACCES, "data/a.yml", "data/a.yml：沒有權限"),
        (errno.EROFS, "site", "site：磁盤是只讀的"),
        (errno.ELOOP, "content/a", "content/a：鏈接繞成了圈"),
        (errno.EACCES, "content/\udcbc.md", "content/?.md：沒有權限"),
    ],
)
def test_what_the_system_refuses_is_one_sentence_with_the_file(code: int, name: str | None, words: str) -> None:
    sentence = refusal(failing(code, name))
    assert sentence is not None
    assert sentence.startswith(words)
    assert sentence.endswith("。")


def test_what_is_no_matter_of_a_file_keeps_its_traceback() -> None:
    assert refusal(ChildProcessError("a bug of ours")) is None


def test_without_memory_a_command_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check_site(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("branch_portal.verdict.check_site", check_site)
    done = CliRunner().invoke(portal, ["check", "--root", str(tmp_path)])
    assert (done.exit_code, done.stderr[:8], done.stderr.count("\n")) == (1, "錯誤：內存不夠，", 1)


def test_without_memory_for_the_script_a_command_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The first file that is read says in which script to speak; nobody has begun to listen then."""

    def refuse(path: Path, *given: object, **more: object) -> str:
        raise MemoryError

    monkeypatch.setattr(Path, "read_text", refuse)
    result = CliRunner().invoke(portal, ["check", "--root", str(tmp_path)])
    assert (result.exit_code, "Traceback" in result.output, isinstance(result.exception, SystemExit)) == (
        1,
        False,
        True,
    )


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_command_ends_with_the_sentence_and_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int
) -> None:
    def check_site(*_: object) -> None:
        raise failing(code, "content/圖.png")

    monkeypatch.setattr("branch_portal.verdict.check_site", check_site)
    done = CliRunner().invoke(portal, ["check", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.stderr.startswith("錯誤：content/圖.png：")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("message", "place", "words"),
    [
        ("Doc file 'notes/a.md' contains a link 'none.md', but the target 'notes/none.md' is not found among documentation files.", 3, "none.md"),
        ("Doc file 'notes/a.md' contains an unrecognized relative link 'none', it was left as is.", 3, "none"),
        ("Doc file 'notes/a.md' contains an absolute link '/b/', it was left as is.", 4, "/b/"),
        ("Doc file 'notes/a.md' contains a link '#x', but there is no such anchor on this page.", 5, "#x"),
        ("Doc file 'notes/a.md' contains a link 'b.md#y', but the doc 'notes/b.md' does not contain an anchor '#y'.", 6, "b.md#y"),
        ("Excluding 'notes/a.md' from the site because it conflicts with 'notes/index.md'.", 1, "notes/index.md"),
        ("A reference to 'notes/gone.md' is included in the 'nav' configuration, which is not found in the documentation files.", 1, ""),
        ("Error reading page 'notes/a.md': boom", 1, ""),
        ("Encoding error reading file: notes/a.md", 1, ""),
    ],
)  # fmt: skip
def test_mkdocs_speaks_chinese_with_file_and_line(tmp_path: Path, message: str, place: int, words: str) -> None:
    (tmp_path / "notes").mkdir()
    text = "# 甲\n\n[甲](none.md)\n[乙](/b/)\n[丙](#x)\n[丁](b.md#y)\n"
    (tmp_path / "notes" / "a.md").write_text(text, "utf-8")
    said = ChineseWords(tmp_path).said(message)
    file = "notes/gone.md" if "gone" in message else "notes/a.md"
    assert said.startswith(f"content/{file}:{place}: 錯誤 ")
    assert words in said
    assert "Doc file" not in said


def test_the_words_are_those_of_the_latest_portal_and_the_level_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("mkdocs.structure.pages")
    try:
        speak_chinese(tmp_path / "first")
        speak_chinese(tmp_path)
        assert [one.content for one in log.filters if isinstance(one, ChineseWords)] == [tmp_path]
        with caplog.at_level(logging.WARNING, "mkdocs"):
            log.warning("Encoding error reading file: a.md")
        (record,) = caplog.records
        assert (record.levelno, record.getMessage()[:14]) == (logging.WARNING, "content/a.md:1")
    finally:
        for one in list(log.filters):
            log.removeFilter(one)


def test_the_site_builder_gets_only_what_is_published(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    names = ["a.md", "~b.md", "a.html", "a.md.bak", "圖.png"]
    for name in names:
        (content / name).write_text("x", "utf-8")
    files = Files([File(name, str(content), "site", True) for name in names])
    theme = File("assets/theme.js", "theme", "site", True)
    files.append(theme)
    keep_published(files, content)
    assert sorted(file.src_uri for file in files) == ["a.md", "assets/theme.js", "圖.png"]


def test_a_page_that_mkdocs_does_not_make_can_be_linked_to() -> None:
    poured = PouredFile("branches/b01/index.md", None, "site", True)
    poured.dest_uri = "branches/b01/index.html"
    assert poured.url == "branches/b01/"
    assert Files([poured]).documentation_pages() == []

"""What MkDocs' build prints, in the script of the portal."""

import logging
from pathlib import Path

from branch_portal.ground.problems import Place, Problem, Told
from branch_portal.mkdocs.words import ChineseWords, Spoken

PROBLEM = Problem(Place("data/a.yml"), "X-01", "錯的字段", "改正", value="錯的字")


def test_our_words_are_turned_and_what_a_file_holds_is_not() -> None:
    printed = Spoken(lambda text: text.replace("錯", "错")).format
    told = printed(logging.LogRecord("x", logging.ERROR, "", 0, "%s", (Told(PROBLEM, ("a: 錯的字",)),), None))
    assert "错的字段" in told
    assert "寫的是：錯的字\n" in told
    assert "| a: 錯的字\n" in told
    assert printed(logging.LogRecord("x", logging.ERROR, "", 0, "有%d處錯誤", (3,), None)) == "有3處错誤"


def test_without_a_script_a_problem_in_a_log_reads_as_everywhere() -> None:
    assert str(Told(PROBLEM)).startswith("data/a.yml:1:1: 錯誤 [X-01] 錯的字段")


def test_a_page_that_no_file_has_is_named_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "help.md").write_text("# 怎麼用\n", "utf-8")
    said = ChineseWords(tmp_path).said
    assert said("Error building page 'help.md': 'x' is undefined") == "content/help.md:1: 錯誤 這一頁生成不了。"
    assert said("Error building page 'year/2026/index.md': 'x' is undefined") == "網頁「year/2026/」生成不了。"
    assert said("Error building page 'index.md': 'x' is undefined") == "網頁「首頁」生成不了。"

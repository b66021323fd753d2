"""What MkDocs says while it builds, in the words of this portal: an editor reads no English.

`portal check` finds what it can first; this is for what only the site builder sees, such as Markdown that it reads
differently.
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path

from branch_portal.ground.problems import Told, format_problem

_LOGGERS = ("mkdocs.structure.pages", "mkdocs.structure.nav", "mkdocs.structure.files", "mkdocs.commands.build")
_SENTENCES = (
    (r"Doc file '(?P<file>.+?)' contains an absolute link '(?P<link>.*?)'", "地址從「/」寫起：{link}。改成相對路徑"),
    (
        r"Doc file '(?P<file>.+?)' contains an unrecognized relative link '(?P<link>.*?)'",
        "地址認不出：{link}。寫 .md 文件名",
    ),
    (
        r"Doc file '(?P<file>.+?)' contains a link '(?P<link>.*?)', but (?:the doc|there is no such anchor)",
        "鏈接指到的位置不存在：{link}。改正或刪去「#」和後面的字",
    ),
    (r"Doc file '(?P<file>.+?)' contains a link '(?P<link>.*?)'", "鏈接指到的頁面或文件不存在：{link}。改正或刪去"),
    (r"Doc file '(?P<file>.+?)' contains a link to '(?P<link>.*?)'", "鏈接指到的文件不發布：{link}。改正或刪去"),
    (
        r"Excluding '(?P<file>.+?)' from the site because it conflicts with '(?P<link>.*?)'",
        "和 {link} 是同一個網址。刪去一個",
    ),
    (r"A reference to '(?P<file>.+?)' is included in the 'nav'", "導航裡有這一頁，文件卻不在。把它複製回來"),
    (r"Encoding error reading file: (?P<file>.+)", "文件不是 UTF-8 編碼。另存為 UTF-8"),
    (r"File not found: (?P<file>.+)", "找不到這個文件"),
    (r"Error (?:reading|building) page '(?P<file>.+?)'", "這一頁生成不了"),
)


class ChineseWords(logging.Filter):
    """Turns the messages about pages into one Chinese sentence each, with the file and, for a link, its line."""

    def __init__(self, content: Path) -> None:
        super().__init__()
        self.content = content

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            record.msg, record.args = self.said(record.getMessage()), ()
        return True

    def said(self, message: str) -> str:
        """The message in Chinese; one that is not about a page stays as it is."""
        for pattern, sentence in _SENTENCES:
            if found := re.match(pattern, message):
                words = found.groupdict()
                link = words.get("link", "")
                if "building" in found[0] and not (self.content / words["file"]).is_file():  # a page that we made
                    return f"網頁「{words['file'].removesuffix('index.md').removesuffix('.md') or '首頁'}」生成不了。"
                return f"content/{words['file']}:{self._line(words['file'], link)}: 錯誤 {sentence.format(link=link)}。"
        return message

    def _line(self, name: str, link: str) -> int:
        try:
            lines = (self.content / name).read_text("utf-8", "replace").split("\n")
        except OSError:
            return 1
        return next((number for number, line in enumerate(lines, 1) if link and link in line), 1)


class Spoken(logging.Formatter):
    """Prints a log in the script of `words`; what a problem shows of a file stays."""

    def __init__(self, words: Callable[[str], str]) -> None:
        super().__init__("%(message)s")
        self.words = words

    def format(self, record: logging.LogRecord) -> str:
        told = record.args[0] if isinstance(record.args, tuple) and record.args else None
        if isinstance(told, Told):
            return format_problem(told.problem, told.lines, self.words)
        return self.words(super().format(record))


def speak_chinese(content: Path) -> None:
    """Let MkDocs speak Chinese from now on about the pages in `content`."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        for old in [one for one in logger.filters if isinstance(one, ChineseWords)]:
            logger.removeFilter(old)
        logger.addFilter(ChineseWords(content))

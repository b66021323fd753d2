"""A Markdown file as its front matter and its body."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from branch_portal.ground.kept import kept
from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.source.comments import without_comments
from branch_portal.source.messages import FRONT_MATTER
from branch_portal.source.places import Source
from branch_portal.source.text import decode, invisible
from branch_portal.source.yaml_source import read_text, split_lines

_HEAD = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def find_head(text: str) -> re.Match[str] | None:
    """The front matter as site builders of MkDocs' family see it; group 1 is the text between its two lines."""
    return _HEAD.match(text)


def read_head(text: str) -> tuple[Mapping[str, Any], str]:
    """The fields of a page's front matter, none where it has none that can be read, and the text behind it."""
    found = find_head(text)
    if found is None:
        return {}, text
    source = read_text(found[1], "", ProblemLog())
    data = source.data if source else None
    return data if isinstance(data, Mapping) else {}, text[found.end() :]


@dataclass(frozen=True)
class FrontMatter:
    """The front matter with its places, and the Markdown after it, which begins at line `body_line` and has no comments."""

    source: Source
    body: str
    body_line: int


@kept
def read_front_matter(content: bytes, path: str, log: ProblemLog) -> FrontMatter | None:
    """Split and read one page; None when its front matter cannot be used. Places are lines of the whole file."""
    text = decode(content, path)
    if isinstance(text, Problem):
        log.add(text)
        return None
    text = text.replace("\r\n", "\n")
    match = re.match(r"---[ ]*\n(.*?)^---[ ]*(?:\n|\Z)", text, re.S | re.M)
    if not match:
        started = text.startswith("---")
        message = "信息欄沒有結束的 ---" if started else "第一行不是 ---，沒有信息欄"
        blank = len(text) - len(text.lstrip()) if re.match(r"\s+---[ ]*\n", text) else 0
        mend = "刪去「---」前面的空行和空格，它要在第一行的開頭。" if blank else None
        log.add(FRONT_MATTER.problem(Place(path), "「---」不在第一行的開頭" if blank else message, mend=mend))
        return None
    body_line = text.count("\n", 0, match.end()) + 1
    body = text[match.end() :]
    for problem in invisible(body, path, prose=True):
        place = Place(path, problem.place.line + body_line - 1, problem.place.column)
        log.add(Problem(place, problem.rule, problem.message, problem.mend, problem.why))
    source = read_text(match[1], path, log, offset=1, lines=split_lines(text))
    return FrontMatter(source, without_comments(body), body_line) if source else None

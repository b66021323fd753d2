"""用字: characters of the other script, marks of the other script, and pictures among the words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from branch_portal.editions.conversion import HAN, Conversion, evidence
from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.settings import SCRIPT_TITLES, Script

MIXED = rule(
    "EDIT-06",
    title="文件裡不夾別的字體",
    why="夾著的字在這個版本裡搜不到，轉成另一個版本也容易轉錯。",
    mend="改成設置裡 editions.source 的那種字體。",
    severity="warning",
)
MARKS = rule(
    "EDIT-07",
    title="引號用這種字體的寫法",
    why="繁體用「」，簡體用“”；混用了，兩個版本都不整齊。",
    mend="繁體的文件用「」和『』，簡體的文件用“”和‘’。",
    severity="warning",
)
PICTURES = rule(
    "EDIT-08",
    title="文字裡沒有表情符號",
    why="打印和舊電腦上是方框，日曆和提醒單上也讀不出來。",
    mend="刪去，用文字寫。",
    severity="warning",
)

_OTHER: Mapping[Script, Script] = {"hant": "hans", "hans": "hant"}
_WRONG_MARKS: Mapping[Script, str] = {"hant": "“”", "hans": "「」"}
_RIGHT_MARKS: Mapping[Script, str] = {"hant": "「」", "hans": "“”"}
_PICTURES = "\U0001f000-\U0001faff\u2705\u274c\u2757\u2753\u2728\u2b50\ufe0f"
_LISTS = ("data/conversions/", "data/synonyms/")
"""Where words of both scripts stand side by side."""
_CODE = pattern("[ -]*[\\w-]+: .*[“「][!-~]+[”」]")
"""A field of a record with nothing but an id or a number between the marks."""
_IN_BRACES = pattern("[ ]*- \\{.*: [“「][!-~]+[”」][,}]")
_SHOWN = 5
_MANY = 20
"""Files in the other script from which on it is the setting that is wrong, if they are most of all."""


@cache
def _suspect(source: Script) -> re.Pattern[str]:
    return pattern(f"[{evidence(_OTHER[source])}{_WRONG_MARKS[source]}{_PICTURES}]")


@cache
def _foreign(source: Script) -> re.Pattern[str]:
    return pattern(f"[{HAN}]?[{evidence(_OTHER[source])}][{HAN}]?")


def check_texts(texts: Mapping[str, Sequence[str]], source: Script) -> Iterator[Problem]:
    """One problem of each sort for a file; `texts` are the lines of the unit's own files by path."""
    for path, lines in texts.items():
        if path.startswith(("data/", "content/", "site_config/")) and not path.startswith(_LISTS):
            text = "\n".join(lines)
            if _suspect(source).search(text):
                yield from _file(path, lines, source)


def one_setting(
    found: Sequence[Problem], texts: Mapping[str, Sequence[str]], source: Script, place: Place
) -> list[Problem]:
    """The problems; one in their place, at the setting, where most of the files are in the other script."""
    mixed = sum(problem.rule == MIXED.id for problem in found)
    if mixed < _MANY or mixed * 2 < len(texts):
        return list(found)
    written = SCRIPT_TITLES[_OTHER[source]]
    mend = f"改成 source: {_OTHER[source]}（{written}）；確實要把文件都改成{SCRIPT_TITLES[source]}的，運行 portal convert。"
    message = f"這裡寫的是{SCRIPT_TITLES[source]}，{mixed}個文件卻是{written}寫的"
    return [MIXED.problem(place, message, value=source, mend=mend)]


def _file(path: str, lines: Sequence[str], source: Script) -> Iterator[Problem]:
    found = [(number, one) for number, line in enumerate(lines, 1) for one in _foreign(source).finditer(line)]
    if found:
        turned = Conversion(source)
        number, first = found[0]
        pairs = dict.fromkeys(f"第{number}行的「{one[0]}」改成「{turned(one[0])}」" for number, one in found)
        more = f"；共{len(found)}處" if len(pairs) > _SHOWN else ""
        message = f"{SCRIPT_TITLES[source]}的文件裡有{SCRIPT_TITLES[_OTHER[source]]}字「{first[0]}」"
        mend = f"{'；'.join(list(pairs)[:_SHOWN])}{more}。"
        yield MIXED.problem(Place(path, number, first.start() + 1), message, mend=mend)
    wrong, right = _WRONG_MARKS[source], _RIGHT_MARKS[source]
    marks = [(number, line) for number, line in enumerate(lines, 1) if wrong[0] in line or wrong[1] in line]
    if marks:
        number, line = marks[0]
        column = min(at for mark in wrong if (at := line.find(mark)) >= 0) + 1
        rows = "、".join(f"第{number}行" for number, _ in marks[:_SHOWN]) + ("等" if len(marks) > _SHOWN else "")
        mend = f"{rows}的「{wrong[0]}」改成「{right[0]}」，「{wrong[1]}」改成「{right[1]}」。"
        if (_CODE.match(line) and not path.endswith(".md")) or _IN_BRACES.match(line):
            mend = f"第{number}行是編號或數的，去掉引號；是文字的，引號改成「{right[0]}」和「{right[1]}」。"
        yield MARKS.problem(Place(path, number, column), f"引號「{wrong}」不是{SCRIPT_TITLES[source]}的寫法", mend=mend)
    for number, line in enumerate(lines, 1):
        if picture := re.search(f"[{_PICTURES}]+", line):
            mend = f"刪去第{number}行的「{picture[0]}」，用文字寫。"
            yield PICTURES.problem(
                Place(path, number, picture.start() + 1), "文字裡有表情符號", value=picture[0], mend=mend
            )
            return

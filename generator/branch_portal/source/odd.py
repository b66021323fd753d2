"""讀得懂，卻多半寫錯了: what YAML takes without a word, though hardly anybody means it so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.source.messages import SYNTAX

CUT = rule(
    "YAML-14",
    "內容沒有被「#」截斷",
    "空格加「#」是註釋的開始，後面的字不會顯示，也不會提醒。",
    "「#」和後面的字是內容的，整段內容前後加單引號；是註釋的，移到上面單獨一行，以「# 」開頭。",
)
STRAY = rule(
    "YAML-15",
    "內容的頭尾沒有多餘的標點和引號",
    "逗號、分號和不成對的引號會原樣顯示在頁面、日曆和提醒單上。",
    "刪去多餘的標點；引號要成對。",
    severity="warning",
)

RUN_TOGETHER = rule(
    "YAML-16",
    "列表的各項用半角逗號分開",
    "全角逗號和頓號不算分隔，幾項連成一項，清單、表格和統計都少數了。",
    "各項之間用半角逗號加空格；確實是一項的，前後加單引號。",
    severity="warning",
)

ENDS = frozenset(',;，；、"“”')
"""The last character of an unquoted value that is hardly meant, or the first."""
_BELOW = pattern(r"[ ]*(?:[-－—–•*](?=\S| )|[A-Za-z_][\w-]*[ ]*[:：])")
_COMMENT = pattern(r"\S(?: #|[ ]+#(?=[^ #\n]))")
_ONE_ITEM = pattern(
    r"^[ ]*(?:- +)*(?!keywords|words)[\w-]+: +\[(?P<item>(?=[^\]]*[\u4e00-\u9fff])[^\[\]{},'\"“”\n]*[，、；][^\[\]{},'\"“”\n]*)\]",
    re.MULTILINE,
)
_LIST = re.compile(r"\[[^\[\]\n]*[，、；]")
"""What such a list has: looked for first."""
_WORD = 9
"""Characters of what is one item of a list; what is longer is a clause of a sentence."""
_TOKEN = pattern(r"[\w.:-]+", re.ASCII)
"""A day, a number, an id: nobody means the words behind it as its end."""
_HINT = pattern("（必填）|，可不填")
"""What templates of new records say beside a field, behind which a person types."""
_GLUED = pattern(rf"^[ ]*(?:- )?[\w-]+: +(?P<value>[^'\"#\n]*[^\s#])(?P<hint>#[^\n]*(?:{_HINT.pattern}).*)")


def odd(events: Iterable[Any], text: str, lines: Sequence[str], path: str, offset: int) -> Iterator[Problem]:
    """What is odd in a file that reads: `events` are its unquoted values over several lines or with odd ends."""
    for event in events:
        first, last = event.start_mark.line + offset, event.end_mark.line + offset
        slipped = [n for n in range(first + 1, min(last, len(lines) - 1) + 1) if _BELOW.match(lines[n])]
        if slipped and event.end_mark.line > event.start_mark.line:
            yield SYNTAX.problem(
                Place(path, slipped[0] + 1, len(lines[slipped[0]]) - len(lines[slipped[0]].lstrip()) + 1),
                "這一行接到了上一行的內容後面，不算單獨的一行",
                mend="與同層的行左對齊，列表的每一項以「- 」開頭。",
            )
        elif found := _stray(event.value):
            yield STRAY.problem(Place(path, first + 1, event.start_mark.column + 1), *found)
    for one in _ONE_ITEM.finditer(text) if _LIST.search(text) else ():
        yield from _run_together(one, text, path, offset)
    if "（必填）" in text or "，可不填" in text:
        yield from _glued(lines, path)
    if " #" in text and _COMMENT.search(text):
        yield from _cut(text, lines, path, offset)


def _stray(value: str) -> tuple[str, str, str] | None:
    """Message, value and mend for a value that begins or ends oddly."""
    if not value.strip('"“”,;，；、 '):
        return None
    if value[-1:] in (",", ";", "，", "；", "、"):
        bare = value.rstrip(",;，；、 ")
        return (f"內容末尾多了「{value[-1]}」", value, f"改成 {bare}") if bare else None
    quotes = sum(value.count(char) for char in "“”")
    if value[-1:] == '"' and value.count('"') % 2:
        return "內容末尾多了半個引號", value, f"改成 {value[:-1]}"
    if value[-1:] in ("“", "”") and quotes % 2:
        return "引號不成對", value, f"改成 {value.rstrip('“”')}；或者補上前一半引號「“」。"
    if value[:1] in ("“", "”") and quotes % 2:
        return "引號不成對", value, f"改成 {value.lstrip('“”')}；或者補上後一半引號「”」。"
    return None


def _run_together(found: re.Match[str], text: str, path: str, offset: int) -> Iterator[Problem]:
    """A list in brackets with one item, which is several short ones with wide commas between them."""
    item = found["item"].strip()
    parts = [part.strip() for part in re.split(r"[，、；](?![^（]*）)", item)]
    if len(parts) > 1 and all(0 < len(re.sub("（[^）]*）", "", part)) <= _WORD for part in parts):
        place = Place(path, text.count("\n", 0, found.start()) + 1 + offset, found.start("item") - found.start() + 1)
        mend = f"是幾項的，改成 [{', '.join(parts)}]；確實是一項的，寫成 ['{item}']。"
        yield RUN_TOGETHER.problem(place, "方括號裡的幾項連成了一項", value=item, mend=mend)


def _glued(lines: Sequence[str], path: str) -> Iterator[Problem]:
    """A template's hint that became the end of what was typed before it."""
    for number, line in enumerate(lines, start=1):
        if found := _GLUED.match(line):
            value, hint = found["value"], found["hint"]
            mend = f"第{number}行改成「{line.removesuffix(hint)}」；說明要留著的，「#」前面空一格。"
            place = Place(path, number, found.start("value") + 1)
            yield CUT.problem(place, "模板的說明接在內容後面，成了內容", value=value + hint, mend=mend)


def _cut(text: str, lines: Sequence[str], path: str, offset: int) -> Iterator[Problem]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if type(event) is not yaml.ScalarEvent or event.style:
            continue
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            continue
        rest = lines[end.line + offset][end.column :]
        if not event.value:
            if found := re.fullmatch(r" *#([^ #].*?) *", rest):
                place = Place(path, end.line + 1 + offset, end.column + rest.index("#") + 1)
                mend = f"是內容的，加上引號，寫成 '#{found[1]}'；是註釋的，「#」後面空一格。"
                yield CUT.problem(place, "「#」和後面的字被當成註釋，這一項成了空的", value=rest.strip(), mend=mend)
            continue
        if re.match(r" # ", rest) and (_HINT.search(rest) or _TOKEN.fullmatch(event.value)):
            continue
        if re.match(r" #|[ ]+#(?=[^ #])", rest):
            column = end.column + rest.index("#") + 1
            value = lines[start.line + offset][start.column :].rstrip()
            value = re.sub(r"^([a-z0-9-]+) #(?=step-)", r"\1#", value)  # the address of a step has no space
            mend = f"是內容的，加上引號，改成 '{value}'；是註釋的，刪去，或移到上面單獨一行。"
            place = Place(path, end.line + 1 + offset, column)
            yield CUT.problem(place, "「#」和後面的字被當成註釋，不會顯示", value=rest.strip(), mend=mend)

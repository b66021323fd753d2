"""正文的寫法: what Markdown takes without a word and shows otherwise than its writer sees it."""

import re
from collections.abc import Iterator

from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.markup.marks import (
    bare_pages,
    blanked,
    box,
    named,
    pasted,
    strong,
    unfinished,
    wide_tags,
    without_code,
)
from branch_portal.markup.said import said
from branch_portal.source.comments import fences

TABLE = rule(
    "PAGE-18",
    "表格每一行的欄數一樣",
    "少一條豎線，這一行就對不上欄目，或者整張表原樣印成一段文字。",
    "每一行前後和格子之間都有半角「|」，第二行寫 | --- | --- |，表格前後各空一行。",
)
LIST = rule(
    "PAGE-19",
    "列表和分條另起一段",
    "緊接著上一行寫，網站會把它們連成一段，不再分條。",
    "列表前面空一行，每條以「- 」或「1. 」開頭。",
    severity="warning",
)
HALF_WIDTH = rule(
    "PAGE-20",
    "排版符號用半角",
    "「＃」「－」「＞」是文字，不是排版符號，會原樣印在頁面上。",
    "換成半角的，後面空一格。",
)
INDENTED = rule(
    "PAGE-22",
    "提示框的內容縮進四格，正文不縮進",
    "不縮進的內容不在框裡，框是空的；縮進了的正文會印成代碼。",
    "提示框下面的每一行前面空四格，別的段落頂格寫。",
)

_ROW = pattern(r"[ ]{0,3}\|.*\|[ ]*")
_RULE = pattern(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_ITEM = pattern(r"[ ]{0,3}(?:[-*+]|[0-9]{1,3}\.)[ ]+\S")
_NESTED = pattern(r"[ ]{2,3}(?:[-*+]|[0-9]{1,3}\.)[ ]+\S")
_OPENS = pattern(r"[ ]{0,3}(?:(?:[-*+]|[0-9]{1,3}\.)[ ]+\S|!!!|\?\?\?|===|\[\^|:[ ])|[ ]{4}|\t")
"""A line below which indented ones belong to it: a list, a box, a tab, a note, a definition."""
_COUNTED = pattern(
    r"[ ]{0,3}(?:[0-9]{1,2}、|[0-9]{1,2}[)）]|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、)"
)
_WIDE = pattern(
    r"[ ]{0,3}(＃{1,6}|#{1,6}　|[－—•·●▪◆・○■□◇‧](?=\S| )(?!—)|＞|＊(?=[^\s＊])|！！！|[0-9０-９]{1,2}．)[ \u3000]*"
)
_WIDE_STRONG = pattern(r"＊＊([^＊\n]+)＊＊")
_HALF = {"＃": "#", "－": "-", "＞": ">", "＊": "-", "！": "!", "．": ".", "　": ""}
_DEFINED = pattern(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_NOT_PROSE = pattern(r"`[^`\n]*`|<[^>\n]*>|\{[^{}\n]*\}|\]\([^)\n]*\)|^(?:!!!|！！！|\?\?\?).*|\[[^\]\n]*\]:.*")


def check(text: str, path: str, skipped: int = 0) -> Iterator[Problem]:
    """Everything that will not look as it is written, in a Markdown text that begins after `skipped` lines of its file."""
    lines = text.split("\n")
    if open_code := list(unfinished(lines, skipped, path)):
        yield from open_code
        return
    defined = {name.lower() for name in _DEFINED.findall(text)}
    code = {number for first, last in fences(text) for number in range(first - 1, last)}
    for start, end in _blocks(lines, code):
        block = lines[start:end]
        if (len(block) == 1 and _ROW.fullmatch(block[0]) and _cells(block[0]) > 1) or (
            any(_RULE.fullmatch(line) and "|" in line for line in block)
            or sum(map(bool, map(_ROW.fullmatch, block))) > 1
        ):
            yield from _table(block, start + skipped, path)
        elif told := list(pasted(block, start + skipped, path)):
            yield from told
        else:
            yield from _paragraph(block, start + skipped, path)
        yield from strong(block, start + skipped, path)
    yield from _stray_code(lines, code, skipped, path)
    for number, line in enumerate(lines):
        if number not in code and not line.startswith("    "):
            yield from _line(lines, number, number + 1 + skipped, path)
            yield from named(line, number + 1 + skipped, path, defined)
            bare = without_code(line)
            yield from wide_tags(bare, number + 1 + skipped, path)
            yield from bare_pages(bare, number + 1 + skipped, path)


def _stray_code(lines: list[str], code: set[int], skipped: int, path: str) -> Iterator[Problem]:
    """Paragraphs set in by four spaces or more as on paper: Markdown prints them as code."""
    above, blank = "", True
    for number, line in enumerate(lines):
        if number in code or not line.strip():
            blank = True
            continue
        if blank and re.match(r" {4,}[^\s|<`]*[\u3400-\u9fff]", line) and not _OPENS.match(above):
            shown = number + 1 + skipped
            mend = f"去掉第{shown}行前面的空格；要照原樣顯示的，前後各加一行 ```。"
            yield INDENTED.problem(Place(path, shown), "前面空了四格，會印成代碼", value=line.strip()[:40], mend=mend)
            return
        above, blank = line, False


def _blocks(lines: list[str], code: set[int]) -> Iterator[tuple[int, int]]:
    """First and last line, from 0, of every run of lines that are neither empty, nor code, nor indented."""
    start = None
    for number, line in enumerate([*lines, ""]):
        text = bool(line.strip()) and number not in code and not line.startswith("    ")
        if text and start is None:
            start = number
        elif not text and start is not None:
            yield start, number
            start = None


def _cells(line: str) -> int:
    inner = re.sub(r"\\\||`[^`]*`", "", line.strip())
    return inner.removeprefix("|").removesuffix("|").count("|") + 1


def _table(block: list[str], before: int, path: str) -> Iterator[Problem]:
    at = next((number for number, line in enumerate(block) if _RULE.fullmatch(line) and "|" in line), None)
    first = next(number for number, line in enumerate(block) if "|" in line)
    if at is None:
        wanted = "| " + " | ".join(["---"] * _cells(block[first])) + " |"
        mend = f"在第{before + first + 1}行下面加一行 {wanted}"
        yield TABLE.problem(Place(path, before + first + 1), "表格少了標題下面的分隔行", mend=mend)
        return
    if at == 0:
        yield TABLE.problem(
            Place(path, before + 1), "表格少了標題行", mend="在分隔行上面加一行欄目名稱，每欄之間用「|」。"
        )
        return
    if at > 1 and "|" not in block[at - 2]:
        mend = f"在第{before + at}行前面空一行。"
        yield TABLE.problem(Place(path, before + at), "表格前面少一個空行", mend=mend)
    columns = _cells(block[at])
    head = _cells(block[at - 1])
    if columns != head and all(_cells(line) == head for line in block[at + 1 :] if "|" in line):
        number = before + at + 1
        mend = f"第{number}行改成「| {' | '.join(['---'] * head)} |」。"
        message = f"標題下面的分隔行有{columns}格，標題行有{head}格"
        yield TABLE.problem(Place(path, number), message, value=block[at].strip()[:40], mend=mend)
        return
    for number, line in enumerate(block[at - 1 :], at - 1):
        place = Place(path, before + number + 1)
        wide = line.replace("｜", "|")
        if wide != line and _cells(wide) == columns:
            mend = f"全角的「｜」換成半角的「|」：第{before + number + 1}行改成「{wide}」。"
            yield TABLE.problem(place, "格子之間用了全角的「｜」", value=line.strip()[:40], mend=mend)
        elif "|" not in line:
            mend = f"是表格的一行，寫成 | {line.strip()} | 這樣，共{columns}格；不是表格的，前面空一行。"
            yield TABLE.problem(place, "這一行沒有豎線，會成為表格的最後一行", value=line.strip()[:40], mend=mend)
        elif (cells := _cells(line)) != columns:
            mend = (
                f"補足{columns}格，空的格子也留著豎線。"
                if cells < columns
                else f"只留{columns}格；格子裡的豎線寫成 \\|。"
            )
            yield TABLE.problem(place, f"這一行有{cells}格，表頭有{columns}格", value=line.strip()[:40], mend=mend)


def _paragraph(block: list[str], before: int, path: str) -> Iterator[Problem]:
    plain = not _ITEM.match(block[0]) and not re.match(r"[ ]{0,3}(?:#|>|!!!|\?\?\?|<|\|)", block[0])
    for number, line in enumerate(block[1:], 1):
        above = block[number - 1]
        place = Place(path, before + number + 1)
        if plain and _ITEM.match(line) and not _ITEM.match(above):
            mend = f"在第{before + number + 1}行前面空一行。"
            yield LIST.problem(place, "列表緊接著上一行，會連成一段文字", value=line.strip()[:40], mend=mend)
            return
        if _NESTED.match(line) and _ITEM.match(above) and not _NESTED.match(above):
            mend = f"是下一層的，第{before + number + 1}行前面空四格；是同一層的，去掉前面的空格。"
            yield LIST.problem(place, "縮進不到四格，會和上一條排在同一層", value=line.strip()[:40], mend=mend)
            return
        if _COUNTED.match(line) and not _ITEM.match(block[0]):
            mend = "每條之間空一行；或改成「1. 」開頭的列表，列表前面空一行。"
            yield LIST.problem(place, "這一行會和上一行連成一段", value=line.strip()[:40], mend=mend)
            return


def _line(lines: list[str], number: int, shown: int, path: str) -> Iterator[Problem]:
    line = lines[number]
    if found := _WIDE.match(line):
        sign = found[1]
        half = (
            "-"
            if sign in "•·●▪◆—・○■□◇‧"
            else "".join(_HALF.get(char, chr(ord(char) - 0xFEE0) if "０" <= char <= "９" else char) for char in sign)
        )
        better = f"{half} {line[found.end() :]}"
        mend = f"第{shown}行改成「{better}」。" if len(better) <= 120 else f"改成「{half} 」開頭。"
        yield HALF_WIDTH.problem(Place(path, shown), f"「{sign}」不是排版符號", value=line.strip()[:40], mend=mend)
    elif found := _WIDE_STRONG.search(line):
        better = _WIDE_STRONG.sub(r"**\1**", line)
        mend = f"第{shown}行改成「{better}」。" if len(better) <= 120 else f"改成 **{found[1]}**。"
        yield HALF_WIDTH.problem(
            Place(path, shown, found.start() + 1), "加粗的星號要用半角的", value=found[0][:40], mend=mend
        )
    elif re.match(r"-[\u4e00-\u9fff]", line):
        better = f"- {line[1:]}"
        mend = f"是列表的，第{shown}行改成「{better if len(better) <= 120 else better[:20] + '……'}」，列表前面空一行。"
        yield HALF_WIDTH.problem(Place(path, shown), "「-」後面少一個空格", value=line.strip()[:40], mend=mend)
    elif found := re.match(r"(#{1,6})(?=[^#\s])", line):
        mend = f"是標題的，第{shown}行改成「{found[1]} {line[found.end() :]}」；是文字的，前面加反斜杠「\\」。"
        yield HALF_WIDTH.problem(
            Place(path, shown), f"「{found[1]}」後面少一個空格", value=line.strip()[:40], mend=mend
        )
    yield from box(line, shown, path)
    if re.match(r"(?:!!!|\?\?\?) ?\w", line):
        below = next((one for one in lines[number + 1 :] if one.strip()), "")
        if below and not below.startswith(("    ", "\t")):
            mend = "把框裡的每一行前面空四格。"
            yield INDENTED.problem(Place(path, shown), "提示框下面的內容沒有縮進", value=line.strip()[:40], mend=mend)
    bare = blanked(_NOT_PROSE, line)
    yield from said(bare, shown, path)

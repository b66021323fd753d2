"""強調、提示框、粘貼的表格: marks of Markdown that are nearly right, so that they are printed as they stand."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.markup.allowed import ADMONITIONS

BOX = rule(
    "PAGE-24",
    "提示框的第一行寫全",
    "標題不加半角引號，整個框會原樣印出來；不寫標題，框頭是一個英文詞。",
    '寫成 !!! note "標題"：半角感嘆號，一個英文的類型，標題前後是半角雙引號。',
    severity="warning",
)
STRONG = rule(
    "PAGE-25",
    "加粗的星號成對，緊貼著字",
    "少一對星號，或者星號和字之間有空格，星號就原樣印在頁面上。",
    "寫成 **要加粗的字**，星號和字之間不空格；不要加粗的，刪去星號。",
    severity="warning",
)
PASTED = rule(
    "PAGE-26",
    "從表格軟件粘貼的內容改成表格",
    "各欄之間只有製表符，網站會把它們連成一段文字。",
    "每一行前後和格子之間寫半角「|」，第二行寫 | --- | --- |，表格前後各空一行。",
)

CODE = rule(
    "PAGE-27",
    "照原樣顯示的一段有頭有尾",
    "少了收尾的「```」，從這裡到頁尾都照原樣印出來，小節、步驟和鏈接都不見了。",
    "在這一段下面單獨加一行「```」；不是要照原樣顯示的，刪去開頭的「```」。",
)
NOTE = rule(
    "PAGE-28",
    "不用腳註、沒有地址的鏈接和全角的標籤",
    "「[^1]」、找不到地址的「[文字][名稱]」和「＜br＞」會原樣印在頁面上。",
    "腳註寫在括號裡；鏈接寫成 [文字](地址)；換行寫 <br>。",
)

_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_BY_NAME = re.compile(r"(?<!\\)\[([^\[\]\n]+)\]\[([\w-]+)\]")
_BOX = re.compile(r"(!!!|\?\?\?\+?) *(.*)")
_SOUND_BOX = re.compile(r"(?:[a-z]+|[^\x00-\x7f\s\"]+)(?: [\w-]+)* \"[^\"]*\"")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADS = {
    "note": "說明",
    "tip": "提示",
    "warning": "注意",
    "danger": "注意",
    "example": "舉例",
    "question": "問",
    "quote": "原文",
}
_NOT_MARKED = re.compile(r"`[^`\n]*`|\\.|\]\([^)\n]*\)|\*{3,}")
_BARE = re.compile(r"(?:(?<=\s)|^)\*\*(?=\s|$)", re.MULTILINE)
_PAIR = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks in place of all that the pattern finds: what is left stands where it stood."""
    return pattern.sub(lambda part: " " * len(part[0]), text)


def without_code(text: str) -> str:
    """The text with blanks in place of code, addresses and what is escaped."""
    return blanked(_NOT_MARKED, text)


def unfinished(lines: Sequence[str], skipped: int, path: str) -> Iterator[Problem]:
    """The fence of a piece of code that never ends; `skipped` lines of the file stand above."""
    opened, sign = 0, ""
    for number, line in enumerate(lines, 1):
        found = _FENCE.match(line)
        if found and not opened:
            opened, sign = number, found[1]
        elif found and found[1].startswith(sign) and not line[found.end() :].strip():
            opened = 0
    if opened:
        number = opened + skipped
        mend = f"從第{number}行起要照原樣顯示的，在它們下面單獨加一行「{sign}」；不是的，刪去第{number}行。"
        yield CODE.problem(Place(path, number), f"「{sign}」沒有收尾", value=lines[opened - 1].strip()[:40], mend=mend)


_WIDE_TAG = re.compile(r"＜ */? *[A-Za-z][A-Za-z0-9]{0,9} */?＞|＜ */? *[A-Za-z][A-Za-z0-9]{0,9} */?>|<(?:br|BR) */?＞")


def wide_tags(bare: str, number: int, path: str) -> Iterator[Problem]:
    """An element in wide brackets, which is printed as it stands, in a line as `without_code` leaves it."""
    for found in _WIDE_TAG.finditer(bare):
        half = unicodedata.normalize("NFKC", found[0]).replace(" ", "")
        mend = (
            "換行的改成 <br>；不要換行的，刪去。"
            if "br" in half.lower()
            else f"刪去「{found[0]}」；要加粗的寫 **字**。"
        )
        yield NOTE.problem(
            Place(path, number, found.start() + 1), f"「{found[0]}」會原樣印出來", value=found[0], mend=mend
        )


_BARE_PAGE = re.compile(r"(?<![\w/.#(\[`\"])(?<!\]（)(g[0-9]+)\.md(?:#[\w-]+)?(?![\w)])")


def bare_pages(bare: str, number: int, path: str) -> Iterator[Problem]:
    """The file of a guide where a link to it was meant, in a line as `without_code` leaves it."""
    for found in _BARE_PAGE.finditer(bare):
        mend = f"改成 [頁名]({found[0]})，頁名寫讀的人看得懂的。"
        yield NOTE.problem(
            Place(path, number, found.start() + 1), f"「{found[0]}」是文件名，點不開", value=found[0], mend=mend
        )


def named(line: str, number: int, path: str, defined: Collection[str]) -> Iterator[Problem]:
    """Footnotes, which the site has not, and links by names that are not `defined`."""
    bare = _NOT_MARKED.sub(lambda part: " " * len(part[0]) if part[0].startswith("`") else part[0], line)
    if found := _NOTE.search(bare):
        mend = f"刪去「{found[0]}」，注的內容寫在括號裡。"
        yield NOTE.problem(
            Place(path, number, found.start() + 1), "網站沒有腳註，會原樣印出來", value=found[0], mend=mend
        )
    for found in _BY_NAME.finditer(bare):
        if found[2].lower() not in defined:
            better = f"[{found[1]}]({found[2]}.md)" if re.fullmatch("g[0-9]+", found[2]) else f"[{found[1]}](地址)"
            message = f"沒有寫「{found[2]}」的地址，會原樣印出來"
            yield NOTE.problem(Place(path, number, found.start() + 1), message, value=found[0], mend=f"改成 {better}。")


def box(line: str, number: int, path: str) -> Iterator[Problem]:
    """The first line of a box that would not become one, or that would have an English word for its head."""
    found = _BOX.fullmatch(line.rstrip())
    if not found or _SOUND_BOX.fullmatch(found[2]):
        return
    words = found[2].split(None, 1)
    if len(words) == 1 and words[0] not in ADMONITIONS and not words[0].startswith(tuple("\"'“「")):
        return  # a kind of one's own has its word for a head
    kind = words[0] if words and words[0] in ADMONITIONS else "note"
    said = (words[1:] if words and words[0] in ADMONITIONS else words) or [""]
    head = " ".join(said).strip("\"'“”‘’「」＂ ") or _HEADS.get(kind, "說明")
    message = "提示框的標題要在半角雙引號裡" if said != [""] else "提示框沒有標題"
    mend = f'第{number}行改成「{found[1]} {kind} "{head}"」。'
    yield BOX.problem(Place(path, number), message, value=line.strip()[:40], mend=mend)


def strong(block: Sequence[str], before: int, path: str) -> Iterator[Problem]:
    """Two asterisks of a block of lines that make nothing bold; `before` lines of the file stand above the block."""
    text = without_code("\n".join(block))
    if "**" not in text:
        return
    bare = [one.start() for one in _BARE.finditer(text)]
    rest = blanked(_PAIR, _BARE.sub("  ", text))
    left = [*bare, *(one.start() for one in re.finditer(r"\*\*", rest))]
    if not left:
        return
    at = min(left)
    row = text.count("\n", 0, at)
    number = before + row + 1
    line, column = block[row], at - text.rfind("\n", 0, at)
    tight = re.sub(r"\*\*[ \u3000]*([^*]+?)[ \u3000]*\*\*", r"**\1**", line)
    sound = tight != line and len(left) <= len(bare) + 1 and "**" not in _PAIR.sub("", _BARE.sub("x**", tight))
    mend = f"第{number}行改成「{tight}」。" if sound and len(tight) <= 120 else None
    message = "加粗的星號和字之間有空格" if sound else "加粗的星號「**」少了一對"
    more = "在要加粗的字後面補上「**」；不要加粗的，刪去這兩個星號。"
    yield STRONG.problem(
        Place(path, number, column), message, value=line.strip()[:40], mend=mend or (None if sound else more)
    )


def pasted(block: Sequence[str], before: int, path: str) -> Iterator[Problem]:
    """Lines with tabs between their words, as a spreadsheet gives them."""
    rows = [number for number, line in enumerate(block) if "\t" in line.strip()]
    if len(rows) < 2:
        return
    cells = [[cell.strip() for cell in block[number].strip().split("\t")] for number in rows]
    columns = max(map(len, cells))
    written = [_row([*one, *[""] * (columns - len(one))]) for one in cells]
    table = "\n".join([written[0], _row(["---"] * columns), *written[1:]])
    first, last = before + rows[0] + 1, before + rows[-1] + 1
    mend = f"第{first}至{last}行換成下面的表格，前後各空一行：\n{table}"
    yield PASTED.problem(Place(path, first), "這幾行是從表格軟件粘貼的", value=block[rows[0]].strip()[:40], mend=mend)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

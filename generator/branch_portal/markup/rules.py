"""頁面裡的 HTML: rules over what people write in Markdown, judged by what would come out of it."""

import hashlib
import importlib.metadata
import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from branch_portal.ground.beside import code_of, kept_beside
from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.ground.rules import Rule, rule
from branch_portal.markup import prose
from branch_portal.markup.judgement import Kind, judge
from branch_portal.markup.markdown import faults
from branch_portal.markup.size import too_much
from branch_portal.markup.tokens import tokens
from branch_portal.project.input_files import published
from branch_portal.project.reading import Folders, Reading
from branch_portal.source.comments import fences, without_comments
from branch_portal.source.conflicts import conflicts
from branch_portal.source.front_matter import find_head
from branch_portal.source.text import decode
from branch_portal.source.yaml_source import read_text, split_lines

ELEMENT = rule(
    "PAGE-11",
    "正文只用排版的 HTML 標籤",
    "腳本、樣式、外框、表單這類標籤會在讀者的瀏覽器裡運行，或者蓋住整頁。",
    "刪去它；要照原樣顯示，把每個 < 寫成 &lt;，或放進反引號裡。",
)
ATTRIBUTE = rule(
    "PAGE-12",
    "標籤只帶排版的屬性",
    "事件、樣式和網站自己的類名，能運行腳本、蓋住頁面、冒充按鈕。",
    "刪去這個屬性，花括號裡的也一樣。",
)
LINK = rule(
    "PAGE-13",
    "鏈接只通往網頁、郵箱、電話和本站",
    "「javascript:」「data:」這類鏈接，點一下就運行腳本。",
    "改成 https:// 開頭的完整網址、本站文件的相對路徑或 #錨點，或刪去鏈接只留文字。",
)
PICTURE = rule(
    "PAGE-14",
    "圖片都在本站",
    "別處的圖片會讓別人知道誰在看這一頁，哪天換成什麼也管不了；內網的讀者看不到。",
    "有權使用的，下載後放進 content/，寫相對路徑；否則刪去。",
)
PAIR = rule(
    "PAGE-15",
    "標籤成對",
    "少一個結束標籤，後面的內容就不再排版，原樣印在頁面上。",
    "補上結束標籤，或刪去這個標籤；要照原樣顯示，把每個 < 寫成 &lt;，或放進反引號裡。",
)
BROKEN = rule(
    "PAGE-16",
    "標籤和註釋寫完整",
    "寫得不完整的標籤，各種瀏覽器理解不同，檢查也就靠不住；註釋沒有結束，會把後面的內容帶出去。",
    "刪去它；要照原樣顯示，把每個 < 寫成 &lt;，或放進反引號裡。",
)
FIELD = rule(
    "PAGE-17",
    "手寫頁面的信息欄只寫標題、說明和隱藏項",
    "信息欄由網站的主題讀取，別的字段會換掉整頁的版式或讓頁面跳走，尖括號和引號會破壞網頁。",
    "信息欄只寫 title、description 和 hide，不用 < > 和英文雙引號；引號用「」。",
)
RULES: Mapping[Kind, Rule] = {
    "element": ELEMENT,
    "attribute": ATTRIBUTE,
    "link": LINK,
    "picture": PICTURE,
    "pair": PAIR,
    "broken": BROKEN,
}

CLAUSE = "clause:"
"""How a guide cites a clause card; the address leads nowhere outside of a guide."""
_FIELDS = ("title", "description", "hide")
_BARE_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:")


def check(folders: Folders, reading: Reading) -> Iterator[Problem]:
    """What must not be published in any text below `content/`; texts that cannot be decoded are passed over."""
    for path in published(folders.content):
        relative = path.relative_to(folders.content)
        if path.suffix != ".md":
            continue
        shown = folders.shown(path)
        text = decode(path.read_bytes(), shown)
        if isinstance(text, Problem):
            continue
        found = _checked(text.replace("\r\n", "\n"), shown, _kind(relative))
        if found:
            reading.lines.setdefault(shown, split_lines(text))
        yield from found


def check_rendered(html: str, path: str, ours: bool) -> list[Problem]:
    """What must not be published in a finished page's HTML, made from the file `path`; `ours`, if we put parts to it."""
    place = Place(path)
    return [
        RULES[fault.kind].problem(place, fault.message, value=fault.token.text[:80], mend=fault.mend)
        for fault in judge(tokens(html), ours=ours)
    ]


def _kind(relative: Path) -> str:
    return relative.parts[0] if len(relative.parts) > 1 and relative.parts[0] in ("guide", "learning") else ""


def _conflicts(text: str, path: str, skipped: int) -> Iterator[Problem]:
    """The pieces of a text in two versions, but for those in its front matter, which are told by whoever reads that."""
    code = fences(text)
    for problem in conflicts(text, path):
        if problem.place.line > skipped and not any(first <= problem.place.line <= last for first, last in code):
            yield problem


def _made_by() -> str:
    package = Path(__file__).parents[1]
    looks = sorted(file for room in ("markup", "source", "ground") for file in (package / room).glob("*.py"))
    return f"{sys.version} Markdown {importlib.metadata.version('Markdown')} {code_of(*looks)}"


SOUND = kept_beside(__file__, ".sound", _made_by, most=10_000, worth=20)
"""Texts in which nothing was wrong, by their checksums."""


@lru_cache(5000)
def _checked(text: str, path: str, kind: str) -> tuple[Problem, ...]:
    """What is wrong in one text: whoever checks a portal again finds nearly every one as it was."""
    key = hashlib.sha256(f"{kind} {text}".encode("utf-8", "surrogatepass")).digest()
    if SOUND.get(key):
        return ()
    if not (found := tuple(_check_page(text, path, kind))):
        SOUND.put(key, True)
    return found


def _check_page(text: str, path: str, kind: str) -> Iterator[Problem]:
    if beyond := list(too_much(text, path)):
        yield from beyond
        return
    front = None if kind == "learning" else find_head(text)
    if not kind:
        yield from _check_fields(text, front, path)
    skipped = text.count("\n", 0, front.end()) if front else 0
    if marks := list(_conflicts(text, path, skipped)):
        yield from marks
        return
    yield from prose.check(without_comments(text[front.end() :] if front else text), path, skipped)
    # The book's own rules know the clause cards, and the book makes links of them.
    for found in faults(text[front.end() :] if front else text, CLAUSE if kind == "guide" else None):
        fault = found.fault
        place = Place(path, found.line + skipped, found.column)
        yield RULES[fault.kind].problem(place, fault.message, value=fault.token.text[:80], mend=fault.mend)


def _check_fields(text: str, front: re.Match[str] | None, path: str) -> Iterator[Problem]:
    if front is None:
        if _BARE_FIELD.match(text):
            mend = "是信息欄的，前後各寫一行 ---；是正文的，在它前面空一行。"
            yield FIELD.problem(Place(path), "第一行會被當成信息欄，不顯示", value=text.partition("\n")[0], mend=mend)
        return
    log = ProblemLog()
    source = read_text(front[1], path, log, offset=1, lines=split_lines(text))
    yield from log
    if source is None:
        return
    if not isinstance(source.data, Mapping):
        yield FIELD.problem(Place(path), "信息欄不是「字段: 內容」")
        return
    for key, value in source.data.items():
        place = source.key_at(key)
        if key not in _FIELDS:
            yield FIELD.problem(place, f"信息欄不認識「{key}」", value=str(key), mend=f"刪去 {key} 這一項。")
        elif re.search('[<>"]', str(value)):
            mend = "改用全角的〈〉和「」，或刪去。"
            yield FIELD.problem(place, f"{key} 裡有 <、> 或英文雙引號", value=str(value), mend=mend)
        elif key != "hide" and not isinstance(value, str):
            yield FIELD.problem(place, f"{key} 不是一句話", mend=f"{key} 後面寫一句話，純數字加單引號。")

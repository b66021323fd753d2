"""Guesses about the words of a line that does not read: its key, its colon, its value."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from branch_portal.source.candidate import KEY, Candidate
from branch_portal.source.messages import FULL_WIDTH_COLON, INVISIBLE, KIND, UNKNOWN

_KEY = re.compile(KEY)
_WIDE_KEY = re.compile(
    r"([ ]*(?:- +)*)([A-Za-z_][\w-]*)[ ]*([：;；=＝,，、]|:\u3000|:(?=\S)|[ ]+(?=[^\s:]))[ \u3000]*(.*)"
)
_PUNCTUATION = str.maketrans("【】［］〔〕｛｝，：、；　", "[][][]{},:,; ")
_BRACKETS = str.maketrans("【】［］〔〕｛｝", "[][][]{}")
_WIDE = "【】［］〔〕｛｝，：、；　＝="
_OPENING, _CLOSING = ("[", "{"), ("]", "}")
_TIGHT, _SPACED = "逗號、冒號後面少了空格，或者多了引號", "逗號和冒號後面空一格，引號去掉"
_QUOTES = "\"'“”‘’＂"


def of_words(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """Every guess about the words of the line with index `at`."""
    yield from _keys(lines, at)
    yield from _values(lines, at)
    yield from _colons(lines, at)


def _colons(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    line = lines[at]
    if found := _WIDE_KEY.fullmatch(line):
        sign, place = found[3], found.start(3) + 1
        new = {at: f"{found[1]}{found[2]}: {found[4]}".rstrip()}
        if sign == "：":
            yield Candidate(
                at, place, dict(new), "鍵後面用了全角冒號「：」", "改成英文冒號加一個空格「: 」", FULL_WIDTH_COLON
            )
        elif sign == ":\u3000":
            yield Candidate(at, place + 1, dict(new), "冒號後面是全角空格（U+3000）", "換成一個半角空格", INVISIBLE)
        elif sign == ":":
            yield Candidate(at, place + 1, dict(new), "冒號後面少一個空格", "半角冒號後面空一格")
        elif sign.strip():
            yield Candidate(
                at, place, dict(new), f"鍵後面應是冒號，這裡寫成了「{sign}」", "改成英文冒號加一個空格「: 」"
            )
        else:
            yield Candidate(at, place, dict(new), "鍵後面少了冒號", "加上英文冒號和一個空格「: 」")
    # Two fields in one line.
    for more in re.finditer(r"[ ,，;；、]+(?=[a-z_]+:(?: |$))", line):
        if line[: more.start()].strip() and ":" in line[: more.start()]:
            pad = " " * (len(_KEY.fullmatch(line)["pad"]) if _KEY.fullmatch(line) else 0)  # type: ignore[index]
            new = {at: f"{line[: more.start()]}\n{pad}{line[more.end() :]}"}
            yield Candidate(at, more.end() + 1, dict(new), "一行寫了兩個字段", "第二個字段另起一行")


def _keys(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    found = re.fullmatch(r"([ ]*(?:- +)*[\"'“”]?)([A-Za-zＡ-Ｚａ-ｚ_＿-][\w\- ]*)([\"'“”]?[ ]*:.*)", lines[at])
    if found:
        key = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", found[2].strip()).lower())
        new = {at: f"{found[1]}{key}{found[3]}"}
        if key != found[2]:
            yield Candidate(
                at, found.start(2) + 1, dict(new), f"字段名寫成了「{found[2]}」", f"改成「{key}」，用小寫", UNKNOWN
            )


def _values(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    found = _KEY.fullmatch(lines[at])
    before, value = (lines[at][: found.start("value")], found["value"]) if found else ("", lines[at])
    if not found and not re.match(r"[ ]*- ", lines[at]):
        return
    if not found:
        before = re.match(r"[ ]*- +", lines[at])[0]  # type: ignore[index]
        value = lines[at][len(before) :]
    column = len(before) + 1
    for new in dict.fromkeys(_halves(value)):
        if new != value and new[:1] in _OPENING:
            wide = "".join(
                dict.fromkeys(char for char in value if char in _WIDE and value.count(char) > new.count(char))
            )
            how = f"全角的「{wide}」換成半角的" if wide else "補上半角的另一半括號" if _unpaired(value) else _SPACED
            message = "括號、逗號和冒號要用半角的" if wide else "括號沒有成對" if _unpaired(value) else _TIGHT
            yield Candidate(at, column, {at: before + new}, message, how)
    if value[-1:] in _CLOSING and value.count(value[-1]) > value.count(_OPENING[_CLOSING.index(value[-1])]):
        yield Candidate(
            at,
            column,
            {at: before + _OPENING[_CLOSING.index(value[-1])] + value},
            "括號沒有成對",
            "補上半角的另一半括號",
        )
        yield Candidate(at, column, {at: before + value[:-1]}, "括號沒有成對", "刪去多出的括號")
    if (item := re.match(r"[ ]*- +", lines[at])) and lines[at].endswith("}") and lines[at][len(item[0])] != "{":
        new = f"{item[0]}{{{lines[at][len(item[0]) :]}"
        yield Candidate(at, len(item[0]) + 1, {at: new}, "括號沒有成對", "補上半角的前一半括號")
    if value[:1] in _OPENING and _closed(value) != value:
        yield Candidate(at, column, {at: before + _closed(value)}, "括號沒有成對", "補上半角的另一半括號")
    if years := re.fullmatch(r"\[?(20[0-9]{2})\s*年?\s*[-–—~～至到]\s*(20[0-9]{2})年?\]?", value):
        first, last = int(years[1]), int(years[2])
        if first < last <= first + 20:
            every = "[" + ", ".join(map(str, range(first, last + 1))) + "]"
            yield Candidate(at, column, {at: before + every}, "幾個年份要一個一個寫", "寫成列表，用半角逗號分開", KIND)
    bare = re.sub(r"[,，;；。、]+$", "", value)
    if bare != value and bare:
        yield Candidate(
            at, len(before + bare) + 1, {at: before + bare}, f"行末多了「{value[len(bare) :]}」", "刪去行末的標點"
        )
    if value and value[0] in "(（<《〈" and value[-1:] in ")）>》〉":
        inner = re.sub(r"[，、；]\s*", ", ", value[1:-1])
        yield Candidate(at, column, {at: f"{before}[{inner}]"}, "列表要用半角方括號", "換成半角方括號", KIND)
        yield Candidate(at, column, {at: before + value[1:-1]}, "內容外面多了括號", "刪去括號")


def _halves(value: str) -> Iterator[str]:
    """The value with the punctuation of lists and records as YAML has it: what is surely meant so, then all of it."""
    outer = value.translate(_BRACKETS)
    if outer != value and re.fullmatch(r"\[[^\[\]{}\"'“”]*\]", outer):
        yield re.sub(r" *[，、；] *(?![^（]*）)", ", ", outer)
    some = re.sub(r"([{,，、；;] *[a-z_]+) *[:：=＝] *", r"\1: ", outer)
    some = re.sub(r" *[,，、；;] *(?=[a-z_]+ *[:：])", ", ", some)
    spaced = re.sub(r"([{,] *[a-z_]+) +(?=[^ :,{}\[\]]+ *[,}])", r"\1: ", some)
    listed = re.sub(r"[(（]([^()（）]*)[)）]", r"[\1]", some)
    inner = re.sub(r"([a-z_]+: )([^\[\]{}:,]+(?:[,，、] *[^\[\]{}:,，、]+)+)(?=[,}] *[a-z_]+:|}$)", _bracketed, some)
    parted = re.sub(r"(?<=[^\s,{\[]) +(?=[a-z_]+: )", ", ", some)
    for one in (
        some,
        spaced,
        parted,
        inner,
        listed,
        re.sub(r"\[[^\[\]{}]*\]", lambda found: _half(found[0]), some),
        _half(outer),
    ):
        yield one
        yield _closed(one)
        yield re.sub(f"[{_QUOTES}]", "", one)


def _unpaired(value: str) -> bool:
    return any(value.count(one) != value.count(other) for one, other in zip(_OPENING, _CLOSING, strict=True))


def _bracketed(found: re.Match[str]) -> str:
    return f"{found[1]}[{', '.join(part.strip() for part in re.split('[,，、]', found[2]))}]"


def _half(value: str) -> str:
    return re.sub(r"([,:]) *(?=[^\s,])", r"\1 ", value.translate(_PUNCTUATION))


def _closed(value: str) -> str:
    """The value with each bracket that it opens closed, in their order."""
    opened = []
    for char in re.sub("[)）】］〕}｝]$", lambda end: {"}": "}", "｝": "}"}.get(end[0], "]"), value):
        if char in _OPENING:
            opened.append(_CLOSING[_OPENING.index(char)])
        elif char in _CLOSING and opened and opened[-1] == char:
            opened.pop()
    return value.rstrip(" ,，)）】］〕｝") + "".join(reversed(opened)) if opened else value


def of_quotes(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """Guesses about quotation marks, the last to be tried: in them nearly everything reads."""
    line = lines[at]
    found = _KEY.fullmatch(line) or re.fullmatch(r"(?P<pad>[ ]*- +)(?P<value>.*)", line)
    if found and (begun := re.fullmatch(r"\[([^\[\]{}'\"]*)\][^,\]#]*[\w\u4e00-\u9fff]", found["value"])) and begun[1]:
        whole = "'" + found["value"] + "'"
        column = found.start("value") + 1
        yield Candidate(at, column, {at: line[: column - 1] + whole}, "方括號後面還有文字", "整段內容前後加單引號")
    if not found or not found["value"] or found["value"][0] in "[{|>#":
        return
    before, value = line[: found.start("value")], found["value"]
    plain = value.strip(_QUOTES)
    if not plain:
        return  # nothing between the marks: no mark more makes it something
    whole = "'" + value.replace("'", "''") + "'"
    column = len(before) + 1
    if marked := re.fullmatch(r"([&!][\w-]+) +(\S.*)", value):
        yield Candidate(at, column, {at: before + marked[2]}, f"這裡不用「{marked[1]}」", f"刪去「{marked[1]} 」")
    if value[0] in _QUOTES or value[-1] in _QUOTES:
        unpaired = value[0] in "\"'" and value.count(value[0]) % 2
        if value[0] == value[-1] and value[0] in "\"'" and len(value) > 1:
            yield Candidate(at, column, {at: before + plain}, "這裡不加引號", "去掉引號", KIND)
        else:
            yield Candidate(at, column, {at: before + plain}, "引號不成對，或不是半角的", "去掉引號")
        yield Candidate(
            at,
            column,
            {at: before + '"' + plain.replace('"', "") + '"'},
            "引號沒有成對" if unpaired else "引號不成對或不是半角的",
            "前後用一對半角雙引號",
        )
    message = "內容裡有「: 」，要加引號" if ": " in value else f"內容以「{value[0]}」開頭，要加引號"
    if ": " in value:
        wide = value.replace(": ", "：")
        yield Candidate(
            at, column + value.index(": "), {at: before + wide}, "這一行多了一個「: 」", "內容裡的冒號改成全角「：」"
        )
    if re.fullmatch(r"1[3-9][0-9]{9}", value):
        return  # somebody's telephone: in quotes it would be told as a leak, and without them it is
    if not re.fullmatch(r"-?[0-9]+\.[0-9]+", value):  # a number that does not fit: in quotes it fits no better
        yield Candidate(at, column, {at: before + whole}, message, "整段內容前後加單引號")

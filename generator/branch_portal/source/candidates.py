"""What an editor may have meant by a line that does not read: each slip of the hand undone, one at a time.

These are guesses, which `repair` tries out; only one that makes the file better is ever told.
"""

import re
from collections.abc import Iterator, Sequence

from branch_portal.source.candidate import KEY, Candidate
from branch_portal.source.candidate_words import of_quotes, of_words
from branch_portal.source.messages import INVISIBLE

_KEY = re.compile(KEY)
_BARE = re.compile(r"-?[0-9][0-9.:-]*|true|false")
"""A value that no words can go on: a number, a day, yes or no."""
_COMMENTED = re.compile(r"([ ]*)#[ ]?([ ]*(?:- )?[a-z_]+:.*)")
_BULLET = re.compile(r"([ ]*)([-－—–•·●*＊]|[0-9]{1,2}[.、．)）])[ \u3000]*(?=\S)(?![-.]{2})(.*)")


def candidates(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """Every guess about the line with index `at`."""
    line = lines[at]
    if at and (found := _COMMENTED.fullmatch(lines[at - 1])):
        new = {at - 1: found[1] + found[2]}
        yield Candidate(at - 1, 1, dict(new), "這一行行首的「#」使它成了註釋", "刪去行首的「#」")
    if not line.strip() or line.lstrip().startswith("#"):
        return
    yield from _tabs(lines, at)
    yield from of_words(lines, at)
    yield from _dashes(lines, at)
    yield from _bullets(lines, at)
    yield from _joined(lines, at)
    yield from _indents(lines, at)
    yield from of_quotes(lines, at)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _block(lines: Sequence[str], at: int, alike: bool) -> range:
    """The line and what is below it; with `alike` also the lines after it that stand as far to the right."""
    own = _indent(lines[at])
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > own - alike):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return range(at, end)


def _indents(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    own = _indent(lines[at])
    levels = {_indent(line) for line in lines if line.strip() and not line.lstrip().startswith("#")}
    wanted = {0, *levels, *(level + 2 for level in levels)}
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    for width in sorted(wanted - {own}, key=lambda width: (abs(width - own), width)):
        dash = "" if lines[at].lstrip().startswith("- ") == above.lstrip().startswith("- ") else "的字段"
        how = f"行首{'刪去' if width < own else '加上'}{abs(width - own)}個空格"
        message = f"這一行的縮進不對：行首有{own}個空格，應有{width}個，與同層{dash or '的行'}左對齊"
        blocks = [range(at, at + 1), _block(lines, at, False), _block(lines, at, True)]
        for block in dict.fromkeys(blocks):
            moved = {n: _moved(lines[n], width - own) for n in block if lines[n].strip()}
            more = f"，第{at + 2}至{block[-1] + 1}行跟著一起" if len(block) > 1 else ""
            yield Candidate(at, own + 1, dict(moved), message, how + more)


def _moved(line: str, by: int) -> str:
    return " " * max(0, _indent(line) + by) + line.lstrip(" ")


def _tabs(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """Tabs and wide spaces before a line, or after its colon or hyphen."""
    line = lines[at]
    bare = line.lstrip(" \t\u3000")
    if bare != line.lstrip(" "):
        every = [n for n, one in enumerate(lines) if one.lstrip(" \t\u3000") != one.lstrip(" ")]
        for width in sorted({0, 2, 4, 6, *(_indent(one) for one in lines if one.strip())}):
            message = "縮進用了製表符（Tab）或全角空格"
            yield Candidate(at, 1, {at: " " * width + bare}, message, "換成半角空格", INVISIBLE)
            if len(every) > 1:
                yield Candidate(
                    at,
                    1,
                    {n: " " * width + lines[n].lstrip(" \t\u3000") for n in every},
                    message,
                    "都換成半角空格",
                    INVISIBLE,
                )
    if (new := re.sub(r"([:-])[ ]*[\t\u3000\u00a0]+[ \t\u3000\u00a0]*", r"\1 ", line)) != line:
        yield Candidate(
            at, 1, {at: new}, "冒號或連字符後面用了製表符（Tab）、全角空格或不換行空格", "換成一個半角空格", INVISIBLE
        )


def _dashes(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """A hyphen before a field that is no item of a list."""
    if found := re.fullmatch(r"([ ]*)-[ ]+([a-z_]+:(?: .*)?)", lines[at]):
        yield Candidate(at, len(found[1]) + 1, {at: found[1] + found[2]}, "字段前面多了「- 」", "刪去行首的「- 」")


def _bullets(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    found = _BULLET.fullmatch(lines[at])
    if not found:
        above = next((line for line in reversed(lines[:at]) if line.strip()), "")
        if above.lstrip().startswith("- ") and not lines[at].lstrip().startswith("-"):
            new = {at: f"{' ' * _indent(above)}- {lines[at].strip()}"}
            yield Candidate(
                at, _indent(lines[at]) + 1, dict(new), "列表的一項前面少了「- 」", "行首加上「- 」，與上一項左對齊"
            )
        return
    if lines[at].lstrip().startswith("- "):
        return
    message = f"列表的一項應以半角連字符加空格「- 」開頭，這裡是「{found[2]}」"
    how = f"「{found[2]}」改成「- 」，連字符後面空一格"
    every = {
        n: one
        for n, line in enumerate(lines)
        if (one := _BULLET.fullmatch(line)) and not line.lstrip().startswith("- ")
    }
    for chosen in ({at: found}, every):
        yield Candidate(at, found.start(2) + 1, {n: f"{one[1]}- {one[3]}" for n, one in chosen.items()}, message, how)


def _joined(lines: Sequence[str], at: int) -> Iterator[Candidate]:
    """A value that has slipped into the line below its key, or a key's line with what belongs below it."""
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), None)
    if above is not None and re.fullmatch(r"[ ]*(?:- +)*[A-Za-z_][\w-]*:[ ]*", lines[above]):
        new = {above: f"{lines[above].rstrip()} {lines[at].strip()}", at: None}
        yield Candidate(
            at, _indent(lines[at]) + 1, dict(new), "內容要寫在字段的同一行", f"接到第{above + 1}行的冒號後面"
        )
    if lines[at].strip() in ("---", "..."):
        message = f"「{lines[at].strip()}」把文件分成了兩份，一個文件只寫一條記錄"
        yield Candidate(at, 1, {at: None}, message, "刪去這一行；下面是另一條記錄的，移到它自己的文件")
        rest = [n for n in range(at + 1, len(lines)) if lines[n].strip()]
        if rest:
            gone: dict[int, str | None] = dict.fromkeys((at, *rest))
            how = f"第{at + 2}行以下的移到它自己的新文件，這裡從第{at + 1}行刪到末尾"
            yield Candidate(at, 1, gone, message, how)
        return
    if found := re.fullmatch(r"([ ]*)(?://+|--+|＃+|；+|;+|※)[ ]*(.*\S)", lines[at]):
        new = {at: f"{found[1]}# {found[2]}"}
        yield Candidate(at, len(found[1]) + 1, dict(new), "註釋要以「# 」開頭", "行首改成「# 」")
        return
    if (
        above is not None
        and (key := _KEY.fullmatch(lines[above]))
        and _BARE.fullmatch(key["value"])
        and not _KEY.fullmatch(lines[at])
    ):
        new = {at: f"{' ' * _indent(lines[at])}# {lines[at].strip()}"}
        message = "這一行不是「字段: 內容」，也接不到上一行的後面"
        how = "是說明的，行首加「# 」成為註釋；不要的刪去"
        yield Candidate(at, _indent(lines[at]) + 1, dict(new), message, how)
        return
    if re.fullmatch(r"[ ]*[a-z]+(?:_[a-z]+)*[ ]*", lines[at]):
        new = {at: f"{lines[at].rstrip()}:"}
        yield Candidate(at, _indent(lines[at]) + 1, dict(new), "鍵後面少了冒號", "加上英文冒號，後面空一格寫內容")
        return
    if above is not None and (key := _KEY.fullmatch(lines[above])) and key["value"] and not _KEY.fullmatch(lines[at]):
        new = {above: f"{lines[above].rstrip()}{lines[at].strip()}", at: None}
        yield Candidate(at, _indent(lines[at]) + 1, dict(new), "一段文字斷成了兩行", f"接到第{above + 1}行的末尾")
    if (key := _KEY.fullmatch(lines[at])) and key["value"].startswith("- "):
        inner = re.split(r"[ ]+- ", key["value"][2:])
        items = "\n".join(f"{' ' * len(key['pad'])}  - {item}" for item in inner)
        new = {at: f"{key['pad']}{key['key']}:\n{items}"}
        yield Candidate(at, key.start("value") + 1, dict(new), "列表不能和字段寫在同一行", "每項另起一行，以「- 」開頭")

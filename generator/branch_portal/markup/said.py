"""字句: what reads badly in a line of prose, however it is set: punctuation of another script, and what is not written yet."""

from collections.abc import Iterator

from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule

QUOTED = rule(
    "PAGE-21",
    "漢字外面不用英文引號",
    "英文引號分不出前後，排出來也不好看；文件裡用「」或“”。",
    "換成中文引號。",
    severity="warning",
)
NARROW = rule(
    "PAGE-30",
    "漢字之間用全角標點",
    "英文的逗號、分號、問號和感嘆號夾在漢字中間，多半是輸入法沒有切換；字擠在一起，也斷不好行。",
    "換成全角的。",
    severity="warning",
)
UNWRITTEN = rule(
    "PAGE-31",
    "沒有留著待補的地方",
    "「待補充」「TODO」是寫的人留給自己的，發布出去讀者照著做不了。",
    "補上內容；暫時補不上的，整句先刪去。",
    severity="warning",
)

_ASCII_QUOTED = pattern(r'(?<![=A-Za-z0-9])"([^"\n|]*[\u3400-\u9fff][^"\n|]*)"')
_NARROW = pattern(r"(?<=[\u3400-\u9fff）」])[,;?!](?=[\u3400-\u9fff（「]|$)")
_WIDENED = {",": "，", ";": "；", "?": "？", "!": "！"}
_UNWRITTEN = pattern(
    r"[（(\[【［](?:此處|這裡|內容)?待(?:補|補充|補寫|填|填寫|寫|完善|續)[^）)\]】］\n]{0,12}[）)\]】］]|\b(?:TODO|TBD|FIXME)\b"
)


def said(bare: str, shown: int, path: str) -> Iterator[Problem]:
    """Line `shown` of a file, with all that is no prose blanked."""
    if found := _ASCII_QUOTED.search(bare):
        mend = f"改成「{found[1]}」。"
        yield QUOTED.problem(
            Place(path, shown, found.start() + 1), "漢字外面用了英文引號", value=found[0][:40], mend=mend
        )
    if found := _NARROW.search(bare):
        around = bare[max(0, found.start() - 4) : found.end() + 4].strip()
        mend = f"第{shown}行漢字之間的「{found[0]}」改成「{_WIDENED[found[0]]}」。"
        yield NARROW.problem(Place(path, shown, found.start() + 1), "漢字之間用了英文標點", value=around, mend=mend)
    if found := _UNWRITTEN.search(bare):
        yield UNWRITTEN.problem(Place(path, shown, found.start() + 1), "這裡還沒有寫完", value=found[0])

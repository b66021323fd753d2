"""How libyaml's complaints read in Chinese, at the place where the editor went wrong."""

import re
from collections.abc import Iterator

import yaml

from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem
from branch_portal.source.messages import ALIAS, FULL_WIDTH_COLON, INVISIBLE, SYNTAX
from branch_portal.source.text import name_of

_SLIP = pattern(r"[ ]*(?:- +)*[A-Za-z_\u4e00-\u9fff][\w-]*[ ]*(?:(?P<wide>：)|:(?P<space>\u3000)|:(?P<tight>[^\s:/]))")


def _slip(line: str, place: Place) -> Problem | None:
    """What is wrong with the colon after the key of `line`, if anything is."""
    found = _SLIP.match(line)
    if not found or found.lastgroup is None:
        return None
    place = Place(place.path, place.line, found.start(found.lastgroup) + 1)
    if found.lastgroup == "wide":
        return FULL_WIDTH_COLON.problem(place, "鍵後面用了全角冒號「：」")
    if found.lastgroup == "space":
        return INVISIBLE.problem(place, f"冒號後面是{name_of('　')}", mend="換成一個半角空格。")
    return SYNTAX.problem(place, "冒號後面少一個空格", mend="寫成「字段: 內容」，半角冒號後面空一格。")


def slips(lines: tuple[str, ...], path: str, first: int, last: int) -> Iterator[Problem]:
    """Every wrong colon after a key in the lines from index `first` to before `last`."""
    for at in range(max(0, first), min(last, len(lines))):
        if problem := _slip(lines[at], Place(path, at + 1)):
            yield problem


_SENTENCES = (
    ("mapping values are not allowed", "這一行多了一個「: 」", "內容裡的冒號改成全角「：」，或給整段內容加引號。"),
    ("could not find expected ':'", "這一行少了冒號", "寫成「字段: 內容」，冒號後面空一格。"),
    ("did not find expected key", "這一行的縮進或引號不對", "與上一行的同層字段左對齊；引號要成對，且包住整段內容。"),
    ("did not find expected '-' indicator", "列表的縮進不對", "每項以「- 」開頭並左對齊。"),
    ("block sequence entries are not allowed", "「- 」不能放在這裡", "列表另起一行寫；文字以「- 」開頭時加引號。"),
    ("did not find expected ',' or", "括號沒有成對，或少了半角逗號", "用半角逗號分隔，用半角括號收尾。"),
    ("unexpected end of stream", "引號沒有成對", "補上另一半引號。"),
    ("unexpected document indicator", "引號沒有成對", "補上另一半引號。"),
    ("cannot start any token", "這個符號不能放在開頭", "給這段內容加引號。"),
    ("found unexpected ':'", "括號裡多了冒號", "給這段內容加引號。"),
    ("escape", "雙引號裡的反斜杠寫法不對", "改用單引號，或把反斜杠寫成兩個。"),
    (
        "did not find expected node content",
        "這裡少了內容，或符號放錯了位置",
        "檢查逗號和括號；文字以符號開頭時加引號。",
    ),
    ("did not find expected <document start>", "這一行不屬於前面的內容", "檢查縮進；一個文件只寫一條記錄。"),
    ("mapping keys are not allowed", "「? 」不能放在這裡", "文字以問號加空格開頭時，給整段內容加引號。"),
    ("hexdecimal", "雙引號裡的反斜杠寫法不對", "改用單引號，或把反斜杠寫成兩個。"),
    ("directive", "以 % 開頭的行不能這樣寫", "刪去這一行，或給內容加引號。"),
    (
        "expected comment or line break",
        "「|」或「>」後面不能直接寫字",
        "文字另起一行並縮進兩格；或給整段內容加引號。",
    ),
    ("indentation", "縮進不對", "縮進用半角空格，每層兩個。"),
)


def syntax_problem(error: yaml.YAMLError, lines: tuple[str, ...], path: str, offset: int) -> Problem:
    """One Chinese problem for an error of libyaml, at the place where the editor went wrong."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return SYNTAX.problem(Place(path, 1 + offset), "文件裡有 YAML 不允許的字符")
    what, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("end of stream" in what or "document indicator" in what or "',' or" in what):
        mark = error.context_mark  # where the quotation or bracket began, not the end of the file
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line + offset, len(lines) - 1)
    place = Place(path, line + 1, column + 1)
    if re.search(r"\b(alias|anchor|tag)\b", f"{what} {context}"):
        return ALIAS.problem(place, "這裡用了別名、錨點或標籤")
    if "could not find expected ':'" in what or "mapping values" in what or "expected key" in what:
        # libyaml notices a wrong colon one or two lines later, where the key it waits for is missing.
        for slip in reversed(list(slips(lines, path, max(offset, line - 2), line + 1))):
            if "mapping values" not in what or slip.place.line < place.line or slip.rule != SYNTAX.id:
                return slip
    for key, message, mend in _SENTENCES:
        if key in f"{what} {context}":
            return SYNTAX.problem(place, message, mend=mend)
    return SYNTAX.problem(place, "這裡的格式讀不懂")

"""One YAML file as plain data, with the place of every key and value.

Parsed by libyaml (PyYAML's C loader) into events, never into nodes: composing is recursive in C and crashes on deep
nesting, and its nodes take several times the memory. Only `true`, `false`, `null` and plain decimal numbers are
special; everything else is text: `no`, `18:30` and `010` stay what was written.
"""

import gc
import re
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Place, Problem, ProblemLog
from generator.source.messages import (
    ALIAS,
    DEPTH,
    DOCUMENTS,
    DUPLICATE,
    EMPTY,
    FULL_WIDTH_COLON,
    INVISIBLE,
    KEY,
    SYNTAX,
)
from generator.source.text import HIDDEN, decode, invisible, name_of

MAX_DEPTH = 40
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAX_DIGITS = 18
_NUMBER_START = frozenset("-0123456789")
_COLUMN_BITS = 32

Path = tuple[str | int, ...]


class _Layout:
    """Where everything of one file stands, in two flat arrays: eight bytes for a mark and four for a size.

    Keys and values are numbered in the order of the file; `sizes` says how many numbers a value and all below it
    take, so that its next sibling is found without walking through it.
    """

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.data: object = None
        self.marks = array("Q")
        self.sizes = array("I")
        self._below: dict[int, dict[str | int, tuple[int, int]]] = {}

    def place(self, number: int) -> Place:
        if number >= len(self.marks):
            return Place(self.path, 1 + self.offset)
        mark = self.marks[number]
        return Place(self.path, (mark >> _COLUMN_BITS) + 1 + self.offset, (mark & (1 << _COLUMN_BITS) - 1) + 1)

    def find(self, path: Path) -> tuple[int, int, bool]:
        """Numbers of the key and the value at `path` or at its nearest known parent, and whether it is `path`."""
        key, value, data = 0, 0, self.data
        for step in path:
            below = self.below(value, data).get(step)
            if below is None:
                return key, value, False
            key, value = below
            data = data[step]  # type: ignore[index]
        return key, value, True

    def below(self, number: int, data: object) -> dict[str | int, tuple[int, int]]:
        """Numbers of the keys and values directly inside the container `data`, which has `number`."""
        if not isinstance(data, dict | tuple):
            return {}
        if number not in self._below:
            steps: dict[str | int, tuple[int, int]] = {}
            value = number + 1
            for step in data if isinstance(data, dict) else range(len(data)):
                key = value
                value += isinstance(data, dict)
                steps[step] = (key, value)
                value += self.sizes[value]
            self._below[number] = steps
        return self._below[number]


class _Places(Mapping[Path, Place]):
    """The place of each path of a file, worked out when asked for."""

    def __init__(self, layout: _Layout, keys: bool = False) -> None:
        self._layout = layout
        self._keys = keys

    def __getitem__(self, path: Path) -> Place:
        key, value, found = self._layout.find(path)
        if not found or (self._keys and not path):
            raise KeyError(path)
        return self._layout.place(key if self._keys else value)

    def __iter__(self) -> Iterator[Path]:
        def walk(path: Path, number: int, data: Any) -> Iterator[Path]:
            if path or not self._keys:
                yield path
            for step, (_, value) in self._layout.below(number, data).items():
                yield from walk((*path, step), value, data[step])

        return walk((), 0, self._layout.data)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Source:
    """What one file says: `data` is made of dict, tuple, str, int, float, bool and None.

    `lines` are the lines of the whole file without line ends; `places` holds the place of every value and
    `key_places` of every key (of an item of a list, the item itself), by the path of keys and indexes to it.
    """

    path: str
    lines: tuple[str, ...] = field(repr=False)
    data: object
    places: Mapping[Path, Place] = field(repr=False)
    key_places: Mapping[Path, Place] = field(repr=False)

    def at(self, *path: str | int) -> Place:
        """Place of the value at `path`, else of its nearest known parent, else the first line."""
        return self._nearest(self.places, path)

    def key_at(self, *path: str | int) -> Place:
        """Place of the key at `path`, else of the nearest known parent value."""
        return self.key_places.get(path) or self._nearest(self.places, path)

    def _nearest(self, places: Mapping[Path, Place], path: Path) -> Place:
        for length in range(len(path), -1, -1):
            if place := places.get(path[:length]):
                return place
        return Place(self.path)


def read_yaml(content: bytes, path: str, log: ProblemLog) -> Source | None:
    """Read one file; None when nothing in it can be used. Problems go to `log`, nothing is raised."""
    text = decode(content, path)
    if isinstance(text, Problem):
        log.add(text)
        return None
    return read_text(text, path, log)


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a file as editors count them: only LF and CRLF end a line."""
    return tuple(line.removesuffix("\r") for line in text.split("\n"))


def read_text(
    text: str, path: str, log: ProblemLog, offset: int = 0, lines: tuple[str, ...] | None = None
) -> Source | None:
    """The same for text already decoded, which begins after `offset` lines of its file, whose lines are `lines`."""
    lines = split_lines(text) if lines is None else lines
    hidden = [_moved(problem, offset) for problem in invisible(text, path)]
    log.extend(hidden)
    if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]", text.replace("\r\n", "\n")):
        return None  # libyaml would stop at these, or count lines differently
    reading = _Reading(path, offset, text, hidden)
    try:
        with _no_cyclic_gc():
            reading.read(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _Stop as stop:
        log.extend(reading.problems)
        log.add(stop.problem)
        return None
    except yaml.YAMLError as error:
        log.extend(reading.problems)
        if not hidden and not reading.problems:  # otherwise it is most likely their consequence
            log.add(_syntax_problem(error, lines, path, offset))
        return None
    log.extend(reading.problems)
    if not reading.has_content:
        only_comments = any(line.strip() for line in text.split("\n"))
        log.add(EMPTY.problem(Place(path, 1 + offset), "文件裡只有註釋，沒有內容" if only_comments else "文件是空的"))
        return None
    layout = reading.layout
    if isinstance(layout.data, str) and (slips := list(_slips(lines, path, offset, len(lines)))):
        log.extend(slips if not hidden else [])
        return None
    if reading.spoiled:
        return None
    return Source(path, lines, layout.data, _Places(layout), _Places(layout, keys=True))


def _moved(problem: Problem, offset: int) -> Problem:
    place = Place(problem.place.path, problem.place.line + offset, problem.place.column)
    return Problem(place, problem.rule, problem.message, problem.mend, problem.why, problem.value)


@contextmanager
def _no_cyclic_gc() -> Iterator[None]:
    # Parsing makes millions of small objects and no cycles: the collector would take most of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Stop(Exception):
    """Reading cannot go on; carries the last problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


_NO_KEY, _REFUSED = object(), object()


class _Frame:
    """A list or mapping that is being read; `start` is the number of the current pair."""

    __slots__ = ("data", "key", "key_lines", "number", "start")

    def __init__(self, data: list[object] | dict[str, object], number: int) -> None:
        self.data: Any = data
        self.number = number
        self.key: Any = _NO_KEY
        self.start = 0
        self.key_lines: dict[str, int] = {}


class _Reading:
    """Events to plain data and their layout; what cannot be plain goes to `problems`."""

    def __init__(self, path: str, offset: int, text: str, hidden: list[Problem]) -> None:
        self.layout = _Layout(path, offset)
        self._reported = {problem.place for problem in hidden}
        self.problems: list[Problem] = []
        self.has_content = False
        self.spoiled = False
        """Whether something was left out, so that a check of the rest would only mislead."""
        self._escapes = "\\" in text
        self._wide_spaces = "\u3000" in text

    def read(self, events: Iterator[Any]) -> None:
        """Read all events; raises `_Stop` where going on makes no sense, `yaml.YAMLError` for bad syntax."""
        marks, sizes = self.layout.marks, self.layout.sizes
        documents = 0
        stack: list[_Frame] = []
        names: dict[str, str] = {}
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_magic(event)
                text: str = event.value
                if not stack:
                    if text == "" and not event.style:
                        continue
                    documents = self._count(documents, event)
                elif type((frame := stack[-1]).data) is dict and frame.key is _NO_KEY:
                    frame.start = len(marks)
                    frame.key = self._key(event, frame, names)
                    if frame.key is not _REFUSED:
                        marks.append(event.start_mark.line << _COLUMN_BITS | event.start_mark.column)
                        sizes.append(1)
                    continue
                if (self._wide_spaces or self._escapes) and event.style not in ("|", ">"):
                    self._check_hidden(event)
                value: object = text if event.style else plain(text)
                marks.append(event.start_mark.line << _COLUMN_BITS | event.start_mark.column)
                sizes.append(1)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_magic(event)
                if not stack:
                    documents = self._count(documents, event)
                elif len(stack) >= MAX_DEPTH:
                    raise _Stop(DEPTH.problem(self._place(event), f"嵌套超過{MAX_DEPTH}層"))
                elif type((frame := stack[-1]).data) is dict and frame.key is _NO_KEY:
                    frame.start = len(marks)
                    frame.key = ...  # a key that is itself a list or mapping: noted when it ends
                stack.append(_Frame({} if kind is yaml.MappingStartEvent else [], len(marks)))
                marks.append(event.start_mark.line << _COLUMN_BITS | event.start_mark.column)
                sizes.append(1)
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop()
                value = done.data if type(done.data) is dict else tuple(done.data)
                sizes[done.number] = len(marks) - done.number
                if stack and stack[-1].key is ...:
                    stack[-1].key = _REFUSED
                    place = self.layout.place(done.number)
                    self._add(
                        KEY.problem(place, "鍵寫成了列表或記錄", mend="鍵用欄位名；以 { 或 [ 開頭的文字要加引號。")
                    )
                    continue
            elif kind is yaml.AliasEvent:
                self._add(ALIAS.problem(self._place(event), "這裡用了別名「*」"))
                value = None
                if stack and type(stack[-1].data) is dict and stack[-1].key is _NO_KEY:
                    stack[-1].start, stack[-1].key = len(marks), _REFUSED
                    continue
                marks.append(event.start_mark.line << _COLUMN_BITS | event.start_mark.column)
                sizes.append(1)
            else:
                continue
            if not stack:
                self.layout.data = value
                self.has_content = True
                continue
            frame = stack[-1]
            if type(frame.data) is list:
                frame.data.append(value)
                continue
            if frame.key is _REFUSED:
                del marks[frame.start :]
                del sizes[frame.start :]
            else:
                frame.data[frame.key] = value
            frame.key = _NO_KEY

    def _count(self, documents: int, event: Any) -> int:
        if documents:
            raise _Stop(DOCUMENTS.problem(Place(self.layout.path, self._place(event).line), "從這裡起是第二份內容"))
        return documents + 1

    def _key(self, event: Any, frame: _Frame, names: dict[str, str]) -> object:
        """The key of the next pair, or `_REFUSED` with the reason noted."""
        text = names.setdefault(event.value, event.value)
        if text in frame.data:
            message = f"鍵「{_short(text)}」重複，第{frame.key_lines[text]}行已經寫過"
            self._add(DUPLICATE.problem(self._place(event), message), spoils=False)
            return _REFUSED
        frame.key_lines[text] = event.start_mark.line + 1 + self.layout.offset
        if text.isidentifier() and text.isascii() and text not in _WORDS:
            return text
        place = self._place(event)
        if text == "" or (not event.style and not isinstance(plain(text), str)):
            self._add(KEY.problem(place, "鍵是空的" if not text else f"鍵「{_short(text)}」不是普通文字"))
            return _REFUSED
        if text == "<<" and not event.style:
            self._add(ALIAS.problem(place, "這裡用了合併「<<」"))
            return _REFUSED
        if "：" in text and not event.style:
            place = Place(place.path, place.line, place.column + text.index("："))
            self._add(FULL_WIDTH_COLON.problem(place, "鍵後面用了全角冒號「：」", value=_short(text)))
        elif hidden := HIDDEN.search(text):
            self.spoiled = True
            if not event.style:
                place = Place(place.path, place.line, place.column + hidden.start())
            if place not in self._reported:
                self._add(INVISIBLE.problem(place, f"鍵裡有{name_of(hidden[0])}"))
        return text

    def _check_hidden(self, event: Any) -> None:
        """A wide space around a value, or an escape that stands for something invisible."""
        text = event.value
        if text[:1] == "\u3000" or text[-1:] == "\u3000":
            where = "開頭" if text[0] == "\u3000" else "末尾"
            self._add(INVISIBLE.problem(self._place(event), f"內容{where}有{name_of('　')}"), spoils=False)
        elif self._escapes and event.style == '"' and (hidden := HIDDEN.search(text)) and hidden[0] != "\u3000":
            place = self._place(event)
            if all(place.line != other.line for other in self._reported):
                self._add(INVISIBLE.problem(place, f"引號裡的反斜杠代碼是{name_of(hidden[0])}"), spoils=False)

    def _refuse_magic(self, event: Any) -> None:
        what = "標籤「!」" if event.tag is not None else "錨點「&」"
        self._add(ALIAS.problem(self._place(event), f"這裡用了{what}"))

    def _add(self, problem: Problem, spoils: bool = True) -> None:
        self.problems.append(problem)
        self.spoiled |= spoils

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.layout.path, mark.line + 1 + self.layout.offset, mark.column + 1)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def plain(text: str) -> object:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_START and len(text) <= _MAX_DIGITS:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


_SLIP = re.compile(
    r"[ ]*(?:- +)*[A-Za-z_\u4e00-\u9fff][\w-]*[ ]*(?:(?P<wide>：)|:(?P<space>\u3000)|:(?P<tight>[^\s:/]))"
)


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
    return SYNTAX.problem(place, "冒號後面少一個空格", mend="寫成「欄位: 內容」，半角冒號後面空一格。")


def _slips(lines: tuple[str, ...], path: str, first: int, last: int) -> Iterator[Problem]:
    for at in range(max(0, first), min(last, len(lines))):
        if problem := _slip(lines[at], Place(path, at + 1)):
            yield problem


_SENTENCES = (
    ("mapping values are not allowed", "這一行多了一個「: 」", "內容裡的冒號改成全角「：」，或給整段內容加引號。"),
    ("could not find expected ':'", "這一行少了冒號", "寫成「欄位: 內容」，冒號後面空一格。"),
    ("did not find expected key", "這一行的縮進或引號不對", "與上一行的同層欄位左對齊；引號要成對，且包住整段內容。"),
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


def _syntax_problem(error: yaml.YAMLError, lines: tuple[str, ...], path: str, offset: int) -> Problem:
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
        for slip in reversed(list(_slips(lines, path, max(offset, line - 2), line + 1))):
            if "mapping values" not in what or slip.place.line < place.line or slip.rule != SYNTAX.id:
                return slip
    for key, message, mend in _SENTENCES:
        if key in f"{what} {context}":
            return SYNTAX.problem(place, message, mend=mend)
    return SYNTAX.problem(place, "這裡的格式讀不懂")

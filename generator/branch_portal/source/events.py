"""The events of one YAML file as plain data and its layout; what cannot be plain becomes a problem at its place."""

from collections.abc import Iterator
from typing import Any

import yaml

from branch_portal.ground.problems import Place, Problem
from branch_portal.source.frame import NO_KEY, REFUSED, Frame
from branch_portal.source.messages import ALIAS, DEPTH, DOCUMENTS, DUPLICATE, FULL_WIDTH_COLON, INVISIBLE, KEY
from branch_portal.source.odd import ENDS
from branch_portal.source.places import COLUMN_BITS, Layout
from branch_portal.source.plain import WORDS, plain
from branch_portal.source.text import HIDDEN, name_of

MAX_DEPTH = 40
MOST_REPORTED = 200
"""Problems of one file; a file with more is not read to its end: megabytes of aliases took a gigabyte."""


class Stop(Exception):
    """Reading cannot go on; carries the last problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class Events:
    """Events to plain data and their layout; what cannot be plain goes to `problems`."""

    def __init__(self, path: str, offset: int, text: str, hidden: list[Problem]) -> None:
        self.layout = Layout(path, offset)
        self._reported = {problem.place for problem in hidden}
        self.problems: list[Problem] = []
        self.has_content = False
        self.spoiled = False
        """Whether something was left out, so that a check of the rest would only mislead."""
        self.odd: list[Any] = []
        """Unquoted values that begin or end oddly, or go over several lines."""
        self._escapes = "\\" in text
        self._wide_spaces = "\u3000" in text

    def read(self, events: Iterator[Any]) -> None:
        """Read all events; raises `_Stop` where going on makes no sense, `yaml.YAMLError` for bad syntax."""
        marks, sizes = self.layout.marks, self.layout.sizes
        documents = 0
        stack: list[Frame] = []
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
                elif type((frame := stack[-1]).data) is dict and frame.key is NO_KEY:
                    frame.start = len(marks)
                    frame.key = self._key(event, frame, names)
                    if frame.key is not REFUSED:
                        marks.append(event.start_mark.line << COLUMN_BITS | event.start_mark.column)
                        sizes.append(1)
                    continue
                if (self._wide_spaces or self._escapes) and event.style not in ("|", ">"):
                    self._check_hidden(event)
                if event.style:
                    value: object = text
                else:
                    value = plain(text)
                    if text[-1:] in ENDS or text[:1] in ENDS or event.end_mark.line != event.start_mark.line:
                        self.odd.append(event)
                marks.append(event.start_mark.line << COLUMN_BITS | event.start_mark.column)
                sizes.append(1)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_magic(event)
                if not stack:
                    documents = self._count(documents, event)
                elif len(stack) >= MAX_DEPTH:
                    raise Stop(DEPTH.problem(self._place(event), f"嵌套超過{MAX_DEPTH}層"))
                elif type((frame := stack[-1]).data) is dict and frame.key is NO_KEY:
                    frame.start = len(marks)
                    frame.key = ...  # a key that is itself a list or mapping: noted when it ends
                stack.append(Frame({} if kind is yaml.MappingStartEvent else [], len(marks)))
                marks.append(event.start_mark.line << COLUMN_BITS | event.start_mark.column)
                sizes.append(1)
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop()
                value = done.data if type(done.data) is dict else tuple(done.data)
                sizes[done.number] = len(marks) - done.number
                if stack and stack[-1].key is ...:
                    stack[-1].key = REFUSED
                    place = self.layout.place(done.number)
                    self._add(
                        KEY.problem(place, "鍵寫成了列表或記錄", mend="鍵用字段名；以 { 或 [ 開頭的文字要加引號。")
                    )
                    continue
            elif kind is yaml.AliasEvent:
                self._add(ALIAS.problem(self._place(event), "這裡用了別名「*」"))
                value = None
                if stack and type(stack[-1].data) is dict and stack[-1].key is NO_KEY:
                    stack[-1].start, stack[-1].key = len(marks), REFUSED
                    continue
                marks.append(event.start_mark.line << COLUMN_BITS | event.start_mark.column)
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
            if frame.key is REFUSED:
                del marks[frame.start :]
                del sizes[frame.start :]
            else:
                frame.data[frame.key] = value
            frame.key = NO_KEY

    def _count(self, documents: int, event: Any) -> int:
        if documents:
            raise Stop(DOCUMENTS.problem(Place(self.layout.path, self._place(event).line), "從這裡起是第二份內容"))
        return documents + 1

    def _key(self, event: Any, frame: Frame, names: dict[str, str]) -> object:
        """The key of the next pair, or `REFUSED` with the reason noted."""
        text = names.setdefault(event.value, event.value)
        if text in frame.data:
            message = f"鍵「{_short(text)}」重複，第{frame.key_lines[text]}行已經寫過"
            self._add(DUPLICATE.problem(self._place(event), message), spoils=False)
            return REFUSED
        frame.key_lines[text] = event.start_mark.line + 1 + self.layout.offset
        if text.isidentifier() and text.isascii() and text not in WORDS:
            return text
        place = self._place(event)
        if text == "" or (not event.style and not isinstance(plain(text), str)):
            self._add(KEY.problem(place, "鍵是空的" if not text else f"鍵「{_short(text)}」不是普通文字"))
            return REFUSED
        if text == "<<" and not event.style:
            self._add(ALIAS.problem(place, "這裡用了合併「<<」"))
            return REFUSED
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
        if len(self.problems) >= MOST_REPORTED:
            raise Stop(problem)
        self.problems.append(problem)
        self.spoiled |= spoils

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.layout.path, mark.line + 1 + self.layout.offset, mark.column + 1)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"

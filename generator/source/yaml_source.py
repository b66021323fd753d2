"""One YAML file as plain data, with the place of every key and value.

Parsed by libyaml (PyYAML's C loader). Only `true`, `false`, `null` and plain decimal numbers are special;
everything else is text: `no`, `18:30` and `010` stay what was written.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.problems import Place, Problem, ProblemLog
from generator.source.messages import (
    ALIAS,
    DEPTH,
    DOCUMENTS,
    DUPLICATE,
    EMPTY,
    FULL_WIDTH_COLON,
    KEY,
    SYNTAX,
)
from generator.source.text import decode, invisible

MAX_DEPTH = 40
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAX_DIGITS = 18


@dataclass(frozen=True)
class Source:
    """What one file says: `data` is made of dict, tuple, str, int, float, bool and None.

    `offset` is the number of lines before the YAML text in the file (front matter starts at line 2).
    """

    path: str
    data: object
    root: Node | None = None
    offset: int = 0

    def at(self, *path: str | int) -> Place:
        """Place of the value at `path`, of its nearest parent when there is none."""
        node = self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            node = below[1]
        return self._place(node)

    def key_at(self, *path: str | int) -> Place:
        """Place of the key at `path`, of the nearest parent when there is none."""
        node = self.root
        for step in path[:-1]:
            below = _child(node, step)
            if below is None:
                return self._place(node)
            node = below[1]
        below = _child(node, path[-1])
        return self._place(below[0] if below else node)

    def _place(self, node: Node | None) -> Place:
        if node is None:
            return Place(self.path)
        return Place(self.path, node.start_mark.line + 1 + self.offset, node.start_mark.column + 1)


def _child(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def read_yaml(content: bytes, path: str, log: ProblemLog) -> Source | None:
    """Read one file; None when nothing in it can be used. Problems go to `log`, nothing is raised."""
    text = decode(content, path)
    if isinstance(text, Problem):
        log.add(text)
        return None
    return read_text(text, path, log)


def read_text(text: str, path: str, log: ProblemLog, offset: int = 0) -> Source | None:
    """The same for text already decoded, which begins after `offset` lines of its file."""
    hidden = [_moved(problem, offset) for problem in invisible(text, path)]
    log.extend(hidden)
    if hidden:
        return None
    if deep := _too_deep(text, path, offset):
        log.add(deep)
        return None
    try:
        with _no_cyclic_gc():
            nodes = list(yaml.compose_all(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        log.add(_syntax_problem(error, text, path, offset))
        return None
    except yaml.YAMLError:
        log.add(SYNTAX.problem(Place(path, 1 + offset), "文件裡有 YAML 不允許的字符"))
        return None
    nodes = [node for node in nodes if not _is_empty(node)] or nodes[:0]
    if not nodes:
        log.add(EMPTY.problem(Place(path, 1 + offset), "文件是空的"))
        return None
    if len(nodes) > 1:
        line = nodes[1].start_mark.line + 1 + offset
        log.add(DOCUMENTS.problem(Place(path, line), f"文件裡有{len(nodes)}份內容"))
        return None
    builder = _Builder(path, offset, text)
    data = builder.build(nodes[0])
    log.extend(builder.problems)
    return None if builder.problems else Source(path, data, nodes[0], offset)


def _is_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and node.value == "" and node.style is None)


def _moved(problem: Problem, offset: int) -> Problem:
    place = Place(problem.place.path, problem.place.line + offset, problem.place.column)
    return Problem(place, problem.rule, problem.message, problem.mend, problem.why, problem.value)


@contextmanager
def _no_cyclic_gc() -> Iterator[None]:
    # Composing makes millions of small objects and no garbage: the collector takes five sixths of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _too_deep(text: str, path: str, offset: int) -> Problem | None:
    """libyaml composes recursively in C and crashes on deep nesting, so depth is counted first."""
    suspicious = (
        text.count("[") + text.count("{") > MAX_DEPTH
        or re.search(rf"^(?:[-?] *){{{MAX_DEPTH // 2}}}", text, re.M)
        or re.search(rf"^ {{{MAX_DEPTH}}}", text, re.M)
        or text.count("\n- -") > 0
    )
    if not suspicious and not re.search(rf"(?:[-?:] ){{{MAX_DEPTH // 2}}}", text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return DEPTH.problem(_place(event.start_mark, path, offset), f"嵌套超過{MAX_DEPTH}層")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                return ALIAS.problem(_place(event.start_mark, path, offset), "這裡用了別名「*」")
    except yaml.YAMLError:
        return None
    return None


def _place(mark: Any, path: str, offset: int) -> Place:
    return Place(path, mark.line + 1 + offset, mark.column + 1)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, offset: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in (error.problem or "") and error.context_mark:
        mark = error.context_mark  # where the quotation began, not the end of the file
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines() or [""]
    what = error.problem or ""
    if "undefined alias" in what or "duplicate anchor" in what or "tag" in what:
        return ALIAS.problem(Place(path, line + 1 + offset, column + 1), "這裡用了別名、錨點或標籤")
    # libyaml notices a full-width colon one or two lines later, where the key it waits for is missing.
    for at in range(min(line, len(lines) - 1), max(-1, line - 3), -1):
        found = re.match(r"\s*(?:- )?[A-Za-z_\u4e00-\u9fff]+(：)", lines[at])
        if found:
            return FULL_WIDTH_COLON.problem(
                Place(path, at + 1 + offset, found.start(1) + 1), "鍵後面用了全角冒號「：」"
            )
    sentences = {
        "mapping values are not allowed": ("這一行多了一個「: 」", "內容裡的冒號改成全角「：」，或給整段內容加引號。"),
        "could not find expected ':'": ("這一行少了冒號", "寫成「欄位: 內容」，冒號後面空一格。"),
        "did not find expected key": ("這一行的縮進或引號不對", "與上一行的同層欄位左對齊，引號要成對。"),
        "did not find expected '-' indicator": ("列表的縮進不對", "每項以「- 」開頭並左對齊。"),
        "found unexpected end of stream": ("引號沒有成對", "補上另一半引號。"),
        "found character that cannot start any token": ("這個符號不能放在開頭", "給這段內容加引號。"),
        "found unexpected ':'": ("括號裡多了冒號", "給這段內容加引號。"),
    }
    for key, (message, mend) in sentences.items():
        if key in what:
            return SYNTAX.problem(Place(path, line + 1 + offset, column + 1), message, mend=mend)
    return SYNTAX.problem(Place(path, line + 1 + offset, column + 1), "這裡的格式讀不懂")


class _Builder:
    """Nodes to plain data; what cannot be plain goes to `problems`."""

    def __init__(self, path: str, offset: int, text: str) -> None:
        self.path = path
        self.offset = offset
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        # An anchor or a tag can only stand where one of these is written: most files have none.
        self._plain = not re.search(r"(?:^|[\s\[{,])[*&!]\S|<<", text)

    def build(self, node: Node) -> object:
        if not self._plain and self._is_magic(node):
            return None
        if isinstance(node, ScalarNode):
            return node.value if node.style else plain(node.value)
        if isinstance(node, SequenceNode):
            return tuple(self.build(item) for item in node.value)
        return self._mapping(node)

    def _mapping(self, node: Node) -> dict[str, object]:
        result: dict[str, object] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode) or key.value == "" or (not key.style and _is_number(key.value)):
                self._add(KEY.problem(self._place(key), "鍵不是普通文字"))
                continue
            if "：" in key.value and not key.style:
                column = key.value.index("：")
                place = self._place(key)
                place = Place(place.path, place.line, place.column + column)
                self._add(FULL_WIDTH_COLON.problem(place, "鍵後面用了全角冒號「：」", value=key.value[:40]))
            if key.value == "<<" and not key.style:
                self._add(ALIAS.problem(self._place(key), "這裡用了合併「<<」"))
            if key.value in result:
                message = f"鍵「{key.value}」重複，第{lines[key.value]}行已經寫過"
                self._add(DUPLICATE.problem(self._place(key), message))
                continue
            lines[key.value] = key.start_mark.line + 1 + self.offset
            result[key.value] = self.build(value)
        return result

    def _is_magic(self, node: Node) -> bool:
        """Whether the node is reached by an alias or carries a tag; the problem is noted."""
        if id(node) in self._seen:
            self._add(ALIAS.problem(self._place(node), "這段內容被別名「*」引用"))
            return True
        self._seen.add(id(node))
        tagged = not node.tag.startswith("tag:yaml.org,2002:") or node.tag.startswith("tag:yaml.org,2002:python")
        if tagged:
            self._add(ALIAS.problem(self._place(node), "這裡用了標籤「!」"))
        return tagged

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def _place(self, node: Node) -> Place:
        return Place(self.path, node.start_mark.line + 1 + self.offset, node.start_mark.column + 1)


def _is_number(text: str) -> bool:
    return bool(_INT.fullmatch(text) or _FLOAT.fullmatch(text))


def plain(text: str) -> object:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _MAX_DIGITS:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text

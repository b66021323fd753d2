"""Changing a YAML file where its data changed: every other line, every comment and the order of keys stay.

The file is one that `read_yaml` accepts, so there are no anchors, tags or merges to mind.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

import yaml

from branch_portal.writing.flow import flow

Path = tuple[str, ...]
Data = Mapping[str, Any]
Styles = Mapping[Path, bool]
"""Whether files write the list or record at a path on one line."""

_LONGEST = 100  # characters of a list or record that is written on one line when no file shows how


def patch(text: str, old: Data, new: Data, styles: Styles) -> str:
    """`text`, which holds `old`, made to hold `new`; a new key goes behind the one before it in `new`."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if root.flow_style:
        return document(new, styles)
    change = _Change(text, styles)
    change.mapping(root, old, new, ())
    return change.text()


def document(data: Data, styles: Styles) -> str:
    """A new file."""
    return "\n".join(line for key, value in data.items() for line in _entry(key, value, "", (key,), styles)) + "\n"


def styles(texts: Iterable[str]) -> Styles:
    """How most of the files write the lists and records at each path."""
    seen: dict[Path, Counter[bool]] = {}
    for text in texts:
        for path, node in _collections(yaml.compose(text, Loader=yaml.CSafeLoader), ()):
            seen.setdefault(path, Counter())[bool(node.flow_style)] += 1
    return {path: counted.most_common(1)[0][0] for path, counted in seen.items()}


def _collections(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(value, yaml.CollectionNode) and value.value:
            yield (*path, key.value), value
            yield from _collections(value, (*path, key.value))


class _Change:
    """Edits to the lines of one file, each a run of lines (from, up to) and what takes its place."""

    def __init__(self, text: str, styles: Styles) -> None:
        self.unended = not text.endswith("\n")
        self.lines = (text + ("\r\n" if "\r\n" in text else "\n") if self.unended else text).split("\n")
        self.styles = styles
        self.edits: list[tuple[int, int, list[str]]] = []

    def text(self) -> str:
        done: list[str] = []
        at = 0
        for start, stop, new in sorted(self.edits, key=lambda edit: edit[:2]):
            done += [*self.lines[at:start], *new]
            at = stop
        text = "\n".join([*done, *self.lines[at:]])
        return text.removesuffix("\n").removesuffix("\r") if self.unended else text

    def mapping(self, node: Any, old: Data, new: Data, path: Path) -> None:
        """Make the block mapping `node`, which holds `old`, hold `new`."""
        entries = {key.value: (key, value) for key, value in node.value}
        for name, (key, value) in entries.items():
            if name not in new:
                self.edits.append((key.start_mark.line, self.last(value) + 1, []))
            elif not _same(old[name], new[name]):
                self.value(key, value, old[name], new[name], (*path, name))
        at = node.start_mark.line
        pad = " " * node.start_mark.column
        for name in new:
            if name in entries:
                at = self.last(entries[name][1]) + 1
            else:
                self.put(at, at, _entry(name, new[name], pad, (*path, name), self.styles))

    def value(self, key: Any, node: Any, old: Any, new: Any, path: Path) -> None:
        """Another value behind a key; the comment on its line stays."""
        block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if block and isinstance(old, dict) and isinstance(new, dict) and new:
            self.mapping(node, old, new, path)
        elif block and isinstance(old, tuple) and isinstance(new, tuple) and new:
            self.items(node, old, new, path)
        else:
            shape = not block if isinstance(node, yaml.CollectionNode) and node.value else None
            styles = self.styles if shape is None else {**self.styles, path: shape}
            pad = self.lines[key.start_mark.line][: key.start_mark.column]
            head, *rest = _entry(key.value, new, pad, path, styles)
            comment = self.comment(key, node, block)
            self.put(key.start_mark.line, self.last(node) + 1, [head + comment, *rest])

    def items(self, node: Any, old: tuple[Any, ...], new: tuple[Any, ...], path: Path) -> None:
        """Another list of lines that each begin with a dash; items that stay keep theirs and the comments before."""
        pad = " " * node.start_mark.column
        spans = [(item.start_mark.line, self.last(item) + 1) for item in node.value]
        before = [node.start_mark.line, *(stop for _, stop in spans[:-1])]
        lines = [f"{pad}- {flow(item)}" for item in new]
        same = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False)
        for what, first, last, from_, to in same.get_opcodes():
            if what == "equal":
                continue
            pairs = min(last - first, to - from_)
            for number in range(pairs):
                item, (start, stop) = node.value[first + number], spans[first + number]
                was, now = old[first + number], new[from_ + number]
                if _begins_alike(item, now):
                    self.mapping(item, was, now, path)
                else:
                    behind = (
                        ""
                        if isinstance(item, yaml.CollectionNode) and not item.flow_style
                        else _behind(self.lines, item)
                    )
                    self.put(start, stop, [lines[from_ + number] + behind])
            for number in range(first + pairs, last):
                self.put(before[number], spans[number][1], [])
            at = spans[first + pairs - 1][1] if first + pairs else node.start_mark.line
            self.put(at, at, lines[from_ + pairs : to])

    def comment(self, key: Any, node: Any, block: bool) -> str:
        """The comment on the line of a value."""
        if block or getattr(node, "style", None) in ("|", ">"):
            rest = self.lines[key.end_mark.line][key.end_mark.column :]
            found = re.search(r"\s+#.*", rest)
            return found[0].rstrip("\r") if found else ""
        return _behind(self.lines, node)

    def last(self, node: Any) -> int:
        """The last line of a value, comments and empty lines behind it left out."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.last(last[1] if isinstance(last, tuple) else last)
        start: int = node.start_mark.line
        line: int = node.end_mark.line - (node.end_mark.column == 0)
        while line > start and not self.lines[line].strip():
            line -= 1
        return max(line, start)

    def put(self, start: int, stop: int, lines: list[str]) -> None:
        """Put `lines` in place of a run of lines, with the line ends that stand there."""
        near = self.lines[min(start, len(self.lines) - 1)] or self.lines[max(0, start - 1)]
        end = "\r" if near.endswith("\r") else ""
        self.edits.append((start, stop, [line + end for line in lines]))


def _begins_alike(node: Any, new: Any) -> bool:
    """Whether an item of a list is a record over several lines that keeps its first, where the dash is."""
    block = isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(new, dict) and bool(new)
    return block and node.value[0][0].value == next(iter(new))


def _behind(lines: list[str], node: Any) -> str:
    """The comment behind the end of a value."""
    rest = lines[node.end_mark.line][node.end_mark.column :].rstrip("\r")
    return rest if rest.lstrip().startswith("#") else ""


def _entry(name: str, value: Any, pad: str, path: Path, styles: Styles) -> list[str]:
    """A key and its value on new lines."""
    if isinstance(value, dict | tuple) and value:
        text = flow(value)
        if not styles.get(path, len(text) <= _LONGEST and not (isinstance(value, dict) and _nested(value))):
            if isinstance(value, dict):
                below = [line for key in value for line in _entry(key, value[key], f"{pad}  ", (*path, key), styles)]
            else:
                below = [f"{pad}  - {flow(item)}" for item in value]
            return [f"{pad}{name}:", *below]
        return [f"{pad}{name}: {text}"]
    if isinstance(value, str) and "\n" in value:
        return [f"{pad}{name}: |-", *(f"{pad}  {line}".rstrip() for line in value.split("\n"))]
    return [f"{pad}{name}: {flow(value)}"]


def _nested(value: Any) -> bool:
    return any(isinstance(item, dict | tuple) for item in (value.values() if isinstance(value, dict) else value))


def _same(one: Any, other: Any) -> bool:
    return repr(one) == repr(other)  # unlike ==, tells true from 1 and 1 from 1.0

"""表格修改: the rows of a record sheet become changed files, or Chinese problems with the cell of each.

Only what differs from the file is changed. Nothing is written here; the rules across records are checked by
`branch_portal.sheets.check` over the result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.sheets.cells import Mistake, as_text, read_cell, refer
from branch_portal.sheets.record_columns import ID, Order, Path, RecordColumn, by_hand, columns, order, written
from branch_portal.sheets.record_titles import Titles
from branch_portal.sheets.rows import RecordRows
from branch_portal.sheets.rules import BY_HAND, STALE
from branch_portal.sheets.workbook import Cell
from branch_portal.source.front_matter import find_head, read_front_matter
from branch_portal.source.messages import MISSING
from branch_portal.source.places import Source
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.writing.patch import Styles, document, patch, styles

_BOM = b"\xef\xbb\xbf"
_SEVERAL_LINES = Mistake(BY_HAND, "原文有一項是幾行的，一格裡分不清哪裡是下一項", "這一項在文件裡改，單元格恢復原樣。")


@dataclass(frozen=True)
class Edit:
    """A field's cell for what the file says and for what it will say; empty where the field is not there."""

    title: str
    before: str
    after: str


@dataclass
class Changes:
    """What a sheet changes: what each file will hold and what differs in it, by its path; and problems.

    A file that is new is not among `changed`. `absent` are ids without a row; their files stay.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    changed: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def changes(table: RecordRows, contents: Mapping[str, bytes], titles: Titles) -> Changes:
    """What `table` changes in records whose files hold `contents`, by id; `titles` are the ids that there are."""
    result = Changes(absent=tuple(id for id in contents if id not in table.rows))
    reader = _Reader(table, titles.with_new(table.kind.name, table.rows))
    found: dict[str, tuple[dict[str, Any] | None, dict[str, Any], tuple[Edit, ...]]] = {}
    for id in table.rows:
        before = _data(contents[id], table.file(id), reader.model, result.problems) if id in contents else {}
        if before is None:
            continue
        after, edits = reader.read(id, before)
        if edits:
            found[id] = (before if id in contents else None, after, edits)
    result.problems += reader.problems
    if found and not result.problems:
        shapes = styles(_fields(content)[1] for content in contents.values())
        for id, (before_or_none, after, edits) in found.items():
            file = table.file(id)
            result.files[file] = _file(contents.get(id, b""), before_or_none, after, shapes, file)
            if before_or_none is not None:
                result.changed[file] = edits
    return result


class _Reader:
    """Reads rows against what the files say now; every mistake goes to `problems`."""

    def __init__(self, table: RecordRows, titles: Titles) -> None:
        self.table, self.titles = table, titles
        self.model = table.kind.written
        self.columns = columns(self.model)
        self.order = order(self.model)
        self.by_hand = by_hand(table.kind, needed_only=True)
        self.problems: list[Problem] = []

    def read(self, id: str, before: dict[str, Any]) -> tuple[dict[str, Any], tuple[Edit, ...]]:
        """The record that a row asks for, and what differs from `before`, which is empty for a new one."""
        exported = (self.table.exported or {}).get(id)
        if not before and exported is not None:
            if self.edited(id, exported):
                self.problems.append(STALE.problem(self.table.place(id), "導出以後，這條記錄的文件已經刪去", value=id))
            return before, ()
        if not before and self.by_hand:
            message = f"{'、'.join(f'「{title}」' for title in self.by_hand)}一格放不下，這類記錄不能在表格裡新增"
            self.problems.append(BY_HAND.problem(self.table.place(id), message, value=id))
            return before, ()
        after, edits = before, []
        found: list[Problem] = []
        for column in self.columns:
            if column.path not in self.table.positions or (before and column.path == ID):
                continue
            value = self.value(id, column, before, exported or {})
            if value is ...:
                continue
            if isinstance(value, Mistake):
                place = self.table.place(id, column.path)
                found.append(value.rule.problem(place, value.message, value.value, value.mend))
                value = as_text(self.table.cell(id, column.path))
            edits.append(
                Edit(column.title, *(as_text(column.shown(one)) for one in (written(before, column.path), value)))
            )
            after = put(after, column.path, value, self.order)
        if edits and before and self.table.exported is not None and exported is None:
            message = "導出以後，別人已經建了這個編號的文件，內容不一樣"
            self.problems.append(STALE.problem(self.table.place(id), message, value=id))
            return before, ()
        if edits:
            found += self.empty(id, after)
            found += self.invalid(id, after, {problem.place for problem in found}, bool(found))
        self.problems += found
        return after, tuple(edits)

    def edited(self, id: str, exported: Mapping[Path, Cell]) -> bool:
        """Whether a row differs from what was exported."""
        here = [column for column in self.columns if column.path in self.table.positions]
        return any(not same(one, self.table.cell(id, one.path), exported.get(one.path)) for one in here)

    def value(self, id: str, column: RecordColumn, before: dict[str, Any], exported: Mapping[Path, Cell]) -> Any:
        """What the field gets: None takes it away, `...` leaves it as it is."""
        cell, old = self.table.cell(id, column.path), written(before, column.path)
        now = column.shown(old)
        then = exported.get(column.path, now)
        if same(column, cell, now) or same(column, cell, then):
            return () if column.required and column.many and not before else ...
        if not same(column, now, then):
            return Mistake(STALE, f"導出以後文件也改過，現在是「{as_text(now)}」", STALE.mend, as_text(cell))
        if column.many and any("\n" in str(item) for item in old or ()):
            return _SEVERAL_LINES
        value = read_cell(column, cell)
        if column.refers and not isinstance(value, Mistake):
            value = refer(column, value, self.titles)
            if value == old:
                return ...
        return None if value == () and not column.required else value

    def empty(self, id: str, after: Mapping[str, Any]) -> Iterator[Problem]:
        """Fields that the record needs and does not have."""
        for column in self.columns:
            inside = written(after, column.path[:-1])
            if column.needed and isinstance(inside, dict) and column.path[-1] not in inside:
                lacks = "" if column.path in self.table.positions else "，表裡缺了這一列"
                mend = "補上內容；不要這條記錄的，整行清空。"
                if len(column.path) > 1:
                    group = column.title.rpartition("·")[0]
                    mend = f"補上內容；「{group}」整組不要的，這一組的列都清空。"
                place = self.table.place(id, column.path)
                yield MISSING.problem(place, f"「{column.title}」必填，這裡空著{lacks}", mend=mend)

    def invalid(self, id: str, after: dict[str, Any], told: set[Place], found: bool) -> Iterator[Problem]:
        """What the model does not accept, where nothing has been said about the cell yet."""
        places = {path: self.table.place(id, path) for path in self.table.positions}
        for path in [*places]:
            for length in range(1, len(path)):
                places.setdefault(path[:length], places[path])
        source = Source(self.table.name, (), after, {(): self.table.place(id), **places}, {})  # type: ignore[dict-item]
        log = ProblemLog()
        validate(self.model, source, log)
        for problem in log:
            if problem.place not in told and not (found and problem.rule == MISSING.id):
                yield problem


def same(column: RecordColumn, one: Cell, other: Cell) -> bool:
    """Whether two cells mean the same, right or wrong."""
    return one == other or read_cell(column, one) == read_cell(column, other)


def put(data: Mapping[str, Any], path: Path, value: Any, order: Order) -> dict[str, Any]:
    """`data` with another value at `path`, behind the one before it in `order` if it is new; None takes it away."""
    key, *rest = path
    if rest:
        inner = data.get(key)
        value = put(inner if isinstance(inner, dict) else {}, tuple(rest), value, order[key]) or None
    if value is None:
        return {name: data[name] for name in data if name != key}
    if key in data:
        return {**data, key: value}
    names = list(order)
    before = [name for name in names[: names.index(key)] if name in data]
    found: dict[str, Any] = {} if before else {key: value}
    for name in data:
        found[name] = data[name]
        if before and name == before[-1]:
            found[key] = value
    return found


def _data(content: bytes, file: str, model: Any, problems: list[Problem]) -> dict[str, Any] | None:
    """What a file says now; None, and why, when it cannot be read."""
    log = ProblemLog()
    source = read_yaml(content, file, log) if file.endswith(".yml") else _head(content, file, log)
    if source and isinstance(source.data, dict) and not log.errors:
        return source.data
    if source and not log.errors:
        validate(model, source, log)
    problems += log
    return None


def _file(content: bytes, before: dict[str, Any] | None, after: dict[str, Any], shapes: Styles, file: str) -> bytes:
    above, old, below = _fields(content)
    text = document(after, shapes) if before is None else patch(old, before, after, shapes)
    read = read_yaml(text.encode(), file, ProblemLog())
    if read is None or read.data != after:
        raise AssertionError(f"{file} would not hold what was asked for")
    whole = f"{above}{text}{below}"
    if above and b"\r\n" in content:
        whole = whole.replace("\n", "\r\n")
    return (_BOM if content.startswith(_BOM) else b"") + whole.encode()


def _fields(content: bytes) -> tuple[str, str, str]:
    """A file's fields, with what stands above and below them: the lines round a page's front matter, and its text."""
    text = content.decode("utf-8-sig")
    # No record's file begins so; a page's lines may end as Windows ends them.
    found = find_head(text.replace("\r\n", "\n")) if text.startswith("---") else None
    return (found.string[: found.start(1)], found[1], found.string[found.end(1) :]) if found else ("", text, "")


def _head(content: bytes, file: str, log: ProblemLog) -> Source | None:
    page = read_front_matter(content, file, log)
    return page.source if page else None

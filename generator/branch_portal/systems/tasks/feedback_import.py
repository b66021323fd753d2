"""反饋導入: a filled-in feedback sheet becomes feedback files, or Chinese problems with the cell of each.

A row is checked twice by what checks a feedback file as well: by its model and by the rules of task slips; only the
places are cells instead of lines. Nothing is written here: the result says what each file should hold.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from branch_portal.editions.door import own_words
from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Located
from branch_portal.project.references import UNKNOWN
from branch_portal.search.fold import fold
from branch_portal.sheets.cells import as_known
from branch_portal.sheets.column import SheetColumn
from branch_portal.sheets.rules import NOTHING_YET, OWN_ROW, READABLE, SETTLED, TITLES
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import Cell, Sheet, as_date_text, read_sheet
from branch_portal.source.places import Source
from branch_portal.source.validate import validate
from branch_portal.systems.tasks.feedback_columns import VERDICTS, VERIFYING, columns
from branch_portal.systems.tasks.feedback_row import odd_cells, wrong_row
from branch_portal.systems.tasks.feedback_rules import check_day, check_feedback
from branch_portal.systems.tasks.feedback_sheet import SHEET
from branch_portal.systems.tasks.feedback_template import path
from branch_portal.systems.tasks.feedback_words import in_words
from branch_portal.systems.tasks.feedback_yaml import feedback_yaml
from branch_portal.systems.tasks.figures import assigned
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS
from branch_portal.systems.tasks.model import ACTION_TITLES, STATUS_TITLES, Feedback, Task

_IDS = {title: id for id, title in STATUS_TITLES.items()}
_SEPARATORS = str.maketrans("，,；;\n", "、、、、、")


@dataclass
class Import:
    """What an import would do: files to write by path, rows left out with the reason, and problems.

    A problem's place has the row as its line and the column's number as its column.
    """

    files: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def import_feedback(content: bytes, name: str, book: Handbook, today: dt.date) -> Import:
    """The feedback files that the spreadsheet `content` asks for; `today` is the day of feedback where none is given."""
    result = Import()
    try:
        sheet = read_sheet(content, (SHEET,), fold)
    except UnreadableSheet as error:
        result.problems.append(READABLE.problem(Place(name), str(error), mend=error.mend))
        return result
    task = _task(sheet, name, book, result)
    if task is None:
        return result
    wanted = columns(task, book)
    sheet = replace(sheet, titles=as_known(sheet.titles, [column.title for column in wanted]))
    places = {column.key: sheet.titles.index(column.title) for column in wanted if column.title in sheet.titles}
    for column in wanted:
        if column.key not in places and column.key not in VERIFYING:
            result.problems.append(TITLES.problem(Place(name), f"缺少列「{column.title}」", value=column.title))
    if result.problems:
        return result
    reader = _Rows(name, task, book, {column.key: column for column in wanted}, places, today, result)
    for number, row in sheet.rows:
        reader.read(number, row)
    return result


def _task(sheet: Sheet, name: str, book: Handbook, result: Import) -> Task | None:
    """The one task whose serial stands in every row."""
    titles = as_known(sheet.titles, ["單號"])
    if "單號" not in titles:
        result.problems.append(TITLES.problem(Place(name), "缺少列「單號」", value="單號"))
        return None
    column = titles.index("單號")
    by_serial = {task.serial: task for task in book[TASKS].values()}
    found: Task | None = None
    for number, row in sheet.rows:
        task = by_serial.get(str(row[column]))
        if task is None or (found and task is not found):
            none = f"沒有單號「{row[column]}」" if row[column] else "這一行沒有單號；合計、說明不寫在這張表裡"
            message = none if task is None else f"前面是{found.serial if found else ''}，這裡是另一張單子"
            result.problems.append(
                OWN_ROW.problem(Place(name, number, column + 1), message, value=str(row[column] or ""))
            )
        found = found or task
    if not sheet.rows:
        result.problems.append(READABLE.problem(Place(name), "表裡一行也沒有"))
    return None if result.problems else found


def _said(record: Feedback) -> str:
    """What a record says besides its log, alike in either script."""
    return fold(record.model_dump_json(exclude={"log"}))


@dataclass
class _Rows:
    """Rows of one sheet on their way to feedback files; `places` gives each column's position from 0."""

    name: str
    task: Task
    book: Handbook
    columns: Mapping[str, SheetColumn]
    places: Mapping[str, int]
    today: dt.date
    result: Import

    def __post_init__(self) -> None:
        self.receivers = frozenset(assigned(self.task, self.book[BRANCHES]))
        self.role_ids = {role.title: id for id, role in self.book[ROLES].items()}
        self.seen: set[str] = set()
        self.words = own_words(self.book)

    def read(self, number: int, row: tuple[Cell, ...]) -> None:
        branch = str(row[self.places["branch"]] or "")
        before = self.book[FEEDBACK].get((self.task.id, branch))
        verdict = row[self.places["verdict"]] if "verdict" in self.places else None
        if row[self.places["status"]] is None and verdict is not None:
            message = "還沒有反饋，不能核驗"
            mend = "先填辦理結果和辦理情況；還沒交的，「核驗」空著。"
            self.result.problems.append(NOTHING_YET.problem(self.cell(number, "verdict"), message, mend=mend))
            return
        if row[self.places["status"]] is None:
            self.result.skipped.append(f"第{number}行 {branch}：沒有填辦理結果")
            return
        if wrong := wrong_row(branch, str(row[self.places["branch_title"]] or ""), self.seen, self.book):
            self.result.problems.append(OWN_ROW.problem(self.cell(number, "branch"), wrong[0], branch, wrong[1]))
            return
        self.seen.add(branch)
        if odd := list(odd_cells(Place(self.name, number), row, self.columns, self.places, self.book, self.today)):
            self.result.problems += odd
            return
        if before and before.log[-1].action == "verified":
            settled = SETTLED.problem(self.cell(number, "branch"), f"{branch} 的反饋已核驗", value=branch)
            self.result.problems.append(settled)
            return
        source = self.source(number, row, before)
        log = ProblemLog()
        record = validate(Feedback, source, log)
        if verdict is not None:
            again = not (before and record and _said(record) == _said(before))
            source, log = self.source(number, row, before, again, verified=True), ProblemLog()
            record = validate(Feedback, source, log)
        problems = [*log, *self.unknown_roles(number, row)]
        if record:
            item = Located(record, source)
            problems += [*check_feedback(item, self.task, self.receivers), *check_day(item, self.today)]
            if before and verdict is None and _said(record) == _said(before):
                self.result.skipped.append(f"第{number}行 {branch}：沒有改動")
                return
        self.result.problems += [self.in_columns(problem) for problem in problems]
        if record and not problems:
            self.result.files[path(self.task.id, branch)] = self.words(feedback_yaml(record))

    def in_columns(self, problem: Problem) -> Problem:
        """The problem in the words of the sheet: its columns and choices, not the keys and codes of a file."""
        titles = {key.removeprefix("values."): column.title for key, column in self.columns.items()}
        titles |= STATUS_TITLES | ACTION_TITLES | {role: title for title, role in self.role_ids.items()}

        return in_words(problem, titles)

    def unknown_roles(self, number: int, row: tuple[Cell, ...]) -> Iterator[Problem]:
        for key in ("by", "approval_role"):
            title = row[self.places[key]]
            if title is not None and as_known([str(title)], self.role_ids)[0] not in self.role_ids:
                mend = "從下拉的選項裡選；只寫崗位，不寫姓名。"
                yield UNKNOWN.problem(self.cell(number, key), f"沒有叫「{title}」的角色", value=str(title), mend=mend)

    def cell(self, number: int, key: str) -> Place:
        return Place(self.name, number, self.places[key] + 1)

    def source(
        self, number: int, row: tuple[Cell, ...], before: Feedback | None, again: bool = True, verified: bool = False
    ) -> Source:
        """The row as a feedback file would say it, with cells as places: handed in `again`, `verified` or sent back."""
        values = {key: self.value(key, row[place]) for key, place in self.places.items() if place < len(row)}
        plain = {key: value for key, value in values.items() if value is not None}
        own = {key.removeprefix("values."): plain[key] for key in plain if key.startswith("values.")}
        entry = {
            "on": plain.get("submitted_on", self.today.isoformat()),
            "action": "submitted",
            "by": plain.get("by", ""),
        }
        logged = [entry.model_dump(exclude_none=True) for entry in before.log] if before else []
        entries = [entry] if again else []
        if verified:
            entries.append(
                {
                    "on": plain.get("verified_on", self.today.isoformat()),
                    "action": plain["verdict"],
                    "by": self.task.verifier,
                    **({"note": plain["reason"]} if "reason" in plain else {}),
                }
            )
        data: dict[str, object] = {"task": self.task.id, "branch": plain["branch"], "log": (*logged, *entries)}
        for key in ("status", "done_on", "summary", "evidence", "obstacle", "expected_on"):
            if key in plain:
                data[key] = plain[key]
        if own:
            data["values"] = own
        if "approval_role" in plain or "approval_on" in plain:
            data["approval"] = {"role": plain.get("approval_role", ""), "on": plain.get("approval_on", "")}
        last, end = len(logged), len(logged) + len(entries) - 1
        spots: dict[tuple[str | int, ...], str] = {
            ("approval",): "approval_role", ("approval", "role"): "approval_role", ("approval", "on"): "approval_on",
        }  # fmt: skip
        if again:
            spots |= {("log", last): "submitted_on", ("log", last, "on"): "submitted_on", ("log", last, "by"): "by"}
        if verified:
            for name, key in (("on", "verified_on"), ("note", "reason"), ("action", "verdict"), ("by", "verdict")):
                spots["log", end, name] = key
            spots["log", end] = "reason" if plain["verdict"] == "returned" else "verdict"
            spots = {spot: key if key in self.places else "verdict" for spot, key in spots.items()}
        for key in self.places:
            spots.setdefault(("values", key.removeprefix("values.")) if key.startswith("values.") else (key,), key)
        places = {spot: self.cell(number, key) for spot, key in spots.items()} | {(): Place(self.name, number, 1)}
        return Source(self.name, (), data, places, {})

    def value(self, key: str, value: Cell) -> object:
        """A cell as the field wants it; what cannot be understood stays, so that the check can show it."""
        column = self.columns[key]
        if value is None:
            return None
        if column.options and isinstance(value, str):
            (value,) = as_known([value], column.options)
        if column.kind == "date":
            return as_date_text(value)
        if key == "verdict":
            return VERDICTS.get(str(value), str(value))
        if key == "status":
            return _IDS.get(str(value), str(value))
        if key in ("by", "approval_role"):
            return self.role_ids.get(str(value), str(value))
        if key == "evidence":
            return tuple(part.strip() for part in str(value).translate(_SEPARATORS).split("、") if part.strip())
        if column.kind == "integer":
            digits = unicodedata.normalize("NFKC", str(value)).strip().replace(",", "")
            return int(digits) if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", digits) else value
        return as_date_text(value) if isinstance(value, dt.date) else str(value)

"""空白表單: rules over what a form asks for."""

from collections.abc import Iterator, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.systems.book.kinds import FORMS
from branch_portal.systems.book.model import FormField

TWICE = rule(
    "FORM-02",
    "一張表上不重複問同一項",
    "兩個欄目同名，填的人不知道哪個填什麼，匯總的人不知道看哪個。",
    "刪去多出的一個；確實是兩件事的，欄目名稱寫出分別。",
)

WIDE = rule(
    "FORM-03",
    "印好的行和列數一樣",
    "多出的格子印不出來，少的格子不知道空在哪一列。",
    "每一行的格子數和 columns（列）一樣，空的寫 ''。",
)


def check(records: Records) -> Iterator[Problem]:
    for item in records[FORMS].values():
        groups: list[tuple[tuple[str | int, ...], tuple[FormField, ...]]] = [(("fields",), item.record.fields)]
        groups += [(("tables", number, "columns"), table.columns) for number, table in enumerate(item.record.tables)]
        for number, table in enumerate(item.record.tables):
            for index, row in enumerate(table.given):
                if len(row) > len(table.columns):
                    message = f"這一行有{len(row)}格，表只有{len(table.columns)}列"
                    mend = f"刪去多出的{len(row) - len(table.columns)}格。"
                    yield WIDE.problem(item.at("tables", number, "given", index), message, mend=mend)
        for path, fields in groups:
            labels = [field.label for field in fields]
            for index, label in enumerate(labels):
                if label in labels[:index] and not _side_by_side(fields):
                    yield TWICE.problem(
                        item.at(*path, index, "label"), f"「{label}」有兩個", value=label, mend=_mend(label)
                    )


def _mend(label: str) -> str:
    return f"多寫的，刪去這一個；確實是兩件事的，名稱寫出分別，如「{label}（上級）」「{label}（本支部）」。"


def _side_by_side(columns: Sequence[FormField]) -> bool:
    """Whether the columns are the same few twice, as on a sheet that holds two rows in one."""
    half, odd = divmod(len(columns), 2)
    return not odd and half > 1 and [one.label for one in columns[:half]] == [one.label for one in columns[half:]]

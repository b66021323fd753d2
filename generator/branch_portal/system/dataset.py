"""數據集: a published table of figures, the same rows as page, JSON, CSV and spreadsheet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Value = str | int | float | bool | dt.date | None


@dataclass(frozen=True)
class Column:
    """One column: `key` is its stable English name, `title` what readers see."""

    key: str
    title: str
    kind: Literal["text", "integer", "number", "date", "flag"] = "text"


@dataclass(frozen=True)
class Dataset:
    """A published table; `id` is its address below `api/`, `version` rises when columns change their meaning.

    Every row has every column's key, in the columns' order; a value that is not known is "" for text and
    None for everything else. Several values in one cell are joined by "、".
    `page` is the address of the page that shows the same rows. `as_of` is the day the rows hold for;
    None where they are the same whenever the site is made.
    """

    id: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]
    version: int = 1
    page: str = ""
    as_of: dt.date | None = None

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        for number, row in enumerate(self.rows):
            if list(row) != keys:
                raise ValueError(f"dataset {self.id}, row {number}: {list(row)} instead of {keys}")

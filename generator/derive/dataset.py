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
    """A published table; `id` is its address below `api/`, `version` rises when columns change their meaning."""

    id: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]
    version: int = 1

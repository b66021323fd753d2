"""One column of a spreadsheet that people fill in."""

from dataclasses import dataclass
from typing import Literal

CellKind = Literal["text", "integer", "number", "date"]


@dataclass(frozen=True)
class SheetColumn:
    """One column; `given` ones are printed and say whose row it is, `options` are the drop-down's.

    `least` is the smallest whole number. `listed` names the kind of record whose ids are the drop-down instead; a
    `hidden` column is there for the import.
    """

    key: str
    title: str
    kind: CellKind = "text"
    width: int = 14
    given: bool = False
    options: tuple[str, ...] = ()
    listed: str = ""
    least: int | None = 0
    hint: str = ""
    hidden: bool = False

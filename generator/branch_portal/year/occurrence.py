"""An occurrence: one duty on one day, for the company or for one branch."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from branch_portal.year.model import Duty, HeldWith, OwnItem


@dataclass(frozen=True)
class Occurrence:
    """任務的一次: `id` is `<duty>.<period>` (`q01.2026-q1`), the same in map, table and feed.

    `period` names the nominal month, quarter, half, term or year and stays when the day moves.
    `opens`..`due` is the span in which to do it; `green` <= `yellow` <= `red` begin the three levels.
    `branch` is empty for the company's own schedule. `provisional` marks a day that rests on
    a year without an official working-day table or on an occasion not yet announced. `host` is the id of the
    occurrence that it is one gathering with, `guests` are the duties that come to this one's.
    """

    id: str
    duty: Duty | OwnItem
    period: str
    term: str
    opens: dt.date
    due: dt.date
    green: dt.date
    yellow: dt.date
    red: dt.date
    provisional: bool
    branch: str = ""
    moved_from: dt.date | None = None
    reason: str = ""
    half: Literal["am", "pm"] | None = None
    held_with: HeldWith | None = None
    host: str = ""
    guests: tuple[Duty | OwnItem, ...] = ()

    @property
    def of_company(self) -> bool:
        """Whether the company does it itself: it is on no branch's map."""
        return isinstance(self.duty, Duty) and self.duty.level == "company"

    @property
    def title(self) -> str:
        return self.duty.title

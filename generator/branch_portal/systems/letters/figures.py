"""Where every letter stands on the day: in force, overtaken by a stronger one, or withdrawn with its matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.drafts import Told, told
from branch_portal.systems.letters.kinds import LETTERS
from branch_portal.systems.letters.matters import Matter, matters
from branch_portal.systems.letters.model import Letter, LetterItem

ItemState = Literal["open", "overtaken", "withdrawn"]
STATE_TITLES: dict[ItemState, str] = {
    "open": "督辦中",
    "overtaken": "已發更高一級",
    "withdrawn": "已辦結或改期，撤回",
}


@dataclass(frozen=True)
class Standing:
    """An issued letter with the state of each of its matters."""

    letter: Letter
    states: tuple[tuple[LetterItem, ItemState], ...]

    @property
    def open(self) -> int:
        """How many of its matters wait for their holder, and no stronger letter says so."""
        return sum(state == "open" for _, state in self.states)


def standings(snapshot: Snapshot) -> tuple[Standing, ...]:
    """Every letter, the latest first."""
    found, said = snapshot.figures(matters), told(snapshot.book[LETTERS].values())
    return tuple(
        Standing(letter, tuple((item, _state(letter, item, found, said)) for item in letter.items))
        for letter in latest_first(snapshot)
    )


def standing_of(snapshot: Snapshot) -> Mapping[str, Standing]:
    """The same by the letter's id, for the page of one."""
    return {one.letter.id: one for one in snapshot.figures(standings)}


def latest_first(snapshot: Snapshot) -> list[Letter]:
    """Every letter, without asking where it stands."""
    return sorted(snapshot.book[LETTERS].values(), key=lambda one: (one.issued_on, one.id), reverse=True)


def _state(letter: Letter, item: LetterItem, found: Mapping[str, Matter], said: Mapping[str, Told]) -> ItemState:
    if item.matter not in found:
        return "withdrawn"
    return "open" if said[item.matter].letters[said[item.matter].level][0] == letter.id else "overtaken"

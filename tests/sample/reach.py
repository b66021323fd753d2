"""How far a change of one record of the sample reaches; `tests/systems/<room>/reach.py` says it for the room's own."""

from dataclasses import dataclass

REGULAR = "b01 b02 b03 b04 b05 b06 b07 b08 b10 b11 b12"
"""The branches that have a regular branch's year."""


@dataclass(frozen=True)
class Reach:
    """What a change may reach: events by how their UIDs begin, pages (`{b}` for each of `of`), tables by id."""

    events: str
    pages: str
    tables: str = ""
    of: str = ""

    def addresses(self) -> set[str]:
        given = [page.removeprefix("/") for page in self.pages.split()]
        return {page.replace("{b}", branch) for page in given for branch in (self.of.split() or [""])}

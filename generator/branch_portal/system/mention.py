"""提及: what one room says on the page of another room's record that its own records name."""

from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.system.snapshot import Snapshot


@dataclass(frozen=True)
class Mention:
    """One link below the words `title`; `more` follows the link. With `origin` the record came from what it links to."""

    title: str
    called: str
    page: str
    more: str = ""
    origin: bool = False


def mentions(snapshot: Snapshot, refers: str, id: str) -> Mapping[str, tuple[Mention, ...]]:
    """What all rooms say about a record, by their words, in the order of the rooms; `refers` as in a field."""
    found: dict[str, list[Mention]] = {}
    for room in snapshot.rooms:
        for one in room.mentions[refers](snapshot, id) if refers in room.mentions else ():
            found.setdefault(one.title, []).append(one)
    return {title: tuple(named) for title, named in found.items()}

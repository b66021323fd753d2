"""What one system shows on the page of another's record that its own records name: a guide's task slips, say.

An action names the pact that it was done under, so the room of actions knows pacts; a pact's page shows its actions
all the same, and does not know them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.system.snapshot import Snapshot


@dataclass(frozen=True)
class Panel:
    """One part of every page of a kind of record; `refers` is the kind, or the parts of one (`guide_steps`).

    A page that gathers and is about no record has panels too: `refers` is then its address, and the id empty.

    `body` makes the HTML of one page from the record's id and the page's address; it is empty when there is nothing
    to say. Where the panel is a section, `title` is its heading and `anchor` its id.
    """

    refers: str
    anchor: str
    title: str
    body: Callable[[str, str], Markup]


def panels(snapshot: Snapshot, jinja: Environment, refers: str) -> tuple[Panel, ...]:
    """What all systems show on the pages of a kind of record, in the order of the register."""
    systems = (system for room in snapshot.rooms for system in room.systems)
    return tuple(panel for system in systems for panel in system.panels(snapshot, jinja) if panel.refers == refers)

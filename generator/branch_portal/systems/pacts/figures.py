"""近鄰黨建+: how much was done under each pact, by whatever names it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from branch_portal.project.citation import naming
from branch_portal.project.kind import Kind
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.pacts.kinds import PACTS


def named_by(snapshot: Snapshot) -> Mapping[Kind[Any, Any], Counter[str]]:
    """For every kind of record that may name a pact: how many do, by the pact's id."""
    book = snapshot.book
    cited = {pact: book.citing(PACTS.name, pact) for pact in book[PACTS]}
    return {
        kind: Counter({pact: sum(one.kind is kind for one in citing) for pact, citing in cited.items()})
        for kind in naming(book.kinds, PACTS.name)
    }

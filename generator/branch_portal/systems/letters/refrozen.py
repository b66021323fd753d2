"""Letters after the records were turned into the other script: they say the same, so they are frozen again."""

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.system.turned import Texts, Turned
from branch_portal.systems.letters.content import frozen_hash
from branch_portal.systems.letters.ids import first_ids
from branch_portal.systems.letters.kinds import LETTERS


def refrozen(turned: Turned) -> Texts:
    """The files in which hashes of the old words stood."""
    before, after = turned.before[LETTERS], turned.after[LETTERS]
    first = first_ids(turned.before[BRANCHES].values())
    return turned.replaced({frozen_hash(before[id], first): frozen_hash(after[id], first) for id in before})

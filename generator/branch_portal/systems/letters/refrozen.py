"""Letters after the records were turned into the other script: they say the same, so they are frozen again."""

from branch_portal.system.turned import Texts, Turned
from branch_portal.systems.letters.content import frozen_hash
from branch_portal.systems.letters.kinds import LETTERS


def refrozen(turned: Turned) -> Texts:
    """The files in which hashes of the old words stood."""
    before, after = turned.before[LETTERS], turned.after[LETTERS]
    return turned.replaced({frozen_hash(before[id]): frozen_hash(after[id]) for id in before})

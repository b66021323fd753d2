"""Issued slips after the records were turned into the other script: the same tasks, in words that say the same."""

from collections.abc import Iterator

from branch_portal.project.handbook import Handbook
from branch_portal.system.turned import Texts, Turned
from branch_portal.systems.slips.batch import slip_batches
from branch_portal.systems.slips.content import content_hash, item_digest
from branch_portal.year.schedule import make_schedule


def refrozen(turned: Turned) -> Texts:
    """The files in which hashes of the old words stood."""
    return turned.replaced(dict(zip(_hashes(turned.before), _hashes(turned.after), strict=True)))


def _hashes(book: Handbook) -> Iterator[str]:
    for batch in slip_batches(book, book.derived(make_schedule)):
        yield content_hash(book, batch)
        yield from (item_digest(book, item) for item in batch.occurrences)

"""Who cites a clause card: pages, duties, forms, the settings – and which of them have to be looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.organisation.clause import Clause
from branch_portal.organisation.clause_looks import last_look, named_clauses
from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.citation import Citation
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.systems.book.kinds import GUIDES


@dataclass(frozen=True)
class ClauseUse:
    """One record that cites a card; `waits` when the card has changed since anybody looked at it."""

    kind: str
    id: str
    called: str
    page: str | None
    waits: bool


def clause_uses(book: Shelf) -> Mapping[str, tuple[ClauseUse, ...]]:
    """For every card all that cite it, each once, in the order of the kinds; the settings last."""
    found: dict[str, dict[tuple[str, str], ClauseUse]] = {id: {} for id in book[CLAUSES]}
    for id, clause in book[CLAUSES].items():
        for one in book.citing("clauses", id):
            if one.kind is not CLAUSES:
                use = _use(book, one, clause)
                before = found[id].get((use.kind, use.id))
                found[id][use.kind, use.id] = use if before is None or use.waits else before
    for path, id, looked in named_clauses(book.settings):
        if id in found:
            waits = book[CLAUSES][id].unseen(looked)
            section = str(path[0])
            called = type(book.settings).model_fields[section].title or section
            found[id]["設置", section] = ClauseUse("設置", section, called, None, waits)
    return {id: tuple(uses.values()) for id, uses in found.items()}


def _use(book: Shelf, citation: Citation, clause: Clause) -> ClauseUse:
    record, kind = citation.record, citation.kind
    page = f"{urls.guide(record.id)}#basis" if kind is GUIDES else book.page_of(kind, record)
    guides = getattr(record, "guides", ())
    if page is None and guides:
        page = f"{urls.guide(guides[0])}#duties"
    waits = clause.unseen(last_look(kind.fields(record), citation.field))
    return ClauseUse(kind.title, str(record.id), kind.called(record), page, waits)

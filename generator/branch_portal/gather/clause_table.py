"""`docs/clauses.md`: every clause card and who cites it, made from the records so that it cannot go stale."""

from collections.abc import Iterator

from branch_portal.organisation.clause_looks import named_clauses
from branch_portal.organisation.kinds import BASIS, CLAUSES
from branch_portal.project.base import BASIS_STATUS_TITLES
from branch_portal.project.handbook import Handbook

PATH = "docs/clauses.md"
"""Where the table lies, from the project's root."""

_HEAD = """# The clause cards

Every card below `data/clauses/` of the sample, and what cites it. Made by `portal systems --write`; a test compares it
with the records. Do not edit it by hand. An article's number is printed only where somebody has checked it.

| Card | Document | Clause | Figures | Status | Cited by |
| --- | --- | --- | --- | --- | --- |
"""


def clause_table(book: Handbook) -> str:
    """The whole file."""
    rows = []
    for id, clause in sorted(book[CLAUSES].items(), key=lambda one: (one[1].document, one[0])):
        cited = "; ".join(dict.fromkeys(_citing(book, id))) or "–"
        cells = (
            f"`{id}` {clause.title}", book[BASIS][clause.document].title, clause.where or "–", clause.said or "–",
            BASIS_STATUS_TITLES[clause.status], cited,
        )  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |\n")
    return _HEAD + "".join(rows)


def _citing(book: Handbook, clause: str) -> Iterator[str]:
    for one in book.citing("clauses", clause):
        if one.kind is not CLAUSES:
            yield f"{one.kind.title} `{one.record.id}`"
    if any(id == clause for _, id, _ in named_clauses(book.settings)):
        yield "設置 `alerts`"

"""引條款卡: `[半數以上](clause:meeting-quorum)` in a guide – found by the rules, and made a link to the card."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.organisation.kinds import BASIS, CLAUSES
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.site.markdown import as_itself

_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\(clause:(?P<id>[^()\s]*)\)")


@dataclass(frozen=True)
class ClauseLink:
    """One citation in a line: the words that are the link, the card's id, and where both begin (from 0)."""

    words: str
    id: str
    start: int
    id_start: int


def clause_links(line: str) -> Iterator[ClauseLink]:
    for found in _LINK.finditer(line):
        yield ClauseLink(found["words"], found["id"], found.start("words"), found.start("id"))


def without_links(text: str) -> str:
    """The text as readers see it."""
    return _LINK.sub(lambda found: found["words"], text) if "](clause:" in text else text


def with_cards(text: str, book: Shelf, page: str) -> str:
    """The text with every citation as a link from `page` to its card, which says the document and the clause."""

    def link(found: re.Match[str]) -> str:
        clause = book[CLAUSES].get(found["id"])
        if clause is None:
            return found["words"]
        title = f"{book[BASIS][clause.document].title}{clause.where}"
        address = urls.relative(urls.clause(clause.id), page)
        return f'<a class="clause" href="{address}" title="{as_itself(title)}">{found["words"]}</a>'

    return _LINK.sub(link, text)

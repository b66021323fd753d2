"""條款卡: what a lesson says in figures, the cards say too."""

from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.project.records import Records
from branch_portal.systems.book.clause_links import without_links
from branch_portal.systems.book.clause_text_rules import figures_of_cards, misquotes
from branch_portal.systems.learning.kinds import LEARNING_FILES


def check(records: Records) -> Iterator[Problem]:
    """CLAUSE-06 for the lessons; an indented block of examples states what is made up."""
    figures = figures_of_cards(records)
    for item in records[LEARNING_FILES].values():
        example = False
        for number, line in enumerate(item.record.text.splitlines(), start=1):
            example = line.startswith("!!!") or (example and (not line.strip() or line.startswith("    ")))
            if not example:
                yield from misquotes(Place(item.at("name").path, number), without_links(line), figures)

"""條款卡: what a lesson says in figures, the cards say too."""

from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.project.records import Records
from branch_portal.systems.book.clause_links import without_links
from branch_portal.systems.book.clause_text_rules import figures_of_cards, misquotes, numbered
from branch_portal.systems.learning.kinds import LEARNING_FILES


def check(records: Records) -> Iterator[Problem]:
    """CLAUSE-06 for the lessons."""
    figures = figures_of_cards(records)
    for item in records[LEARNING_FILES].values():
        for number, line, example in numbered(item.record.text):
            if not example:
                yield from misquotes(Place(item.at("name").path, number), without_links(line), figures)

"""The sample reads like work: nothing is said twice, and offices sign on days on which they are open."""

from collections import Counter
from collections.abc import Iterator

import pytest

from branch_portal.project.handbook import Handbook
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS


def _of_findings(book: Handbook) -> Iterator[str]:
    for one in book[FINDINGS].values():
        yield from (one.statement, one.cause, one.level_reason or "")
        yield from (entry.note for entry in (*one.log, *one.lookbacks))
        yield from (entry.what for entry in (*one.measures, *one.milestones))
        yield from (entry.reason for entry in one.extensions)


def _of_releases(book: Handbook) -> Iterator[str]:
    for one in book[RELEASES].values():
        yield from (*one.summary, *one.good_practice)


def _of_selfchecks(book: Handbook) -> Iterator[str]:
    for one in book[SELFCHECKS].values():
        yield from (answer.looked for answer in one.answers)
        yield one.checked or ""


SPOKEN = {"problems": _of_findings, "bulletins": _of_releases, "self-checks": _of_selfchecks}
"""What is written by people in each kind of record."""


@pytest.mark.parametrize("kind", SPOKEN)
def test_no_sentence_stands_twice(book: Handbook, kind: str) -> None:
    counts = Counter(SPOKEN[kind](book))
    assert len(counts) > 3
    assert [text for text, number in counts.items() if number > 1 and text] == []


def test_a_self_check_says_point_by_point_what_was_looked_at(book: Handbook) -> None:
    reports = [one for one in book[SELFCHECKS].values() if one.done_on]
    assert all(round.points for round in book[ROUNDS].values())
    assert [one.id for one in reports if not one.answers or one.checked] == []

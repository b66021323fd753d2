"""The problems on the large screen: from where, in which library, how far; and what grows overdue by itself."""

from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.findings.figures import standing
from branch_portal.systems.findings.model import SOURCE_TITLES, STATE_TITLES, TIER_TITLES
from branch_portal.systems.findings.screen import STANDS, rows, screen
from branch_portal.systems.findings.states import is_overdue
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of


def test_every_problem_is_in_one_part_of_one_row(book: Handbook, schedule: Schedule) -> None:
    now = snapshot_of(book, schedule, AS_OF).figures(standing)
    for titles, of in ((SOURCE_TITLES, "source"), (TIER_TITLES, "tier")):
        found = rows(now, titles, lambda one, of=of: getattr(one, of), lambda _: "x/")  # type: ignore[misc]
        assert sum(row.count for row in found) == len(now.findings)
        assert all(sum(part.value for part in row.parts) == row.count for row in found)
        assert max(round(sum(part.width for part in row.parts)) for row in found) == 100


def test_every_state_has_its_word() -> None:
    assert sorted(state for _, _, meant in STANDS for state in meant) == sorted(STATE_TITLES)


def test_what_is_overdue_later_is_counted_without_a_build(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, AS_OF)
    overdue = screen(snapshot, environment()).figures[1]
    for number in range(0, 120, 7):
        day = AS_OF.fromordinal(AS_OF.toordinal() + number)
        open_now = [
            one
            for one in snapshot.figures(standing).findings
            if snapshot.figures(standing).states[one.id] not in (None, "closed", "long_term")
        ]
        assert overdue.on(day) == sum(is_overdue(one, day) for one in open_now)

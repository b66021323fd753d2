"""What rooms say on the pages of each other's records, without knowing each other."""

from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.system.mention import mentions
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.supervision.kinds import INSPECTIONS
from branch_portal.systems.tasks.kinds import TASKS
from tests.sample import AS_OF


def test_a_problem_leads_back_to_the_check_that_found_it(book: Handbook) -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    by_inspection = [one for one in snapshot.book[FINDINGS].values() if one.inspection]
    assert by_inspection
    for finding in by_inspection:
        (found,) = mentions(snapshot, "findings", finding.id)[INSPECTIONS.title]
        assert found.origin
        assert found.page.endswith(f"#i-{finding.inspection}")
    apart = take_snapshot(book, AS_OF, [room for room in ROOMS if room.name != "supervision"])
    assert all(INSPECTIONS.title not in mentions(apart, "findings", one.id) for one in by_inspection)


def test_a_problem_tells_of_a_slip_from_the_day_it_is_issued(book: Handbook) -> None:
    task = next(one for one in book[TASKS].values() if one.source.finding)
    later = task.model_copy(update={"issued_on": AS_OF.replace(year=AS_OF.year + 1)})
    for tasks, told in ((book[TASKS], True), ({**book[TASKS], task.id: later}, False)):
        snapshot = take_snapshot(book.having(tasks=tasks), AS_OF, ROOMS)
        named = mentions(snapshot, "findings", task.source.finding or "").get("列入", ())
        assert (f"tasks/{task.id}/" in [one.page for one in named]) is told

"""整改 on the large screen: how many problems are closed, how many overdue, and where they come from and stand."""

from collections.abc import Iterator

from jinja2 import Environment

from branch_portal.site import urls
from branch_portal.system.screen import ALWAYS, Screen, Span, figure
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.figures import Standing, standing
from branch_portal.year.workdays import DAY


def screen(snapshot: Snapshot, jinja: Environment) -> Screen:
    """The problems that are published on the snapshot's day."""
    now = snapshot.figures(standing)
    return Screen(
        figures=(
            figure("問題已銷號", urls.PROBLEM_LIST, [ALWAYS] * len(now.closed), of=len(now.findings)),
            figure("問題逾期", urls.TASK_LIST, _overdue(now), alarming=True),
        ),
    )


def _overdue(now: Standing) -> Iterator[Span]:
    for one in now.findings:
        if now.states[one.id] not in (None, "closed", "long_term"):
            yield now.dues[one.id] + DAY, None

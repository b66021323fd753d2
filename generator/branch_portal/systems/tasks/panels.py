"""一事一單 on a guide's page: the task slips that go by it."""

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site.templates import fragment
from branch_portal.system.panel import Panel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.kinds import TASKS


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    book = snapshot.book

    def slips(guide: str, path: str) -> Markup:
        tasks = [one.record for one in book.citing("guides", guide) if one.kind is TASKS]
        return fragment(jinja, "guide_tasks.html", path, tasks=tasks) if tasks else Markup()

    yield Panel("guides", "tasks", "任務單", slips)

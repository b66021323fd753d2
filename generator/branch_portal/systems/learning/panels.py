"""學習平台 on a guide's page: the materials that help with it, and those that help with one of its steps."""

from collections.abc import Iterator
from itertools import chain

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.site.templates import fragment
from branch_portal.system.panel import Panel
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.learning.figures import by_step
from branch_portal.systems.learning.kinds import MATERIALS


def panels(snapshot: Snapshot, jinja: Environment) -> Iterator[Panel]:
    materials = snapshot.book[MATERIALS]

    def of_guide(guide: str, path: str) -> Markup:
        found = {one.id: one for one in chain.from_iterable(by_step(materials, guide).values())}
        return fragment(jinja, "guide_materials.html", path, materials=found.values()) if found else Markup()

    def of_step(step: str, path: str) -> Markup:
        guide, _, anchor = step.partition("#")
        found = by_step(materials, guide).get(anchor)
        return fragment(jinja, "step_materials.html", path, materials=found) if found else Markup()

    yield Panel("guides", "learning", "學習材料", of_guide)
    yield Panel("guide_steps", "learning", "學習材料", of_step)

"""A guide's page shows what other rooms have for it, and does not know them."""

from dataclasses import replace

from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.system.panel import panels
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.guide_text import GuideTexts
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of


def without(snapshot: Snapshot, *names: str) -> Snapshot:
    return replace(snapshot, rooms=[room for room in snapshot.rooms if room.name not in names])


def test_slips_and_materials_stand_on_the_guides_they_name(book: Handbook, schedule: Schedule) -> None:
    snapshot, jinja = snapshot_of(book, schedule, AS_OF), environment()
    texts = GuideTexts(snapshot, jinja)
    guides = {id for task in snapshot.book[TASKS].values() for id in task.guides}
    helped = {use.guide for material in snapshot.book[MATERIALS].values() for use in material.used_in}
    assert guides
    assert helped
    for id, guide in snapshot.book[GUIDES].items():
        text = texts.of(guide)
        assert ("## 任務單 {#tasks}" in text) == (id in guides)
        assert ("## 學習材料 {#learning}" in text) == (id in helped)


def test_a_material_stands_at_the_step_that_it_helps_with(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, AS_OF)
    (panel,) = panels(snapshot, environment(), "guide_steps")
    used = {f"{use.guide}#{use.step}": one for one in book[MATERIALS].values() for use in one.used_in if use.step}
    steps = {f"{guide.id}#{step.anchor}" for guide in book[GUIDES].values() for step in guide.steps}
    assert used
    for step in steps:
        assert bool(panel.body(step, "guide/x/")) == (step in used)
    for step, material in used.items():
        assert material.title in panel.body(step, "guide/x/")


def test_without_their_rooms_nothing_of_them_is_shown(book: Handbook, schedule: Schedule) -> None:
    snapshot = without(snapshot_of(book, schedule, AS_OF), "tasks", "learning")
    texts = GuideTexts(snapshot, environment())
    for guide in snapshot.book[GUIDES].values():
        text = texts.of(guide)
        assert "{#tasks}" not in text
        assert "{#learning}" not in text

"""One guide's page: its Markdown, with what each step needs below the step's heading."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.markdown import heading
from branch_portal.site.templates import fragment
from branch_portal.systems.book.form_files import suffix
from branch_portal.systems.book.guide_uses import Uses
from branch_portal.systems.book.kinds import CARRIERS, FORMS
from branch_portal.systems.book.model import Guide
from branch_portal.systems.book.step_uses import used_at
from branch_portal.systems.learning.figures import by_step
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.systems.learning.model import Material
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES


def guide_text(book: Published, guide: Guide, uses: Sequence[Uses], jinja: Environment) -> str:
    """The guide's Markdown between the head and the foot that its front matter and the year give."""
    path = urls.guide(guide.id)
    materials = by_step(book[MATERIALS], guide.id)
    values = {
        "book": book,
        "guide": guide,
        "duties": [duty for duty in book[DUTIES].values() if guide.id in duty.guides],
        "event_duties": [duty for duty in book[EVENT_DUTIES].values() if guide.id in duty.guides],
        "tasks": [task for task in book[TASKS].values() if guide.id in task.guides],
        "form_steps": used_at([guide], "forms"),
        "suffix": suffix,
        "uses": uses,
        "link": partial(urls.relative, page=path),
        "materials": materials,
    }
    head = jinja.get_template("guide_head.html").render(values)
    foot = jinja.get_template("guide_foot.html").render(values)
    text = "\n".join(_with_needs(book, guide, materials, jinja))
    return f"{heading(guide.title)}\n\n{head}\n\n{text.strip()}\n\n{foot}\n"


def _with_needs(
    book: Published, guide: Guide, materials: Mapping[str, Sequence[Material]], jinja: Environment
) -> Iterator[str]:
    """The guide's lines; below the heading of a step the papers and materials that it needs."""
    for line in guide.body.splitlines():
        yield line
        anchor = line.rpartition("{#")[2].removesuffix("}") if line.startswith("### ") else ""
        if anchor and (needs := _needs(book, guide, anchor, materials.get(anchor, ()), jinja)):
            yield f"\n{needs}\n"


def _needs(
    book: Published, guide: Guide, anchor: str, materials: Sequence[Material], jinja: Environment
) -> Markup | None:
    uses = [use for use in guide.meta.step_uses if use.step == anchor]
    if not uses and not materials:
        return None
    return fragment(
        jinja,
        "guide_step.html",
        urls.guide(guide.id),
        forms=[book[FORMS][id] for use in uses for id in use.forms],
        carriers=[book[CARRIERS][id] for use in uses for id in use.carriers],
        notes=[use.note for use in uses if use.note],
        materials=materials,
        suffix=suffix,
    )

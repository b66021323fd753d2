"""One guide's page: its Markdown, with what each step needs below the step's heading."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.digests import walked
from branch_portal.site import urls
from branch_portal.site.markdown import heading
from branch_portal.site.templates import fragment
from branch_portal.system.panel import panels
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.clause_links import with_cards
from branch_portal.systems.book.form_text import suffix
from branch_portal.systems.book.guide_days import NOTHING, guide_days
from branch_portal.systems.book.guide_uses import guide_uses
from branch_portal.systems.book.kinds import CARRIERS, FORMS
from branch_portal.systems.book.model import Guide
from branch_portal.systems.book.own_marks import MARK, NOTE, marked
from branch_portal.systems.book.step_uses import used_at
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES

_DOCUMENTS = 2
"""Documents on the first screen; all of them stand at the end of the page."""


@walked
class GuideTexts:
    """The texts of all guides in one build, with what every system shows on them."""

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._book = snapshot.book
        self._jinja = jinja
        self._as_of = snapshot.as_of
        self._days = snapshot.figures(guide_days)
        self._sections = panels(snapshot, jinja, "guides")
        self._at_steps = panels(snapshot, jinja, "guide_steps")

    def of(self, guide: Guide) -> str:
        """The guide's Markdown between the head and the foot that its front matter and the year give."""
        book, path = self._book, urls.guide(guide.id)
        sections = [(panel, panel.body(guide.id, path)) for panel in self._sections]
        values = {
            "book": book,
            "guide": guide,
            "duties": [duty for duty in book[DUTIES].values() if guide.id in duty.guides],
            "event_duties": [duty for duty in book[EVENT_DUTIES].values() if guide.id in duty.guides],
            "as_of": self._as_of,
            "days": self._days.get(guide.id, NOTHING),
            "told": _told(guide),
            "sections": [(panel, body) for panel, body in sections if body],
            "form_steps": used_at([guide], "forms"),
            "suffix": suffix,
            "uses": guide_uses(book, guide.id),
            "link": partial(urls.relative, page=path),
        }
        frequency, body = marked(guide.meta.frequency), marked("\n".join(self._with_needs(guide)))
        values |= {"frequency": frequency, "own_note": NOTE if MARK in frequency + body else ""}
        head = self._jinja.get_template("guide_head.html").render(values)
        foot = self._jinja.get_template("guide_foot.html").render(values)
        text = with_cards(body.strip(), book, path)
        return f"{heading(guide.title)}\n\n{head}\n\n{text}\n\n{foot}\n"

    def _with_needs(self, guide: Guide) -> Iterator[str]:
        """The guide's lines; below the heading of a step the papers that it needs, and what other rooms have for it."""
        for line in guide.body.splitlines():
            yield line
            anchor = line.rpartition("{#")[2].removesuffix("}") if line.startswith("### ") else ""
            if anchor and (needs := self._needs(guide, anchor)):
                yield f"\n{needs}\n"

    def _needs(self, guide: Guide, anchor: str) -> Markup | None:
        book, path = self._book, urls.guide(guide.id)
        uses = [use for use in guide.meta.step_uses if use.step == anchor]
        more = [(panel.title, panel.body(f"{guide.id}#{anchor}", path)) for panel in self._at_steps]
        if not uses and not any(body for _, body in more):
            return None
        return fragment(
            self._jinja,
            "guide_step.html",
            path,
            forms=[book[FORMS][id] for use in uses for id in use.forms],
            carriers=[book[CARRIERS][id] for use in uses for id in use.carriers],
            notes=[use.note for use in uses if use.note],
            more=[(title, body) for title, body in more if body],
            suffix=suffix,
        )


def _told(guide: Guide) -> dict[str, list[str]]:
    """The first documents that were checked, each with the articles that the guide rests on."""
    found: dict[str, list[str]] = {}
    for entry in guide.meta.basis:
        if entry.document and entry.status == "confirmed":
            found.setdefault(entry.document, []).append(entry.where)
    return dict(list(found.items())[:_DOCUMENTS])

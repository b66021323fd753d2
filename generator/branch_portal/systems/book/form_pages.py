"""Blank forms: the page that lists them, and the files themselves."""

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Asset, Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.form_text import suffix
from branch_portal.systems.book.kinds import FORMS, GUIDES
from branch_portal.systems.book.model import PART_TITLES, Form
from branch_portal.systems.book.step_uses import used_at


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The list of all forms, each under the part of the guide that uses it first."""
    book = snapshot.book
    users = used_at(book[GUIDES].values(), "forms")
    for form in book[FORMS]:
        users.setdefault(form, [])
    parts: dict[str, list[Form]] = {part: [] for part in PART_TITLES}
    for form, steps in users.items():  # in the order in which a reader of the book meets them
        parts[steps[0].guide.meta.part if steps else "a"].append(book[FORMS][form])
    values = {
        "book": book,
        "parts": parts,
        "part_titles": PART_TITLES,
        "users": users,
        "also": {form: book.links_from("forms", form, but=("guides",)) for form in book[FORMS]},
        "suffix": suffix,
    }
    yield Page(
        path=urls.FORMS,
        title="空白表單",
        render=lambda: body(jinja, "forms.html", urls.FORMS, values),
        toc=tuple(Heading(PART_TITLES[part], f"part-{part}") for part, forms in parts.items() if forms),
        description="可下載的空白表單，不含任何數據",
        source="data/forms",
        kind="form",
        keywords=("模板", "表格", "下載", *(form.title for form in book[FORMS].values())),
    )


def assets(book: Published) -> Iterator[Asset]:
    """Every form as a file."""
    for form in book[FORMS].values():
        yield Asset(urls.form_file(form.id, suffix(form)), partial(_made, form, book.settings.organisation))


def _made(form: Form, organisation: str) -> bytes:
    if suffix(form) == "xlsx":
        from branch_portal.systems.book.form_sheet import workbook

        return workbook(form, organisation)
    from branch_portal.systems.book.form_letter import letter  # python-docx is slow to import

    return letter(form, organisation)

"""換了編號的頁面: the addresses that pages had under former ids; each leads to where the page is now."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from jinja2 import Environment

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Asset, Page


def assets(book: Published, pages: Sequence[Page], jinja: Environment) -> Iterator[Asset]:
    """A small page at every former address that no page has today: those of records, and of what lies below them."""
    taken = {page.path for page in pages}
    for old, page in _former(book, pages):
        if old not in taken:
            taken.add(old)
            yield Asset(f"{old}index.html", partial(_render, jinja, old, page))


def _former(book: Published, pages: Sequence[Page]) -> Iterator[tuple[str, Page]]:
    for kind, group in book:
        for record in group.values():
            fields: Any = kind.fields(record)
            if not (former := getattr(fields, "old_ids", ())):
                continue
            there = book.page_of(kind, record)
            for page in pages:
                if there and "#" not in there and page.path.startswith(there):
                    for old in former:
                        before = book.page_of(kind, _called(record, fields, old)) or there
                        yield before + page.path.removeprefix(there), page
                elif kind is BRANCHES and page.branch == fields.id and fields.id in (parts := page.path.split("/")):
                    for old in former:
                        yield "/".join(old if part == fields.id else part for part in parts), page


def _called(record: Any, fields: Any, id: str) -> Any:
    """The record as it was called: its id stands in itself, or in the part of it that is front matter."""
    if fields is record:
        return record.model_copy(update={"id": id})
    return record.model_copy(update={"meta": fields.model_copy(update={"id": id})})


def _render(jinja: Environment, old: str, page: Page) -> bytes:
    target = urls.relative(page.path, old)
    return jinja.get_template("moved.html").render(target=target, title=page.title).encode()

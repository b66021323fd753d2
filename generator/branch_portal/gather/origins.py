"""記錄從哪裡來: which records are the unit's own and which come from below, where the portal stands on something."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.edit.begun import of_folder
from branch_portal.project.handbook import Published
from branch_portal.project.kind import Kind
from branch_portal.project.layers import Layering
from branch_portal.project.reading import Folders
from branch_portal.site import urls
from branch_portal.site.page import Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot

_SETTINGS = "site_config/portal.yml"


@dataclass(frozen=True)
class Replaced:
    """A record that stands in the place of those below: who wrote it, and whose it replaces, the lowest first."""

    kind: str
    called: str
    page: str | None
    by: str
    lower: tuple[str, ...]


@dataclass(frozen=True)
class HiddenRecord:
    """A record that is left out: by whom, why, and whose it was."""

    kind: str
    called: str
    by: str
    reason: str
    lower: str


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The page; none where the portal stands on nothing."""
    book = snapshot.book
    layering = book.layering
    if not layering.layers:
        return
    shared = [kind for kind in book.kinds if kind.shared]
    values = {
        "book": book,
        "layers": [layer.title for layer in reversed(layering.layers)],
        "rows": [(kind.title, counts(kind, layering)) for kind in shared if counts(kind, layering)],
        "replaced": list(replaced(book)),
        "hidden": list(hidden(book)),
    }
    yield Page(
        path=urls.ORIGINS,
        title="記錄從哪裡來",
        render=lambda: body(jinja, "origins.html", urls.ORIGINS, values),
        description="哪些記錄是本單位的，哪些來自基礎庫和上級的門戶",
    )


def signed(page: Page, book: Published, folders: Folders) -> Page:
    """A page of one record with a last line that says whose the record is; other pages as they are.

    The page of a layer below has no file that the unit could change, and the list of a folder that is not there yet none
    to be seen: its first record is begun there all the same, as `of_folder` says.
    """
    own = page.source is not None and (folders.root / page.source).is_file()
    if not page.source or Path(page.source).suffix not in (".yml", ".md") or page.source == _SETTINGS:
        there = own or not page.source or (folders.root / page.source).exists()
        return page if there else replace(page, source="", begins=page.begins or of_folder(page, book.kinds))
    whose = next(
        (layer.title for layer in reversed(book.layering.layers) if (layer.folders.root / page.source).is_file()), ""
    )
    render = partial(_with_origin, page.render, urls.relative(urls.ORIGINS, page.path), whose) if whose else page.render
    return replace(page, render=render, source=page.source if own else "")


def _with_origin(render: Callable[[], str], link: str, whose: str) -> str:
    body = render()
    line = Markup('<p class="origin">這一頁的記錄出自<a href="{}">{}</a></p>').format(link, whose)
    return body + Markup("\n") + line if isinstance(body, Markup) else f"{body}\n\n{line}\n"


def counts(kind: Kind[Any, Any], layering: Layering) -> Mapping[str, int]:
    """How many records of a kind each layer has that are in use, by the layers' titles."""
    return Counter(layer.title for (name, _), layer in layering.origin.items() if name == kind.name)


def replaced(book: Published) -> Iterator[Replaced]:
    """Records in the place of others, kind by kind."""
    layering = book.layering
    for (kind, name), lower in sorted(layering.replaced.items()):
        by = layering.origin[kind, name]
        below = tuple(one.layer.title for one in lower)
        yield Replaced(book.kinds.title(kind), book.called(kind, name), book.page(kind, name), by.title, below)


def hidden(book: Published) -> Iterator[HiddenRecord]:
    """What is left out, kind by kind."""
    for (kind, _), (layer, number, lower) in sorted(book.layering.hidden.items(), key=lambda item: item[0]):
        called = book.kinds[kind].called(lower[-1].record)
        reason = layer.hide[number].reason
        yield HiddenRecord(book.kinds.title(kind), called, layer.title, reason, lower[-1].layer.title)

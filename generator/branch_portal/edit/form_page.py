"""網頁表單 (`/edit/`): one page in which a record is filled in, and what of its file changes; nothing is sent or kept.

Everything it needs are scripts that hand their content to `portalForm`, since a page opened from a folder may load
scripts and nothing else; each is loaded when a kind is chosen. The texts of files stay in the script that they are
written in, whatever the edition. Made where the settings ask for it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files as resources
from typing import Any

from jinja2 import Environment

from branch_portal.edit import field_page
from branch_portal.edit.form_fields import fields, words
from branch_portal.edit.form_files import in_the_form, open_files, open_kind
from branch_portal.edit.known_ids import Taken, nobody_s
from branch_portal.edit.places import file_of
from branch_portal.project.handbook import Published
from branch_portal.project.kind import Kind
from branch_portal.project.next_id import next_id
from branch_portal.project.reading import Folders
from branch_portal.sheets.field_types import fields_of
from branch_portal.site import urls
from branch_portal.site.bundle import bare
from branch_portal.site.forge import edit_template, new_template
from branch_portal.site.navigation import NavLine, help_line
from branch_portal.site.page import Asset, Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot

FILES = f"{urls.FORM_PAGE}files/"
"""Where the texts of files lie, which no edition converts."""

_SOURCES = ("reading.js", "writing.js", "judging.js", "widgets.js", "handing.js", "form.js")
_TITLES = ("title", "statement", "topic", "summary")


def nav(book: Published) -> Iterator[NavLine]:
    """Its lines in 說明: what is said about it, the page where there is one, and every kind's fields."""
    if book.settings.form_page:
        yield help_line(1006, "網頁表單", urls.FORM_PAGE)
    yield help_line(1007, "怎麼用網頁表單", urls.editing("form"))
    yield help_line(1068, "各類記錄的欄目", field_page.PATH)


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The page, where the settings ask for it."""
    if snapshot.book.settings.form_page:
        yield Page(
            path=urls.FORM_PAGE,
            title="網頁表單",
            render=partial(body, jinja, "form_page.html", urls.FORM_PAGE, {"files": FILES}),
            description="選一條記錄或新建，填表，得到要改的行",
            keywords=("填表", "修改", "新建"),
        )


def assets(snapshot: Snapshot, folders: Folders | None, taken: Taken = nobody_s) -> Iterator[Asset]:
    """Its program and its data; no texts of files where there are no `folders` to read them from. `taken` as for 新建 links."""
    book = snapshot.book
    kinds = book.kinds
    if not book.settings.form_page:
        return
    written = [kind for kind in kinds if in_the_form(kind)]
    yield Asset(f"{urls.FORM_PAGE}form.js", program)
    yield Asset(f"{urls.FORM_PAGE}form.css", lambda: _source("form.css").encode())
    yield Asset(f"{urls.FORM_PAGE}index.js", lambda: _script("index", _index(snapshot, written, taken)))
    for kind in written:
        yield Asset(f"{urls.FORM_PAGE}kinds/{kind.name}.js", partial(_fields, kind))
    for kind in kinds:
        yield Asset(f"{urls.FORM_PAGE}ids/{kind.name}.js", partial(_ids, kind.name, kind, book))
    for part in kinds.parts.values():
        titles = partial(_parts, part.name, book)
        yield Asset(f"{urls.FORM_PAGE}ids/{part.name}.js", titles)
    if folders:
        for kind in filter(open_kind, kinds):
            yield Asset(f"{FILES}{kind.name}.js", partial(_files, kind, book, folders))


def program() -> bytes:
    """The script of the page: reading, writing, judging, controls; alone it gives `portalForm.inside` to tests."""
    told = json.dumps(words(), ensure_ascii=False, separators=(",", ":"))
    code = "".join(_source(name) for name in _SOURCES)
    return f'(function () {{\n"use strict";\nconst SAID = {told};\n{bare(code)}}})();\n'.encode()


def _source(name: str) -> str:
    return (resources("branch_portal.edit") / "js" / name).read_text("utf-8")


def _index(snapshot: Snapshot, written: Sequence[Kind[Any, Any]], taken: Taken) -> Mapping[str, Any]:
    """The kinds that may be chosen, what each field may refer to, and where the forge edits files."""
    book, forge = snapshot.book, snapshot.book.settings.forge
    kinds = book.kinds
    return {
        "kinds": [[kind.name, kind.title, _file(kind), int(open_kind(kind)), _next(kind, snapshot, taken)] for kind in written],
        "titles": {name: kinds.title(name).partition("（")[0] for name in (*kinds.names(), *kinds.unions, *kinds.parts)},
        "unions": {name: list(kinds.members(name)) for name in kinds.unions},
        "closed": [*(kind.name for kind in kinds if kind.gated), *(name for name, one in kinds.unions.items() if one.former)],
        "edit": edit_template(forge) if forge else "",
        "new": new_template(forge) if forge else "",
    }  # fmt: skip


def _file(kind: Kind[Any, Any]) -> str:
    """A record's file with the fields that name it: a nested kind's are the first two that it must have."""
    own = "id" in kind.model.model_fields
    needed = [key for key, info in fields_of(kind.model) if info.is_required()]
    return file_of(kind, "{id}" if own else "/".join(f"{{{key}}}" for key in needed[:2]))


def _next(kind: Kind[Any, Any], snapshot: Snapshot, taken: Taken) -> str:
    ids = [*_titles(kind, snapshot.book), *taken(kind)]
    return next_id(ids, ids, snapshot.as_of)


def _fields(kind: Kind[Any, Any]) -> bytes:
    return _script(f"kinds/{kind.name}", fields(kind.model))


def _titles(kind: Kind[Any, Any], book: Published) -> Mapping[str, str]:
    found = (kind.fields(record) for record in book[kind].values())
    return {str(one.id): _title(one) for one in found if hasattr(one, "id")}


def _title(record: Any) -> str:
    return next((str(text) for name in _TITLES if (text := getattr(record, name, None))), "")


def _ids(name: str, kind: Kind[Any, Any], book: Published) -> bytes:
    return _script(f"ids/{name}", _titles(kind, book))


def _parts(name: str, book: Published) -> bytes:
    part = book.kinds.parts[name]
    return _script(
        f"ids/{name}", {id: title for one in book[part.kind].values() for id, title in part.titles(one).items()}
    )


def _files(kind: Kind[Any, Any], book: Published, folders: Folders) -> bytes:
    return _script(f"files/{kind.name}", open_files(kind, book, folders))


def _script(name: str, content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'portalForm("{name}",{text})\n'.encode()

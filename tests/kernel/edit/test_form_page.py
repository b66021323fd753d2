"""The form page: only where it is asked for, and nothing in it that the site does not say anyway."""

import datetime as dt
import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from branch_portal.build import record_pages
from branch_portal.edit import form_page
from branch_portal.edit.begun import begun
from branch_portal.edit.form_files import comments, open_files, open_kind
from branch_portal.project.handbook import Handbook, publish
from branch_portal.project.reading import Folders
from branch_portal.rooms import KINDS, ROOMS
from branch_portal.site import urls
from branch_portal.site.page import Begun, Page
from branch_portal.site.templates import environment
from branch_portal.system.room import systems
from branch_portal.system.snapshot import take_snapshot
from tests.filling import Filling
from tests.portal import SETTINGS, Portal
from tests.sample import AS_OF, ROOT

DAY = dt.date(2026, 11, 30)
FIRST_VIEW = 80_000
"""Bytes, compressed: what the page, its program, its style and the choices of kinds may come to."""


def test_without_the_setting_there_is_no_page(mini: Portal) -> None:
    snapshot = take_snapshot(mini.book(), AS_OF, ROOMS)
    assert list(form_page.pages(snapshot, environment())) == []
    assert list(form_page.assets(snapshot, Folders(mini.root))) == []
    assert urls.FORM_PAGE not in [one.item.path for one in form_page.nav(snapshot.book)]


def test_where_the_forge_takes_no_template_the_form_begins_the_record(mini: Portal) -> None:
    forge = "forge: {{kind: {}, repository: 'https://forge.example.com/party/portal'}}\noffice:"
    plan = Page("branches/b01/2026/", "導航圖", str, begins=Begun("plans", "b01-2026", {"branch": "b01", "year": 2026}))
    guide = Page("guide/", "指引", str, begins=Begun("guides"))
    led = {}
    for kind, form in (("gitlab", True), ("gitlab", False), ("gitea", True)):
        settings = f"form_page: {str(form).lower()}\n{forge.format(kind)}"
        mini.replace(SETTINGS, "office:", settings)
        address = begun(take_snapshot(mini.book(), AS_OF, ROOMS), KINDS)
        led[kind, form] = address(plan), address(guide)
        mini.replace(SETTINGS, settings, "office:")
    asked = "../../../edit/?kind=plans&new=b01-2026&f-branch=b01&f-year=2026"
    assert [one[0] == asked for one in led.values()] == [True, False, False]
    assert all("://" in guide for _, guide in led.values())  # a guide is no record of the form's
    assert "?file_name=data/plans/b01-2026.yml&content=%23%20" in led["gitlab", False][0]


def test_the_first_view_is_small_and_asks_no_other_host(site: Path) -> None:
    first = [site / "edit" / name for name in ("index.html", "form.js", "form.css", "index.js")]
    sizes = {file.name: len(gzip.compress(file.read_bytes(), mtime=0)) for file in first}
    assert sum(sizes.values()) <= FIRST_VIEW, sizes
    program = (site / "edit/form.js").read_text("utf-8")
    assert not re.search(r"https?:|\beval\b|new Function|innerHTML|fetch\(|XMLHttp|localStorage", program)


def test_only_what_is_published_as_it_is_written_is_open(mini: Portal) -> None:
    for number in range(3, 6):
        mini.put(
            f"data/branches/b0{number}.yml", f"# 支部\nid: b0{number}\ntitle: 支部{number}\nshort: 支{number}\n{REST}"
        )
    mini.replace("data/branches/b04.yml", "# 支部\n", "# 支部\n# 金絲雀在註釋裡\n")
    mini.replace("data/branches/b05.yml", "groups: 3", "groups: 3  # 金絲雀")
    book, folders = mini.book(), Folders(mini.root)
    shown = publish(book, AS_OF)
    found = open_files(KINDS["branches"], shown, folders)
    assert {"b03", "b04", "b05"} & found.keys() == {"b03"}
    other = shown["branches"]["b03"].model_copy(update={"title": "別的"})
    changed = shown.having(branches={**shown["branches"], "b03": other})
    assert "b03" not in open_files(KINDS["branches"], changed, folders)
    gone = shown.having(branches={id: one for id, one in shown["branches"].items() if id != "b03"})
    assert "b03" not in open_files(KINDS["branches"], gone, folders)


REST = "kind: branch\nparent: city\nbusiness: 配電運檢\nhas_committee: true\ngroups: 3\nmembers: 20\nelected_on: 2024-03-18\n"


def test_what_may_be_a_comment_counts_as_one() -> None:
    assert comments("a: 1  # x\nb: '甲 #1 線'\nc: 甲#2\n# y\n# yaml-language-server: $schema=../x.json\n") == [
        "# x",
        "#1 線'",
        "# y",
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.issued or not kind.whole], ids=lambda kind: kind.name)
def test_no_file_of_a_kind_with_something_to_hide_is_open(book: Handbook, kind: Any) -> None:
    assert not open_kind(kind)
    assert open_files(kind, publish(book, DAY), Folders(ROOT)) == {}


def test_the_site_says_every_text_of_the_kinds_whose_files_are_open(book: Handbook) -> None:
    """Each text of each record is marked; every mark must be on some page or in some table."""
    filling = Filling(("QX{}Z",))
    filled = {
        kind.name: {key: filling.record(record, kind.name) for key, record in book[kind].items()}
        for kind in KINDS
        if kind.whole
    }
    marks = {text: name for name, group in filled.items() for one in group.values() for text in texts(one)}
    assert len(marks) > 500
    snapshot = take_snapshot(book.having(**filled), DAY, ROOMS)
    tables = [table for system in systems(ROOMS) for table in system.datasets(snapshot)]
    said = [html.unescape(page.render()) for page in record_pages(snapshot, tables, environment())]
    seen = {mark for text in (*said, *(repr(table.rows) for table in tables)) for mark in re.findall("QX[^Z]*Z", text)}
    assert {mark: name for mark, name in marks.items() if mark not in seen} == {}


def texts(value: Any) -> Iterator[str]:
    """The marks in a record."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str) and value.startswith("QX"):
        yield value

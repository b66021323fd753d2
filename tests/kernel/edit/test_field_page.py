"""各類記錄的欄目 says what the models say, and the hand-written tables of the editors' pages name no field that is gone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import branch_portal
from branch_portal.edit import field_page
from branch_portal.edit.form_fields import fields
from branch_portal.rooms import KINDS, ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from tests.portal import Portal
from tests.sample import AS_OF

PAGES = sorted(Path(branch_portal.__file__).parent.glob("**/editing/*.md"))
ROW = re.compile(r"^\| ((?:`[a-z_]+`、?)+) \|", re.MULTILINE)
"""A line of a table about fields: nothing but their names in its first cell."""


def names(model: Any, seen: set[Any]) -> Iterator[str]:
    """The names of all fields of a model and of what it holds, and the words that may be chosen in them."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        if model not in seen:
            seen.add(model)
            for name, info in model.model_fields.items():
                yield info.alias or name
                yield from names(info.annotation, seen)
        return
    for part in get_args(model):
        yield from [part] if isinstance(part, str) else names(part, seen)


def test_a_field_has_its_line_with_how_it_is_written() -> None:
    found = {
        name: (title, needed, how)
        for name, title, needed, how in field_page.rows(fields(KINDS["branches"].model), KINDS)
    }
    assert found["groups"] == ("黨小組數", True, "整數；0至30")
    assert found["extension.approved_by"] == ("批准角色", True, "角色的編號")
    assert found["elected_on"] == ("本屆選舉日期", False, "日期，如 2026-03-05")
    assert found["kind"][2].startswith("branch 黨支部、")
    assert found["old_ids"][2].startswith("幾項，文字；")


def test_every_kind_that_people_write_has_its_table(mini: Portal) -> None:
    [page] = field_page.pages(take_snapshot(mini.book(), AS_OF, ROOMS), environment())
    text = page.render()
    for kind in KINDS:
        if not kind.read or kind.markdown:
            assert f'<h2 id="{kind.name}">{kind.title}</h2>' in text
    assert "由 <code>portal slip issue</code> 寫出" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parts[-3]}/{page.name}")
def test_an_editors_page_names_no_field_that_is_gone(page: Path) -> None:
    models = [kind.markdown.front if kind.markdown else kind.model for kind in KINDS]
    known = {name for model in (KINDS.settings, *models) for name in names(model, set())}
    written = [name for row in ROW.findall(page.read_text("utf-8")) for name in re.findall("`([a-z_]+)`", row)]
    assert [name for name in written if name not in known] == []


def test_a_name_that_is_gone_would_be_found() -> None:
    assert ROW.findall("| `titel`、`due` | 任務 |\n| `done` 辦完 | x |\n") == ["`titel`、`due`"]
    assert "titel" not in set(names(KINDS["tasks"].model, set()))

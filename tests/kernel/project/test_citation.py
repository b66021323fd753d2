"""The way back: from a record to all that name it, in one field or in two, and how a link calls them."""

from collections.abc import Iterator

import pytest
from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.citation import named_by
from branch_portal.project.handbook import Shelf
from branch_portal.project.kind import Kind, Kinds, Named
from branch_portal.project.settings import Settings


class Page(Record):
    id: Id
    title: str


class Use(Record):
    page: Id = Field(json_schema_extra={"refers": "pages"})
    step: str | None = None


class Note(Record):
    id: Id
    title: str
    uses: tuple[Use, ...] = ()


class Sheet(Record):
    id: Id
    title: str
    pages: tuple[Id, ...] = Field(default=(), json_schema_extra={"refers": "pages"})


def steps(note: Note) -> Iterator[Named]:
    for index, use in enumerate(note.uses):
        if use.step:
            yield ("uses", index, "step"), "steps", f"{use.page}#{use.step}"


PAGES: Kind[str, Page] = Kind("pages", Page, "頁", page=lambda one: f"pages/{one.id}/")
NOTES: Kind[str, Note] = Kind(
    "notes", Note, "筆記", pairs=steps, page=lambda one: f"notes/{one.id}/", called=lambda one: f"筆記{one.title}"
)
SHEETS: Kind[str, Sheet] = Kind("sheets", Sheet, "表", page_by=lambda one, settings: f"{settings.slips}/{one.id}/")
MUTE: Kind[str, Sheet] = Kind("mute", Sheet, "沒有頁面的")

NOTE = Note(id="n1", title="甲", uses=(Use(page="p1", step="one"), Use(page="p1", step="two"), Use(page="p2")))


@pytest.fixture
def shelf() -> Shelf:
    groups = {
        "pages": {id: Page(id=id, title=id) for id in ("p1", "p2")},
        "notes": {"n1": NOTE},
        "sheets": {"s1": Sheet(id="s1", title="乙", pages=("p1",))},
        "mute": {"m1": Sheet(id="m1", title="丙", pages=("p1",))},
    }
    return Shelf(Settings.model_construct(slips="month"), Kinds((PAGES, NOTES, SHEETS, MUTE)), groups)


def test_a_record_names_what_its_fields_say_and_what_two_of_them_say_together() -> None:
    found = [(refers, id) for _, refers, id in named_by(NOTES, NOTE)]
    assert found == [("pages", "p1"), ("pages", "p1"), ("pages", "p2"), ("steps", "p1#one"), ("steps", "p1#two")]


def test_the_way_back_knows_where_the_name_stands(shelf: Shelf) -> None:
    (citation,) = shelf.citing("steps", "p1#two")
    assert (citation.kind, citation.record, citation.field) == (NOTES, NOTE, ("uses", 1, "step"))
    assert [one.kind.name for one in shelf.citing("pages", "p1")] == ["notes", "notes", "sheets", "mute"]
    assert shelf.citing("pages", "p9") == ()


def test_links_lead_once_to_each_record_with_a_page(shelf: Shelf) -> None:
    assert shelf.links_from("pages", "p1") == [("筆記甲", "notes/n1/"), ("乙", "month/s1/")]
    assert shelf.links_from("pages", "p1", but=("notes",)) == [("乙", "month/s1/")]


def test_a_page_may_depend_on_the_settings(shelf: Shelf) -> None:
    assert shelf.page("sheets", "s1") == "month/s1/"
    assert shelf.page("mute", "m1") is None
    assert shelf.page("sheets", "s9") is None


def test_what_is_derived_of_a_shelf_is_derived_once_and_anew_for_another(shelf: Shelf) -> None:
    made: list[Shelf] = []

    def derive(of: Shelf) -> int:
        made.append(of)
        return len(of[PAGES])

    assert (shelf.derived(derive), shelf.derived(derive)) == (2, 2)
    other = shelf.having(pages={})
    assert other.derived(derive) == 0
    assert made == [shelf, other]

"""The clause cards: their page, their table, and the way back to all that cite them."""

from html import unescape
from typing import Any

import pytest
from markdown import Markdown

from branch_portal.organisation.kinds import CLAUSES
from branch_portal.rooms import ROOMS
from branch_portal.site import urls
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.book import clause_pages
from branch_portal.systems.book.clause_links import with_cards
from branch_portal.systems.book.clause_uses import clause_uses
from tests.portal import GUIDE, PRACTICE, SETTINGS, Portal
from tests.sample import AS_OF
from tests.systems.book.cards import CITED, LATER, QUORUM


@pytest.fixture
def cited(mini: Portal) -> Portal:
    """A small portal with one card that a guide, a duty and a form cite."""
    mini.put("data/clauses/quorum.yml", QUORUM)
    mini.replace(GUIDE, "status: confirmed", "status: confirmed, clauses: [quorum]")
    mini.change("data/duties/m01.yml", basis=[CITED])
    form = {
        "id": "sheet",
        "title": "簽到表",
        "kind": "sheet",
        "purpose": "簽到",
        "unused": "舉例",
        "clauses": ["quorum"],
    }
    mini.put("data/forms/sheet.yml", form)
    return mini


def shown(portal: Portal) -> str:
    snapshot = take_snapshot(portal.book(), AS_OF, ROOMS)
    (page,) = clause_pages.pages(snapshot, environment())
    return page.render()


def test_a_card_names_all_that_cite_it(cited: Portal) -> None:
    uses = clause_uses(cited.book())["quorum"]
    assert {(use.kind, use.id) for use in uses} == {("操作指引", "g13"), ("年度任務", "m01"), ("表單", "sheet")}
    assert all(use.page for use in uses)
    assert not any(use.waits for use in uses)


def test_the_page_says_what_a_card_says_and_who_checked_it(cited: Portal) -> None:
    page = shown(cited)
    for words in (
        'id="quorum"',
        "第11條",
        "半數以上到會方可進行。",
        "<b>半數以上</b>",
        "黨建部專責 2026年11月24日 對照轉載",
    ):
        assert words in page
    assert "待再看" not in page


def test_a_guide_s_basis_leads_to_the_card(cited: Portal) -> None:
    snapshot = take_snapshot(cited.book(), AS_OF, ROOMS)
    book = next(room for room in ROOMS if room.name == "book").systems[0]
    guide = next(page for page in book.pages(snapshot, environment()) if page.path == urls.guide("g13"))
    assert 'href="../../basis/clauses/#quorum"' in guide.render()


def test_a_card_s_document_cannot_make_a_link_in_a_guide(cited: Portal) -> None:
    title = "[條例](javascript:ran())"
    cited.change("data/basis/reg_branch.yml", title=title)
    book = cited.book()
    text = with_cards("[半數以上](clause:quorum)到會。", take_snapshot(book, AS_OF, ROOMS).book, urls.guide("g13"))
    page = Markdown().convert(text)
    assert page.count("<a") == 1
    assert title in unescape(page)


def test_the_table_has_the_figure_as_data(cited: Portal) -> None:
    (table,) = clause_pages.datasets(take_snapshot(cited.book(), AS_OF, ROOMS))
    (row,) = table.rows
    assert (row["words"], row["value"], row["of"]) == ("半數以上", "1/2", "應到會的人")
    assert row["cited_by"] == "年度任務 m01、表單 sheet、操作指引 g13"


def test_code_reads_the_figure_from_the_card(cited: Portal) -> None:
    figure = cited.book()[CLAUSES]["quorum"].figure
    assert figure.least(30) == 15


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("data/duties/m01.yml", {"basis": [{**CITED, "looked_at": LATER}]}),
        ("data/duties/m01.yml", {"basis": PRACTICE}),
    ],
)
def test_what_cites_a_changed_card_waits_until_it_is_looked_at(
    cited: Portal, path: str, fields: dict[str, Any]
) -> None:
    cited.change("data/clauses/quorum.yml", changed_on=LATER, change="換了說法")
    assert {use.id for use in clause_uses(cited.book())["quorum"] if use.waits} == {"g13", "m01", "sheet"}
    assert shown(cited).count("待再看") == 3
    cited.change(path, **fields)
    assert {use.id for use in clause_uses(cited.book())["quorum"] if use.waits} == {"g13", "sheet"}


def test_the_settings_cite_a_card_too(cited: Portal) -> None:
    cited.change(SETTINGS, alerts={"clause": "quorum"})
    assert ("設置", "alerts") in {(use.kind, use.id) for use in clause_uses(cited.book())["quorum"]}

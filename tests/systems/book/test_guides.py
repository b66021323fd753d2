"""一書: a guide is reviewed, used, linked soundly, and agrees with the carriers, duties and documents."""

import datetime as dt
from pathlib import Path

import pytest

from branch_portal import rooms
from branch_portal.build import build_site
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.systems.book.rules import check_day
from tests.mistakes import Case, check_case
from tests.portal import Portal, duty, guide
from tests.sample import AS_OF

G01, G13, G14 = (f"content/guide/{id}.md" for id in ("g01", "g13", "g14"))
Q01 = "data/duties/q01.yml"
WHO = "## 誰來做 {#who}"


@pytest.fixture
def book_of(mini: Portal) -> Portal:
    """A portal with three guides: one of no task, one of every meeting, one that a task walks from its first step."""
    forms = {"voting-sheet": "表決單", "ballot": "選票單", "quick-card": "速查卡"}
    for id, title in forms.items():
        mini.put(f"data/forms/{id}.yml", {"id": id, "title": title, "kind": "letter", "purpose": "填寫"})
    documents = {"rule_old": "effective", "reg_soe": "effective", "rule_new": "to_verify"}
    for id, status in documents.items():
        mini.put(
            f"data/basis/{id}.yml",
            {"id": id, "title": "《辦法》", "issued": "2019年", "status": status, "confirmed": "名稱。"},
        )
    mini.put(
        G01,
        guide(
            "g01",
            "怎麼用",
            {"step-look": "看"},
            standalone="全站的說明，不單獨辦理",
            forms=["quick-card"],
            step_uses=[{"step": "step-look", "forms": ["quick-card"]}],
            basis=[{"document": "rule_old", "status": "to_verify"}],
        ),
    )
    mini.put(
        G13,
        guide(
            "g13",
            "支部黨員大會",
            {"step-agenda": "定議題", "step-vote": "表決"},
            "留存：記錄本。",
            basis=[{"document": "reg_branch", "article": "11", "status": "confirmed"}],
            carriers=["book_general"],
            forms=["voting-sheet"],
            step_uses=[
                {"step": "step-agenda"},
                {"step": "step-vote", "forms": ["voting-sheet"], "carriers": ["book_general"]},
            ],
        ),
    )
    mini.put(
        G14,
        guide(
            "g14",
            "支委會",
            {"step-notice": "通知", "step-discuss": "討論"},
            "留存：組織盒。",
            carriers=["box1_org"],
            forms=["ballot"],
            step_uses=[
                {"step": "step-notice", "carriers": ["box1_org"]},
                {"step": "step-discuss", "forms": ["ballot"]},
            ],
        ),
    )
    mini.put(Q01, duty("q01", "開大會", {"every": "month", "day": 20, "if_closed": "previous"}, step="g13#step-agenda"))
    for id, day in (("m01", 25), ("m03", 10)):
        mini.put(
            f"data/duties/{id}.yml",
            duty(id, "開支委會", {"every": "month", "day": day}, guides=["g14"], archive=["box1_org"]),
        )
    mini.put(
        "data/duties/a04.yml",
        duty(
            "a04",
            "報告",
            {"every": "year", "on": "03-05"},
            guides=["g14"],
            archive=["box1_org"],
            basis=[{"document": "rule_new", "status": "to_verify"}],
        ),
    )
    return mini


CASES = [
    Case("GUIDE-02", G13, "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2025-01-05", 0),
    Case("GUIDE-03", G13, WHO, f"本季已完成三次。\n\n{WHO}", 0),
    Case("GUIDE-04", G13, WHO, f"見[支委會](g99.md)。\n\n{WHO}", 0),
    Case("GUIDE-04", G13, WHO, f"見[支委會](g14.md#step-none)。\n\n{WHO}", 0),
    Case("GUIDE-05", G01, "standalone: 全站的說明，不單獨辦理\n", "", 2),
    Case("GUIDE-06", Q01, "step: g13#step-agenda", "step: g14#step-notice", 0),
    Case("REF-01", Q01, "step: g13#step-agenda", "step: g13#step-agendas", 0),
    Case("GUIDE-07", G13, "{step: step-vote,", "{step: step-votes,", 0),
    Case("GUIDE-07", G13, "forms: [voting-sheet], carriers", "forms: [ballot], carriers", 0),
    Case("GUIDE-07", G14, "step_uses: [{step: step-notice", "step_uses: [{step: step-notice, forms: [voting-sheet]", 0),
    Case("GUIDE-08", Q01, "step: g13#step-agenda", "step: g13#step-vote", 0, G13),
    Case("GUIDE-09", G13, "照辦。", "填好表決單。", 34),
    Case("FORM-01", "data/forms/quick-card.yml", "id: quick-card", "id: quick-card\nunused: 暫時不用", 0),
    Case("FORM-01", "data/forms/x-form.yml", "", "id: x-form\ntitle: 甲\nkind: letter\npurpose: 乙\n", 1),
    Case("FORM-02", "data/forms/x-form.yml", "", "id: x-form\ntitle: 甲\nkind: letter\npurpose: 乙\nfields:\n  - label: 日期\n  - label: 日期\n", 7),
    Case("CARR-02", "data/carriers/box1_org.yml", "number: 1", "number: 1\nunused: 暫時不用", 0),
    Case("CARR-03", G14, "carriers: [box1_org]\nforms", "carriers: []\nforms", 10),
    Case("CARR-03", G14, "carriers: [box1_org]\nforms", "carriers: [box1_org, book_general]\nforms", 10),
    Case("CARR-04", Q01, "archive: [book_general]", "archive: [book_general, box1_org]", 0),
    Case("BASIS-02", "data/basis/rule_old.yml", "status: effective", "status: replaced", 0),
    Case("BASIS-02", "data/basis/rule_old.yml", "status: effective", "status: effective\nreplaced_by: reg_soe", 0),
    Case("BASIS-03", "data/duties/a04.yml", "to_verify", "confirmed", 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(book_of: Portal, case: Case) -> None:
    assert book_of.problems() == []
    check_case(book_of.root, case)


@pytest.mark.parametrize("line", ["「已完成」要有佐證", "寫成 `進行中`", "```\n已完成\n```", "按時完成、正在開展"])
def test_quoted_status_words_are_no_status(book_of: Portal, line: str) -> None:
    book_of.replace(G13, WHO, f"{line}\n\n{WHO}")
    assert book_of.problems() == []


def test_the_place_is_the_line_of_the_file(book_of: Portal) -> None:
    book_of.replace(G13, WHO, f"進行中\n\n{WHO}")
    text = (book_of.root / G13).read_text("utf-8")
    check_case(book_of.root, Case("GUIDE-03", G13, "進行中", "進行中", text.splitlines().index("進行中") + 1))


def test_a_guide_is_stale_three_months_after_its_review_was_due(root: Path) -> None:
    records = load(Folders(root), Reading(), rooms.KINDS)
    assert list(check_day(records, dt.date(2027, 1, 5) + dt.timedelta(days=90))) == []
    late = list(check_day(records, dt.date(2027, 1, 5) + dt.timedelta(days=91)))
    assert {problem.rule for problem in late} == {"GUIDE-02"}
    assert {problem.severity for problem in late} == {"warning"}


def test_a_replaced_document_names_its_successor_on_the_page(book_of: Portal) -> None:
    book_of.put("data/basis/rule_older.yml", {
        "id": "rule_older", "title": "《舊辦法》", "issued": "2010年", "status": "replaced", "replaced_by": "reg_soe",
        "confirmed": "名稱。",
    })  # fmt: skip
    site = build_site(book_of.root, AS_OF, Reading(), preview=True)
    page = next(page.render() for page in site.pages if page.path == "basis/")
    assert '改引<a href="#reg_soe">' in page


def test_a_short_title_in_a_step_is_taken_for_a_common_word(book_of: Portal) -> None:
    book_of.put("data/forms/ballot.yml", {"id": "ballot", "title": "請示", "kind": "letter", "purpose": "填寫"})
    book_of.replace(G14, "照辦。", "請示、報告、公示。")
    assert book_of.problems() == []


def test_a_step_and_its_papers_lead_to_each_other(site: Path) -> None:
    guide = (site / "guide" / "g13" / "index.html").read_text("utf-8")
    step = guide[guide.index('id="step-vote"') :].partition("<h3")[0]
    assert "../../forms/voting-sheet.xlsx" in step
    assert "../../carriers/book-general/" in step
    forms = (site / "forms" / "index.html").read_text("utf-8")
    assert "../guide/g13/#step-vote" in forms[forms.index('id="voting-sheet"') :].partition("</tr>")[0]
    assert "../../guide/g13/#step-vote" in (site / "carriers" / "book-general" / "index.html").read_text("utf-8")

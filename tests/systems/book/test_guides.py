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
from tests.sample import AS_OF

G13 = "content/guide/g13.md"
OLD_STATUS = "status: effective\nconfirmed: 名稱和修訂日期"
CASES = [
    Case("GUIDE-02", G13, "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2025-01-05", 0),
    Case("GUIDE-03", G13, "## 誰來做 {#who}", "本季已完成三次。\n\n## 誰來做 {#who}", 0),
    Case("GUIDE-04", G13, "## 誰來做 {#who}", "見[支委會](g99.md)。\n\n## 誰來做 {#who}", 0),
    Case("GUIDE-04", G13, "## 誰來做 {#who}", "見[支委會](g14.md#step-none)。\n\n## 誰來做 {#who}", 0),
    Case("GUIDE-05", "content/guide/g01.md", "standalone: 全站的使用說明，不單獨辦理\n", "", 2),
    Case("GUIDE-06", "data/duties/q01.yml", "step: 'g13#step-agenda'", "step: 'g14#step-notice'", 0),
    Case("REF-01", "data/duties/q01.yml", "step: 'g13#step-agenda'", "step: 'g13#step-agendas'", 0),
    Case("GUIDE-07", G13, "{step: step-vote,", "{step: step-votes,", 0),
    Case("GUIDE-07", G13, "forms: [voting-sheet]", "forms: [ballot]", 0),
    Case("GUIDE-07", "content/guide/g17.md", "forms: [theme-day-plan, meeting", "forms: [theme-day-plan, ballot, meeting", 0),
    Case("GUIDE-08", "content/guide/g47.md", "standalone: 口徑由專業部門確認後長期執行，沒有固定期限\n", "", 2),
    Case("GUIDE-08", "data/duties/q01.yml", "step: 'g13#step-agenda'", "step: 'g13#step-discuss'", 0, G13),
    Case("GUIDE-09", G13, "到會者本人簽字。", "到會者本人在簽到表、表決單上簽字。", 71),
    Case("FORM-01", "data/forms/quick-card.yml", "id: quick-card", "id: quick-card\nunused: 暫時不用", 0),
    Case("FORM-01", "data/forms/x-form.yml", "", "id: x-form\ntitle: 甲\nkind: letter\npurpose: 乙\n", 1),
    Case("CARR-02", "data/carriers/box2_life.yml", "number: 2", "number: 2\nunused: 暫時不用", 0),
    Case("CARR-03", "content/guide/g15.md", "carriers: [book_group, box1_org]", "carriers: [book_group]", 20),
    Case("CARR-03", "content/guide/g15.md", "carriers: [book_group", "carriers: [box4_dev, book_group", 20),
    Case("CARR-04", "data/duties/q01.yml", "archive: [book_general]", "archive: [book_general, box4_dev]", 0),
    Case("BASIS-02", "data/basis/rule_unqualified.yml", "status: effective", "status: replaced", 0),
    Case("BASIS-02", "data/basis/rule_unqualified.yml", "status: effective", "status: effective\nreplaced_by: reg_soe", 0),
    Case("BASIS-03", "data/duties/a04.yml", "to_verify", "confirmed", 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(portal: Path, case: Case) -> None:
    check_case(portal, case)


@pytest.mark.parametrize("line", ["「已完成」要有佐證", "寫成 `進行中`", "```\n已完成\n```", "按時完成、正在開展"])
def test_quoted_status_words_are_no_status(portal: Path, line: str) -> None:
    guide = portal / G13
    guide.write_text(guide.read_text("utf-8").replace("## 誰來做 {#who}", f"{line}\n\n## 誰來做 {{#who}}"), "utf-8")
    build_site(portal, AS_OF, Reading(), preview=True)


def test_the_place_is_the_line_of_the_file(portal: Path) -> None:
    guide = portal / G13
    text = guide.read_text("utf-8").replace("## 誰來做 {#who}", "進行中\n\n## 誰來做 {#who}")
    guide.write_text(text, "utf-8")
    check_case(portal, Case("GUIDE-03", G13, "進行中", "進行中", text.splitlines().index("進行中") + 1))


def test_a_guide_is_stale_three_months_after_its_review_was_due(root: Path) -> None:
    records = load(Folders(root), Reading(), rooms.KINDS)
    assert list(check_day(records, dt.date(2027, 1, 5) + dt.timedelta(days=90))) == []
    late = list(check_day(records, dt.date(2027, 1, 5) + dt.timedelta(days=91)))
    assert {problem.rule for problem in late} == {"GUIDE-02"}
    assert {problem.severity for problem in late} == {"warning"}


def test_a_replaced_document_names_its_successor_on_the_page(portal: Path) -> None:
    old = portal / "data" / "basis" / "rule_old.yml"
    old.write_text(
        "id: rule_old\ntitle: 《舊辦法》\nissued: 2010年\nstatus: replaced\nreplaced_by: reg_soe\nconfirmed: 名稱。\n",
        "utf-8",
    )
    site = build_site(portal, AS_OF, Reading(), preview=True)
    page = next(page.render() for page in site.pages if page.path == "basis/")
    assert '改引<a href="#reg_soe">' in page


def test_a_short_title_in_a_step_is_taken_for_a_common_word(portal: Path) -> None:
    guide = portal / "content" / "guide" / "g08.md"
    heading = "### 9. 交接並更新 {#step-handover-and-update}\n"
    guide.write_text(guide.read_text("utf-8").replace(heading, f"{heading}\n請示、報告、公示。\n"), "utf-8")
    build_site(portal, AS_OF, Reading(), preview=True)


def test_a_step_and_its_papers_lead_to_each_other(site: Path) -> None:
    guide = (site / "guide" / "g13" / "index.html").read_text("utf-8")
    step = guide[guide.index('id="step-vote"') :].partition("<h3")[0]
    assert "../../forms/voting-sheet.xlsx" in step
    assert "../../carriers/book-general/" in step
    forms = (site / "forms" / "index.html").read_text("utf-8")
    assert "../guide/g13/#step-vote" in forms[forms.index('id="voting-sheet"') :].partition("</tr>")[0]
    assert "../../guide/g13/#step-vote" in (site / "carriers" / "book-general" / "index.html").read_text("utf-8")

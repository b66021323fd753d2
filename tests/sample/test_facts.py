"""The facts of the shared library as the regulations have them: one line for each that was once wrong.

Every line says what a file must say (`+`) or may no longer say (`-`). What was read only at second hand carries no
有依據, which the second half holds.
"""

import re
from pathlib import Path

import pytest

from branch_portal.organisation.kinds import BASIS, CLAUSES, ROLES
from branch_portal.project.base import Basis
from branch_portal.project.handbook import Handbook
from branch_portal.systems.book.clause_links import without_links
from branch_portal.systems.book.kinds import CARRIERS, GUIDES
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES
from tests.sample import ROOT

SAYS = [
    ("g22", "停止黨籍2年後仍無法聯繫的，按自行脫黨予以除名"),
    ("g22", "兩個月見不到人就報告（默認值）"),
    ("g32", "兩個月見不到人就報告（默認值）"),
    ("g17", "不是另增一次會"),
    ("g22", "外出6個月以上、地點相對固定的，應當轉移組織關係"),
    ("g22", "連續6個月不參加組織生活，或不交黨費，或不做分配的工作，有一樣"),
    ("g32", "連續6個月不參加組織生活，或不交黨費，或不做分配的工作，三樣裡有一樣"),
    ("g32", "滿6個月、多方查找仍找不到的停止黨籍"),
    ("g25", "不參加組織生活、不做分配的工作滿6個月的也一樣"),
    ("g24", "不得無故拒轉"),
    ("g24", "沒有被接收以前，這名黨員仍由本支部管理"),
    ("g29", "會前已正式向支部提出書面意見的，統計在票數內"),
    ("g29", "採用無記名投票"),
    ("g08", "沒有到會的不能委託他人代投"),
    ("g08", "必要時上級可以指派書記"),
    ("g08", "不少於應到的五分之四（條例原文待核對）"),
    ("g08", "哪些人可以不計入應到"),
    ("g08", "顏色只看日期，按步驟在辦的也是紅的"),
    ("g09", "必要時上級可以指派書記，按上級通知辦"),
    ("g23", "一般不少於32學時，這是教育管理條例第20條的規定"),
    ("g11", "組長由支部指定，也可以由所在黨小組的黨員推薦產生"),
    ("g28", "按細則的方法同本人談話"),
    ("g07", "設黨總支"),
    ("g30", "應當取消預備黨員資格，要經支部大會討論、報上級批准"),
    ("g30", "黨齡從轉為正式黨員之日算起"),
    ("g12", "任務機構撤銷後自然撤銷，7天內報一頁小結，不另請示"),
    ("g45", "臨時黨支部自然撤銷，7天內報小結"),
    ("g03", "單上一行一件事，逐行認領、逐行回覆"),
    ("g34", "2019年底中央組織部印發"),
    ("g38", "霜降後8天內安排一次警示教育，遇休息日順延"),
    ("g01", "| 有依據 | 制度條文中有這項規定 |"),
]
SAYS_NO_MORE = [
    ("g22", "外出半年以上"),
    ("g08", "常見要求"),
    ("g12", "7天內請示撤銷"),
    ("g45", "臨時黨支部請示撤銷"),
    ("g03", "一張單只說一件事"),
    ("g34", "印發年份和條款未核對"),
    ("g08", "支委會還沒有決定的，轉黃色"),
    ("g23", "可能出自前一輪"),
    ("g28", "常見的做法是同本人談話"),
    ("g29", "（常見順序）"),
    ("g09", "上級另有安排"),
    ("g01", "任務卡"),
    ("g01", "已核實"),
    ("g32", "告訴你"),
    ("g38", "10月31日前"),
]


def guide(number: str) -> str:
    """The guide as readers see it: what cites a clause card is its words alone."""
    return without_links((ROOT / "content/guide" / f"{number}.md").read_text("utf-8"))


@pytest.mark.parametrize(("number", "words"), SAYS)
def test_a_guide_says(number: str, words: str) -> None:
    assert words in guide(number)


@pytest.mark.parametrize(("number", "words"), SAYS_NO_MORE)
def test_a_guide_says_no_more(number: str, words: str) -> None:
    assert words not in guide(number)


# What a form asks for and its guide: the same figure in both.

PAIRS = [
    ("plan-list", "節氣日後5天內", "g03", "節氣日後5天內"),
    ("group-plan", "每組不少於3名正式黨員", "g11", "每組不少於3名正式黨員"),
    ("leave-makeup", "本表只計人數", "g22", "登記表只計人數"),
    ("visit-questionnaire", "不編號", "g37", "問卷不編號"),
    ("disclosure-catalogue", "每月28日前核一次", "g35", "每月28日前核一次"),
    ("dual-chief-contacts", "當天更新", "g43", "當天更新"),
    ("quarter-bulletin", "少於5", "g06", "少於5"),
    ("appraisal-ballot", "不超過黨員總數的三分之一", "g19", "不超過黨員總數的三分之一"),
    ("appraisal-summary", "不超過黨員總數的三分之一", "g19", "不超過黨員總數的三分之一"),
]


@pytest.mark.parametrize(("form", "asks", "number", "says"), PAIRS)
def test_a_form_agrees_with_its_guide(form: str, asks: str, number: str, says: str) -> None:
    assert asks in (ROOT / "data/forms" / f"{form}.yml").read_text("utf-8")
    assert says in guide(number)


def test_visits_are_scored_out_of_a_hundred_as_they_are_registered() -> None:
    assert "百分制" in (ROOT / "data/forms/visit-summary.yml").read_text("utf-8")


def test_the_check_of_memberships_tells_the_stages_of_a_lost_member_apart() -> None:
    text = (ROOT / "data/forms/org-relation-check.yml").read_text("utf-8")
    for stage in ("失去聯繫不滿六個月", "失去聯繫六個月以上", "停止黨籍滿二年"):
        assert stage in text


def test_the_election_method_forbids_voting_for_others() -> None:
    assert "不能委託他人代為投票" in (ROOT / "data/forms/election-method.yml").read_text("utf-8")


@pytest.mark.parametrize("playbook", ["power-guarantee", "typhoon"])
def test_a_temporary_branch_needs_no_leave_to_end(playbook: str) -> None:
    text = (ROOT / "data/playbooks" / f"{playbook}.yml").read_text("utf-8")
    assert re.search("臨時黨支部隨任務機構自然撤銷，報小結、移交記錄", text)
    assert "批覆到手，黨員歸隊" not in text


@pytest.mark.parametrize("path", sorted((ROOT / "content/guide").glob("*.md")), ids=lambda path: path.stem)
def test_the_secretary_is_named_in_tables_as_the_role_is(path: Path) -> None:
    assert "| 支部書記 |" not in path.read_text("utf-8")


def test_the_rectification_guide_names_the_days_of_the_settings(book: Handbook) -> None:
    days = book.settings.alerts.finding
    assert f"前{days.green}天發綠色通知，前{days.yellow}天轉黃，前{days.red}天" in guide("g40")


# What stands behind a statement.


def resting(book: Handbook, record: str) -> list[Basis]:
    for kind in (DUTIES, EVENT_DUTIES):
        if record in book[kind]:
            return list(book[kind][record].basis)
    return list(book[GUIDES][record].meta.basis)


CITED = [
    ("g22", "reg_education", "24", "confirmed"),
    ("g22", "reg_education", "25", "confirmed"),
    ("g22", "constitution", "9", "to_verify"),
    ("g22", "op_mobile", None, "confirmed"),
    ("g24", "reg_education", "24", "confirmed"),
    ("g24", "reg_education", "25", "confirmed"),
    ("g32", "constitution", "9", "to_verify"),
    ("g30", "constitution", "7", "confirmed"),
    ("g23", "reg_education", "20", "confirmed"),
    ("g23", "reg_education", None, "to_verify"),
    ("a48", "reg_education", "20", "confirmed"),
    ("m05", "reg_education", "20", "confirmed"),
    ("g28", "rule_develop", "16", "confirmed"),
    ("g08", "reg_soe", None, "to_verify"),
    ("g08", "reg_election", None, "to_verify"),
    ("g07", "reg_soe", None, "to_verify"),
    ("g12", "rule_documents", None, "to_verify"),
    ("g12", "reg_reporting", None, "to_verify"),
    ("a05", "reg_branch", "21", "confirmed"),
    ("e01", "reg_branch", "21", "confirmed"),
    ("e01", "reg_soe", None, "to_verify"),
    ("a22", "reg_education", "25", "confirmed"),
    ("e06", "reg_education", "25", "confirmed"),
    ("e11", "reg_inspection", None, "to_verify"),
    ("g39", "reg_inspection", None, "to_verify"),
]


@pytest.mark.parametrize(("record", "document", "article", "status"), CITED)
def test_a_record_rests_on(book: Handbook, record: str, document: str, article: str | None, status: str) -> None:
    assert (document, article, status) in {(one.document, one.article, one.status) for one in resting(book, record)}


def test_the_half_year_s_notice_of_an_election_rests_on_the_branch_regulation(book: Handbook) -> None:
    """Article 21 says it; whether the opinion on terms does is not known."""
    assert book.settings.alerts.basis == "reg_branch"
    assert book.settings.alerts.clause == "term-notice"
    for record in ("g08", "a05", "e01"):
        assert "term-notice" in {card for one in resting(book, record) for card in one.clauses}
    assert (book[CLAUSES]["term-notice"].document, book[CLAUSES]["term-notice"].article) == ("reg_branch", "21")
    assert book[CLAUSES]["term-opinion-notice"].status == "to_verify"


def everything(book: Handbook) -> list[tuple[str, Basis]]:
    records = [*book[DUTIES], *book[EVENT_DUTIES], *book[GUIDES]]
    return [(str(record), one) for record in records for one in resting(book, str(record))]


def test_what_is_only_remembered_is_never_said_to_be_sure(book: Handbook) -> None:
    """A note that says of itself that the text was not read stands under 待核對, but for a clause's mere number."""
    unsure = re.compile(r"條文(?:也)?(?:待核對|未核對)|是否.*待核對|存疑")
    wrong = [record for record, one in everything(book) if one.status == "confirmed" and unsure.search(one.note or "")]
    assert wrong == []


def test_a_mark_is_not_said_twice(book: Handbook) -> None:
    """常見做法 as the mark and again as the first words of the note."""
    twice = [
        name for name, one in everything(book) if one.status == "practice" and (one.note or "").startswith("常見做法")
    ]
    assert twice == []


def test_the_two_foundations_are_cited(book: Handbook) -> None:
    cited = {one.document for _, one in everything(book)}
    assert {"constitution", "reg_soe"} <= cited
    assert set(book[BASIS]) - cited == set()


def test_the_year_of_the_rules_on_reporting_is_known(book: Handbook) -> None:
    assert "2019" in book[BASIS]["rule_report_eval"].issued


BOOKS = ("book_general", "book_committee", "book_group")


@pytest.mark.parametrize("number", [f"g{one:02}" for one in range(1, 51)])
def test_a_record_book_has_one_name_and_one_keeper(book: Handbook, number: str) -> None:
    """Whoever keeps a book by its record keeps it on every guide."""
    keepers = {book[CARRIERS][one].title: book[ROLES][book[CARRIERS][one].keeper].title for one in BOOKS}
    text = guide(number)
    assert "支部黨員大會記錄本" not in text
    for what, where, who in re.findall(r"^\| ([^|\n]+) \| ([^|\n]+) \| ([^|\n]+) \| [^|\n]+ \|$", text, re.MULTILINE):
        named = [title for title in keepers if title in where]
        if named and "盒" not in where:
            assert who == "、".join(keepers[title] for title in named), what


# The days that a guide names are the days on which the year has its duties.

DAY = re.compile(r"(?<!至)(?<!\d)(\d{1,2})月(\d{1,2})日前")
MADE_UP = {("g21", "06-10")}
"""Days of worked examples, not of the year."""


def fixed_days(duty: dict[str, object]) -> set[str]:
    """The days in one duty's `when` that are written as month and day."""
    return set(re.findall(r"\b\d\d-\d\d\b", str(duty)))


def test_guides_name_the_days_of_the_duties(book: Handbook) -> None:
    timings = [timing for one in book[DUTIES].values() for timing in one.timings]
    due = {day for timing in timings for day in fixed_days(timing.model_dump(mode="json")["when"])}
    assert len(due) > 20
    named = {
        (str(number), f"{int(month):02}-{int(day):02}")
        for number in book[GUIDES]
        for month, day in DAY.findall(guide(str(number)))
    }
    assert {one for one in named - MADE_UP if one[1] not in due} == set()


def test_a_guide_s_title_is_not_a_register_s(book: Handbook) -> None:
    """Two results of a search with one title: nobody can tell the way of doing it from the list of what was done."""
    titles = {one.meta.title for one in book[GUIDES].values()}
    assert not titles & {"四進萬家", "二十四節氣表", "黨員進網格"}
    assert "指引入口" not in "".join(titles)

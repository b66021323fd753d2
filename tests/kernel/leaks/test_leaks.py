"""The leak scan: every kind in its many spellings, ordinary guide words left alone, files, sites and messages."""

import datetime as dt
import hashlib
from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

from branch_portal.check import read_handbook
from branch_portal.ground.problems import InputProblems, format_problem
from branch_portal.ground.redaction import leaks, redacted
from branch_portal.leaks.allowed import Allowed, check_exemptions
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.leaks.model import Exemption
from branch_portal.leaks.scan import scan_attachment, scan_sources, scan_text
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from tests.kernel.leaks.leaky import CARD, ID, PHONE, WIDE, archive, with_check_digit, word_file
from tests.mistakes import Case, check_case
from tests.portal import Portal
from tests.sample import AS_OF, ROOT

LEAKS = [
    ("resident_id", f"證件 {ID} 已核"),
    ("resident_id", f"號碼：{ID.translate(WIDE)}。"),
    ("resident_id", f"{ID[:6]} {ID[6:14]} {ID[14:]}"),
    ("resident_id", "身份證號：990101199003071111"),
    ("masked", "990101********1234"),
    ("masked", "138****1234"),
    ("masked", "１３８＊＊＊＊１２３４"),
    ("masked", "138XXXX1234"),
    ("masked", "張某某同志"),
    ("phone", PHONE),
    ("phone", "+86 138-0000-1234"),
    ("phone", PHONE.translate(WIDE)),
    ("phone", "電話：0591-87654321"),
    ("bank_card", f"卡號 {CARD}"),
    ("bank_card", " ".join(CARD[i : i + 4] for i in range(0, len(CARD), 4))),
    ("passport_plate", "護照號碼E12345678"),
    ("passport_plate", "車輛：閩A12345 出發"),
    ("mail", "聯繫 zhang.san@mail.invalid-host.cn"),
    ("mail", "123456@qq.com"),
    ("amount", "張三繳 120元"),
    ("amount", "1. 李小明同志：35.5 元"),
    ("amount", "| 王五 | 36 元 |"),
    ("discipline", "王五同志因違反工作紀律受到黨內警告處分"),
    ("discipline", "給予王五黨內警告"),
    ("secrecy", "機密★10年"),
    ("secrecy", "秘密 ★"),
    ("secrecy", "密級：機密"),
    ("secrecy", "內部資料"),
    ("secrecy", "【内部资料】"),
    ("secrecy", "內部資料，注意保存"),
    ("address", "示例路12號3棟2單元501室"),
    ("address", "某街8号２幢１单元３０２"),
    ("address", "住在示例新村二號樓三單元五〇一室"),
    ("address", "陽光小區3幢501室"),
    ("address", "阳光花园5栋１２０１室"),
    ("address", "示例家園2號樓601戶"),
    ("address", "示例公寓A座1203房"),
    ("address", "陽光小區3-2-501"),
    ("address", "示例路12号501室"),
    ("address", "示例巷甲3號五百零一室"),
    ("address", "示例村第三組十二號"),
    ("address", "家庭住址：示例區示例路9號"),
]
INNOCENT = [
    "17 · 21 · 22 · 14 · 14 · 19 · 11 · 11 · 17 · 11 · 17 · 20",  # nine of a row of counts have a right check digit
    "審核含保密審查，涉及國家秘密、工作秘密的一律不上站。",
    "標有秘密、機密、絕密字樣的文件不放進倉庫。",
    "預算2000元以內由支部審核，超過3000元的報批。",
    "黃色提醒90天，紅色告警30天。",
    "黨內警告、嚴重警告、撤銷黨內職務、留黨察看、開除黨籍。",
    "紀檢委員按規定報告問題線索，不在本站登記。",
    "8f14e45fceea167a5a36dedd4bea2543138000012341",
    "M 130.1380000123 44 500 138",
    "2026-11-24 2026-12-08 2027-01-25",
    "20261124T010000Z DTSTAMP:20261124T010000Z",
    "範例：admin@example.com",
    "某支部、某單位應寫成具體名稱",
    "編號 TX-2026-07、A01至A57、更新A12",
    "馬上交材料，何時繳黨費由支部定；每月繳費30元以下的",
    "  - {days: 180, title: 上級發提醒函}",
    "/*** 註釋 ***/",
    "辦公樓301會議室、201室（會議室）、3樓黨員活動室",
    "示例路12號辦公樓301室、示例路12号党群服务中心201室",
    "第3支部、第三單元、3號樓2單元樓道燈",
    "小區甲3棟120戶居民，5幢共300戶，全部走訪35戶",
    "村3組走訪12戶，第二組12號前交材料",
    "家庭住址：________ 家庭住址不寫進台賬",
    "小區2026-11-25走訪，檔案櫃3號5層301盒，每戶3元",
    "機房2間，值班室1間，路3號線201房屋",
]


@pytest.mark.parametrize(("kind", "text"), LEAKS)
def test_a_leak_is_found_in_any_spelling(kind: str, text: str) -> None:
    assert kind in {leak.kind for leak in leaks(text)}


@pytest.mark.parametrize("text", INNOCENT)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert [(leak.kind, leak.value) for leak in leaks(text)] == []


def test_a_wrong_check_digit_or_day_is_no_identity_number() -> None:
    assert not list(leaks(ID[:-1] + ("0" if ID[-1] != "0" else "1")))
    assert not list(leaks(with_check_digit("99010119901307231")))


def test_a_leak_is_at_its_line_and_column() -> None:
    (problem,) = scan_text(f"id: x\nnote: 電話{PHONE}\n", "data/x.yml", Allowed())
    assert (problem.place.line, problem.place.column, problem.rule) == (2, 9, "LEAK-03")


def test_no_message_shows_the_value() -> None:
    text = f"title: 甲\nshort: 聯繫人{PHONE}\n"
    (problem,) = scan_text(text, "data/x.yml", Allowed())
    shown = format_problem(problem, text.splitlines())
    assert PHONE not in shown
    assert "LEAK-03" in shown
    assert PHONE not in redacted(f"「{PHONE}」不是日期")


def test_other_rules_do_not_show_it_either(mini: Portal) -> None:
    mini.replace("data/branches/b01.yml", "elected_on: 2024-03-18", f"elected_on: {ID}")
    reading = Reading()
    with pytest.raises(InputProblems) as caught:
        read_handbook(Folders(mini.root), reading, AS_OF)
    shown = "\n".join(format_problem(problem, reading.lines_of(problem)) for problem in caught.value.problems)
    assert {"LEAK-01"} < {problem.rule for problem in caught.value.problems}
    assert ID not in shown


def exemption(**values: object) -> Exemption:
    about = {"id": "x", "purpose": "值班", "approved_by": "org_department", "approved_on": dt.date(2026, 1, 5)}
    return Exemption.model_validate({**about, "expires": dt.date(2027, 1, 5), **values})


@pytest.mark.parametrize(
    "values",
    [{"value": "0591-8765 4321"}, {"sha256": hashlib.sha256(b"059187654321").hexdigest()}],
    ids=["value", "hash"],
)
def test_an_exempted_value_passes_until_it_expires(values: dict[str, object]) -> None:
    text = "電話：(0591)-87654321"
    assert list(scan_text(text, "x", Allowed.of([exemption(**values)], dt.date(2027, 1, 5)))) == []
    assert [p.rule for p in scan_text(text, "x", Allowed.of([exemption(**values)], dt.date(2027, 1, 6)))] == ["LEAK-03"]


def test_only_a_number_of_noughts_needs_no_exemption() -> None:
    """No area code begins with three noughts: examples can show the form of a number without being one."""
    for example in ("0000-00000000", "（0000）-0000000", "０００－００００００００"):
        assert list(scan_text(f"電話：{example}", "x", Allowed())) == []
    for number in ("0591-00000000", "0000-00000001", "(0591)-87654321"):
        assert [p.rule for p in scan_text(f"電話：{number}", "x", Allowed())] == ["LEAK-03"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 11, 5), []),
        (dt.date(2026, 11, 6), ["2027-01-05 到期，還有60天"]),
        (dt.date(2027, 1, 5), ["2027-01-05 今天到期"]),
        (dt.date(2027, 1, 6), ["2027-01-05 已到期"]),
    ],
)
def test_an_exemption_warns_sixty_days_before_it_ends(records: Records, day: dt.date, said: list[str]) -> None:
    written = records[EXEMPTIONS]["party-office"]
    found = list(check_exemptions([replace(written, record=exemption(value="0591-87654321"))], day))
    assert [problem.message for problem in found] == said
    assert {(problem.rule, problem.severity) for problem in found} <= {("LEAK-12", "warning")}
    assert {(problem.place.path, problem.place.line) for problem in found} <= {("data/exemptions/party-office.yml", 7)}


def test_approving_an_exemption_again_ends_its_warning(records: Records) -> None:
    written = records[EXEMPTIONS]["party-office"]
    again = exemption(value="0591-87654321", approved_on=dt.date(2027, 1, 4), expires=dt.date(2028, 1, 3))
    assert list(check_exemptions([replace(written, record=again)], dt.date(2027, 1, 6))) == []


def test_the_product_s_own_pages_and_the_sample_need_no_exemption() -> None:
    assert list(scan_sources(Folders(ROOT), Reading(), Allowed())) == []


@pytest.mark.parametrize("day", [dt.date(2027, 12, 31), dt.date(2028, 1, 1), dt.date(2029, 1, 1)], ids=str)
def test_no_day_stops_the_sample_by_itself(day: dt.date) -> None:
    reading = Reading()
    read_handbook(Folders(ROOT), reading, day)
    assert reading.log.errors == []
    assert "LEAK-12" in {problem.rule for problem in reading.log.problems}


NEVER = [PHONE, "123456@qq.com", ID, CARD, "示例小區3幢501室", "機密★10年", "張三繳 120元", "密碼：Ab123456"]


@pytest.mark.parametrize("value", NEVER, ids=lambda value: value[:4])
def test_what_belongs_to_a_person_is_never_exempted(records: Records, value: str) -> None:
    written = records[EXEMPTIONS]["party-office"]
    told = check_exemptions([replace(written, record=exemption(value=value))], dt.date(2026, 3, 1))
    assert [problem.rule for problem in told] == ["LEAK-18"]
    by_hash = exemption(sha256=hashlib.sha256(next(leaks(value)).value.encode()).hexdigest())
    for one in (exemption(value=value), by_hash):
        assert list(scan_text(value, "x", Allowed.of([one], dt.date(2026, 3, 1)))) != []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"approved_by": "secretary"}, "approved_by"), ({"approved_on": dt.date(2026, 3, 2)}, "approved_on"), ({"expires": dt.date(2099, 1, 1)}, "expires")],
)  # fmt: skip
def test_an_exemption_is_approved_by_an_upper_role_for_a_year(
    records: Records, wrong: dict[str, object], field: str
) -> None:
    written, today = records[EXEMPTIONS]["party-office"], dt.date(2026, 3, 1)
    one = exemption(**{"value": "0591-87654321", **wrong})
    told = list(check_exemptions([replace(written, record=one)], today, ["org_department"]))
    assert [(problem.rule, problem.place) for problem in told] == [("LEAK-19", written.at(field))]
    right = exemption(value="0591-87654321")
    assert list(check_exemptions([replace(written, record=right)], today, ["org_department"])) == []


def test_an_exemption_holds_from_its_approval_for_a_year() -> None:
    one = exemption(value="0591-87654321", approved_on=dt.date(2026, 3, 2), expires=dt.date(2099, 1, 1))
    days = {dt.date(2026, 3, 1): 1, dt.date(2026, 3, 2): 0, dt.date(2027, 3, 3): 0, dt.date(2027, 3, 4): 1}
    found = {day: len(list(scan_text("電話：0591-87654321", "x", Allowed.of([one], day)))) for day in days}
    assert found == days


def test_an_office_line_with_a_room_passes_by_its_exemption() -> None:
    text = "辦公地點：示例路12號201室"
    office = exemption(value="示例路12號201室")
    assert [p.rule for p in scan_text(text, "x", Allowed())] == ["LEAK-13"]
    assert list(scan_text(text, "x", Allowed.of([office], dt.date(2026, 12, 1)))) == []
    assert [p.rule for p in scan_text("示例路12號202室", "x", Allowed.of([office], dt.date(2026, 12, 1)))] == [
        "LEAK-13"
    ]


def test_calendar_identifiers_are_not_mail() -> None:
    text = "UID:duty-m01.2026-03@portal.unit.cn"
    assert list(leaks(text, frozenset(["portal.unit.cn"]))) == []
    assert [leak.kind for leak in leaks(text)] == ["mail"]


def rules_of(data: bytes) -> list[str]:
    return [problem.rule for problem in scan_attachment(data, "x", Allowed(), set())]


def test_an_attachment_is_read_and_its_author_found() -> None:
    assert rules_of(word_file("會議通知")) == []
    assert rules_of(word_file(f"電話{PHONE}", author="王五")) == ["LEAK-10", "LEAK-03"]


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".xlsx", archive(xl__workbook_xml='<sheets><sheet name="a" state="hidden"/></sheets>')),
        (".xlsx", archive(xl__comments1_xml="<comments/>")),
        (".docx", archive(word__document_xml="<w:p><w:del><w:t>刪去</w:t></w:del></w:p>")),
        (".jpg", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM"),
    ],
)
def test_what_an_attachment_hides_is_found(suffix: str, data: bytes) -> None:
    assert rules_of(data) == ["LEAK-10"]


@pytest.mark.parametrize(("suffix", "data"), [(".docx", b"no zip"), (".pdf", b"no pdf")])
def test_an_attachment_that_cannot_be_opened_is_refused(suffix: str, data: bytes) -> None:
    assert rules_of(data) == ["LEAK-11"]


CASES = [
    *(
        Case(rule, "data/branches/b01.yml", "business: 配電運檢", f"business: 配電運檢 {text}", 6)
        for rule, text in (
            ("LEAK-01", ID),
            ("LEAK-02", "138****1234"),
            ("LEAK-03", PHONE),
            ("LEAK-04", CARD),
            ("LEAK-05", "閩A12345"),
            ("LEAK-06", "123456@qq.com"),
            ("LEAK-07", "張三繳 120元"),
            ("LEAK-08", "給予王五黨內警告"),
            ("LEAK-09", "機密★10年"),
            ("LEAK-13", "示例小區3幢501室"),
            ("LEAK-14", "微信號：zhang_2026"),
            ("LEAK-15", "服務器 192.168.3.20"),
            ("LEAK-16", "工號：20231188"),
            ("LEAK-17", "王小明因病住院"),
        )
    ),
    *(
        Case(
            rule,
            "data/feedback/rw2601/b01.yml",
            "",
            f"task: rw2601\nbranch: b01\nstatus: done\nsummary: {text}，三樣\n",
            4,
        )
        for rule, text in (
            ("LEAK-02", "張某某同志"),
            ("LEAK-03", f"聯繫人{PHONE}"),
            ("LEAK-07", "王五 36 元"),
            ("LEAK-13", "走訪示例路12號3棟2單元501室"),
        )
    ),
    Case("LEAK-03", "content/learning-x/名單.csv", "", f"單位,電話\n甲,{PHONE}", 2),
    Case("LEAK-13", "content/learning-x/名單.csv", "", "單位,住址\n甲,示例小區3幢501室", 2),
    Case("LEAK-09", "content/learning/useful.md", "", "# 甲\n\n內部資料\n", 3),
    Case("LEAK-03", "content/learning-x/聯繫.log", "", f"\n電話{PHONE}", 2),
    Case("LEAK-03", f"content/learning-x/{PHONE}.txt", "", "空", 1),
    Case("LEAK-11", "content/learning-x/old.doc", "", "x", 1),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_leak_in_a_source_is_reported(mini: Portal, case: Case) -> None:
    check_case(mini.root, case)


@pytest.mark.parametrize(
    ("rule", "text"), [("LEAK-03", PHONE), ("LEAK-07", "王五 36 元"), ("LEAK-13", "陽光小區3幢501室")]
)
def test_a_spreadsheet_is_read_like_a_text(rule: str, text: str) -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("名單")
        sheet.write_row(0, 0, ["單位", "備註"])
        sheet.write_row(1, 0, ["甲", text])
    assert rules_of(stream.getvalue()) == [rule]


def test_hidden_contents_of_a_source_are_reported(mini: Portal) -> None:
    folder = mini.root / "content" / "learning-x"
    folder.mkdir()
    (folder / "a.docx").write_bytes(word_file("通知", author="王五"))
    assert [problem.rule for problem in mini.problems()] == ["LEAK-10"]


def test_a_hash_of_the_ledger_is_no_card(mini: Portal) -> None:
    mini.put("data/calendar.lock", '{"uid":"a","title":"一","hash":"4987991196378425"}\n')
    assert "LEAK-04" not in {one.rule for one in mini.problems()}
    mini.put("data/calendar.lock", '{"uid":"a","title":"4987991196378425","hash":"4987991196378425"}\n')
    (leak,) = (one for one in mini.problems() if one.rule == "LEAK-04")
    assert leak.place.path == "data/calendar.lock"

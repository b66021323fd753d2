"""The Traditional and the Simplified edition: text, pages, files and addresses."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest

from branch_portal.editions.addresses import rebase, redraw_codes, shift_links, shift_rooted_links
from branch_portal.editions.conversion import Conversion
from branch_portal.editions.edition import Editions, editions
from branch_portal.editions.files import convert_calendar, convert_office, fold
from branch_portal.editions.html import convert_page
from branch_portal.editions.kinds import CONVERSIONS
from branch_portal.editions.publish import publish
from branch_portal.project.handbook import Handbook
from branch_portal.project.settings import EditionSettings, Script
from branch_portal.site.qr import qr_code
from tests.built import BASE

TERMS = Path(__file__).parent / "terms.tsv"


@pytest.fixture(scope="module")
def sample(book: Handbook) -> Editions:
    return editions(book.settings.editions, book[CONVERSIONS].values())


@pytest.fixture(scope="module")
def to_hans(sample: Editions) -> Conversion:
    return Conversion("hans", sample.words["hans"])


def test_reviewed_terms_are_right_in_both_directions(sample: Editions, to_hans: Conversion) -> None:
    lines = [line.split("\t") for line in TERMS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) >= 300
    to_hant = Conversion("hant", sample.words["hant"])
    assert [(hant, to_hans(hant)) for hant, hans in lines if to_hans(hant) != hans] == []
    assert [(hans, to_hant(hans)) for hant, hans in lines if to_hant(hans) != hant] == []


def test_opencc_is_the_official_wheel() -> None:
    import opencc.clib  # the packages that only borrow its name have no such module

    assert opencc.__version__ == "1.4.2"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("覆核、覆查、覆蓋、覆議", "复核、复查、覆盖、复议"),
        ("著力、跟著、著名、顯著、編著、專著", "着力、跟着、著名、显著、编著、专著"),
        ("身分、部份、積極份子、成份", "身份、部分、积极分子、成分"),
        ("帳戶、帳目、台帳、對帳、帳篷", "账户、账目、台账、对账、帐篷"),
        ("「三審」和『三查』", "“三审”和‘三查’"),
        ("公里、邻里、后勤、皇后、批准、标准", "公里、邻里、后勤、皇后、批准、标准"),
    ],
)
def test_words_that_machines_get_wrong(to_hans: Conversion, written: str, wanted: str) -> None:
    assert to_hans(written) == wanted


def test_text_in_both_scripts_is_converted_where_it_needs_to_be() -> None:
    assert Conversion("hant", mixed=True)("交什麼：会议记录，公里、台賬") == "交什麼：會議記錄，公里、台賬"
    assert Conversion("hans", mixed=True)("交什麼：会议记录，乾县、台賬") == "交什么：会议记录，乾县、台账"


def test_own_words_come_before_the_dictionary() -> None:
    to_hans = Conversion("hans", {"覆核": "复核", "著力": "着力"})
    assert to_hans("黨費覆核，著力推動；覆蓋、著名照舊") == "党费复核，着力推动；覆盖、著名照旧"


def test_regional_words_stay(to_hans: Conversion) -> None:
    assert to_hans("黨員檔案、資料、建立、聯絡、簡報、存檔、台賬、銷號、晾曬") == (
        "党员档案、资料、建立、联络、简报、存档、台账、销号、晾晒"
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h2 id='節'>黨費</h2>", "<h2 id='節'>党费</h2>"),
        ('<h2 id="黨費">黨費</h2>', '<h2 id="黨費">党费</h2>'),
        ('<a href="#黨費" title="黨費">看</a>', '<a href="#黨費" title="党费">看</a>'),
        ('<img src="圖/黨.png" alt="黨員">', '<img src="圖/黨.png" alt="党员">'),
        ('<input name="黨" value="黨" placeholder="黨" aria-label="黨">', '<input name="黨" value="黨" placeholder="党" aria-label="党">'),
        ('<meta name="description" content="黨務">', '<meta name="description" content="党务">'),
        ('<p data-words="還有">黨</p>', '<p data-words="还有">党</p>'),
        ("<!-- 黨 --><p>黨</p>", "<!-- 黨 --><p>党</p>"),
        ("<script>var 黨 = '黨';</script><p>黨</p>", "<script>var 黨 = '黨';</script><p>党</p>"),
        ("<style>.黨{}</style>黨", "<style>.黨{}</style>党"),
        ('<b translate="no">黨<b>黨</b>黨</b><b>黨</b>', '<b translate="no">黨<b>黨</b>黨</b><b>党</b>'),
        ("<code>黨費</code>", "<code>党费</code>"),
        ("<text x='1'>驚蟄</text>", "<text x='1'>惊蛰</text>"),
    ],
)  # fmt: skip
def test_words_are_converted_and_names_are_not(to_hans: Conversion, page: str, expected: str) -> None:
    assert convert_page(page, to_hans) == expected


def test_the_theme_s_own_words_are_converted(to_hans: Conversion) -> None:
    page = (
        '<script id="__config" type="application/json">'
        '{"base": "..", "translations": {"a": "\\u627e\\u5230\\u8655 \\u003cb\\u003e"}}</script>'
    )
    assert convert_page(page, to_hans) == page.replace("\\u8655", "\\u5904")


OWN = {"index.html", "year/index.html", "calendar/all.ics", "assets/words.js"}


def test_a_text_to_copy_has_its_remarks_converted_and_its_values_kept(to_hans: Conversion) -> None:
    """What is pasted into a file is written in the script of the files; what explains it is read."""
    page = (
        "<textarea readonly># RW-2026-001反饋：照填\nevidence: [覆核說明]  # 交什麼\n"
        "result:  # 核對結論：一致／更正後一致，可不填\nsummary:  # 辦理情況，4至200字\n</textarea><p>說明</p>"
    )
    read = page.replace("反饋", "反馈").replace("交什麼", "交什么").replace("核對結論", "核对结论")
    read = read.replace("辦理情況", "办理情况").replace("<p>說明", "<p>说明")
    assert convert_page(page, to_hans) == read


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("", 'href="assets/a.css"', 'href="../assets/a.css"'),
        ("year/2026/", 'src="../../assets/a.js?v=1"', 'src="../../../assets/a.js?v=1"'),
        ("editing/", 'src="picture.png"', 'src="../../editing/picture.png"'),
        ("year/", 'href="../calendar/all.ics"', 'href="../calendar/all.ics"'),
        ("year/", 'src="../assets/words.js"', 'src="../assets/words.js"'),
        ("year/", 'href="2026/#a.2026"', 'href="2026/#a.2026"'),
        ("year/", 'href=".."', 'href=".."'),
        ("year/", 'href="../.."', 'href="../.."'),
        ("year/", 'href="https://example.com/a.css"', 'href="https://example.com/a.css"'),
        ("year/", '"search": "../assets/worker.js"', '"search": "../../assets/worker.js"'),
    ],
)
def test_links_to_shared_files_lead_out_of_the_folder(page: str, link: str, expected: str) -> None:
    assert shift_links(f"<a {link}>", page, OWN) == f"<a {expected}>"


def test_links_of_a_page_that_may_stand_anywhere() -> None:
    page = '<a href="/p/year/"><a href="/p/"><link href="/p/assets/a.css"><a href="/q/">{"base": "/p/"}'
    assert shift_rooted_links(page, "/p/", "hans/", OWN) == (
        '<a href="/p/hans/year/"><a href="/p/hans/"><link href="/p/assets/a.css"><a href="/q/">{"base": "/p/hans/"}'
    )


def test_a_qr_code_leads_to_its_own_edition() -> None:
    address = "https://h.example/p/grids/g01/"
    moved = rebase(qr_code(address, "二維碼"), "https://h.example/p/", "hans/")
    assert redraw_codes(moved) == qr_code("https://h.example/p/hans/grids/g01/", "二維碼")


def test_whole_addresses_lead_to_the_edition() -> None:
    text = "https://h.example/p/year/ webcal://h.example/p/calendar/all.ics UID:a@h.example https://h.example/p/assets/x.png"
    assert rebase(text, "https://h.example/p/", "hans/") == (
        "https://h.example/p/hans/year/ webcal://h.example/p/hans/calendar/all.ics UID:a@h.example https://h.example/p/assets/x.png"
    )


def test_a_folded_calendar_line_is_unfolded_before_and_folded_after(to_hans: Conversion) -> None:
    line = "DESCRIPTION:" + "覆核黨費" * 40 + "\\nhttps://h.example/"
    content = b"BEGIN:VCALENDAR\r\n" + fold(line.encode()) + b"\r\nEND:VCALENDAR\r\n"
    made = convert_calendar(content, lambda text: rebase(to_hans(text), "https://h.example/", "hans/"))
    assert max(map(len, made.split(b"\r\n"))) <= 75
    assert made.replace(b"\r\n ", b"").decode().split("\r\n")[1] == (
        "DESCRIPTION:" + "复核党费" * 40 + "\\nhttps://h.example/hans/"
    )


def test_an_archive_keeps_its_parts_and_times(to_hans: Conversion) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.xml", (2026, 1, 1, 0, 0, 0)), "<t>黨費</t>")
        archive.writestr(zipfile.ZipInfo("picture.jpeg", (2026, 1, 1, 0, 0, 0)), b"\xff\xd8")
    with zipfile.ZipFile(io.BytesIO(convert_office(buffer.getvalue(), to_hans))) as archive:
        assert [(entry.filename, entry.date_time[0]) for entry in archive.infolist()] == [
            ("a.xml", 2026),
            ("picture.jpeg", 2026),
        ]
        assert archive.read("a.xml").decode() == "<t>党费</t>"
        assert archive.read("picture.jpeg") == b"\xff\xd8"


PAGE = (
    '<html lang="zh-Hant"><head></head><body><!-- editions: switch -->'
    '<link href="assets/a.css"><a href="calendar/all.ics">%s</a></body></html>'
)


@pytest.mark.parametrize(
    ("source", "published", "expected"),
    [
        ("hant", ("hant", "hans"), {"": ("zh-Hant", "開黨課"), "hans/": ("zh-Hans", "开党课")}),
        ("hant", ("hans", "hant"), {"": ("zh-Hans", "开党课"), "hant/": ("zh-Hant", "開黨課")}),
        ("hans", ("hans", "hant"), {"": ("zh-Hans", "开党课"), "hant/": ("zh-Hant", "開黨課")}),
        ("hans", ("hant", "hans"), {"": ("zh-Hant", "開黨課"), "hans/": ("zh-Hans", "开党课")}),
        ("hant", ("hans",), {"": ("zh-Hans", "开党课")}),
        ("hant", ("hant",), {"": ("zh-Hant", "開黨課")}),
        ("hans", ("hans",), {"": ("zh-Hans", "开党课")}),
    ],
)
def test_the_owner_chooses_source_and_front_edition(
    tmp_path: Path, source: Script, published: tuple[Script, ...], expected: dict[str, tuple[str, str]]
) -> None:
    word = "開黨課" if source == "hant" else "开党课"
    (tmp_path / "assets").mkdir()
    (tmp_path / "calendar").mkdir()
    (tmp_path / "assets" / "a.css").write_text("a{}")
    (tmp_path / "calendar" / "all.ics").write_bytes(f"SUMMARY:{word}\r\n".encode())
    (tmp_path / "index.html").write_text(PAGE % word, "utf-8")
    publish(tmp_path, editions(EditionSettings(source=source, published=published), ()), BASE)
    found = {}
    for file in sorted(tmp_path.rglob("index.html")):
        folder = file.relative_to(tmp_path).as_posix().removesuffix("index.html")
        text = file.read_text("utf-8")
        found[folder] = (re.findall('lang="(.*?)"', text)[0], re.findall('ics">(.*?)<', text)[0])
        assert ("md-edition" in text) == (len(published) > 1)
        assert urljoin(BASE + folder, re.findall('<link href="(.*?)"', text)[0]) == f"{BASE}assets/a.css"
        feed = (file.parent / "calendar" / "all.ics").read_text("utf-8")
        assert feed == f"SUMMARY:{found[folder][1]}\n"
    assert found == expected


# The built site -------------------------------------------------------------------------------------------------

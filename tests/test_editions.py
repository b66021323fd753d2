"""The Traditional and the Simplified edition: text, pages, files, addresses, and the built site's two halves."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from docx import Document as Letter
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from generator.editions.addresses import rebase, redraw_codes, shift_links, shift_rooted_links
from generator.editions.conversion import Conversion, evidence
from generator.editions.edition import Editions, editions
from generator.editions.files import convert_calendar, convert_office, fold
from generator.editions.html import convert_page
from generator.editions.publish import publish
from generator.handbook import Handbook
from generator.model.settings import EditionSettings, Script
from generator.render.qr import qr_code
from tests.built import BASE, documents

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


TERMS = Path(__file__).parent / "data" / "editions_terms.tsv"


@pytest.fixture(scope="module")
def sample(book: Handbook) -> Editions:
    return editions(book.settings.editions, book.conversions.values())


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
    '<html lang="zh-Hant"><head><!-- editions: alternates --></head><body><!-- editions: switch -->'
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
        assert text.count('rel="alternate "') == (3 if len(published) > 1 else 0)
        assert urljoin(BASE + folder, re.findall('<link href="(.*?)"', text)[0]) == f"{BASE}assets/a.css"
        feed = (file.parent / "calendar" / "all.ics").read_text("utf-8")
        assert feed == f"SUMMARY:{found[folder][1]}\n"
    assert found == expected


# The built site -------------------------------------------------------------------------------------------------


def test_both_editions_have_the_same_pages_ids_and_links(site: Path) -> None:
    both = documents(site).items()
    hant = {address: page for address, page in both if not address.startswith("hans/")}
    hans = {address.removeprefix("hans/"): page for address, page in both if address.startswith("hans/")}
    assert hant.keys() == hans.keys()

    def plain(address: str, links: list[str], root: str) -> list[str]:
        there = [unquote(urlsplit(urljoin(BASE + root + address, link)).path) for link in links]
        return sorted({path.replace("/hans/", "/") for path in there})

    for address, page in hant.items():
        assert page.ids == hans[address].ids
        assert plain(address, page.links, "") == plain(address, hans[address].links, "hans/"), address


def test_every_page_names_its_language_its_twin_and_its_own_address(site: Path) -> None:
    for file in site.rglob("index.html"):
        text = file.read_text("utf-8")
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        twin = path.removeprefix("hans/") if path.startswith("hans/") else f"hans/{path}"
        language = "zh-Hans" if path.startswith("hans/") else "zh-Hant"
        assert f'<html lang="{language}"' in text
        if 'rel="canonical"' in text:
            assert f'<link rel="canonical" href="{BASE}{path}">' in text
        named = set(re.findall(r'<link rel="alternate ?" hreflang="(.*?)" href="(.*?)">', text))
        root = path.removeprefix("hans/")
        assert named == {("zh-Hant", BASE + root), ("zh-Hans", f"{BASE}hans/{root}"), ("x-default", BASE + root)}
        switch = re.search(r'<a class="[^"]*md-edition" [^>]*href="([^"]*)"', text)
        assert switch
        assert urljoin(BASE + path, switch[1]) == BASE + twin


def test_only_files_with_words_are_made_twice(site: Path) -> None:
    kinds = {file.suffix for file in (site / "hans").rglob("*") if file.is_file()}
    assert kinds <= {".html", ".ics", ".xlsx", ".docx", ".json", ".csv", ".css", ".js", ".xml", ".svg"}
    assert not (site / "hans" / "assets" / "javascripts").exists()


def test_feeds_differ_in_words_and_addresses_only(site: Path) -> None:
    for file in sorted(site.glob("calendar/*.ics"))[:4]:
        made = [Calendar.from_ical(path.read_bytes()) for path in (file, site / "hans" / "calendar" / file.name)]
        for hant, hans in zip(made[0].walk(), made[1].walk(), strict=True):
            assert list(hant) == list(hans)
            for name in hant:
                if name in ("SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "COMMENT"):
                    continue
                one, two = hant[name], hans[name]
                if name in ("URL", "SOURCE"):
                    assert two == one.replace(BASE, f"{BASE}hans/")
                else:
                    assert (one.to_ical(), one.params) == (two.to_ical(), two.params), name


def words_of_workbook(file: Path) -> str:
    book = CalamineWorkbook.from_path(str(file))
    return "\n".join(f"{name}\n{book.get_sheet_by_name(name).to_python()}" for name in book.sheet_names)


def test_forms_hold_the_same_words_in_both_scripts(site: Path, to_hans: Conversion) -> None:
    for file in sorted(site.glob("forms/*.xlsx"))[::10]:
        assert words_of_workbook(site / "hans" / "forms" / file.name) == to_hans(words_of_workbook(file))
    for file in sorted(site.glob("forms/*.docx"))[::4]:
        hant, hans = (
            "\n".join(line.text for line in Letter(str(path)).paragraphs)
            for path in (file, site / "hans" / "forms" / file.name)
        )
        assert hans == to_hans(hant)


def converted(value: object, to_hans: Conversion) -> object:
    if isinstance(value, dict):
        return {key: converted(item, to_hans) for key, item in value.items()}
    if isinstance(value, list):
        return [converted(item, to_hans) for item in value]
    return rebase(to_hans(value), BASE, "hans/") if isinstance(value, str) else value


def test_published_data_differ_in_words_only(site: Path, to_hans: Conversion) -> None:
    files = sorted((site / "api").rglob("*.json"))
    assert files
    for file in files:
        hans = json.loads((site / "hans" / file.relative_to(site)).read_text("utf-8"))
        assert hans == converted(json.loads(file.read_text("utf-8")), to_hans)


class Words(HTMLParser):
    """What a reader of a page sees or hears, without what is marked as not to be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.silent:
            self.silent += [tag] if tag == self.silent[0] else []
        elif tag in ("script", "style", "textarea") or values.get("translate") == "no" or "data-edition" in values:
            self.silent.append(tag)
        else:
            names = ("title", "alt", "placeholder", "aria-label", "content")
            self.words += [values[name] or "" for name in names if name in values]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[0]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


@pytest.mark.parametrize(("folder", "foreign"), [("hans", "hant"), ("", "hans")])
def test_no_character_of_the_other_script_is_left(site: Path, folder: str, foreign: Script) -> None:
    # 着 is good Traditional too: Hong Kong and OpenCC's own standard write it.
    other = re.compile(f".{{0,4}}[{evidence(foreign).replace('着', '')}].{{0,4}}")
    left: dict[str, str] = {}
    for file in sorted((site / folder).rglob("*.html")):
        if not folder and "hans" in file.relative_to(site).parts:
            continue
        page = Words()
        page.feed(file.read_text("utf-8"))
        for found in other.findall("\n".join(page.words)):
            left.setdefault(found, file.relative_to(site).as_posix())
    assert left == {}


def test_no_character_of_the_other_script_is_left_in_files(site: Path) -> None:
    other = re.compile(f".{{0,4}}[{evidence('hant')}].{{0,4}}")
    for file in sorted((site / "hans").rglob("*")):
        if file.suffix in (".ics", ".json", ".csv", ".xml"):
            text = file.read_bytes().replace(b"\r\n ", b"").decode("utf-8-sig")
            assert other.findall(text) == [], file.name
            assert not re.search(r"\\u[4-9][0-9a-f]{3}", text), file.name  # escaped, it would not be converted

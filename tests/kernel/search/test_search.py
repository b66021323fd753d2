"""What search does before a browser is involved: folding, passages, the index and its files."""

import json
from pathlib import Path

import pytest

from branch_portal.search.files import HIGHLIGHT, SCRIPT, files
from branch_portal.search.fold import fold, seams, tokens, units
from branch_portal.search.index import Entry, Reader
from branch_portal.search.numbers import encode, gaps, steps
from branch_portal.search.parts import FREQUENT, PART_SIZE, frequent, shelves, singles
from branch_portal.search.passages import sections
from branch_portal.search.pinyin import FREQUENT as FREQUENT_CHARACTERS
from branch_portal.search.pinyin import frequent as frequent_sounds
from branch_portal.site.page import Page, SearchWords, YearPlan
from tests.kernel.search.truth import lines_of


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("黨費", "党费"),
        ("臺賬", "台账"),
        ("台賬", "臺帳"),
        ("羣衆路線", "群众路綫"),
        ("家裏", "家里"),
        ("批覆", "批复"),
        ("批准、標準", "批准、标准"),
        ("幹部、乾淨", "干部、干净"),
        ("着力", "著力"),
        ("ＫＰＩ２０２６", "kpi2026"),
        ("iCal", "ICAL"),
    ],
)
def test_what_people_type_is_what_is_written(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("巡察", "巡查"), ("監督", "監察"), ("身份", "身分"), ("計劃", "計算")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_text_is_found_by_any_two_neighbours_and_by_beginnings() -> None:
    assert tokens(units(fold("3月20日收黨費。iCal"))) == {"3月", "月20", "20日", "日收", "收党", "党费", "费", "ical"}


def test_pairs_that_do_not_make_three_are_known() -> None:
    assert seams(units(fold("開展黨員活動，發展業務"))) == {("开展", "业"), ("发展", "党")}
    assert seams(units("3月5日、4月20日")) == {("3月", "20"), ("4月", "5")}
    assert seams(units("各不相同")) == set()


def test_longer_phrases_are_told_from_their_pieces_too() -> None:
    assert ("县公", "司党委") in seams(units(fold("縣公司黨支部、公司黨委")))
    assert ("班公", "司室") not in seams(units(fold("班公司部、總公司室、班公司室")))


def test_numbers_are_printable_and_short() -> None:
    text = encode(range(5000))
    assert text.isascii()
    assert text.isprintable()
    assert not set('\\|"') & set(text)
    assert len(encode([63])) == 1
    assert gaps([5, 6, 70]) == encode([5, 1, 64])
    assert [*steps([5, 2, 3])] == [10, 5, 2]


def test_a_number_is_found_without_the_letters_before_it() -> None:
    assert tokens(units(fold("P2605"))) == {"p2605", "2605"}


def test_every_token_stands_where_a_browser_looks_for_it() -> None:
    passages = {
        first + second: [*range(number, 900, 7)]
        for number, first in enumerate("一三党支部費")
        for second in "員務建費會日"
    }
    passages |= {f"2026{number}": [number] for number in range(900)} | {"党": [1], "党建!部": [17]}
    made = [*shelves(passages)]
    begins = [shelf.begin for shelf in made]
    assert begins == sorted(begins)
    assert max(len(part) for shelf in made for part in shelf.parts) < 2 * PART_SIZE
    for token in passages:
        shelf = next(shelf for shelf in reversed(made) if shelf.begin <= token)
        part = shelf.parts[ord(token[1]) % len(shelf.parts) if len(token) > 1 else 0]
        pieces = part.split("|")[::2]
        found, before = set(), ""
        for piece in pieces:
            before = before[: ord(piece[0]) - 35] + piece[1:]
            found.add(before)
        assert token in found


def test_a_frequent_token_is_a_part_of_its_own() -> None:
    everywhere = [*range(FREQUENT + 1)]
    passages = {"支部": everywhere, "支部!會": [3, 5], "支委": [4]}
    assert list(frequent(passages)) == ["支部"]
    assert [shelf.parts for shelf in shelves(passages)] == [[f"#支委|{gaps([4])}|$部!會|{gaps([3, 5])}"]]


def test_a_character_of_many_files_has_one_with_its_passages() -> None:
    tokens = {f"黨{chr(0x4E00 + second)}": [*range(second, second + 40)] for second in range(600)}
    often = {f"年{chr(0x4E00 + second)}": [*range(FREQUENT + 1)] for second in range(3)}
    index = {"年": [1, 5], "黨": [0, 7], "甲": [3]}
    made = [*shelves({**tokens, **often, "甲乙": [3], "年糕": [2]})]
    assert [len(shelf.parts) > 2 for shelf in made if shelf.begin == "黨"] == [True]
    wanted = [gaps(index[shelf.begin]) for shelf in made if shelf.begin in ("黨", "年")]
    assert singles(made, often, index) == wanted


def test_a_section_begins_at_every_anchor() -> None:
    found = sections(
        '<h1 id="t">標題</h1><p>開頭</p><h2 id="a">一<a class="headerlink" href="#a">鏈</a></h2><p>甲<b>乙</b></p><svg><text>圖</text></svg>'
        "<form hidden><p><button>紅 <b>0</b></button></p><label>按支部查找 <input></label></form><p><button>複製</button></p>"
        '<table><tr id="r1"><td>丙</td><td>丁 &amp; 戊</td></tr></table>'
    )
    assert [(one.anchor, one.heading, one.passages) for one in found] == [
        ("", "", [("標題", "開頭")]),
        ("a", "一", [("甲乙",)]),
        ("r1", "", [("丙", "\t丁 & 戊")]),
    ]


def test_the_cells_of_a_row_and_what_is_said_of_a_term_stay_together() -> None:
    cells = "".join(f"<tr><th>第{number}行</th><td>{'長' * 60}</td><td>尾</td></tr>" for number in range(3))
    (found,) = sections(f"<dl><dt>誰保管</dt><dd>組織委員</dd></dl><p>另一句</p><table>{cells}</table>")
    rows = [line for passage in found.passages for line in "\n".join(passage).replace("\n\t", "\t").split("\n")]
    assert rows == ["誰保管\t組織委員", "另一句", *(f"第{number}行\t{'長' * 60}\t尾" for number in range(3))]


def test_what_search_is_held_against_reads_on_after_a_picture_with_links() -> None:
    html = '<p>前<a class="headerlink" href="#a">鏈</a></p><svg><a href="x"><text>圖</text></a></svg><form><a href="y">鈕</a></form><p>後</p>'
    assert lines_of(html) == ["前", "後"]


def small(order: int = 1) -> dict[str, bytes]:
    """The files of two pages read in either order."""
    pages = [
        (
            Page("guide/g1/", "黨費", render=str, kind="guide", keywords=("收繳",)),
            "<h2 id='x'>步驟</h2><p>按月收繳。</p>",
        ),
        (Page("b/", "第一支部", render=str, searched=False, kind="branch", branch="b1"), "<p>不收正文</p>"),
    ]
    reader = Reader()
    for page, html in pages[::order]:
        reader.read(page, html)
    return dict(files(reader.index(("guide", "branch")), SearchWords(branches={"b1": "一支部"})))


def test_the_files_do_not_depend_on_the_order_of_pages() -> None:
    assert small() == small(-1)


def test_every_part_is_a_script_that_hands_over_its_content() -> None:
    for name, data in small().items():
        if name.endswith(".js") and name not in (SCRIPT, HIGHLIGHT, "search/parts/dates.js", "search/facts.js"):
            call = data.decode().strip()
            assert call.startswith("portalSearch(")
            own, content = json.loads(f"[{call[len('portalSearch(') : -1]}]")
            assert Path(name).stem == own
            assert content


def test_of_a_page_that_is_not_searched_there_is_what_no_searched_page_says() -> None:
    reader = Reader()
    reader.read(Page("guide/g1/", "黨費", render=str, kind="guide"), '<h2 id="f">繳費</h2><p>按月收繳。</p>')
    reader.read(
        Page("b/", "第一支部", render=str, searched=False, kind="branch"),
        "<p>按月收繳。</p><p>只在這裡。</p>"
        '<h2 id="a">第一支部交接單</h2><p>按月收繳。</p><h2 id="b">繳費</h2><p>按月收繳。</p>',
    )
    reader.read(Page("index/", "索引", render=str, searched=False), "<p>只是目錄。</p>")
    text = b"".join(dict(files(reader.index(("guide", "branch", "help")), SearchWords())).values()).decode()
    assert "第一支部" in text
    assert "只在這裡。" in text
    assert (
        "第一支部交接單" in text
    )  # where a part of it begins can be asked for, though other pages say what stands there
    assert text.count("繳費") == 1
    assert text.count("按月收繳。") == 1
    assert "只是目錄。" not in text


def test_codes_are_found_as_they_are_printed_and_without_hyphens_and_noughts() -> None:
    page = Page(
        "tasks/rw2609/", "開展霜降警示教育", render=str, description="RW-2026-009：開展霜降警示教育，2026-10-30前"
    )
    assert Entry(page, []).codes == ["rw2609", "rw-2026-009", "rw2026009", "rw-2026-9"]
    assert Entry(Page("guide/g08/", "支部換屆", render=str), []).codes == ["g08", "g8"]
    assert Entry(Page("calendar/2026-12/", "2026年12月", render=str), []).codes == []


def test_frequent_characters_are_read_in_the_order_of_their_sounds() -> None:
    stretches = frequent_sounds()
    assert sum(count for _, count in stretches) == len(FREQUENT_CHARACTERS) == 3755
    assert stretches[0][0] == "a"
    assert len(stretches) < 1000


def test_a_year_is_written_with_the_numbers_of_its_pages_and_each_duty_once() -> None:
    reader = Reader()
    for path, kind in (("year/2026/", "year"), ("calendar/2026-12/", "calendar")):
        reader.read(Page(path, "二〇二六", render=str, kind=kind), "")
    plan = YearPlan(
        year=2026,
        page="year/2026/",
        months=tuple(f"calendar/2026-{month:02d}/" for month in range(1, 13)),
        terms=(("2026-12-07", "大雪", "year/2026/daxue/"),),
        due=(
            ("2026-12-10", "收繳黨費", "guide/g25/", "org_member"),
            ("2026-12-11", "收繳黨費", "guide/g25/", "org_member"),
        ),
    )
    made = dict(files(reader.index(("year", "calendar")), SearchWords(plans=(plan,))))
    (name,) = (name for name in made if name.endswith("/days-2026.js"))
    _, content = json.loads(f"[{made[name].decode().strip()[len('portalSearch(') : -1]}]")
    assert (content["page"], content["months"]) == (0, {"2026-12": 1})
    assert content["terms"] == [["2026-12-07", "大雪", -1]]
    assert content["duties"] == [["收繳黨費", "guide/g25/", "org_member"]]
    assert content["days"] == [[0, "2026-12-10"], [0, "2026-12-11"]]

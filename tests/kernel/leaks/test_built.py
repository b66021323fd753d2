"""The scan of the finished site: every kind of published file, in one process and in two, and what must stop a build."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.commands.main import portal as command_line
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.built import scan_site
from branch_portal.leaks.scan import scan_text
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Reading
from tests.kernel.leaks.leaky import ID, PHONE, archive, word_file
from tests.portal import Portal
from tests.sample import AS_OF

FOLDED = ("SUMMARY:聯繫電話" + PHONE[:4] + "\r\n " + PHONE[4:] + "\r\n").encode()
FILES = {
    "a/index.html": f"<p>甲</p>\n<p>{PHONE}</p>\n".encode(),
    "b/index.html": b"<p>" + "".join(f"&#{ord(digit)};" for digit in PHONE).encode() + b"</p>",
    "c/index.html": "<tr><td>王五</td><td>36 元</td></tr>".encode(),
    "d.ics": FOLDED,
    "d2.ics": "SUMMARY:給予王五黨\r\n 內警告\r\nUID:1@portal.example.org\r\n".encode(),
    "d3.ics": b"URL:https://portal.example.org/\r\nCONTACT:zhang.san\r\n @mail-host.cn\r\n",
    "e.json": f'{{"note":"{ID}"}}'.encode(),
    "e2.json": f'[\n\n{{"id": 1,\n"title":\n\n"甲",\n"note":\n"{ID}"}}]'.encode(),
    "f.svg": f"<svg><title>{ID}</title></svg>".encode(),
    "g.docx": word_file(f"電話{PHONE}"),
    "h.csv": f"單位,備註\r\n甲,{PHONE}\r\n".encode(),
    "i.xlsx": archive(xl__sharedStrings_xml=f"<sst><si><r><t>{PHONE[:5]}</t></r><r><t>{PHONE[5:]}</t></r></si></sst>"),
    "j.js": f'portalSearch("p1","甲|{PHONE}|")'.encode(),
    "l.html": f'<a href="https://forge.example.org/new?a=1&amp;value=%E7%94%B2%0A{PHONE[:10]}%3{PHONE[10]}">甲</a>'.encode(),
    "m.html": f'<img alt="甲{PHONE}" src="a.png">'.encode(),
    "n.html": "<tr><th><b>王五</b></th><td></td><td><b>患高血壓</b></td></tr>".encode(),
    "o.html": b'<p>zhang.<span class="x">san</span>@mail-host.cn</p>',
    "p.html": f'<text x="1">{PHONE[:3]}</text><text x="2">{PHONE[3:7]}</text> <text x="3">{PHONE[7:]}</text>'.encode(),
    "q.html": '<p>甲 <b class="x">內部資料 請勿外傳</b></p>'.encode(),
    "r.html": f"<p>甲<!-- {PHONE} --></p>".encode(),
    "k.xml.gz": gzip.compress(f"<loc>{PHONE}</loc>".encode()),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_built_file_is_looked_into(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(FILES[name])
    found = scan_site(tmp_path, (), Allowed(own_hosts=frozenset(["portal.example.org"])))
    assert [problem.place.path for problem in found] == [f"site/{name}"]
    assert scan_site(tmp_path, (name,), Allowed()) == []
    if name == "a/index.html":
        assert found[0].place.line == 2


def test_cells_beside_one_another_are_no_number_of_anybody(tmp_path: Path) -> None:
    rows = (
        f"<tr><td>{PHONE}</td><td>kWh</td></tr>\n<tr><td>{PHONE[:3]}</td><td>{PHONE[3:7]}</td><td>{PHONE[7:]}</td></tr>"
    )
    (tmp_path / "a.html").write_text(f"{rows}\n<p>國家<b>秘密</b></p>", "utf-8")
    assert scan_site(tmp_path, (), Allowed()) == []


def test_an_address_in_a_tag_is_told_where_the_tag_stands(tmp_path: Path) -> None:
    link = f'<a href="https://forge.example.org/?value=%E7%94%B2%0A{PHONE}%20">甲</a>'
    (tmp_path / "a.html").write_text(f"<p>\n{link}\n{link}", "utf-8")
    assert [problem.place.line for problem in scan_site(tmp_path, (), Allowed())] == [2]


def test_the_lists_of_the_search_are_nobodys_number(tmp_path: Path) -> None:
    file = tmp_path / "search" / "parts" / "0123456789" / "s10.js"
    file.parent.mkdir(parents=True)
    file.write_bytes(f'portalSearch("s10","(,{PHONE}~;")'.encode())
    assert scan_site(tmp_path, (), Allowed()) == []
    file.write_bytes(b'portalSearch("s10","(,vx 1234abc1~;")')  # nor, without its figures, an account
    assert scan_site(tmp_path, (), Allowed()) == []
    file.write_bytes(b'portalSearch("s10","zhang.san@mail-host.cn")')
    assert len(scan_site(tmp_path, (), Allowed())) == 1


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    for name, data in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    assert len({problem.place.path for problem in scan_site(tmp_path, (), Allowed())}) == len(FILES)
    assert scan_site(tmp_path, (), Allowed(), apart=True) == scan_site(tmp_path, (), Allowed())


def test_what_packed_numbers_look_like_by_chance_stops_no_build(tmp_path: Path) -> None:
    """A build for one day failed by `Vx:xNgUcgx` in its index, which is nobody's account."""
    packed = "|$年|{Vx:xNgUcgx(e[fE|%!份從|aQ@wOeEg1.cn|商密|a$|"
    for name in (
        "search/parts/0123456789/p1.js",
        "hans/search/parts/0123456789/p1.js",
        "search/texts/0123456789/t1.js",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{packed}{name}", "utf-8")  # a line is looked at once
    found = scan_site(tmp_path, (), Allowed())
    assert {problem.place.path for problem in found} == {"site/search/texts/0123456789/t1.js"}


def test_a_line_on_many_pages_is_reported_once(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(f"<p>\n{PHONE}\n", "utf-8")
    assert [problem.place.path for problem in scan_site(tmp_path, (), Allowed())] == ["site/a.html"]


def test_a_leak_that_only_shows_in_the_built_site_stops_it(mini: Portal) -> None:
    copy = mini.to_be_built()
    branch = copy / "data" / "branches" / "b01.yml"
    written = "".join(f"\\u{ord(digit):04x}" for digit in PHONE)  # the source holds no digit of it
    branch.write_text(branch.read_text("utf-8").replace("business: 配電運檢", f'business: "配電 {written}"'), "utf-8")
    done = CliRunner().invoke(command_line, ["build", "--root", str(copy), "--as-of", "2026-11-24"])
    assert done.exit_code != 0
    assert "LEAK-03" in done.stderr
    assert PHONE not in done.stderr + done.stdout
    assert isinstance(done.exception, SystemExit)
    assert sorted(path.name for path in copy.iterdir()) == ["content", "data", "mkdocs.yml", "site_config"]


CANARY = "金絲雀標記"


def test_nothing_internal_reaches_the_public_site(portal: Path) -> None:
    """Marked strings in everything that is not published: none of them is in any page, feed or table."""
    finding = portal / "data" / "findings" / "p2605.yml"
    text = finding.read_text("utf-8")
    internal = text.replace("id: p2605", "id: p9901").replace("public: true", "public: false")
    internal = internal[: internal.index("disclosure:")]
    for name in ("statement", "cause", "category"):
        line = next(line for line in internal.splitlines() if line.startswith(f"{name}:"))
        internal = internal.replace(line, f"{name}: {CANARY}{name}")
    (finding.parent / "p9901.yml").write_text(f"# {CANARY}comment\n{internal}", "utf-8")
    branch = portal / "data" / "branches" / "b01.yml"
    branch.write_text(branch.read_text("utf-8").replace("members: 32", "members: 487"), "utf-8")
    site = build_site(portal, AS_OF, Reading())
    made = {page.path: page.render() for page in site.pages}
    made |= {asset.path: asset.render().decode("utf-8", "replace") for asset in site.assets}
    assert [path for path, body in made.items() if CANARY in body or "p9901" in body] == []
    assert [path for path, body in made.items() if "487" in body and "b01" in path and "正式黨員" in body] == []


def test_the_sample_publishes_nothing_the_scan_refuses(root: Path, book: Handbook) -> None:
    site = build_site(root, AS_OF, Reading())
    allowed = Allowed(own_hosts=frozenset([book.settings.calendar.uid_host]))
    found = [problem for page in site.pages for problem in scan_text(page.render(), page.path, allowed)]
    assert found == []

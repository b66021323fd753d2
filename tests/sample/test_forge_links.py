"""Over the whole built sample: pencils lead to files, lists to a new record, and every page to a report of mistakes."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest

from branch_portal.rooms import KINDS
from branch_portal.site import urls

BUTTON = re.compile(r'<a href="([^"]*)" title="[^"]*" class="md-content__button md-icon"( rel="edit")?')
REPORT = re.compile(r'<a class="portal-report" href="([^"]*)"')
FORGE = "https://forge.example.com/party/portal"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    found = (file for file in site.rglob("index.html") if "hans" not in file.parts)
    return {file.relative_to(site).as_posix().removesuffix("index.html"): file.read_text("utf-8") for file in found}


def buttons(text: str) -> list[tuple[str, bool]]:
    return [(unescape(address), bool(edit)) for address, edit in BUTTON.findall(text)]


def test_a_pencil_leads_to_a_file_that_is_there(pages: dict[str, str], root: Path) -> None:
    edited = [address for text in pages.values() for address, pencil in buttons(text) if pencil]
    assert len(edited) > 300
    for address in set(edited):
        assert (root / address.removeprefix(f"{FORGE}/_edit/main/")).is_file(), address


def test_the_rows_of_a_list_lead_to_files_that_are_there(pages: dict[str, str], root: Path) -> None:
    """What the script makes of the two attributes and of each row's links, on every page that has them."""
    led: dict[str, int] = {}
    marked: dict[str, set[str]] = {}
    for path, text in pages.items():
        if not (told := re.search('data-rows="([^"]*)" data-row="([^"]*)"', text)):
            continue
        sorts = list(zip(told[1].split(" "), unescape(told[2]).split(" "), strict=True))
        for begin, address in sorts:
            if begin.startswith("#"):
                _, before, head = begin.split("#")
                ids = re.findall(f'<(?:tr|details)[^>]* id="{before}({head}[^"]*)"', text)
                assert before + head, path
                names = [address.removeprefix(f"{FORGE}/_edit/main/").replace("{id}", id) for id in ids]
                assert [name for name in names if not (root / name).is_file()] == [], path
                marked.setdefault(path, set()).update(name.rpartition("/")[0] for name in names)
        if sorts[0][0].startswith("#"):
            continue
        below, file = urljoin(f"https://x/{path}", sorts[0][0]), sorts[0][1].removeprefix(f"{FORGE}/_edit/main/")
        for row in re.findall("<tr[ >].*?</tr>", text.partition("<article")[2], re.DOTALL):
            links = (urljoin(f"https://x/{path}", unescape(one)) for one in re.findall('href="([^"#]+)"', row))
            head = below.rpartition("/")[2]
            if id := next(
                (head + one[1] for link in links if (one := re.fullmatch(f"{below}([a-z0-9-]*)/", link))), ""
            ):
                assert (root / file.replace("{id}", id)).is_file(), (path, id)
                led[path] = led.get(path, 0) + 1
    assert {"tasks/", "findings/problems/", "findings/rounds/", "goals/", "grids/", "brand/pacts/"} <= set(led)
    assert marked["brand/actions/"] == {"data/actions"}
    assert marked["supervision/2026/"] == {"data/reviews", "data/inspections", "data/interviews"}
    assert not {"guide/", "slips/"} & {*led, *marked}, (
        "of layers below, and of what commands write, a row has no file to change"
    )


@pytest.mark.parametrize("path", ["tasks/", urls.FINDINGS, "learning/", "updates/", "brand/pacts/"])
def test_a_list_begins_a_record_with_its_template(pages: dict[str, str], path: str) -> None:
    (address,) = [one for one, _ in buttons(pages[path]) if "/_new/" in one]
    parts = urlsplit(address)
    assert len(address) < 8000
    folder = parts.path.removeprefix("/party/portal/_new/main/data/").strip("/")
    said = parse_qs(parts.query)
    assert said["filename"][0].endswith(".yml")
    assert f"新的{KINDS[folder].title}" in said["value"][0]
    assert "（必填）" in said["value"][0]
    id = said["filename"][0].removesuffix(".yml")
    assert id == "new" or f"\nid: {id} " in said["value"][0]


def test_a_branch_without_a_plan_is_led_to_a_new_one(pages: dict[str, str]) -> None:
    begun = [
        (path, address)
        for path, text in pages.items()
        for address, _ in buttons(text)
        if "/_new/main/data/plans/" in address and not path.startswith("maps/")  # of all branches with the same days
    ]
    assert begun
    for path, address in begun:
        branch, year = re.findall(r"branches/([a-z0-9-]+)/([0-9]{4})/", path)[0]
        assert f"filename={branch}-{year}.yml" in address
        assert f"branch: {branch} " in unquote(address)


def test_what_has_been_issued_is_not_begun_by_hand(pages: dict[str, str]) -> None:
    for kind in KINDS:
        if kind.issued:
            assert not any(f"/_new/main/data/{kind.name}/" in text for text in pages.values()), kind.name


def test_every_page_takes_a_report_that_names_it(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if 'http-equiv="refresh"' in text:
            continue  # leads on at once
        (address,) = REPORT.findall(text)
        said = parse_qs(urlsplit(unescape(address)).query)
        assert said["title"][0].startswith("頁面有錯："), path
        assert said["body"][0].startswith(f"https://portal.example.com/{path}\n"), path

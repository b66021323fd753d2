"""The two editions of the built site: the same pages, feeds, forms and figures in either script."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from docx import Document as Letter
from icalendar import Calendar
from lxml import etree, html
from python_calamine import CalamineWorkbook

from branch_portal.editions.addresses import rebase
from branch_portal.editions.conversion import Conversion, evidence
from branch_portal.editions.edition import Editions, editions
from branch_portal.editions.kinds import CONVERSIONS
from branch_portal.project.handbook import Handbook
from branch_portal.project.settings import Script
from tests.built import BASE, documents


@pytest.fixture(scope="module")
def sample(book: Handbook) -> Editions:
    return editions(book.settings.editions, book[CONVERSIONS].values())


@pytest.fixture(scope="module")
def to_hans(sample: Editions) -> Conversion:
    return Conversion("hans", sample.words["hans"])


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
        assert 'rel="alternate' not in text  # the sitemap has them, once
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


def words(file: Path) -> Iterator[str]:
    """What a reader of a page sees or hears, without what is marked as not to be translated."""
    page = html.parse(str(file), html.HTMLParser(encoding="utf-8"))
    walk = etree.iterwalk(page, events=("start", "end", "comment"))
    for event, element in walk:
        if event != "start":
            yield element.tail or ""
        elif (
            element.tag in ("script", "style", "textarea")
            or element.get("translate") == "no"
            or element.get("data-edition") is not None
        ):
            walk.skip_subtree()
        else:
            yield from (element.get(name, "") for name in ("title", "alt", "placeholder", "aria-label", "content"))
            yield element.text or ""


@pytest.mark.parametrize(("folder", "foreign"), [("hans", "hant"), ("", "hans")])
def test_no_character_of_the_other_script_is_left(site: Path, folder: str, foreign: Script) -> None:
    # 着 is good Traditional too: Hong Kong and OpenCC's own standard write it.
    other = re.compile(f".{{0,4}}[{evidence(foreign).replace('着', '')}].{{0,4}}")
    left: dict[str, str] = {}
    for file in sorted((site / folder).rglob("*.html")):
        if not folder and "hans" in file.relative_to(site).parts:
            continue
        for found in other.findall("\n".join(words(file))):
            left.setdefault(found, file.relative_to(site).as_posix())
    assert left == {}


def test_no_character_of_the_other_script_is_left_in_files(site: Path) -> None:
    other = re.compile(f".{{0,4}}[{evidence('hant')}].{{0,4}}")
    for file in sorted((site / "hans").rglob("*")):
        if file.suffix in (".ics", ".json", ".csv", ".xml"):
            text = file.read_bytes().replace(b"\r\n ", b"").decode("utf-8-sig")
            assert other.findall(text) == [], file.name
            assert not re.search(r"\\u[4-9][0-9a-f]{3}", text), file.name  # escaped, it would not be converted

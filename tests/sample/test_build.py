"""Real builds of the sample portal: links, other builders, and what happens on bad input.

That two builds give the same bytes is held where the wheel builds the sample again (`kernel/test_archives.py`).
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.commands.main import portal
from branch_portal.rooms import ROOMS
from branch_portal.site.bundle import FIRST, bare, closed
from branch_portal.site.editing import editing_pages
from tests.browser.kinds import one_of_each_kind
from tests.built import BUILT_ON, QUIET, broken, change_settings, digests, documents
from tests.portal import Portal


def test_no_link_and_no_anchor_is_broken(site: Path) -> None:
    assert broken(site) == []


def test_ids_are_unique_on_every_page(site: Path) -> None:
    doubled = {
        address: sorted({id for id in document.ids if document.ids.count(id) > 1})
        for address, document in documents(site).items()
        if len(set(document.ids)) != len(document.ids)
    }
    assert doubled == {}


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    outside = {
        load for _, document in documents(site).items() for load in document.loads if re.match(r"https?:|//", load)
    }
    assert outside == set()


def test_the_rooms_own_files_come_as_one_of_each_kind(site: Path) -> None:
    """A phone asks the server about each file again on every page view."""
    for kind in ("css", "js"):
        loaded = [load for load in documents(site)["guide/g08/"].loads if re.search(rf"assets/[^/]*\.{kind}$", load)]
        if kind == "js":
            assert loaded.pop(0).endswith(f"/{FIRST}")  # what must run before the page is painted
        assert len(loaded) == 1
        text = (site / "guide" / "g08" / loaded[0]).resolve().read_text("utf-8")
        ours = [file for room in ROOMS for file in room.folder.glob(f"static/[0-9]*.{kind}")]
        assert len(ours) > 5
        sent = closed if kind == "css" else str
        assert [file.name for file in ours if sent(bare(file.read_text("utf-8"))) not in text] == []
        assert len(list((site / "assets").glob(f"portal*.{kind}"))) == 1


def test_no_inline_style(site: Path) -> None:
    assert [address for address, document in documents(site).items() if document.inline_styles] == []


@pytest.mark.parametrize("home", ["", "hans/"])
def test_every_page_is_within_three_clicks_of_its_edition_s_home(site: Path, home: str) -> None:
    from urllib.parse import urljoin, urlsplit

    edition = {
        address: document
        for address, document in documents(site).items()
        if address.startswith("hans/") == (home == "hans/")
    }
    reached, frontier = {home}, {home}
    for _ in range(3):
        found = set()
        for address in frontier:
            for link in edition[address].links:
                target = urlsplit(urljoin("https://portal.example.com/" + address, link)).path.lstrip("/")
                if target in edition and target not in reached:
                    found.add(target)
        reached |= found
        frontier = found
    assert set(edition) - reached - {f"{home}404.html"} == set()


def test_every_page_says_it_is_a_sample(site: Path) -> None:
    for file in site.rglob("*.html"):
        notices = {"示例數據：單位、支部和日期均為虛構樣例", "示例数据：单位、支部和日期均为虚构样例"}
        assert any(notice in file.read_text("utf-8") for notice in notices), file


def run(*arguments: str) -> Result:
    """A command in this process: it starts in no time."""
    return CliRunner().invoke(portal, arguments)


def test_plain_mkdocs_builds_the_same_site(mini: Portal, tmp_path: Path) -> None:
    copy, site = mini.to_be_built(), tmp_path / "by_portal"
    assert run("build", "--root", str(copy), "--as-of", BUILT_ON, "--site-dir", str(site)).exit_code == 0
    program = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, **QUIET, "SOURCE_DATE_EPOCH": "1795500000"}
    done = subprocess.run(program, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert digests(copy / "site").keys() == digests(site).keys()


def test_the_sample_mark_goes_with_its_switch_and_bad_input_leaves_the_site_as_it_was(mini: Portal) -> None:
    copy = mini.to_be_built()
    notice = mini.book().settings.sample_notice
    assert run("build", "--root", str(copy), "--as-of", BUILT_ON).exit_code == 0
    assert notice in (copy / "site" / "index.html").read_text("utf-8")
    change_settings(copy, "sample: true", "sample: false")
    assert run("build", "--root", str(copy), "--as-of", BUILT_ON).exit_code == 0
    assert notice not in (copy / "site" / "index.html").read_text("utf-8")
    before = digests(copy / "site")
    branch = copy / "data" / "branches" / "b01.yml"
    branch.write_text(branch.read_text("utf-8").replace("parent: city", "parent: nowhere"), "utf-8")
    failed = run("build", "--root", str(copy))
    assert failed.exit_code != 0
    assert "data/branches/b01.yml:5:9" in failed.stderr
    assert isinstance(failed.exception, SystemExit)
    assert digests(copy / "site") == before
    assert sorted(path.name for path in copy.iterdir()) == [
        ".site-made",
        "content",
        "data",
        "mkdocs.yml",
        "site",
        "site_config",
    ]


def test_check_prints_every_problem_and_fails(mini: Portal) -> None:
    copy = mini.root
    (copy / "data" / "branches" / "b01.yml").write_text("id: b01\ntitle：甲\n", "utf-8")
    (copy / "data" / "branches" / "b02.yml").write_bytes("id: b02\ntitle: 第二\n".encode("gbk"))
    done = run("check", "--root", str(copy))
    assert done.exit_code == 1
    assert "data/branches/b01.yml:2:6" in done.stdout
    assert "data/branches/b02.yml:2:" in done.stdout
    assert "怎麼改" in done.stdout
    assert isinstance(done.exception, SystemExit)


def test_check_passes_on_the_sample(root: Path) -> None:
    done = run("check", "--root", str(root))
    assert done.exit_code == 0, done.stdout


MARKDOWN = ("editing", "guide", "learning")


def body(site: Path, name: str) -> str:
    """The page's own content: what stands in the theme's article, without the edit button."""
    text = (site / name).read_text("utf-8")
    article = text[text.index("<article") : text.index("</article>")]
    article = re.sub(r'<a[^>]*class="md-content__button.*?</a>', "", article, flags=re.S)
    if name.partition("/")[0] in MARKDOWN:
        # Made of Markdown: a tree that needs nothing of ours is without our extension that names tables.
        article = re.sub(r'<table aria-labelledby="[^"]*"', "<table", article)
    return re.sub(r"\s+", " ", article.split(">", 1)[1]).strip()


def thin(folder: Path, site: Path) -> None:
    """Leave in a written folder one page of each kind, every page in Markdown or in the navigation, and the theme's files."""
    kinds = {f"{path}index.md" for path in one_of_each_kind(site)}
    nav = (folder / "mkdocs.yml").read_text("utf-8")
    for file in [one for one in (folder / "docs").rglob("*") if one.is_file()]:
        name = file.relative_to(folder / "docs").as_posix()
        top = name.partition("/")[0]
        if name not in kinds and name not in nav and top not in (*MARKDOWN, "assets"):
            file.unlink()


def test_properdocs_builds_the_written_folder_to_the_same_bodies(site: Path, copy: Path) -> None:
    """Of one edition: its pages say the same beside another."""
    folder = copy / "tree"
    done = run("build", "--root", str(copy), "--as-of", BUILT_ON, "--to-folder", str(folder))
    assert done.exit_code == 0, done.stderr
    thin(folder, site)
    program = [sys.executable, "-m", "properdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    done = subprocess.run(program, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    other = folder / "site"
    written = {name for name in digests(other) if name.endswith(".html")}
    assert len(written) > 150
    differing = [name for name in sorted(written - {"404.html"}) if body(site, name) != body(other, name)]
    assert differing == []


def test_requirement_files_hold_no_addresses(root: Path) -> None:
    for file in (root / "requirements").glob("*.txt"):
        assert "://" not in file.read_text("utf-8")


def test_editors_pages_are_listed_for_those_who_cannot_search(site: Path) -> None:
    listed = (site / "index" / "help" / "index.html").read_text("utf-8")
    pages = [page.path for page in editing_pages(room.folder for room in ROOMS)]
    assert len(pages) > 10
    assert [path for path in pages if f'href="../../{path}"' not in listed] == []

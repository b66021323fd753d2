"""A portal written in Simplified: the whole sample turned over, checked, made, and compared with the Traditional one."""

import re
import shutil
from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.commands.main import portal
from branch_portal.editions.conversion import HAN, evidence
from branch_portal.editions.door import conversion_into
from branch_portal.editions.html import convert_page
from branch_portal.project.reading import Reading
from branch_portal.project.settings import Script
from branch_portal.site.page import Site
from tests.sample import AS_OF, ROOT

pytestmark = pytest.mark.slow

EXPECTED = 15  # a third of them in the rule that names the quotation marks of both scripts
"""Places where words may differ: a page that names single characters of both scripts, and pages' checksums."""

_COPIED = re.compile(r'<textarea.*?</textarea>| href="[^"]*%[^"]*"|[0-9a-f]{64}', re.DOTALL)
"""What goes into a file as it is, in the script of the source, and what depends on its bytes."""


class Both:
    """The sample as it is, and written in Simplified; every page of both is made once."""

    def __init__(self, hant: Site, hans: Site) -> None:
        self.sites = (hant, hans)
        self.pages = [{page.path: page.render() for page in site.pages} for site in self.sites]


def portal_says(*arguments: str) -> str:
    done = CliRunner().invoke(portal, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    root = tmp_path_factory.mktemp("hans")
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("theme"))
    portal_says("convert", "hans", "--root", str(root), "--as-of", AS_OF.isoformat(), "--yes")
    readings = (Reading(), Reading())
    sites = (build_site(ROOT, AS_OF, readings[0]), build_site(root, AS_OF, readings[1]))
    problems = [[(one.place, one.rule) for one in reading.log] for reading in readings]
    assert problems[0] == problems[1]
    assert "没有要改的" in portal_says("convert", "hans", "--root", str(root), "--as-of", AS_OF.isoformat())
    return Both(*sites)


def edition(site: Site, made: Mapping[str, str], script: Script) -> dict[str, str]:
    """Every page of an edition by its address; `made` are the pages in the script of the source."""
    conversion = conversion_into(script, site.editions)
    pages = {path: _COPIED.sub("", text) for path, text in made.items()}
    return {path: convert_page(text, conversion) if conversion else text for path, text in pages.items()}


@pytest.mark.parametrize("script", ["hant", "hans"])
def test_both_editions_say_the_same_as_from_a_traditional_source(both: Both, script: Script) -> None:
    assert sorted(both.sites[0].addresses()) == sorted(both.sites[1].addresses())
    hant, hans = (edition(site, made, script) for site, made in zip(both.sites, both.pages, strict=True))
    markup = re.compile(f"[{HAN}“”‘’「」『』]+")
    differences = []
    for path, text in hant.items():
        if text == hans[path]:
            continue
        same_markup = markup.sub("", text) == markup.sub("", hans[path])  # not in the assertion: it would print both
        assert same_markup, path
        for one, other in zip(markup.findall(text), markup.findall(hans[path]), strict=True):
            differences += [(path, one, other)] if one != other else []
    assert len(differences) <= EXPECTED, differences


def test_what_is_copied_into_files_is_in_the_script_of_the_source(both: Both) -> None:
    pages = "".join(text for path, text in both.pages[1].items() if path.startswith("tasks/"))
    templates = re.findall(r"<textarea.*?</textarea>", pages, re.DOTALL)
    assert templates
    assert [text for text in templates if re.search(f"[{evidence('hant')}]", text)] == []


def test_the_calendars_carry_the_same_identities(both: Both) -> None:
    found = []
    for site in both.sites:
        feeds = [asset for asset in site.assets if asset.path.startswith("calendar/") and asset.path.count("/") == 1]
        found.append(
            {feed.path: re.findall(rb"\r\n(?:UID|DTSTART|DTSTAMP|SEQUENCE)[^\r]*", feed.render()) for feed in feeds}
        )
    assert found[0].keys() == found[1].keys()
    assert [path for path in found[0] if found[0][path] != found[1][path]] == []

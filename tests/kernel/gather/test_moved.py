"""換了編號的頁面: whoever kept an old address gets to the page, in either script."""

import re
from pathlib import Path
from urllib.parse import urljoin

from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.commands.rename import rename
from branch_portal.project.reading import Reading
from branch_portal.site.page import Site
from tests.built import command
from tests.portal import GUIDE, SETTINGS, Portal
from tests.sample import AS_OF

BASE = "https://portal.example.com/"


def led(site: Site) -> dict[str, str]:
    """Where each former address leads."""
    texts = {one.path: one.render().decode() for one in site.assets if one.path.endswith("index.html")}
    found = {path: re.search(r'url=([^"]+)"', text) for path, text in texts.items()}
    return {path: urljoin(BASE + path, match[1]).removeprefix(BASE) for path, match in found.items() if match}


def test_every_page_of_a_record_is_found_under_its_former_ids(mini: Portal) -> None:
    assert led(build_site(mini.root, AS_OF, Reading(), preview=True)) == {}
    mini.change("data/branches/b01.yml", old_ids=["b00", "b03x"])
    mini.replace(GUIDE, "id: g13\n", "id: g13\nold_ids: [g03]\n")
    site = build_site(mini.root, AS_OF, Reading(), preview=True)
    theirs = [page.path for page in site.pages if page.path.startswith("branches/b01/")]
    assert len(theirs) >= 2
    expected = {f"{path.replace('b01', old, 1)}index.html": path for path in theirs for old in ("b00", "b03x")}
    assert led(site) == {**expected, "guide/g03/index.html": "guide/g13/"}


def test_a_renamed_record_is_found_in_both_editions(mini: Portal, tmp_path: Path) -> None:
    mini.change(SETTINGS, editions={"source": "hant", "published": ["hant", "hans"]})
    where = ["--root", str(mini.root), "--as-of", str(AS_OF)]
    done = CliRunner().invoke(rename, ["支部", "b01", "b21", *where])
    assert done.exit_code == 0, done.output
    site = tmp_path / "site"
    mini.to_be_built()
    built = command("build", *where, "--site-dir", str(site))
    assert built.returncode == 0, built.stderr
    assert f"是 {AS_OF} 的情況，在 {site}" in built.stdout
    for edition, words in (("", "本頁換了地址"), ("hans/", "本页换了地址")):
        text = (site / edition / "branches/b01/index.html").read_text("utf-8")
        assert words in text
        (target,) = set(re.findall(r'(?:url=|href=")([^"]+)"', text))
        assert (site / edition / "branches/b01" / target / "index.html").is_file()
    assert "branches/b01/" not in (site / "sitemap.xml").read_text("utf-8")
    assert (site / "calendar/b01.ics").read_bytes() == (site / "calendar/b21.ics").read_bytes()

"""A served site against what was built: one changed byte is named; and the policy that a server sends with it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal as command
from branch_portal.publishing.headers import configuration, script_hashes
from branch_portal.publishing.target import MARKER, write_marker
from branch_portal.publishing.verify import verify
from tests.sample import ROOT

FILES = {"index.html": "<p>甲</p>", "findings/q1/index.html": "<p>通報</p>", "a.ics": "BEGIN"}


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return made(tmp_path / "site")


def made(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    write_marker(folder, "site", FILES)
    return folder


def said(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["verify", *words])
    return done.exit_code, done.output + done.stderr


def test_what_was_built_is_what_is_served(served: Path) -> None:
    assert not verify(served)
    assert said(str(served)) == (0, "每個文件都和生成時的一樣。\n")


def test_one_changed_byte_of_a_bulletin_is_named(served: Path) -> None:
    page = served / "findings/q1/index.html"
    page.write_bytes(page.read_bytes().replace("通".encode(), "痛".encode()))
    code, words = said(str(served))
    assert code == 1
    assert "改過：findings/q1/index.html" in words


def test_missing_and_added_files_are_named(served: Path) -> None:
    (served / "a.ics").unlink()
    (served / "b.html").write_text("x", "utf-8")
    found = verify(served)
    assert (found.changed, found.missing, found.added) == ((), ("a.ics",), ("b.html",))


def test_another_build_of_the_same_is_the_same(served: Path, tmp_path: Path) -> None:
    """Whoever changes a page and its list too is found by building again elsewhere."""
    again = made(tmp_path / "again")
    assert not verify(served, again)
    (served / "index.html").write_text("<p>乙</p>", "utf-8")
    write_marker(served, "site", FILES)
    assert not verify(served)
    assert verify(served, again).changed == ("index.html",)


def test_programs_of_another_version_are_named(served: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "again")
    text = (again / MARKER).read_text("ascii")
    (again / MARKER).write_text(text.replace('"mkdocs": "', '"mkdocs": "9'), "ascii")
    assert [name for name, *_ in verify(served, again).versions] == ["mkdocs"]


def test_a_folder_without_hashes_is_refused_in_words(tmp_path: Path) -> None:
    code, words = said(str(tmp_path))
    assert code == 1
    assert "沒有生成時寫下的文件清單" in words


def test_the_policy_has_the_hash_of_every_inline_script_and_of_no_data(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<script>alert(1)</script><script src="a.js"></script><script type="application/json">{}</script>', "utf-8"
    )
    (hashed,) = script_hashes(tmp_path)
    assert hashed == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    for server, line in (
        ("nginx", "add_header Content-Security-Policy"),
        ("caddy", "\tContent-Security-Policy"),
        ("apache", "Header always set Content-Security-Policy"),
    ):
        written = configuration(tmp_path, server)  # type: ignore[arg-type]
        assert f"{line} \"default-src 'none'; script-src 'self' {hashed};" in written


def test_the_policy_of_the_built_site_is_that_of_the_sample_for_nginx(site: Path) -> None:
    sample = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    for line in configuration(site, "nginx").splitlines():
        assert f"    {line}\n" in sample

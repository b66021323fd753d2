"""The benchmark beside Hugo and Pagefind, with stand-ins for both: what is missing is said, what fails ends it."""

from pathlib import Path

import pytest

from benchmarks import others
from benchmarks.others import Cost, compare, program

PAGE = "<html><head><title>甲</title></head><body><main><article class='x'><h1>{}</h1></article></main></body></html>"
POURS = """
for file in "$2"/content/*.html; do
  url=$(sed -n 's/^url: //p' "$file")
  mkdir -p "$2/public$url" && cp "$file" "$2/public${url}index.html"
done
"""
ONE_PAGE = 'mkdir -p "$2/public" && echo > "$2/public/index.html"'
OURS = Cost(3, 6)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("", "a/b/"):
        page = tmp_path / "site" / path / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(path), "utf-8")
    return tmp_path / "site"


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)
    monkeypatch.setenv(f"PORTAL_{name.upper()}", str(file))


def test_both_are_measured_with_our_pages(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(monkeypatch, tmp_path, "hugo", POURS)
    stand_in(monkeypatch, tmp_path, "pagefind", 'test -f "$2/a/b/index.html"')
    monkeypatch.setattr(others, "taken", lambda command, real=others.taken: real(command) + Cost(2, 3))
    compare(OURS, site, tmp_path / "hugo-site")
    said = capsys.readouterr().out
    assert "2 pages" in said
    assert "ours : both of them = 0.7" in said
    frame = (tmp_path / "hugo-site/layouts/_default/single.html").read_text("utf-8")
    assert frame.count("{{ .Content }}") == frame.count("{{ .Title }}") == 1
    assert "<h1>" not in frame
    assert "<h1>a/b/</h1>" in (tmp_path / "hugo-site/public/a/b/index.html").read_text("utf-8")


@pytest.mark.parametrize("missing", ["hugo", "pagefind"])
def test_what_is_missing_is_said(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    stand_in(monkeypatch, tmp_path, "hugo", POURS)
    monkeypatch.delenv(f"PORTAL_{missing.upper()}", raising=False)
    monkeypatch.setattr(others, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert program(missing) is None
    compare(OURS, site, tmp_path / "hugo-site")
    said = capsys.readouterr().out
    assert f"{missing} is missing: no ratio" in said
    assert "ours :" not in said


@pytest.mark.parametrize(("script", "said"), [("exit 3", "hugo failed"), (ONE_PAGE, "hugo has made 1 of 2 pages")])
def test_what_fails_is_no_measure(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    stand_in(monkeypatch, tmp_path, "hugo", script)
    stand_in(monkeypatch, tmp_path, "pagefind", "exit 0")
    with pytest.raises(SystemExit, match=said):
        compare(OURS, site, tmp_path / "hugo-site")

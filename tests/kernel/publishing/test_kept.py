"""Pages opened before a site was replaced go on working for two days; afterwards what only they ask for goes."""

import json
import os
from pathlib import Path

import pytest

from branch_portal.publishing.kept import BUILDS, DAYS
from branch_portal.publishing.target import HASHED, KEPT, MARKER, NotPublished, read_kept
from branch_portal.publishing.unfinished import begin
from branch_portal.publishing.verify import verify

PART = "search/parts/{}/p0.js"
SCRIPT = "hans/assets/javascripts/bundle.{}.min.js"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "portal"
    root.mkdir()
    publish(root, "0123456789")
    return root


def publish(root: Path, digest: str, *, keep: bool = True) -> None:
    """Publish a site whose hashed files have that hash."""
    unfinished = begin(root / "site", "site", root)
    names = ["index.html", "search/parts/index.js", PART.format(digest), SCRIPT.format(digest[:8])]
    for name in names:
        (unfinished.fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (unfinished.fresh / name).write_text(name, "utf-8")
    unfinished.put_in_place(names, keep=keep)
    assert [path.name for path in root.iterdir()] == ["site"]


def age(root: Path, days: float) -> None:
    """Let all that stays have stayed for longer."""
    listed = json.loads((root / "site" / KEPT).read_text("ascii"))
    older = {name: [digest, since - int(days * 86_400)] for name, (digest, since) in listed.items()}
    (root / "site" / KEPT).write_text(json.dumps(older), "ascii")


def served(root: Path, digest: str) -> bool:
    return [(root / "site" / one).is_file() for one in (PART.format(digest), SCRIPT.format(digest[:8]))] == [True, True]


def test_hashed_files_stay_for_their_time_and_then_go(project: Path) -> None:
    publish(project, "abcdef0123")
    assert served(project, "0123456789")
    assert served(project, "abcdef0123")
    assert set(read_kept(project / "site")) == {PART.format("0123456789"), SCRIPT.format("01234567")}
    assert not verify(project / "site")
    age(project, DAYS - 1)
    publish(project, "1111111111")
    assert served(project, "0123456789")
    assert served(project, "abcdef0123")
    age(project, 1.01)
    publish(project, "2222222222")
    assert not (project / "site" / PART.format("0123456789")).exists()
    assert served(project, "1111111111")
    publish(project, "1111111111")  # what comes back is the site's own again
    assert PART.format("1111111111") not in read_kept(project / "site")
    assert not verify(project / "site")


def test_what_many_builds_leave_does_not_pile_up(project: Path) -> None:
    for number in range(1, BUILDS + 2):
        publish(project, f"{number}" * 10)
        age(project, 0.01)
    assert not served(project, "0123456789")
    assert all(served(project, f"{number}" * 10) for number in range(1, BUILDS + 2))
    assert not verify(project / "site")


def test_a_build_told_so_keeps_nothing(project: Path) -> None:
    publish(project, "abcdef0123")
    publish(project, "1111111111", keep=False)
    assert not (project / "site" / KEPT).exists()
    assert [path.name for path in (project / "site" / "search" / "parts").iterdir() if path.is_dir()] == ["1111111111"]


def test_only_what_a_build_has_made_stays(project: Path, tmp_path: Path) -> None:
    """A list that somebody has written in names nothing else, and a file of a person is none of ours."""
    publish(project, "abcdef0123")
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    listed = json.loads((project / "site" / KEPT).read_text("ascii"))
    (project / "site" / KEPT).write_text(json.dumps({**listed, "../../secret.txt": ["0", 9**10]}), "ascii")
    (project / "site" / PART.format("abcdef0123")).unlink()
    publish(project, "1111111111")
    assert not list(project.rglob("secret.txt"))
    assert PART.format("abcdef0123") not in read_kept(project / "site")
    (project / "site" / PART.format("0123456789")).write_text("changed", "utf-8")
    assert verify(project / "site").changed == (PART.format("0123456789"),)
    other = project / "site" / PART.format("9999999999")
    other.parent.mkdir()
    other.write_text("a person's", "utf-8")
    with pytest.raises(NotPublished, match="9999999999"):
        publish(project, "2222222222")


def test_a_clock_that_was_wrong_lets_nothing_stay_for_years(project: Path) -> None:
    for name in ("0123456789", "abcdef0123"):
        publish(project, name)
    listed = json.loads((project / "site" / KEPT).read_text("ascii"))
    (project / "site" / KEPT).write_text(json.dumps({name: [digest, 10**11] for name, (digest, _) in listed.items()}))
    publish(project, "abcdef0123")
    assert listed
    now = (project / "site" / MARKER).stat().st_mtime
    assert all(since <= now for _, since in json.loads((project / "site" / KEPT).read_text("ascii")).values())


@pytest.mark.parametrize(
    "name", ["assets/../../a.01234567.min.js", "../assets/a.01234567.min.js", "./assets/a.01234567.min.js"]
)
def test_a_list_that_somebody_wrote_leads_nowhere_else(name: str) -> None:
    assert not HASHED.fullmatch(name)
    assert HASHED.fullmatch("assets/javascripts/a.01234567.min.js")


def test_a_disk_that_cannot_link_copies(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    publish(project, "abcdef0123")
    assert served(project, "0123456789")

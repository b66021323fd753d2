"""A portal of the edition before formats had numbers comes to today's; `format0.zip` is the sample as it was then."""

import datetime as dt
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.build import build_site
from branch_portal.commands.calendar import update
from branch_portal.commands.migrate import migrate
from branch_portal.ground.problems import InputProblems
from branch_portal.migrations.steps import STEPS, migrated
from branch_portal.project.reading import Reading
from branch_portal.project.settings import FORMAT
from branch_portal.rooms import KINDS
from tests.units import unit

DAY = "2026-11-30"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    with zipfile.ZipFile(Path(__file__).with_name("format0.zip")) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(migrate, ["--root", str(root), *arguments])


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def problems(root: Path) -> list[str]:
    """The rules that refuse a build, and those of the format; later rules warn of what was written then."""
    reading = Reading()
    try:
        build_site(root, dt.date.fromisoformat(DAY), reading)
    except InputProblems as error:
        return [str(problem.rule) for problem in error.problems]
    return [
        problem.rule for problem in reading.log if problem.severity == "error" or problem.rule.startswith("FORMAT-")
    ]


def test_the_sample_of_then_is_brought_to_today(old: Path) -> None:
    before = files(old)
    shown = run(old, "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert files(old) == before
    assert "刪去：site_config/theme/main.html" in shown.output
    assert "改寫：site_config/portal.yml" in shown.output

    assert run(old, "--yes").exit_code == 0
    after = files(old)
    assert not [path for path in after if path.startswith(("site_config/theme/", "content/editing/"))]
    settings = after["site_config/portal.yml"].decode()
    assert "format: 1" in settings
    comments = [line for line in before["site_config/portal.yml"].decode().splitlines() if "#" in line]
    assert set(comments) <= set(settings.splitlines())
    assert {path for path in before if path.startswith("data/")} == {path for path in after if path.startswith("data/")}
    done = CliRunner().invoke(
        update, ["--root", str(old), "--as-of", DAY, "--now", f"{DAY}T01:00:00Z", "--yes", "--allow-many"]
    )
    assert done.exit_code == 0, done.output
    assert problems(old) == []
    assert "已經是現在的格式" in run(old, "--yes").output


def test_what_a_unit_has_changed_stays_and_is_named(old: Path) -> None:
    for name in ("site_config/theme/main.html", "content/editing/slips.md", "mkdocs.yml"):
        path = old / name
        path.write_bytes(path.read_bytes() + b"\n# \xe7\x94\xb2\n")
    result = migrated(files(old), KINDS)
    assert {note.partition("：")[0] for note in result.notes} == {
        "site_config/theme/main.html", "content/editing/slips.md", "mkdocs.yml",
    }  # fmt: skip
    assert not {"site_config/theme/main.html", "content/editing/slips.md", "mkdocs.yml"} & result.changes.keys()


def test_an_overridden_theme_stays_in_use(old: Path) -> None:
    page = old / "site_config/theme/404.html"
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    changed = migrated(files(old), KINDS).changes["mkdocs.yml"]
    assert changed is not None
    assert b"custom_dir: site_config/theme" in changed


def test_line_ends_of_another_system_make_no_difference(old: Path) -> None:
    page = old / "content/editing/slips.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert migrated(files(old), KINDS).changes["content/editing/slips.md"] is None


def test_settings_name_only_what_is_there(old: Path) -> None:
    shutil.rmtree(old / "content" / "guide")
    settings = migrated(files(old), KINDS).changes["site_config/portal.yml"]
    assert settings is not None
    assert b"\nhelp:" not in settings
    assert b"\nroles:" in settings


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    root = unit(tmp_path)
    settings = root / "site_config/portal.yml"
    settings.write_text(settings.read_text("utf-8").replace("format: 1", f"format: {FORMAT + 1}"), "utf-8")
    done = run(root, "--yes")
    assert done.exit_code == 1
    assert "先升級程序" in done.output
    assert "FORMAT-01" in problems(root)
    settings.write_text(settings.read_text("utf-8").replace(f"format: {FORMAT + 1}", f"format: {FORMAT}"), "utf-8")
    assert "FORMAT-01" not in problems(root)


def test_an_older_format_warns_until_it_is_migrated(tmp_path: Path) -> None:
    root = unit(tmp_path)
    settings = root / "site_config/portal.yml"
    settings.write_text(settings.read_text("utf-8").replace("format: 1\n", ""), "utf-8")
    reading = Reading()
    build_site(root, dt.date.fromisoformat(DAY), reading, preview=True)
    assert "FORMAT-02" in [problem.rule for problem in reading.log]
    assert run(root, "--yes").exit_code == 0
    reading = Reading()
    build_site(root, dt.date.fromisoformat(DAY), reading, preview=True)
    assert "FORMAT-02" not in [problem.rule for problem in reading.log]


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    root = unit(tmp_path)
    (root / "site_config/portal.yml").write_text("name: [\n", "utf-8")
    assert "先運行 portal check" in run(root, "--yes").output


def test_every_older_format_has_its_step() -> None:
    assert set(STEPS) == set(range(FORMAT))

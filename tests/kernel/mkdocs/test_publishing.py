"""MkDocs ends with the new site in place or with the old one untouched, however it is called and whatever fails."""

import datetime as dt
import errno
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from click import ClickException
from click.testing import CliRunner, Result
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from branch_portal.calendar.rules import STALE
from branch_portal.commands.main import portal as command_line
from branch_portal.editions.edition import editions
from branch_portal.ground.problems import Place, Problem
from branch_portal.mkdocs import plugin as mkdocs_plugin
from branch_portal.mkdocs import run
from branch_portal.project.reading import Reading
from branch_portal.project.settings import EditionSettings
from branch_portal.publishing.target import KEPT, MARKER, write_marker
from branch_portal.site.page import Asset, NavItem, Page, Site

SITE = Site(
    name="門戶",
    url="https://h.example/",
    description="",
    pages=(
        Page("", "首頁", lambda: "<h1>首頁</h1>"),
        Page("a/", "甲", lambda: "<h1>甲</h1>"),
    ),
    assets=(Asset("a.csv", lambda: b"a\n"),),
    nav=(NavItem("首頁", ""),),
    editions=editions(EditionSettings(published=("hant",)), ()),
)
OLD = {"index.html", "own/index.html"}
NEW = {"index.html", "a/index.html", "a.csv", "404.html", "sitemap.xml", "help/index.html"}

Build = Callable[[Path], None]

REFUSED = (Abort, ClickException)
"""MkDocs' own end, and that of our command line, which says it in Chinese."""


def by_portal(root: Path) -> None:
    run.build(root, None, "2026-11-30")


def by_mkdocs(root: Path, strict: bool = True, command: Literal["build", "gh-deploy"] = "build") -> None:
    """As `mkdocs build --strict` does."""
    config = load_config(str(root / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command=command, dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


@pytest.fixture(params=[by_portal, by_mkdocs])
def build(request: pytest.FixtureRequest) -> Build:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def project(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A portal of three pages whose old site is in place."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setattr(mkdocs_plugin, "build_site", lambda *given, **more: SITE)
    shutil.copy(root / "mkdocs.yml", tmp_path)
    for name in ("data", "content", "site/own"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "content" / "help.md").write_text("# 怎麼用\n", "utf-8")
    for name in OLD:
        (tmp_path / "site" / name).write_text("old", "utf-8")
    write_marker(tmp_path / "site", "site", OLD)
    yield tmp_path
    there = {path.name for path in tmp_path.iterdir()} - {".site-made"}  # what the site was made of, where it was
    assert sorted(there) == ["content", "data", "mkdocs.yml", "site"]


def held(root: Path) -> set[str]:
    """The files of the site, but for the theme's, the search's and the list."""
    files = {file.relative_to(root / "site").as_posix() for file in (root / "site").rglob("*") if file.is_file()}
    assert MARKER in files
    return {file for file in files if not file.startswith(("assets/", "search/"))} - {MARKER}


def use(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> None:
    monkeypatch.setattr(mkdocs_plugin, "build_site", lambda *given, **more: replace(SITE, **changed))


def test_a_sound_site_is_published(project: Path, build: Build) -> None:
    build(project)
    assert held(project) == NEW


def test_the_command_says_what_a_build_points_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_site(root: Path, as_of: dt.date, reading: Reading, **more: object) -> Site:
        reading.log.extend([STALE.problem(Place("data/calendar.lock"), "日曆台賬停在2026年03月")])
        return SITE

    monkeypatch.setattr(mkdocs_plugin, "build_site", build_site)
    arguments = ["build", "--root", str(project), "--as-of", "2026-11-30"]
    said, quiet = (CliRunner().invoke(command_line, [*arguments, *more]).output for more in ((), ("--quiet",)))
    assert "[CAL-08]" in said
    assert "日曆台賬停在2026年03月" in said
    assert "運行 portal calendar update" in said
    assert quiet == ""


def test_the_command_says_what_it_has_changed_unless_it_is_to_be_quiet(project: Path) -> None:
    arguments = ["build", "--root", str(project), "--as-of", "2026-11-30"]
    first, again, quiet = (CliRunner().invoke(command_line, [*arguments, *more]) for more in ((), (), ("--quiet",)))
    assert "改了1個、新增" in first.output
    assert "刪去1個。" in first.output
    assert "個文件，和原來的相比都沒有變。" in again.output
    assert quiet.output == ""
    for more, stays in ((), True), (("--fresh",), False):
        (project / "content" / "help.md").write_text(f"# 怎麼用\n\n{more}\n", "utf-8")
        assert CliRunner().invoke(command_line, [*arguments, *more]).exit_code == 0
        assert (project / "site" / KEPT).exists() == stays
    (project / "content" / "help.md").write_text("# 怎麼用\n\n[壞](nowhere.md)\n", "utf-8")
    wrong = CliRunner().invoke(command_line, [*arguments, "--quiet"])
    assert wrong.exit_code == 1
    assert "沒有生成網站" in wrong.output


@pytest.mark.parametrize(
    "text",
    ["[壞](nowhere.md)", "[壞](#nowhere)", "![壞](nowhere.png)", "[壞](nowhere/)"],
    ids=["link", "anchor", "picture", "address"],
)
def test_what_strict_mkdocs_refuses_leaves_the_old_site(project: Path, build: Build, text: str) -> None:
    (project / "content" / "help.md").write_text(f"# 怎麼用\n\n{text}\n", "utf-8")
    with pytest.raises(REFUSED):
        build(project)
    assert held(project) == OLD


def test_what_is_refused_is_said_in_chinese(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    (project / "content" / "help.md").write_text("# 怎麼用\n\n[壞](nowhere.md)\n", "utf-8")
    with pytest.raises(Abort):
        by_mkdocs(project)
    assert "有1處提醒（見上面），嚴格檢查不通過；沒有發布，原有網站沒有改動。" in caplog.text
    caplog.clear()
    by_mkdocs(project, strict=False)
    assert held(project) == NEW


def test_the_command_that_publishes_on_a_forge_keeps_the_old_site_too(project: Path) -> None:
    (project / "content" / "help.md").write_text("# 怎麼用\n\n[壞](nowhere.md)\n", "utf-8")
    with pytest.raises(Abort):
        by_mkdocs(project, command="gh-deploy")
    assert held(project) == OLD


def test_a_leak_leaves_the_old_site(project: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, inspect=lambda folder, foreign: [Problem(Place("a"), "LEAK-01", "不能公開", "刪去")])
    with pytest.raises(REFUSED):
        build(project)
    assert held(project) == OLD


@pytest.mark.parametrize("name", ["main.html", "partials/actions.html"])
def test_a_template_of_the_unit_s_that_fails_is_named_with_its_line(project: Path, build: Build, name: str) -> None:
    settings = (project / "mkdocs.yml").read_text("utf-8")
    own = project / "data" / "own" / name  # where `project` expects something else
    own.parent.mkdir(parents=True)
    own.write_text("{% if 1 %}\n{{ nothing.there }}\n{% endif %}\n", "utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace("name: portal", "name: portal\n  custom_dir: data/own"), "utf-8"
    )
    with pytest.raises(PluginError, match=rf"模板 data/own/{name} 第2行用不了.*沒有發布，原有網站沒有改動"):
        build(project)
    assert held(project) == OLD


@pytest.mark.parametrize("where", ["asset", "page"])
def test_a_full_disk_is_one_sentence_without_a_traceback(
    project: Path, build: Build, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full() -> Any:
        raise OSError(errno.ENOSPC, "No space left on device", "x.ics")

    if where == "asset":  # in a second process
        use(monkeypatch, assets=(Asset("x.ics", full),))
    else:
        use(monkeypatch, pages=(SITE.pages[0], Page("b/", "乙", full)))
    with pytest.raises(PluginError, match=r"讀寫「x\.ics」時出錯：磁盤滿了，騰出空間再做一次。沒有發布"):
        build(project)
    assert held(project) == OLD


@pytest.mark.parametrize("where", ["asset", "page"])
def test_without_memory_it_is_one_sentence_too(
    project: Path, build: Build, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full() -> Any:
        raise MemoryError

    if where == "asset":
        use(monkeypatch, assets=(Asset("x.ics", full),))
    else:
        use(monkeypatch, pages=(SITE.pages[0], Page("b/", "乙", full)))
    with pytest.raises(PluginError, match=r"內存不夠，關掉別的程序再做一次。沒有發布"):
        build(project)
    assert held(project) == OLD


def test_an_interrupted_build_leaves_the_old_site(project: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> str:
        raise KeyboardInterrupt

    use(monkeypatch, pages=(SITE.pages[0], Page("b/", "乙", stop)))
    with pytest.raises(KeyboardInterrupt):
        build(project)
    assert held(project) == OLD


def test_a_file_that_something_deletes_meanwhile_is_missed(
    project: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete(site: Path, foreign: object) -> tuple[Problem, ...]:
        (site / "a.csv").unlink()
        return ()

    use(monkeypatch, inspect=delete)
    with pytest.raises(REFUSED):
        build(project)
    assert held(project) == OLD


def test_a_site_dir_with_other_files_is_refused(project: Path, build: Build, caplog: pytest.LogCaptureFixture) -> None:
    (project / "site" / "own" / "筆記.docx").write_bytes(b"x")
    with caplog.at_level(logging.ERROR), pytest.raises(REFUSED):
        build(project)
    assert "筆記.docx" in caplog.text
    assert held(project) == {*OLD, "own/筆記.docx"}


def test_site_dir_in_the_settings_is_refused_too(project: Path, build: Build) -> None:
    (project / "data" / "a.yml").write_text("id: a", "utf-8")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    for folder in ("data", "data/site", ".", "content/x"):
        (project / "mkdocs.yml").write_text(f"{settings}site_dir: {folder}\n", "utf-8")
        with pytest.raises(REFUSED):
            build(project)
        assert [file.name for file in (project / "data").iterdir()] == ["a.yml"]


@pytest.mark.parametrize("place", ["data", ".", "content/x"])
def test_a_site_dir_in_the_project_is_refused_in_chinese(project: Path, place: str) -> None:
    with pytest.raises(PluginError, match="換一個地方"):
        run.build(project, (project / place).resolve(), "2026-11-30")
    assert held(project) == OLD


@pytest.mark.parametrize(("option", "place"), [("--site-dir", "data"), ("--site-dir", "own"), ("--to-folder", "own")])
def test_the_command_line_deletes_nobody_s_files(root: Path, tmp_path: Path, option: str, place: str) -> None:
    """A portal without records is enough: the place is looked at before anything is read."""
    for file in ("data/a.yml", "content/a.md", "own/a.docx", "site_config/portal.yml"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("x", "utf-8")
    shutil.copy(root / "mkdocs.yml", tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    done = CliRunner().invoke(command_line, ["build", "--root", str(tmp_path), option, str(tmp_path / place)])
    assert done.exit_code == 1
    assert "換一個地方" in done.stderr
    assert isinstance(done.exception, SystemExit)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_written_folder_is_replaced_whole_or_not_at_all(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = project / "site" / "tree"  # anywhere outside the project's own folders

    def written(**changed: Any) -> Result:
        monkeypatch.setattr("branch_portal.build.build_site", lambda *given: replace(SITE, **changed))
        arguments = ["build", "--root", str(project), "--as-of", "2026-11-30", "--to-folder", str(tree)]
        return CliRunner().invoke(command_line, arguments)

    assert written().exit_code == 0
    assert (tree / "docs" / "a" / "index.md").is_file()
    pages = (SITE.pages[0], Page("c/", "丙", lambda: "<h1>丙</h1>"))
    leaking = written(pages=pages, inspect=lambda folder, foreign: [Problem(Place("a"), "LEAK-01", "不能公開", "刪去")])
    assert (leaking.exit_code, "不能公開" in leaking.output) == (1, True)
    assert (tree / "docs" / "a" / "index.md").is_file()
    assert written(pages=pages).exit_code == 0
    assert not (tree / "docs" / "a").exists()
    assert (tree / "docs" / "c" / "index.md").is_file()
    (tree / "docs" / "c" / "筆記.md").write_text("x", "utf-8")
    refused = written()
    assert (refused.exit_code, "筆記.md" in refused.output) == (1, True)
    assert (tree / "docs" / "c" / "筆記.md").is_file()
    assert [path.name for path in (project / "site").iterdir() if path.name.startswith(".")] == [MARKER]

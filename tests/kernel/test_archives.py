"""The wheel: the same bytes again, complete, and enough to build the same site in an empty environment without a network."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from archives import make
from tests.built import BUILT_ON, broken, digests
from tests.units import unit

pytestmark = pytest.mark.slow

NO_NETWORK = """
import socket

def refuse(*_):
    raise OSError("no network")

socket.socket.connect = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archives")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        make(folder)
    return folder


@pytest.fixture(scope="module")
def wheel(archives: Path) -> Path:
    (file,) = archives.glob("*.whl")
    return file


def test_archives_are_the_same_again(
    archives: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From another place, with other rights, at another time, beside what a build leaves behind."""
    source = tmp_path / "elsewhere"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "mkdocs.yml", "README.md", "LICENSE", "NOTICE"):
        shutil.copyfile(root / name, source / name)
    for name in ("licences", "generator", "data", "content", "site_config"):
        shutil.copytree(root / name, source / name, copy_function=shutil.copyfile)
    (source / "generator" / "branch_portal" / "build.py").chmod(0o600)
    (source / "build" / "lib" / "branch_portal").mkdir(parents=True)
    (source / "build" / "lib" / "branch_portal" / "old.py").write_text("", "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    usual = os.umask(0o077)
    try:
        again = make(tmp_path / "made", source)
    finally:
        os.umask(usual)
    assert len(again) == 2
    for file in again:
        assert file.read_bytes() == (archives / file.name).read_bytes(), file.name


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path, root: Path) -> None:
    package = root / "generator"
    written = {
        file.relative_to(package).as_posix()
        for file in (package / "branch_portal").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.name != "README.md"
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        about = archive.read(next(name for name in archive.namelist() if name.endswith("/METADATA"))).decode()
        licences = {name.rpartition("/")[2] for name in archive.namelist() if "/licenses/" in name}
    brought = {name.removeprefix("branch_portal/") for name in held - written}
    assert written <= held
    assert {name.partition("/")[0] for name in brought} == {"library", "sample"}
    assert {"library/data/duties/m01.yml", "library/content/guide/g08.md", "sample/data/units/city.yml"} <= brought
    assert not {name for name in brought if name.startswith(("library/data/units", "library/data/branches"))}
    assert {"templates", "static", "editing", "js", "partials"} <= {Path(name).parent.name for name in held}
    assert licences == {"LICENSE", "NOTICE", "material-for-mkdocs.txt"}
    assert "License-Expression: Apache-2.0\n" in about
    assert wheel.stat().st_size < 6_000_000


def test_the_source_archive_builds_the_same_package(archives: Path, tmp_path: Path) -> None:
    (source,) = archives.glob("*.tar.gz")
    (wheel,) = archives.glob("*.whl")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if ".dist-info/" not in name:
                lies = re.sub("^branch_portal/(library|sample)/", "../", name)
                assert (folder / "generator" / lies).read_bytes() == archive.read(name), name


def test_an_empty_environment_with_the_wheel_builds_the_same_bytes(
    wheel: Path, tmp_path: Path, root: Path, site: Path
) -> None:
    """What the wheel needs besides is what is installed here; of the checkout nothing is.

    Two builds are byte-identical, though another copy is built by another copy of the program in other surroundings.
    """
    libraries = subprocess.run(
        [sys.executable, "-c", "import mkdocs, pathlib; print(pathlib.Path(mkdocs.__file__).parents[1])"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "empty"], check=True)
    python = tmp_path / "empty" / "bin" / "python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-cache", "--no-deps", "--no-index"]
    subprocess.run([*install, "--python", python, wheel], check=True)
    (packages,) = (tmp_path / "empty" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(libraries, "utf-8")
    (packages / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    portal = tmp_path / "portal"
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, portal / name)
    shutil.copy(root / "mkdocs.yml", portal)

    def run(*command: str) -> str:
        surroundings = {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C"}
        environment = {"PATH": os.environ["PATH"], "NO_MKDOCS_2_WARNING": "1", **surroundings}
        done = subprocess.run(command, cwd=portal, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = run(str(python), "-c", "import branch_portal; print(branch_portal.__file__)").strip()
    assert where == str(packages / "branch_portal" / "__init__.py")
    run(str(python.with_name("portal")), "build", "--as-of", BUILT_ON)
    first, second = digests(site), digests(portal / "site")
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == set()
    assert {"index.html", "404.html", "editing/slips/index.html", "guide/g08/index.html"} <= second.keys()
    assert ".portal" in (portal / "site" / "assets" / "portal.css").read_text("utf-8")

    portal = unit(tmp_path / "own")
    (portal / "mkdocs.yml").write_bytes((root / "mkdocs.yml").read_bytes())
    for command in ("calendar update --first --yes", "check", "build"):
        run(str(python.with_name("portal")), *command.split(), "--as-of", "2026-11-30")
    assert (portal / "site" / "guide" / "g08" / "index.html").is_file()
    assert not broken(portal / "site")

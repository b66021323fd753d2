"""Shared by all tests: the sample portal's records, read once."""

import fcntl
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from branch_portal import rooms
from branch_portal.build import events
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.state import calendar_state
from branch_portal.check import read_handbook
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.year.schedule import Schedule, make_schedule
from tests import costs
from tests.browser.browsing import FLAGS, chromium, served
from tests.built import BUILT_ON, change_settings, command
from tests.portal import Portal
from tests.sample import AS_OF, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew, to be read in review")
    parser.addoption(
        "--costs", action="store_true", help="tell the processor seconds of each file and of the dearest tests"
    )


MEMORY = Path("/dev/shm")
ROOM = 4 * 10**9
"""Bytes; what a whole run leaves for its end is a third of it."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep the files of tests in memory where there is room: a small portal is sixty of them, and a disk takes ten times as long for each."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None
    if config.getoption("--costs"):
        config.pluginmanager.register(costs)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(1_000_000, 3, 10)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def book() -> Handbook:
    return read_handbook(Folders(ROOT), Reading(), AS_OF)


@pytest.fixture(scope="session")
def calendar(book: Handbook, schedule: Schedule) -> Calendar:
    """The feeds as the committed ledger stamps them."""
    state = calendar_state(Folders(ROOT), Reading(), events(announce(book), schedule), book, schedule)
    return state.calendar(state.ledger)


@pytest.fixture(scope="session")
def schedule(book: Handbook) -> Schedule:
    return make_schedule(book)


@pytest.fixture(scope="session")
def records() -> Records:
    return load(Folders(ROOT), Reading(), rooms.KINDS)


@pytest.fixture
def mini(tmp_path: Path) -> Portal:
    """A small portal without mistakes, to be changed."""
    return Portal(tmp_path / "mini")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A copy of the sample, to be changed."""
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def copy(portal: Path) -> Path:
    """A copy in one edition, which builds in half the time."""
    shutil.copy(ROOT / "mkdocs.yml", portal)
    change_settings(portal, "published: [hant, hans]", "published: [hant]")
    return portal


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The sample portal as built, for reading only; processes that test side by side share one."""
    shared = tmp_path_factory.getbasetemp()
    target = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "built" / "site"
    target.parent.mkdir(exist_ok=True)
    with (target.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.is_dir():
            done = command("build", "--root", str(root), "--as-of", BUILT_ON, "--site-dir", str(target))
            assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab(browser: "Browser") -> "Page":
    """A tab for whoever only opens a page and looks: a tab of one's own costs three times as much."""
    return browser.new_page()


@pytest.fixture(scope="session")
def phone(browser: "Browser") -> "Page":
    """The same, as wide as a phone."""
    return browser.new_page(viewport={"width": 390, "height": 844})

"""Old engines show pages without a script's error or sideways scrolling, and search, filter, calendar, print work.

`make test-engines` shows every kind of page to Chromium 73, 80, 83, 90 and 92. Every other run shows a few to 80 and
92 alone: a page in five widths and sizes costs a tenth to a half of a second of processor time in each.
"""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.kinds import one_of_each_kind

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HERE = Path(__file__).parent
ENGINES = ("chromium-73", "chromium-80", "chromium-83", "chromium-90", "chromium-92")
IN_EVERY_RUN = ("chromium-80", "chromium-92")
A_FEW = ("", "alerts/", "branches/b01/", "calendar/", "guide/", "tasks/")
SLICE, SECONDS = 15, 120
"""Pages that an engine is shown at a time, and how long it may take for them."""
MISSING = "the old engines are missing: run make test, or make test-engines for all five"
SHOWN = "[...document.querySelectorAll({rows!r})].filter(row => row.offsetParent).length"
FLOWS: list[dict[str, object]] = [
    {
        "name": "search",
        "path": "search/",
        "expect": "window.portalSearch && portalSearch.find('端午').then(found => found.hits.length > 0)",
    },
    {
        "name": "filter",
        "path": "branches/",
        "type": [".filter input[type=search]", "biandian"],
        "expect": SHOWN.format(rows=".branch-list li") + " === 1",
    },
    {
        "name": "calendar",
        "path": "calendar/",
        "choose": ["[data-kind=branch] select", "b03"],
        "expect": "document.querySelector('.chooser .address').textContent.length > 0",
    },
    {
        "name": "rows",
        "path": "alerts/",
        "expect": "(() => { const [one, other] = document.querySelectorAll('.alert-filter button[data-level]'); "
        "return other.getBoundingClientRect().left - one.getBoundingClientRect().right >= 4; })()",
    },
    {
        "name": "print",
        "path": "branches/",
        "media": "print",
        "expect": "getComputedStyle(document.querySelector('.md-header')).display === 'none' && "
        "document.querySelector('article').offsetHeight > 100",
    },
]


@dataclass(frozen=True)
class Visit:
    """What an engine found: its version, errors by page, pages wider than the screen, what the flows gave."""

    version: str
    errors: list[list[str]]
    wide: list[list[object]]
    flows: dict[str, object]


@pytest.fixture(scope="module", params=ENGINES)
def visit(request: pytest.FixtureRequest, site: Path, address: str) -> Visit:
    engine = str(request.param)
    every = bool(os.environ.get("PORTAL_ENGINES"))
    if engine not in IN_EVERY_RUN and not every:
        pytest.skip("only in make test-engines")
    assert (HERE / "node_modules" / engine).is_dir(), MISSING
    pages = one_of_each_kind(site) if every else A_FEW
    found = Visit("", [], [], {})
    for first in range(0, len(pages), SLICE):
        last = first + SLICE >= len(pages)
        asked = {
            "engine": engine,
            "address": address,
            "pages": pages[first : first + SLICE],
            "flows": FLOWS if last else [],
        }
        try:
            said = told(asked)
        except subprocess.TimeoutExpired:
            said = told(asked)  # in one process an engine sometimes begins and never answers, whatever the page
        part = Visit(**json.loads(said))
        found = Visit(part.version, found.errors + part.errors, found.wide + part.wide, part.flows)
    return found


def told(asked: dict[str, object], seconds: int = SECONDS) -> str:
    """What the engine's visitor prints. Raises TimeoutExpired, when the engine has been ended as well."""
    with subprocess.Popen(
        ["node", HERE / "visit.mjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as visitor:
        try:
            said, wrong = visitor.communicate(json.dumps(asked), timeout=seconds)
        except subprocess.TimeoutExpired:
            visitor.terminate()  # upon which it ends its engine
            raise
    assert visitor.returncode == 0, wrong
    return said


def test_the_engine_is_the_one_asked_for(visit: Visit, request: pytest.FixtureRequest) -> None:
    number = request.node.callspec.params["visit"].removeprefix("chromium-")
    assert visit.version.split("/")[1].startswith(f"{number}.")


def test_no_script_fails(visit: Visit) -> None:
    assert visit.errors == []


def test_no_page_scrolls_sideways(visit: Visit) -> None:
    assert visit.wide == []


def test_search_filter_calendar_and_print_work(visit: Visit) -> None:
    assert visit.flows == {str(flow["name"]): True for flow in FLOWS}

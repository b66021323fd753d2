"""Quarter figures: a worked example, and the balance for any legal history."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.build import build_site
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Reading
from branch_portal.rooms import ROOMS
from branch_portal.site import urls
from branch_portal.site.page import Site
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.findings import pages as finding_pages
from branch_portal.systems.findings import release_pages
from branch_portal.systems.findings.balance import figures
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.log_rules import TRANSITIONS
from branch_portal.systems.findings.model import Finding, LogEntry
from branch_portal.systems.findings.states import due_on, is_overdue, state_on
from branch_portal.year.quarter import quarter, quarters
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

START = dt.date(2026, 1, 1)


def finding(number: int, *history: tuple[int, str]) -> Finding:
    """A problem with (day of the year, state) entries."""
    log = tuple(
        LogEntry(on=START + dt.timedelta(days=day), state=state, by="dept_specialist", note="測試")  # type: ignore[arg-type]
        for day, state in history
    )
    return Finding.model_construct(id=f"p{number}", log=log, found_on=log[0].on)


def test_a_worked_quarter() -> None:
    # Day 0 is 1 January, day 90 is 1 April, day 181 is 1 July.
    library = [
        finding(1, (-30, "found"), (20, "closed")),
        finding(2, (10, "found"), (100, "closed")),
        finding(3, (40, "found"), (80, "closed"), (120, "reopened")),
        finding(4, (95, "found"), (150, "long_term")),
        finding(5, (200, "found")),
    ]
    first, second = (figures(library, quarter(id)) for id in ("2026-q1", "2026-q2"))
    assert (first.opening, first.new, first.closed, first.carried) == (1, 2, 2, 1)
    assert (first.registered, first.done, first.continuing, first.not_done) == (3, 2, 0, 1)
    assert (second.opening, second.new, second.closed, second.carried) == (1, 2, 1, 2)
    assert (second.registered, second.done, second.continuing, second.not_done) == (4, 2, 1, 1)
    assert first.rate == "66.7%"


def test_quarters_know_their_days() -> None:
    assert [one.id for one in quarters("2025-q4", "2026-q2")] == ["2025-q4", "2026-q1", "2026-q2"]
    assert (quarter("2026-q4").first, quarter("2026-q4").last) == (dt.date(2026, 10, 1), dt.date(2026, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> Finding:
    day, state = draw(st.integers(-100, 300)), "found"
    history = [(day, state)]
    for _ in range(draw(st.integers(0, 12))):
        day += draw(st.integers(0, 60))
        state = draw(st.sampled_from(TRANSITIONS[state]))
        history.append((day, state))
    return finding(draw(st.integers(1, 10**6)), *history)


@settings(max_examples=80, deadline=None)
@given(st.lists(histories(), max_size=12))
def test_every_quarter_balances_and_hands_over(library: list[Finding]) -> None:
    carried = None
    for period in quarters("2025-q3", "2027-q4"):
        row = figures(library, period)
        assert row.opening + row.new == row.closed + row.carried
        assert row.carried == row.registered - row.done
        assert carried is None or row.opening == carried
        carried = row.carried


def test_releases_agree_with_the_published_records(book: Handbook) -> None:
    for release in book[RELEASES].values():
        row = figures(book[FINDINGS].values(), quarter(release.id))
        assert {name: getattr(row, name) for name in dict(release.totals)} == dict(release.totals)


def test_what_is_not_published_reaches_no_output(book: Handbook, root: Path, site: Path) -> None:
    hidden = {file.stem for file in (root / "data" / "findings").glob("*.yml")} - set(book[FINDINGS])
    assert len(hidden) == 2
    for file in site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [id for id in hidden if id.encode() in content or id.upper().encode() in content], file


def test_the_state_is_that_of_the_day() -> None:
    one = finding(1, (0, "found"), (10, "assigned"))
    assert state_on(one, START - dt.timedelta(days=1)) is None
    assert state_on(one, START + dt.timedelta(days=9)) == "found"
    assert state_on(one, START + dt.timedelta(days=10)) == "assigned"


@pytest.mark.parametrize("day", ["2025-01-01", "2026-01-16", "2026-03-01", "2026-11-24"])
def test_pages_show_only_what_was_published_by_the_day(book: Handbook, day: str) -> None:
    as_of = dt.date.fromisoformat(day)
    snapshot, jinja = take_snapshot(book, as_of, ROOMS), environment()
    made = [*finding_pages.pages(snapshot, jinja), *release_pages.pages(snapshot, jinja)]
    shown = {page.path for page in made if page.render()}
    for one in book[FINDINGS].values():
        assert one.disclosure
        assert (urls.finding(one.id) in shown) == (one.disclosure.published.on <= as_of)
    for release in book[RELEASES].values():
        assert release.published_on
        assert (urls.release(release.id) in shown) == (release.published_on <= as_of)


def test_a_bulletin_of_tomorrow_is_nowhere_on_the_site(root: Path) -> None:
    before, after = (build_site(root, dt.date(2026, 10, day), Reading(), preview=True) for day in (9, 10))
    address = "findings/2026-q3/"

    def mentions(made: Site) -> list[str]:
        likely = [page for page in made.pages if page.path.startswith("findings/") or not page.path]
        pages = [page.path for page in likely if page.path == address or '2026-q3/"' in page.render()]
        return pages + [item.title for section in made.nav for item in section.children if item.path == address]

    assert mentions(before) == []
    assert address in mentions(after)
    assert "2026年第3季度通報" in mentions(after)


def test_a_time_limit_moves_only_when_the_extension_is_approved(book: Handbook) -> None:
    one = book[FINDINGS]["p2620"]
    extension = one.extensions[0]
    assert due_on(one, extension.on - dt.timedelta(days=1)) == one.due
    assert due_on(one, extension.on) == extension.due
    assert not is_overdue(one, extension.due)
    assert is_overdue(one, extension.due + dt.timedelta(days=1))


def test_the_list_of_problems_says_why_its_numbers_have_gaps(book: Handbook, schedule: Schedule) -> None:
    """Else a gap would tell that something is registered that may not be told."""
    snapshot = snapshot_of(book, schedule, AS_OF)
    listed = next(finding_pages.pages(snapshot, environment({room.name for room in ROOMS})))
    assert "還沒有公開和不公開的不列，所以不連續" in listed.render()

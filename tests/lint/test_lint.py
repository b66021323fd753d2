"""The lint: our feeds are clean, every seeded defect is caught by its rule, valid feeds of others raise no alarm."""

import json
import re
from email.message import Message
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.files import assets
from branch_portal.commands.main import portal
from branch_portal.lint.address import check_headers
from branch_portal.lint.command import lint_command
from branch_portal.lint.feed import lint
from branch_portal.lint.rule import Profile, all_rules
from tests.built import command
from tests.lint.kinds import KINDS
from tests.lint.more_kinds import MORE_KINDS
from tests.lint.seeds import HARMFUL, SEEDS, Seed

VALID = Path(__file__).parent / "fixtures" / "valid"
TRUE_ALARMS = {"ical-generator": {"LINE-02", "TREE-06"}, "icalendar": {"PROP-04"}}
"""Against the grammar indeed: no last line end and a URL after the alarm; a COMMENT of a whole VTIMEZONE."""
ALARM = b"BEGIN:VALARM\r\nUID:red-one\r\nACTION:DISPLAY\r\nDESCRIPTION:a\r\nTRIGGER:-PT15H\r\nEND:VALARM\r\n"


@pytest.fixture(scope="session")
def ours(calendar: Calendar) -> dict[str, bytes]:
    return {asset.path: asset.render() for asset in assets(calendar) if asset.path.endswith(".ics")}


@pytest.fixture(scope="session")
def good(ours: dict[str, bytes]) -> bytes:
    """A feed of ours cut to two events, the first with one alarm, no newer stamp than theirs, and what others write as well."""
    head, *events = ours["calendar/all.ics"].removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT\r\n")
    few = [re.sub(rb"BEGIN:VALARM.*?END:VALARM\r\n", b"", event, flags=re.DOTALL) for event in events[:2]]
    few[0] = few[0].replace(b"END:VEVENT", ALARM + b"END:VEVENT")
    few = [one.replace(b"TRANSP:", b"CREATED:20260105T010000Z\r\nCLASS:PUBLIC\r\nTRANSP:") for one in few]
    newest = max(re.findall(rb"\r\nLAST-MODIFIED:(\S+)", b"".join(few)))
    head = re.sub(rb"\r\nLAST-MODIFIED:\S+", b"\r\nLAST-MODIFIED:" + newest, head)
    return b"BEGIN:VEVENT\r\n".join([head, *few]) + b"END:VCALENDAR\r\n"


def wrong(address: str, feed: bytes) -> list[str]:
    """What the portal's own profile finds, as text; a single event to import needs no name and no refresh."""
    profile: Profile = "single" if "calendar/events/" in address else "portal"
    found = [one for one in lint(feed) if one.concerns(profile)]
    return [f"{address}:{one.line} {one.rule.id} {one.message}" for one in found]


def test_every_feed_of_the_portal_is_clean(ours: dict[str, bytes]) -> None:
    singles = [address for address in ours if "calendar/events/" in address]
    some = {address: feed for address, feed in ours.items() if address not in singles[25:]}
    assert [text for address, feed in some.items() for text in wrong(address, feed)] == []


@pytest.mark.slow
def test_feeds_of_the_other_edition_are_clean(site: Path) -> None:
    feeds = sorted((site / "hans" / "calendar").glob("*.ics"))[::4]  # made from the ones above, line by line
    assert feeds
    assert [text for feed in feeds for text in wrong(feed.name, feed.read_bytes())] == []


def test_the_good_feed_is_clean(good: bytes) -> None:
    assert lint(good) == []


@pytest.mark.parametrize("seed", [*SEEDS, *KINDS, *MORE_KINDS], ids=lambda seed: f"{seed.rule} {seed.name}")
def test_a_seeded_defect_is_caught(good: bytes, seed: Seed) -> None:
    changed = seed.change(good)
    assert changed != good
    found = lint(changed)
    assert seed.rule in {one.rule.id for one in found}
    strict = {one.rule.id for one in found if one.rule.weight == "must"}
    assert strict <= {seed.rule, *seed.also}, [one.message for one in found]
    assert all(1 <= one.line <= changed.count(b"\n") + 1 for one in found)


def test_every_rule_has_a_defect() -> None:
    seeded = {seed.rule for seed in (*SEEDS, *KINDS, *MORE_KINDS)}
    assert seeded == {id for id in all_rules() if not id.startswith("HTTP")}
    assert len(SEEDS) >= 60
    assert len(HARMFUL) >= 62
    assert len({seed.name for seed in KINDS}) >= 62


@pytest.mark.parametrize("rule", ["LINE-03", "LINE-05"])
def test_folding_is_an_error_in_anybody_s_feed(good: bytes, rule: str) -> None:
    for seed in (seed for seed in HARMFUL if seed.rule == rule):
        assert (rule, "error") in {(one.rule.id, one.severity("standard")) for one in lint(seed.change(good))}


def test_the_tool_of_its_own_knows_a_single_event(tmp_path: Path, ours: dict[str, bytes]) -> None:
    single = tmp_path / "event.ics"
    single.write_bytes(next(feed for address, feed in ours.items() if "calendar/events/" in address))
    assert CliRunner().invoke(lint_command, ["--profile", "single", str(single)]).exit_code == 0
    assert CliRunner().invoke(lint_command, ["--profile", "portal", str(single)]).exit_code == 1


@pytest.mark.parametrize("file", sorted(VALID.glob("*.ics")), ids=lambda file: file.stem)
def test_a_feed_of_others_raises_no_false_alarm(file: Path) -> None:
    wrong = [one for one in lint(file.read_bytes()) if one.rule.weight != "readers"]
    assert {one.rule.id for one in wrong} == TRUE_ALARMS.get(file.stem, set()), [one.message for one in wrong]


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_get_findings_and_never_a_failure(noise: bytes) -> None:
    assert lint(noise)
    lint(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + noise + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_damaged_feed_never_makes_it_fail(data: st.DataObject) -> None:
    feed = (VALID / "rfc5545.ics").read_bytes()
    at = data.draw(st.integers(0, len(feed) - 1))
    length = data.draw(st.integers(0, 12))
    lint(feed[:at] + data.draw(st.binary(max_size=6)) + feed[at + length :])


def test_the_headers_a_server_should_send() -> None:
    good = Message()
    good["Content-Type"], good["ETag"] = "text/calendar; charset=utf-8", '"1"'
    assert list(check_headers(good, "https://a/", "https://a/")) == []
    bad = Message()
    bad["Content-Type"], bad["Content-Disposition"] = "application/octet-stream", "attachment; filename=a.ics"
    found = [one.rule.id for one in check_headers(bad, "https://a/", "https://a/login")]
    assert found == ["HTTP-01", "HTTP-02", "HTTP-03", "HTTP-04"]


def test_the_command_says_file_line_rule_and_section(tmp_path: Path, good: bytes) -> None:
    feed = tmp_path / "bad.ics"
    feed.write_bytes(good.replace(b"STATUS:CONFIRMED", b"STATUS:BOGUS", 1))
    line = good[: good.index(b"STATUS:CONFIRMED")].count(b"\n") + 1
    result = CliRunner().invoke(portal, ["calendar", "lint", str(feed)])
    assert result.exit_code == 1
    assert f"{feed}:{line}: 錯誤 [PROP-11]" in result.output
    assert "RFC 5545 §3.8.1.11" in result.output
    as_json = CliRunner().invoke(portal, ["calendar", "lint", "--format", "json", str(feed)])
    assert json.loads(as_json.output.splitlines()[0])["line"] == line


def test_advice_is_an_error_only_for_a_portal(tmp_path: Path, good: bytes) -> None:
    feed = tmp_path / "advice.ics"
    feed.write_bytes(good.replace(b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE"))
    assert CliRunner().invoke(portal, ["calendar", "lint", str(feed)]).exit_code == 0
    assert CliRunner().invoke(portal, ["calendar", "lint", "--profile", "portal", str(feed)]).exit_code == 1
    missing = CliRunner().invoke(portal, ["calendar", "lint", str(tmp_path / "none.ics")])
    assert missing.exit_code == 1
    assert "讀不了" in missing.output


def test_the_list_has_every_rule_in_a_process_that_has_checked_nothing() -> None:
    done = command("calendar", "lint", "--rules")
    assert {line.split()[0] for line in done.stdout.splitlines()} == set(all_rules())

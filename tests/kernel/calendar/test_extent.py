"""Which calendars a portal of few or of many branches makes, and what stands at the addresses that it had before."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar as VCalendar

from branch_portal.calendar import extent, my_page
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import Feed
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.files import feed_file
from branch_portal.calendar.former import dropped, soon_many
from branch_portal.calendar.window import span
from branch_portal.ground.problems import Place
from branch_portal.lint.feed import lint
from branch_portal.site.templates import environment

PLACE = Place("site_config/portal.yml")
ALL = {"branch_roles", "quiet", "weekly", "branch_alerts"}


def wanting(calendar: Calendar, **wanted: object) -> Calendar:
    """The calendar under other settings."""
    settings = calendar.book.settings
    chosen = type(settings.calendar).model_validate({**settings.calendar.model_dump(), **wanted})
    book = calendar.book.having(settings=settings.model_copy(update={"calendar": chosen}))
    return Calendar(book, calendar._schedule, calendar.events, calendar.ledger)


def named(calendar: Calendar) -> dict[str, Feed]:
    return {feed.name: feed for feed in feeds(calendar)}


@pytest.fixture
def many(calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """The sample's calendar as if its branches were many."""
    monkeypatch.setattr(extent, "FEW", 3)
    return wanting(calendar)


def test_a_branch_among_many_has_one_calendar_of_fewer_months(calendar: Calendar, many: Calendar) -> None:
    before, found = named(calendar), named(many)
    of_branches = [feed for feed in found.values() if feed.kind.startswith("branch") or feed.whole == "branch"]
    assert {feed.name for feed in of_branches} == set(many.book["branches"])
    company = {
        name
        for name, feed in before.items()
        if feed.kind in ("all", "role", "topic") or feed.whole in ("all", "role", "topic")
    }
    assert company <= found.keys()
    shown = span(many.anchor, extent._OF_MANY)
    whole = {one.own.uid: one for one in before["b01"].events()}
    kept = list(found["b01"].events())
    assert kept == [one for one in whole.values() if one.cancelled or shown.holds(one.event.first, one.event.last)]
    assert any(one.event.alerts for one in kept)
    assert (
        "選支部；地址是 https://portal.example.com/calendar/支部編號.ics" in found["role-branch_secretary"].description
    )


def test_ones_own_calendar_is_put_together_where_branches_are_many(many: Calendar) -> None:
    (page,) = my_page.pages(many, environment())
    html = page.render()
    assert '<option value="b01">' in html
    assert "data-without" not in html


def test_what_the_settings_ask_for_is_made_of_few_and_many(calendar: Calendar, many: Calendar) -> None:
    asked = wanting(many, **dict.fromkeys(ALL, True), branch_window=calendar.book.settings.calendar.window)
    assert named(asked).keys() == named(calendar).keys()
    assert list(named(asked)["b03"].events()) == list(named(calendar)["b03"].events())
    bare = wanting(calendar, **dict.fromkeys(ALL, False))
    assert not [name for name in named(bare) if "." in name or name.startswith("alerts-")]


def test_a_former_calendar_says_at_each_of_its_addresses_what_to_subscribe_to(
    calendar: Calendar, many: Calendar
) -> None:
    told = wanting(many, former=tuple(sorted(ALL)))
    assert named(told).keys() == named(calendar).keys()
    for name, instead in (("b01.quiet", "b01"), ("b01.org_member.week", "b01"), ("alerts-b01", "b01")):
        feed = named(told)[name]
        assert (feed.kind, feed.is_listed, feed.addresses) == ("former", False, named(calendar)[name].addresses)
        file = feed_file(told, feed)
        assert [one for one in lint(file) if one.concerns("portal")] == []
        (event,) = VCalendar.from_ical(file).walk("VEVENT")
        assert str(event["SUMMARY"]) == "本日曆不再更新，請改訂"
        assert f"https://portal.example.com/calendar/{instead}.ics" in str(event["DESCRIPTION"])


def test_an_address_that_was_published_never_vanishes_in_silence(
    calendar: Calendar, many: Calendar, tmp_path: Path
) -> None:
    def publish(made: Calendar) -> None:
        for name in ("b01", "b01.quiet", "b01.org_member", "all.week"):
            if feed := named(made).get(name):
                file = tmp_path / feed.address
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(feed_file(made, feed))

    assert list(dropped(many, tmp_path, PLACE)) == []
    publish(calendar)
    assert list(dropped(calendar, tmp_path, PLACE)) == []
    roles, quiet = sorted(dropped(many, tmp_path, PLACE), key=lambda problem: problem.value)
    assert (roles.rule, roles.value, quiet.value) == ("CAL-20", "branch_roles", "quiet")
    # The mend, either way.
    assert "branch_roles: true" in roles.mend
    assert list(dropped(wanting(many, branch_roles=True, quiet=True), tmp_path, PLACE)) == []
    assert "former: [quiet, branch_roles]" in quiet.mend
    told = wanting(many, former=("quiet", "branch_roles"))
    assert list(dropped(told, tmp_path, PLACE)) == []
    # Once the notice has stood there, it may go.
    publish(told)
    assert list(dropped(many, tmp_path, PLACE)) == []


def test_before_calendars_are_left_out_it_is_asked_which(
    calendar: Calendar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One more branch must not be what empties calendars: the mend, to the letter, decides before it."""
    monkeypatch.setattr(extent, "FEW", len(calendar.book["branches"]))
    assert list(soon_many(calendar, tmp_path, PLACE)) == []  # nothing was published
    file = tmp_path / named(calendar)["b01"].address
    file.parent.mkdir()
    file.write_bytes(b"BEGIN:VCALENDAR")
    (found,) = soon_many(calendar, tmp_path, PLACE)
    assert (found.rule, found.severity, found.place) == ("CAL-21", "warning", PLACE)
    said = {name: word == "true" for name, word in re.findall(r"(\w+): (true|false)", found.mend)}
    assert said.keys() == ALL
    assert list(soon_many(wanting(calendar, **said), tmp_path, PLACE)) == []
    monkeypatch.setattr(extent, "FEW", len(calendar.book["branches"]) + 3)
    assert list(soon_many(calendar, tmp_path, PLACE)) == []

"""Sheets that hand over: no role without a sheet, and a digest that says what the board says."""

import datetime as dt
import email
import random
from email.policy import default

from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from branch_portal.ground.weeks import week_of
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.alerts.deadlines import deadlines
from branch_portal.systems.alerts.elections import elections_of
from branch_portal.systems.briefs.digest import digest, in_format, text
from branch_portal.systems.briefs.figures import role_year
from branch_portal.systems.briefs.pages import pages, panels
from branch_portal.systems.letters.matters import matters
from branch_portal.year.alert_days import level_on
from tests.portal import Portal
from tests.sample import AS_OF

D = dt.date
DAY = D(2026, 4, 27)


def test_the_digest_says_what_the_board_says(book: Handbook) -> None:
    """Fifty branches, roles and days by chance: every open matter that is coloured by the week's end, and nothing else."""
    chance = random.Random(50)
    days = [D(2026, 1, 5) + dt.timedelta(days=chance.randrange(330)) for _ in range(10)]
    spoken = 0
    for day in days:
        snapshot = take_snapshot(book, day, ROOMS)
        sunday, head = week_of(day)[1], book.settings.roles.branch_head
        board = deadlines(snapshot)
        for _ in range(5):
            branch, role = chance.choice([*book[BRANCHES]]), chance.choice([*book[ROLES]])
            expected = [
                (one.title, one.due, level_on(day, one))
                for one in board.get(branch, ())
                if one.role == role and level_on(sunday, one)
            ]
            expected += [
                ("換屆", one.due, level_on(day, one))
                for one in snapshot.figures(elections_of)
                if one.branch.id == branch and role == head and level_on(sunday, one)
            ]
            made = digest(snapshot.book, snapshot.figures(matters).values(), branch, role, day)
            assert sorted((line.title, line.due, line.level or "") for line in made.lines) == sorted(
                (title, due, level or "") for title, due, level in expected
            )
            said = text(made)
            assert all(line.title in said for line in made.lines)
            spoken += len(made.lines)
    assert spoken > 50


def test_every_role_has_a_sheet_and_none_is_empty(book: Handbook) -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    for role in book[ROLES]:
        found = role_year(snapshot, role, 2026)
        assert found.duties or found.on_occasion or found.boxes or found.named or found.actor, role


def test_the_sheets_of_a_small_portal(mini: Portal) -> None:
    mini.put("data/logbooks/b01-2026.yml", {
        "id": "b01-2026", "branch": "b01", "year": 2026, "months": [{"month": "2026-03", "held": ["m01 24 5/5"]}],
    })  # fmt: skip
    snapshot = take_snapshot(mini.book(DAY), DAY, ROOMS)
    jinja = environment()
    made = {page.path: page.render() for page in pages(snapshot, jinja)}
    week = made["branches/b01/week/"]
    assert "【第一支部·支部書記】4月27日至5月3日，要辦" in week
    assert "〔紅〕開支委會，1月23日前（已過94天）" in week
    assert "三方" in made["branches/b01/handover/"]
    assert "書記" in made["roles/branch-secretary/"]
    assert made["carriers/labels/"].count("label-spine") == 2
    assert "開支委會" in made["carriers/places/"]
    (panel,) = panels(snapshot, jinja)
    shown = str(panel.body("book_general", "carriers/book-general/"))
    assert shown.count("<li data-from") == 24
    assert shown.count("hidden>") == 24 - 8 + 1


def test_the_command_says_it_in_three_ways(mini: Portal) -> None:
    mini.put("data/logbooks/b01-2026.yml", {
        "id": "b01-2026", "branch": "b01", "year": 2026, "months": [{"month": "2026-03", "held": ["m01 24 5/5"]}],
    })  # fmt: skip
    words = ["digest", "--root", str(mini.root), "--as-of", str(DAY), "--branch", "b01", "--role", "branch_secretary"]
    plain = CliRunner().invoke(command_line, words).output
    assert plain.startswith("【第一支部·支部書記】4月27日至5月3日，要辦8件：\n1. ")
    page = CliRunner().invoke(command_line, [*words, "--format", "html"]).output
    assert page.count("<li>") == 8
    out = mini.root / "week.eml"
    assert CliRunner().invoke(command_line, [*words, "--format", "eml", "--out", str(out)]).exit_code == 0
    message = email.message_from_bytes(out.read_bytes(), policy=default)
    body = message.get_body(("plain",))
    assert body
    assert body.get_content().replace("\r\n", "\n") == plain
    assert (message["To"], message["From"]) == (None, None)
    quiet = CliRunner().invoke(command_line, [*words[:-1], "org_department"]).output
    assert "本週沒有要辦的事" in quiet
    assert CliRunner().invoke(command_line, [*words[:-1], "nobody"]).exit_code == 2


def test_a_digest_is_the_same_whenever_it_is_made(mini: Portal) -> None:
    snapshot = take_snapshot(mini.book(DAY), DAY, ROOMS)
    made = digest(snapshot.book, snapshot.figures(matters).values(), "b01", "branch_secretary", DAY)
    assert in_format(made, "eml") == in_format(made, "eml")

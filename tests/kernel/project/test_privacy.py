"""What is published on a day is a type of its own: nothing else can be given to a page, and nothing hidden is in it."""

import datetime as dt
import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from mypy import api
from pydantic import BaseModel

from branch_portal.build import events, make_site
from branch_portal.calendar.state import calendar_state
from branch_portal.commands.main import portal as command_line
from branch_portal.ground.dates import noon
from branch_portal.project.handbook import Announced, Handbook, announce, publish
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.since import marked
from branch_portal.rooms import KINDS, ROOMS
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from tests import canaries
from tests.canaries import MARK, OTHERWISE, SLIP, SLOTS, Planted, models_in, opened, planted
from tests.portal import SETTINGS, Portal
from tests.sample import AS_OF, ROOT
from tests.systems.findings.problems import fields, steps

AFTER = dt.date(2026, 12, 10)
"""The day on which what is planted comes out, unless it never does; the day before is another on which it must not."""

PROGRAM = """
import datetime as dt
from jinja2 import Environment
from branch_portal.project.handbook import Announced, Handbook, Published, announce, publish
from branch_portal.system.room import Room, System
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.year.schedule import Schedule

def sound(book: Handbook, system: System, room: Room, schedule: Schedule, day: dt.date, jinja: Environment) -> None:
    snapshot = take_snapshot(book, day, ())
    Snapshot(publish(book, day), announce(book), schedule, day)
    system.pages(snapshot, jinja), system.datasets(snapshot), system.events(announce(book), schedule)
    room.nav(publish(book, day)), room.assets(snapshot)

def wrong(
    book: Handbook, published: Published, announced: Announced, system: System, room: Room, schedule: Schedule,
    day: dt.date, jinja: Environment,
) -> None:
    Snapshot(book, announced, schedule, day)  # refused
    Snapshot(published, book, schedule, day)  # refused
    system.pages(book, jinja)  # refused
    system.datasets(book)  # refused
    system.home_section(book, jinja)  # refused
    system.branch_section(book, jinja)  # refused
    system.panels(book, jinja)  # refused
    room.nav(book)  # refused
    room.assets(book)  # refused
    room.doors(book)  # refused
    room.deadlines(book)  # refused
    system.events(book, schedule)  # refused
    system.events(published, schedule)  # refused
    shown: Published = book  # refused
    told: Announced = book  # refused
    other: Published = announced  # refused
"""


def test_a_handbook_is_refused_wherever_only_what_is_published_may_go(tmp_path: Path) -> None:
    wrong = {number for number, line in enumerate(PROGRAM.splitlines(), 1) if line.endswith("# refused")}
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    settings = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache"), "--no-pretty"]
    said, error, _ = api.run([*settings, str(tmp_path / "program.py")])
    assert error == ""
    assert {int(number) for number in re.findall(r"program\.py:(\d+): error: ", said)} == wrong, said


@pytest.fixture(scope="module")
def marked_book(book: Handbook) -> Planted:
    return planted(book, AFTER)


@cache
def said(book: Handbook, day: dt.date) -> dict[str, str]:
    """Everything that a site says on a day, by address: pages, tables, feeds, papers, scripts, opened and unfolded."""
    snapshot, nobody = take_snapshot(book, day, ROOMS), Folders(ROOT / "no ledger")
    told = events(snapshot.announced, snapshot.schedule)
    state = calendar_state(nobody, Reading(), told, snapshot.book, snapshot.schedule, day)
    site = make_site(snapshot, state.calendar(state.updated(noon(day))), (), Folders(ROOT))
    made = {asset.path: opened(asset.render()) for asset in site.assets}
    for page in site.pages:
        made[page.path] = page.render() + repr((page.title, page.description, page.keywords, page.toc))
    return made | {"the search's words": repr(site.words), "the navigation": repr(site.nav)}


def found(book: Handbook, day: dt.date) -> dict[str, str]:
    """Each mark that is said on a day, and one place."""
    return {mark: path for path, text in said(book, day).items() for mark in MARK.findall(text)}


@pytest.mark.parametrize("day", [AS_OF, AFTER - dt.timedelta(days=1)])
def test_no_word_of_what_is_hidden_is_said_anywhere(marked_book: Planted, day: dt.date) -> None:
    assert {mark: (marked_book.marks[mark], path) for mark, path in found(marked_book.book, day).items()} == {}


def test_what_no_calendar_may_tell_of_is_in_none_of_its_records(book: Handbook) -> None:
    """Feeds outlive the day: what waits for its day, or is told by a page alone, must not reach an event."""
    told = announce(book)
    assert isinstance(told, Announced)
    untold = {kind.name: {key for key, one in group.items() if kind.announced(one) is None} for kind, group in book}
    assert any(untold.values())
    for kind, group in told:
        assert not group.keys() & untold[kind.name]
        assert [id for id in untold[kind.name] if told.citing(kind.name, str(id))] == []


UNSAID = ("selfchecks: done later",)
"""What stands on no page word for word even when it is out."""


def test_what_is_dated_comes_out_on_its_day_and_the_rest_never(marked_book: Planted) -> None:
    """What looks for the marks finds them where they are: the day is all that has changed."""
    ways = {marked_book.marks[mark] for mark in found(marked_book.book, AFTER)}
    assert ways == {way for way in marked_book.marks.values() if way.endswith(" later")} - {*UNSAID}


def test_nothing_is_called_by_the_id_of_what_is_hidden(marked_book: Planted) -> None:
    """No address, reference or number; the form page and a picture of it name the next free id, which may be the same."""
    ids = [id for id, way in marked_book.ids.items() if way.partition(":")[0] not in ("releases", "selfchecks")]
    assert len(ids) > 10
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(ids)}|RW-2026-012)(?![\w-])", re.IGNORECASE)
    hits = {(path, name[0]) for path, text in said(marked_book.book, AS_OF).items() for name in names.finditer(text)}
    assert {path for path, _ in hits} <= {"edit/index.js", "editing/start/"}


def test_what_rests_on_something_hidden_is_hidden_and_what_rests_on_that(book: Handbook) -> None:
    """A goal that is not out yet takes everything below it along: no reference is left that leads nowhere."""
    whole = publish(book, AS_OF)
    plan = next(iter(whole[ACTION_PLANS].values()))
    goal = whole[CHARTERS][whole[TASK_SHEETS][plan.task_sheet].charter].goal
    goals = {**book[GOALS], goal: book[GOALS][goal].model_copy(update={"issued_on": AFTER})}
    shown = publish(book.having(goals=goals), AS_OF)
    assert plan.id not in shown[ACTION_PLANS]
    assert {one.charter for one in shown[TASK_SHEETS].values()} <= shown[CHARTERS].keys()
    assert {one.task_sheet for one in shown[ACTION_PLANS].values()} <= shown[TASK_SHEETS].keys()
    assert not shown.citing("task_sheets", plan.task_sheet)


PLANNED = (
    "due", "by", "first", "last", "until", "to", "since", "expires", "through", "dates", "anchor", "instants", "makeup_days",
    "expected_on", "comments_until", "next_review", "lookback_on", "dissolved_on", "changed_on",
)  # fmt: skip
"""What dates of these names say may lie ahead, and is told beforehand."""

PAST = {
    "Agreement.signed_on", "Branch.elected_on", "Branch.founded_on", "Initiative.entered_on", "ThreeMinutes.confirmed_on",
    "Approval.approved_on", "Approval.on", "Exemption.approved_on", "Extension.approved_on", "Waiver.approved_on",
    "Withdrawal.approved_on", "Basis.looked_at", "CountdownStep.looked_at", "Form.looked_at", "Task.looked_at", "ClauseCheck.on",
    "GuideMeta.last_reviewed_on", "Material.reviewed_on", "SecrecyReview.on", "SlipCorrection.on", "SlipRecord.issued_on",
    "WorkdayYear.issued", "Feedback.done_on", "Finding.found_on",
}  # fmt: skip
"""What is written down when it is over, beside what hides its record or by a command on its day."""

BY_KIND = {
    "DisclosureStep.on", "Release.cutoff", "Release.published_on", "SelfCheck.done_on", "Inspection.on", "DrillDone.on", "StepDone.on",
}  # fmt: skip
"""What a kind hides by a function of its own: `OTHERWISE`, `SLOTS`, and the logbooks, which have no words."""


def test_every_date_of_every_kind_hides_what_is_later_or_says_why_not() -> None:
    """A date that is new has to be put somewhere, before a page shows what it is of."""
    dates = {
        f"{model.__name__}.{name}"
        for kind in KINDS
        for model in _all_models(kind.model)
        for name, info in model.model_fields.items()
        if _is_date(info.annotation) and not marked(info.annotation, info.metadata)
    }
    assert {date for date in dates if date.partition(".")[2] not in PLANNED} == PAST | BY_KIND
    looked_for = {kind.name for kind in KINDS if list(canaries.days_of(kind.model))}
    assert {kind.name for kind in KINDS if kind.gated} == looked_for | {*OTHERWISE, *SLOTS, "logbooks"}


def _all_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for info in model.model_fields.values():
        for inner in models_in(info.annotation):
            yield from _all_models(inner)


def _is_date(annotation: object) -> bool:
    return "datetime.date" in repr(annotation)


def _commented(root: Path) -> None:
    """A remark in every file that people write."""
    for number, file in enumerate(sorted(root.rglob("*.yml")), 9000):
        file.write_text(f"# zq{number}qz\n{file.read_text('utf-8')}# zq{number}qz\n", "utf-8")
    guide = root / "content" / "guide" / "g13.md"
    text = guide.read_text("utf-8").replace("---\n", "---\n# zq8000qz\n", 1)
    guide.write_text(f"{text}\n<!-- zq8001qz -->\n\n照辦。<!-- zq8002qz\nzq8003qz -->\n", "utf-8")


LEFT_OVER = ("Thumbs.db", ".extra.md.swp")
"""Such as no check has to refuse: they are nobody's work, and pass by unseen."""


def test_no_byte_of_a_built_site_says_what_is_hidden(tmp_path: Path) -> None:
    """Remarks, what editors leave behind, what is not public or not yet: in both scripts, in every file, on two days."""
    settings = {"forge": {"kind": "gitea", "repository": "https://git.example.com/party/portal"}, "form_page": True}
    mini = Portal(tmp_path / "mini")
    mini.change(SETTINGS, editions={"source": "hant", "published": ["hant", "hans"]}, **settings)
    mini.to_be_built()
    words = {"category": "zq1qz", "statement": "zq2qz。", "cause": "zq3qz。"}
    mini.put("data/findings/x8801.yml", fields(**words, id="x8801", public=False, disclosure=None))
    mini.put(
        "data/findings/x8802.yml",
        fields(**{**words, "statement": "zq9qz。"}, id="x8802", disclosure=steps("2026-01-08", "2026-12-20")),
    )
    # Of what is published the next slip would be the first: a list that invites to it says that number, whatever is hidden.
    mini.put("data/tasks/rw2607.yml", {**SLIP, "id": "rw2607", "title": "zq4qz", "what": "zq5qz。"})
    mini.put("content/extra.md", "---\ntitle: 附頁\n# zq6qz\n---\n# 附頁\n\n<!-- zq7qz -->\n\n照辦。\n")
    for name in LEFT_OVER:
        mini.put(f"content/{name}", "# zq8qz\n")
    _commented(mini.root)
    for day in (AS_OF, dt.date(2026, 12, 9)):
        site = mini.root / "site"
        done = CliRunner().invoke(command_line, ["build", "--root", str(mini.root), "--as-of", str(day)])
        assert done.exit_code == 0, done.output
        made = {file: file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
        assert (site / "hans" / "extra" / "index.html").is_file()
        told = re.compile(r"zq[0-9]+qz|(?<![\w-])(?:x880[12]|rw2607)(?![\w-])", re.IGNORECASE)
        said = {
            name: found[0] for file, name in made.items() if (found := told.search(name + opened(file.read_bytes())))
        }
        assert said == {}


def test_what_is_packed_is_opened() -> None:
    assert MARK.search(opened(gzip.compress(b"SUMMARY: zq1qz")))
    assert MARK.search(opened(b"BEGIN:VCALENDAR\r\nSUMMARY:zq\r\n 12qz\r\n"))

"""從這裡開始: every task is done from what its page says, to the letter, and the check accepts it."""

import io
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from lxml import html
from python_calamine import CalamineWorkbook

from branch_portal.build import make_site
from branch_portal.calendar.calendar import Calendar
from branch_portal.commands.main import portal as command_line
from branch_portal.edit.new_record import NewRecord
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import KINDS, ROOMS
from branch_portal.sheets.workbook import read_sheet
from branch_portal.start.unit_sheet import blank_sheet
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.findings.frozen import close
from branch_portal.systems.findings.release_file import release_file
from branch_portal.year.quarter import quarter
from branch_portal.year.schedule import Schedule
from tests.kernel.sheets.record_sheets import filled
from tests.mistakes import problems
from tests.portal import SETTINGS, Portal, branch
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

LABELS = ["打開", "按", "輸入", "回來的"]
TASKS = ["unit", "new-year", "election", "move", "sheet", "review", "slip", "problem", "quarter", "material", "pact"]


WRITTEN = {
    "data/releases": release_file("2026-q4", close((), quarter("2026-q4"))),
    "data/materials": NewRecord(KINDS["materials"], "m", {}, None, None).text(),
}
"""What commands write before a person goes on, by the folder."""


@pytest.fixture(scope="module")
def start(book: Handbook, schedule: Schedule, calendar: Calendar) -> str:
    site = make_site(snapshot_of(book, schedule, AS_OF), calendar)
    (page,) = [page for page in site.pages if page.path == "editing/start/"]
    return page.render()


def pictures(text: str) -> list[html.HtmlElement]:
    return [html.fromstring(found) for found in re.findall('<figure class="picture">.*?</figure>', text, re.DOTALL)]


def typed(text: str, root: Path) -> list[str]:
    """Do what the pictures of files say, but for the settings, which `portal year` writes; the files touched."""
    touched = []
    for picture in pictures(text):
        for pre in picture.iter("pre"):
            path = picture.findtext("figcaption/code")
            old, new = pre.findtext("del"), pre.findtext("ins")
            file = root / path
            if old:
                assert new
                if path.startswith("site_config/"):
                    assert f"\n{old}\n" in file.read_text("utf-8")
                    continue
                if not file.exists():  # a command writes it first
                    assert f"\n{old}\n" in WRITTEN[Path(path).parent.as_posix()]
                    continue
                before = file.read_text("utf-8")
                assert before.count(f"\n{old}") == 1, (path, old)
                file.write_text(before.replace(f"\n{old}", f"\n{new}", 1), "utf-8")
            else:
                assert not file.exists(), path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(pre.text_content() + "\n", "utf-8")
            touched.append(path)
    return touched


def test_every_task_is_one_screen_of_four_steps(start: str) -> None:
    sections = re.split(r"^## .*\{#([a-z-]+)\}$", start, flags=re.MULTILINE)
    assert set(sections[1::2]) == set(TASKS)
    table = sections[0]
    for id, section in zip(sections[1::2], sections[2::2], strict=True):
        assert f"(#{id})" in table
        assert re.findall(r"^\d\. \*\*(\S+?)\*\*：", section, re.MULTILINE) == LABELS, id
        shown = re.sub("<figure.*?</figure>", "", section, flags=re.DOTALL)
        assert len(shown) < 700, id
    assert "<!-- picture" not in start
    assert len(pictures(start)) == 11


def test_what_it_says_to_type_is_accepted(start: str, portal: Path) -> None:
    assert typed(start, portal) != []
    assert {problem.rule for problem in problems(portal)} == {"WORK-03"}  # the sample has it before


def test_what_it_says_to_run_are_commands_with_these_options(start: str) -> None:
    said = re.findall("`portal ([^`]+)`", start)
    assert len(said) > 10
    for words in said:
        command: click.Command = command_line
        rest = words.split()
        while isinstance(command, click.Group):
            command = command.commands[rest.pop(0)]
        options = {name for one in command.params for name in one.opts}
        assert {word for word in rest if word.startswith("--")} <= options, words
        if rest and not rest[0].startswith("--"):
            assert any(isinstance(one, click.Argument) for one in command.params), words


def sheet_of(text: str, number: int) -> tuple[str, list[str], list[list[html.HtmlElement]]]:
    """A pictured sheet: its name, the columns' letters, the cells of each row."""
    (figure,) = [one for one in pictures(text) if one.find("table") is not None][number : number + 1]
    letters = [cell.text_content() for cell in figure.iterfind("table/thead/tr/th")]
    return figure.findtext("figcaption/b"), letters, [row.findall("td") for row in figure.iterfind("table/tbody/tr")]


def test_the_sheet_of_a_new_unit_has_the_columns_that_the_page_shows(start: str) -> None:
    name, letters, rows = sheet_of(start, 0)
    titles = read_sheet(blank_sheet(KINDS), [name], str).titles
    assert [titles[ord(letter) - ord("A")] for letter in letters] == [cell.text for cell in rows[0]]


def test_the_exported_sheet_is_the_one_on_the_page_and_takes_its_change(start: str, portal: Path) -> None:
    name, letters, rows = sheet_of(start, 1)
    file = portal / "支部.xlsx"
    run = CliRunner().invoke
    at = ["--root", str(portal)]
    assert run(command_line, ["export", "records", name, *at, "--out", str(file)]).exit_code == 0
    lines = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes())).get_sheet_by_name(name).to_python()
    asked = {}
    for cells, line in zip(rows, lines, strict=False):
        for letter, cell in zip(letters, cells, strict=True):
            place = ord(letter) - ord("A")
            stands = str(line[place]).removesuffix(".0")
            assert stands == (cell.findtext("del") or cell.text_content())
            if cell.find("ins") is not None:
                asked[str(line[0]), str(lines[0][place])] = int(cell.findtext("ins"))
    assert len(asked) == 1
    file.write_bytes(filled(file.read_bytes(), asked))
    done = run(command_line, ["import", "records", str(file), "--dry-run", "--as-of", str(AS_OF), *at])
    assert done.exit_code == 0, done.output
    assert "data/branches/b01.yml" in done.output


def test_a_portal_with_little_in_it_shows_what_it_has(mini: Portal) -> None:
    snapshot = take_snapshot(mini.book(), AS_OF, ROOMS)
    made = {name: make(snapshot) for room in ROOMS for name, make in room.pictures.items()}
    assert {name for name, picture in made.items() if picture is None} == {"answer", "renewal"}


def section(text: str, task: str) -> str:
    return re.split(rf"^## .*\{{#{task}\}}$", text, flags=re.MULTILINE)[1].split("\n## ")[0]


def filled_in(text: str, values: dict[str, str]) -> str:
    """A file with values behind the colons of its fields, as the page says; the words behind `#` stay."""
    for key, value in values.items():
        text, count = re.subn(rf"^{key}:(?=  #)", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
        assert count, (key, text)
    return text


def test_a_slip_is_issued_with_what_the_page_types(start: str, mini: Portal) -> None:
    said = dict(re.findall(r"`([a-z]+)`（[^）]+）如 `(\{[^`]+\})`", section(start, "slip")))
    assert set(said) == {"source", "to"}
    mini.put("data/branches/b02.yml", branch("b02", "第二支部"))
    template = NewRecord(KINDS["tasks"], "rw2601", {}, None, None).text(
        optional=False
    )  # what the forge's address carries
    rest = {
        "serial": "RW-2026-001", "title": "核對名冊", "track": "t-life", "issued_on": str(AS_OF), "issuer": "dept-party",
        "issuer_role": "dept_specialist", "role": "branch_secretary", "verifier": "org_department", "due": "2026-12-15",
        "what": "核對名冊", "standard": "[一人不漏]", "deliverable": "[核對表]", "archive": "[book_general]", "guides": "[g13]",
    }  # fmt: skip
    mini.put("data/tasks/rw2601.yml", filled_in(template, {**rest, **said}))
    assert [str(one) for one in mini.problems()] == []


def test_a_bulletin_is_filled_in_and_approved_as_the_page_says(start: str, mini: Portal) -> None:
    run, at = CliRunner().invoke, ["--root", str(mini.root), "--as-of", str(AS_OF)]
    mini.change(SETTINGS, first_quarter="2026-q3")
    closed = run(command_line, ["quarter", "close", "2026-Q3", *at])
    assert closed.exit_code == 0, closed.output
    file = mini.root / "data/releases/2026-q3.yml"
    step = re.findall(r"^3\. .*$", section(start, "quarter"), re.MULTILINE)[0]
    keys = [key for key in re.findall("`([a-z_]+)`", step) if key != "data"]
    assert keys == ["published_on", "summary", "disclosure"]
    lines, within = [], False
    for line in file.read_text("utf-8").splitlines():
        key = re.match("#?([a-z_]+):", line)
        within = key[1] in keys if key else within and line.startswith("#  ")
        lines.append(line.removeprefix("#") if within else line)
    text = "\n".join(lines) + "\n"
    for old, new in (
        ("主要情況一兩段，不寫百分比，不寫人名", "沒有公開的問題。"),
        ("角色編號", "org_department"),
        ("YYYY-MM-DD", str(AS_OF)),
    ):
        assert old in text
        text = "\n".join(one if one.startswith("#") else one.replace(old, new) for one in text.split("\n"))
    assert "三個不同的角色" in text  # else one learns it from the check
    for step, role in (("proposed", "dept_specialist"), ("reviewed", "branch_secretary")):
        text = text.replace(f"{step}: {{role: org_department", f"{step}: {{role: {role}")
    file.write_text(text, "utf-8")
    (left,) = mini.problems()
    command = re.search("portal (approve [^`。]+)", left.mend)
    assert command, left
    assert run(command_line, [*command[1].split(), *at]).exit_code == 0
    assert [str(one) for one in mini.problems()] == []


def test_a_topic_is_begun_with_the_command_of_the_page(start: str, mini: Portal) -> None:
    command = re.search("`portal (new 學習主題[^`]+)`", section(start, "material"))
    assert command
    done = CliRunner().invoke(command_line, [*command[1].split(), "--root", str(mini.root), "--as-of", str(AS_OF)])
    assert done.exit_code == 0, done.output
    file = mini.root / "data/topics/org-life.yml"
    file.write_text(
        filled_in(file.read_text("utf-8"), {"order": "1", "title": "組織生活", "summary": "三會一課"}), "utf-8"
    )
    assert {one.rule for one in mini.problems()} == {"LEARN-07"}  # a topic waits for its first material

"""Mistakes that nobody was told of once: the host of the calendar, the sample's names, items of an issued slip, closed quarters."""

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.check import read_handbook
from branch_portal.commands.main import portal as command_line
from branch_portal.ground.problems import InputProblems, Problem
from branch_portal.project.reading import Reading
from branch_portal.systems.slips.issue import issue
from tests.clerk.mistakes import Mistake, do, tried
from tests.portal import SETTINGS, Portal, duty
from tests.sample import AS_OF
from tests.systems.findings.problems import FIRST, SECOND, X1, fields, finding, release, written

LOCK = "data/calendar.lock"


def checked(root: Path) -> list[Problem]:
    reading = Reading()
    try:
        build_site(root, AS_OF, reading)
    except InputProblems as error:
        return list(error.problems)
    return []


def test_the_host_of_a_published_calendar_stays(mini: Portal) -> None:
    mini.to_be_built()
    do(mini.root, {SETTINGS: ("uid_host: portal.example.com", "uid_host: party.example.com")})
    (told,) = checked(mini.root)
    assert (told.rule, told.place.path) == ("CAL-25", SETTINGS)
    assert "uid_host" in (mini.root / SETTINGS).read_text("utf-8").splitlines()[told.place.line - 1]
    update = ["calendar", "update", "--yes", "--root", str(mini.root), "--as-of", str(AS_OF)]
    before = (mini.root / LOCK).read_bytes()
    assert "CAL-25" in CliRunner().invoke(command_line, update).output
    assert (mini.root / LOCK).read_bytes() == before

    (mini.root / LOCK).unlink()  # of a portal that has not been published yet
    assert CliRunner().invoke(command_line, [*update, "--first"]).exit_code == 0
    assert checked(mini.root) == []

    (host,) = re.findall("改回 ([a-z.]+)；", told.mend)
    do(mini.root, {SETTINGS: ("party.example.com", host)})
    (mini.root / LOCK).write_bytes(before)
    assert checked(mini.root) == []


def test_an_older_ledger_learns_its_host_at_the_next_update(mini: Portal) -> None:
    mini.to_be_built()
    lock = mini.root / LOCK
    head = re.compile(r'"host": "portal.example.com", (.*)"seal": "[0-9a-f]{16}"')
    assert head.search(lock.read_text("utf-8"))
    update = ["calendar", "update", "--yes", "--root", str(mini.root), "--as-of", str(AS_OF)]
    whole = lock.read_bytes()
    lock.write_text(head.sub(r'\1"seal": "0000000000000000"', lock.read_text("utf-8")), "utf-8")
    assert CliRunner().invoke(command_line, update).exit_code == 0
    assert lock.read_bytes() == whole


NAMES = [
    Mistake("the sample's name on a branch", {SETTINGS: ("sample: true", "sample: false"), "data/branches/b01.yml": ("title: 第一支部", "title: 示例第一支部")}, "SITE-03", "改成本單位的名稱", {"data/branches/b01.yml": ("示例", "")}),
    Mistake("the sample's name on the whole portal", {SETTINGS: ("sample: true", "sample: false"), "data/tracks/t-life.yml": ("title: 組織生活", "title: 組織生活（樣例）")}, "SITE-03", "改成本單位的名稱", {"data/tracks/t-life.yml": ("（樣例）", "")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", NAMES, ids=lambda mistake: mistake.name)
def test_names_of_the_sample_are_told(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path), mistake)


ISSUED = "data/slip_batches/tx-2026-22.yml"
ITEMS = [
    Mistake("the day of an issued item", {ISSUED: ("due: 2026-11-30", "due: 2026-11-29")}, "SLIP-06", "portal slip correct TX-2026-22", message="a47.2026 和簽發時不一樣"),
    Mistake("an item added to an issued slip", {ISSUED: ("sha256:", "  - {id: a99.2026, due: 2026-11-27, digest: '0123456789ab'}\nsha256:")}, "SLIP-06", "刪去第", message="a99.2026 不在簽發的內容裡"),
]  # fmt: skip


@pytest.fixture
def issued(mini: Portal) -> Portal:
    mini.put("data/duties/a47.yml", duty("a47", "報計劃", {"every": "year", "on": "11-30"}))
    day = dt.date(2026, 11, 20)
    issue(mini.root, "TX-2026-22", day, day, read_handbook)
    return mini


@pytest.mark.parametrize("mistake", ITEMS, ids=lambda mistake: mistake.name)
def test_items_of_an_issued_slip_are_not_changed_by_hand(issued: Portal, mistake: Mistake) -> None:
    tried(issued, mistake)


def test_an_item_that_is_gone_from_an_issued_slip_is_written_again(issued: Portal) -> None:
    text = (issued.root / ISSUED).read_text("utf-8")
    (line,) = re.findall("(?m)^  - {id: a47.*$", text)
    issued.put(ISSUED, text.replace(f"{line}\n", ""))
    (told,) = [one for one in issued.problems() if one.rule == "SLIP-06"]
    assert f"「{line}」" in told.mend


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(FIRST, "new: 1", "new: 2"), (FIRST, "done: 1", "done: 0"), (SECOND, "opening: 0", "opening: 3")],
)
def test_a_number_of_a_closed_quarter_is_brought_back_by_its_mend(mini: Portal, path: str, old: str, new: str) -> None:
    mini.put(X1, fields())
    for file, quarter in ((FIRST, "2026-q1"), (SECOND, "2026-q2")):
        mini.put(file, written(release(finding(), id=quarter)))
    before = mini.problems()
    do(mini.root, {path: (old, new)})
    told = [one for one in mini.problems() if one not in before]
    (one,) = told  # sums that do not add up, and a quarter that does not follow, come of the one number
    (number, name, right) = re.findall(r"第([0-9]+)行的 ([a-z_]+) 改回 ([0-9]+)", one.mend)[0]
    assert (one.rule, one.place.line) == ("REL-10", int(number))
    lines = (mini.root / path).read_text("utf-8").split("\n")
    lines[int(number) - 1] = re.sub(rf"\b{name}: [0-9]+", f"{name}: {right}", lines[int(number) - 1], count=1)
    (mini.root / path).write_text("\n".join(lines), "utf-8")
    assert mini.problems() == before


def test_a_quarter_whose_records_are_gone_says_where_its_text_is(mini: Portal) -> None:
    mini.put(FIRST, written(release(finding(), id="2026-q1")))
    do(mini.root, {FIRST: ("new: 1", "new: 2")})
    (told,) = [one for one in mini.problems() if one.rule == "REL-10"]
    assert f"git checkout HEAD -- {FIRST}" in told.mend
    assert "歷史" in told.mend


FORM = {
    "id": "plan-form",
    "title": "方案",
    "kind": "sheet",
    "purpose": "定方案",
    "unused": "備用",
    "fields": [{"label": "支部"}, {"label": "時間"}],
}
LISTS = [
    Mistake("two tracks on one ring", {"data/tracks/t-other.yml": "id: t-other\norder: 1\ntitle: 監督\nsummary: 三審三查三訪\n"}, "ORG-13", "order 改成 2", {"data/tracks/t-other.yml": ("order: 1", "order: 2")}),
    Mistake("a form that asks twice", {"data/forms/plan-form.yml": ("{label: 時間}", "{label: 支部}")}, "FORM-02", "「支部（上級）」", {"data/forms/plan-form.yml": ("[{label: 支部}, {label: 支部}]", "[{label: 支部（上級）}, {label: 支部（本支部）}]")}),
    Mistake("a sentence where a list belongs", {"data/duties/m01.yml": ("deliverable: [記錄]", "deliverable: 會議記錄寫明誰主持，缺席的寫明原因，會後交回")}, "DATA-05", "寫成 ['會議記錄寫明誰主持，缺席的寫明原因，會後交回']", {"data/duties/m01.yml": ("會議記錄寫明誰主持，缺席的寫明原因，會後交回", "['會議記錄寫明誰主持，缺席的寫明原因，會後交回']")}),
    Mistake("words where a list belongs", {"data/duties/m01.yml": ("deliverable: [記錄]", "deliverable: 記錄、簽到")}, "DATA-05", "寫成 [記錄, 簽到]", {"data/duties/m01.yml": ("記錄、簽到", "[記錄, 簽到]")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", LISTS, ids=lambda mistake: mistake.name)
def test_what_is_there_twice_or_in_one_line_is_parted(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **{"data/forms/plan-form.yml": FORM}), mistake)

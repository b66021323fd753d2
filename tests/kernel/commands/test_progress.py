"""What a build says while it goes on: nothing for a second, then one line on a terminal, or a line for each step."""

import io
from pathlib import Path

import pytest
from click import ClickException

from branch_portal.commands.build import _write_folder, changed
from branch_portal.commands.progress import Progress
from branch_portal.ground.progress import doing, heard_by
from branch_portal.publishing.unchanged import Changes
from tests.portal import Portal
from tests.sample import AS_OF


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Goes on by as much as it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def shown(stream: io.StringIO) -> list[str]:
    """What a reader of the terminal saw, one line after the other."""
    return [line for line in stream.getvalue().replace("\x1b[K", "").split("\r") if line]


def test_what_takes_less_than_a_second_says_nothing(clock: Clock) -> None:
    stream = Terminal()
    progress = Progress(stream, clock=clock)
    clock.now = 0.9
    progress("檢查", 0, 0)
    progress.clear()
    assert stream.getvalue() == ""


def test_a_terminal_has_one_line_that_is_written_over_and_taken_away(clock: Clock) -> None:
    stream = Terminal()
    progress = Progress(stream, clock=clock)
    clock.now = 2
    progress("檢查", 0, 0)
    progress("做頁面", 1, 90)
    clock.now = 2.05
    progress("做頁面", 2, 90)  # too soon to be read
    clock.now = 2.2
    progress("做頁面", 3, 90)
    clock.now = 2.21
    progress("做頁面", 90, 90)
    progress.clear()
    assert shown(stream) == ["檢查…", "做頁面 1／90…", "做頁面 3／90…", "做頁面 90／90…"]
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_other_words_take_the_place_of_the_line(clock: Clock) -> None:
    stream = Terminal()
    progress = Progress(stream, clock=clock)
    clock.now = 2
    progress("檢查", 0, 0)
    progress.write("提醒\n")
    assert stream.getvalue().endswith("檢查…\r\x1b[K提醒\n")
    progress.clear()
    assert stream.getvalue().endswith("提醒\n")


def test_a_log_has_a_line_for_each_step(clock: Clock) -> None:
    stream = io.StringIO()
    progress = Progress(stream, lambda text: text.replace("檢查", "检查"), clock)
    clock.now = 2
    for number in range(3):
        progress("檢查", 0, 0)
        clock.now += 1
        progress("做頁面", number, 3)
    assert stream.getvalue() == "检查…\n做頁面…\n检查…\n做頁面…\n检查…\n做頁面…\n"


def test_only_who_listens_hears() -> None:
    heard: list[tuple[str, int, int]] = []
    doing("檢查")
    with heard_by(lambda *said: heard.append(said)):
        doing("做頁面", 1, 2)
    doing("換上")
    assert heard == [("做頁面", 1, 2)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes(7, 0, 0, 0), "7個文件。"),
        (Changes(0, 0, 7, 0), "7個文件，和原來的相比都沒有變。"),
        (Changes(1, 2, 3, 4), "6個文件，和原來的相比改了2個、新增1個、刪去4個。"),
    ],
)
def test_what_a_build_has_changed_is_said(changes: Changes, words: str) -> None:
    assert changed(changes) == words


def test_mistakes_stand_in_the_place_of_the_line(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = Portal(tmp_path / "portal")
    portal.to_be_built()
    portal.replace("data/branches/b01.yml", "kind: branch", "kind: brunch")
    stream = Terminal()
    progress = Progress(stream, clock=clock)
    clock.now = 2
    monkeypatch.setattr("sys.stderr", stream)
    with heard_by(progress), pytest.raises((ClickException, SystemExit)):
        _write_folder(portal.root, AS_OF, tmp_path / "out", None, progress, False)
    before, _, _ = stream.getvalue().partition("data/branches/b01.yml")
    assert before.endswith("\r\x1b[K")

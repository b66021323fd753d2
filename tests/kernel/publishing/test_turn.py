"""Two builds for one target, as two real processes: the second says for whom it waits, and goes on whatever ended the first."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from branch_portal.publishing import turn
from branch_portal.publishing.target import MARKER, NotPublished, files_below
from branch_portal.publishing.turn import end_turn, take_turn, turn_of
from branch_portal.publishing.unfinished import begin

BUILD = """
import sys
from pathlib import Path
from branch_portal.ground.progress import heard_by
from branch_portal.publishing.unfinished import begin
root = Path(sys.argv[1])
with heard_by(lambda what, done, of: print(what, flush=True)):
    unfinished = begin(root / "site", "site", root)
    print("begun", flush=True)
    (unfinished.fresh / "index.html").write_text(sys.stdin.readline())
    unfinished.put_in_place(["index.html"])
"""


def start(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def line(build: subprocess.Popen[str]) -> str:
    assert build.stdout
    return build.stdout.readline().strip()


@pytest.mark.parametrize("end", ["published", "killed"])
def test_the_second_of_two_builds_waits_and_says_for_whom(tmp_path: Path, end: str) -> None:
    first = start(tmp_path)
    assert line(first) == "begun"
    with start(tmp_path) as second:
        assert line(second) == f"等另一次生成（進程{first.pid}）做完"
        if end == "killed":
            first.send_signal(signal.SIGKILL)
        first.communicate("first\n" if end == "published" else None)
        said = line(second)
        while said.startswith("等"):
            said = line(second)
        assert said == "begun"
        assert [path.name for path in tmp_path.glob("site")] == (["site"] if end == "published" else [])
        second.communicate("second\n")
    assert (second.returncode, (tmp_path / "site" / "index.html").read_text("utf-8")) == (0, "second\n")
    assert files_below(tmp_path / "site") == [MARKER, "index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_who_has_waited_for_long_says_so_and_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "LONGEST", 0.3)
    unfinished = begin(tmp_path / "site", "site", tmp_path / "portal")
    pid = json.loads(turn_of(tmp_path / "site").read_text("utf-8"))["pid"]
    with pytest.raises(NotPublished, match=f"另一次生成（進程{pid}）過了.*請管理員結束進程{pid}"):
        begin(tmp_path / "site", "site", tmp_path / "portal")
    assert unfinished.fresh.is_dir()
    unfinished.abandon()
    begin(tmp_path / "site", "site", tmp_path / "portal").abandon()
    assert list(tmp_path.iterdir()) == []


def test_of_many_who_begin_at_once_one_has_the_turn(tmp_path: Path) -> None:
    having: list[int] = []
    most = []

    def work() -> None:
        file = take_turn(tmp_path / "site")
        having.append(1)
        most.append(len(having))
        having.pop()
        end_turn(file, tmp_path / "site")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8
    assert list(tmp_path.iterdir()) == []

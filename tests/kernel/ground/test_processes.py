"""A killed build leaves no worker; one that is told to stop clears away what it began and says so."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands import build as building
from branch_portal.commands.main import portal as command
from branch_portal.ground.processes import stopped_in_order

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="second processes are forked on Linux alone")

MEANWHILE = """
import os, sys, time
from branch_portal.ground.output import done_meanwhile
def work():
    print(os.getpid(), flush=True)
    time.sleep(60)
with done_meanwhile(work, apart=True):
    time.sleep(60)
"""
BY_TWO = """
import os, time
from branch_portal.ground.output import done_by_two
def work(where):
    if where == "there":
        print(os.getpid(), flush=True)
    time.sleep(60)
done_by_two(work, "here", "there", apart=True)
"""


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("program", [MEANWHILE, BY_TWO], ids=["meanwhile", "by two"])
def test_a_worker_ends_with_a_killed_build(program: str) -> None:
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        worker = int(build.stdout.readline())
        assert is_running(worker)
        build.kill()
        build.wait()
        for _ in range(200):
            if not is_running(worker):
                break
            time.sleep(0.01)
        assert not is_running(worker)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_is_told_to_stop_stops_in_order(number: signal.Signals) -> None:
    cleared, before = [], signal.getsignal(number)

    @stopped_in_order()
    def work() -> None:
        try:
            os.kill(os.getpid(), number)
            time.sleep(1)
        finally:
            cleared.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert cleared
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("option", ["--site-dir", "--to-folder"])
def test_a_build_that_is_stopped_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    def stopped(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)

    monkeypatch.setattr(building, "_build", stopped)
    monkeypatch.setattr(building, "_write_folder", stopped)
    done = CliRunner().invoke(command, ["build", "--root", str(tmp_path), option, str(tmp_path / "out")])
    assert done.exit_code == 1
    assert done.stderr == "錯誤：中斷了，沒有生成；原有的沒有改動。\n"

"""Files written here or in a second process are the same, and a failure is never silent."""

import errno
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from branch_portal.ground.output import done_by_two, done_meanwhile, written_meanwhile

FILES: list[tuple[str, Callable[[], bytes]]] = [
    ("a/one.txt", lambda: "第一".encode()),
    ("a/two.txt", lambda: "第二".encode()),
    ("three.txt", lambda: "第三".encode()),
]


@pytest.mark.parametrize("apart", [False, True])
def test_every_file_is_there_when_the_block_ends(tmp_path: Path, apart: bool) -> None:
    with written_meanwhile(tmp_path, FILES, apart=apart):
        pass
    written = {file.relative_to(tmp_path).as_posix(): file.read_bytes() for file in tmp_path.rglob("*.txt")}
    assert written == {path: render() for path, render in FILES}


@pytest.mark.parametrize(("apart", "error"), [(False, ZeroDivisionError), (True, ChildProcessError)])
def test_a_renderer_that_fails_is_heard(tmp_path: Path, apart: bool, error: type[Exception]) -> None:
    with pytest.raises(error), written_meanwhile(tmp_path, [*FILES, ("bad", lambda: bytes(1 // 0))], apart=apart):
        pass


@pytest.mark.parametrize("apart", [False, True])
def test_what_the_system_refuses_arrives_as_it_is(
    tmp_path: Path, apart: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    def full() -> bytes:
        raise OSError(errno.ENOSPC, "full", "x")

    with pytest.raises(OSError, match="full") as refused, written_meanwhile(tmp_path, [("x", full)], apart=apart):
        pass
    assert (refused.value.errno, refused.value.filename) == (errno.ENOSPC, "x")
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("apart", [False, True])
def test_two_do_what_one_does(apart: bool) -> None:
    assert done_by_two(str.upper, "a", "b", apart=apart) == ("A", "B")
    with pytest.raises(ValueError, match="x"):
        done_by_two(int, "1", "x", apart=apart)


def test_without_memory_in_either_process_it_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def full() -> bytes:
        raise MemoryError

    for apart in (False, True):
        with pytest.raises(MemoryError), written_meanwhile(tmp_path, [("x", full)], apart=apart):
            pass
    with pytest.raises(MemoryError):
        done_by_two(_ended_if, "", "x", apart=True)
    with pytest.raises(MemoryError), done_meanwhile(partial(_ended_if, "x"), apart=True):
        pass
    assert "Traceback" not in capfd.readouterr().err


def _ended_if(word: str) -> None:
    """Be ended as the system does with a process for which there is no memory."""
    if word:
        os.kill(os.getpid(), signal.SIGKILL)

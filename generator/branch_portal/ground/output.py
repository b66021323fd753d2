"""Writing files: what pure renderers make goes to disk one by one, beside other work where that is safe.

What people go on with is written as a whole or not at all: `replace_files`.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from branch_portal.ground.processes import begin_second

Render = Callable[[], bytes]
T = TypeVar("T")
R = TypeVar("R")


def _always(path: str, content: bytes) -> bool:
    return True


def write_files(
    folder: Path, files: Iterable[tuple[str, Render]], needed: Callable[[str, bytes], bool] = _always
) -> None:
    """Write each (path below `folder`, renderer): a file is made when it is written, and let go.

    One that is not `needed` (its path, its bytes) is made and not written.
    """
    made: set[Path] = set()
    for path, render in files:
        content = render()
        if not needed(path, content):
            continue
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_bytes(content)


def replace_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write every path below `folder` beside what stands there, then let all of them take its place.

    Raises OSError where one cannot be written: then none has changed. No file is ever half written. Text is UTF-8 with the line ends that it has.
    """
    fresh: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            file = Path(os.path.realpath(folder / path))  # what a link leads to is replaced, not the link
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh[file] = file.with_name(f".{file.name}.{os.getpid()}")
            fresh[file].write_bytes(content.encode() if isinstance(content, str) else content)
            if file.exists():
                fresh[file].chmod(file.stat().st_mode & 0o777)
        for file, beside in fresh.items():
            beside.replace(file)
    finally:
        for beside in fresh.values():
            beside.unlink(missing_ok=True)


def replace_file(file: Path, content: str | bytes) -> None:
    """One file, as `replace_files` does several."""
    replace_files(file.parent, {file.name: content})


@contextmanager
def done_meanwhile(work: Callable[[], T], *, apart: bool) -> Iterator[list[T]]:
    """Do `work` while the block runs: in a second process when `apart` and the system can fork, else before it.

    What `work` gives, fit for pickling, stands in the list when the block has ended. Raises what `work` raises; of what
    happened in the second process only OSError and MemoryError, else ChildProcessError: it has printed its own traceback.
    A process that the system has ended counts as one without memory, for which it does so.
    """
    if not (apart and sys.platform == "linux"):
        yield [work()]
        return
    # A forked process has all that was derived: nothing has to be sent to it or back.
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    other = context.Process(target=_told, args=(work, there, os.getpid()))
    other.start()
    there.close()  # so that nothing more can come once the other has ended
    given: list[T] = []
    failed: list[Exception] = []
    try:
        yield given
        with suppress(EOFError):
            found, error = here.recv()
            given += found
            failed += error
    except BaseException:
        other.terminate()  # nobody waits for its files any more
        raise
    finally:
        other.join()
        here.close()
    if failed:
        raise failed[0]
    if other.exitcode and other.exitcode < 0:
        raise MemoryError
    if other.exitcode:
        raise ChildProcessError("a file could not be made; the traceback stands above")


def _told(work: Callable[[], T], parent: Connection, pid: int) -> None:
    """Do `work` in the second process; what the system refuses is told to the first, which knows what to say."""
    begin_second(pid)
    try:
        parent.send(([work()], []))
    except (OSError, MemoryError) as error:
        parent.send(([], [error]))
        sys.exit(1)


def written_meanwhile(
    folder: Path, files: Sequence[tuple[str, Render]], *, apart: bool
) -> AbstractContextManager[list[None]]:
    """Write `files` while the block runs, as `done_meanwhile` does any work."""
    return done_meanwhile(partial(write_files, folder, files), apart=apart)


def done_by_two(work: Callable[[T], R], here: T, there: T, *, apart: bool) -> tuple[R, R]:
    """What `work` gives for both; `there` is done by a second process when `apart` and the system can fork.

    `work`, what it is given and what it gives must be fit for pickling. Raises what `work` raises, and MemoryError where the system has ended the process.
    """
    if not (apart and sys.platform == "linux"):
        return work(here), work(there)
    from concurrent.futures import ProcessPoolExecutor  # only needed here
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, context, initializer=begin_second, initargs=(os.getpid(),)) as other:
        promised = other.submit(work, there)
        try:
            return work(here), promised.result()
        except BrokenProcessPool:
            raise MemoryError from None

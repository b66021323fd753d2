"""Whose turn it is to build for a target: one after the other, so that what is newer is never replaced by what is older.

Beside `site` stands `.site-turn` while a build runs: a file with the process of its owner, locked as long as that lives.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from branch_portal.ground.progress import doing
from branch_portal.publishing.locked import is_busy
from branch_portal.publishing.step import first_of
from branch_portal.publishing.target import NotPublished

LONGEST = 600.0
"""Seconds that a build waits for another."""
_PAUSE = 0.2


def take_turn(target: Path) -> IO[str]:
    """The turn's file, held until `end_turn` or until this process ends; waits for the build that has it.

    Raises NotPublished where that does not end, and OSError where nothing can be written beside the target.
    """
    path = turn_of(target)
    for _ in range(int(LONGEST / _PAUSE) + 1):
        file = open(path, "a+", encoding="utf-8", opener=_not_through_a_link)  # noqa: SIM115
        file.seek(0)
        if not is_busy(file):
            if _is_at(file, path):
                file.truncate()  # a dead owner's name
                json.dump({"pid": os.getpid()}, file)
                file.flush()
                return file
            file.close()  # its owner has ended and taken the file away between our two steps
            continue
        owner = _owner(file)
        file.close()
        doing(f"等另一次生成（進程{owner}）做完")
        time.sleep(_PAUSE)
    raise NotPublished(
        f"另一次生成（進程{owner}）過了{LONGEST / 60:.0f}分鐘還沒有做完，這一次沒有生成，原有的沒有改動。"
        f"等它做完再生成一次；它停住了的，請管理員結束進程{owner}。"
    )


def _not_through_a_link(path: str, flags: int) -> int:
    """Opened where a link stands, a file of somebody's would be emptied."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def end_turn(file: IO[str], target: Path) -> None:
    """Let the next one begin; nothing where it has ended already."""
    if file.closed:
        return
    with suppress(OSError):  # some systems do not delete an open file: it stays, and is free
        if _is_at(file, turn_of(target)):
            turn_of(target).unlink()
    file.close()


def turn_of(target: Path) -> Path:
    return target.parent / f".{first_of(target).name}-turn"


def _is_at(file: IO[str], path: Path) -> bool:
    """Whether `path` still names the open `file`."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _owner(file: IO[str]) -> str:
    try:
        return str(int(json.loads(file.read())["pid"]))
    except (OSError, ValueError, TypeError, KeyError):
        return "？"

"""Files that a living process holds: a lock ends with its process, however that ends, so that a dead one's is free."""

import sys
from typing import IO


def is_busy(file: IO[str]) -> bool:
    """Whether another holds `file`; it is ours from here on when nobody did, and on disks that know no locks."""
    try:
        _lock(file)
    except BlockingIOError:
        return True
    except OSError:
        return False  # nor can anyone else lock it, so nobody takes it for left behind
    return False


def is_free(file: IO[str]) -> bool:
    """Whether `file` is ours from here on: false when another holds it, and on disks that know no locks."""
    try:
        _lock(file)
    except OSError:
        return False
    return True


def _lock(file: IO[str]) -> None:
    """Hold `file` until it is closed or the process ends, however it ends; raises OSError when another holds it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(1 << 20)  # a byte beyond the text: on Windows a locked byte cannot be read
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

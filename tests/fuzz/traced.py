"""A process that stands still before each of its system calls that touches certain files; Linux alone.

Whatever kills it there leaves what is seen there: only calls that have ended have changed anything.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_TRACEME, _SYSCALL, _SET_OPTIONS, _GET_INFO = 0, 24, 0x4200, 0x420E
_GOOD, _EXIT_KILL = 1, 0x100000
_ENTRY = 1
_FIRST_ADDRESS = 1 << 16
"""Smaller arguments are numbers of open files, or flags."""
_X86 = 0xC000003E
_OPENED_BY = {2: 1, 257: 2}
"""The calls that open a file on x86-64, each with the argument that says what for."""
_READING = frozenset(
    (
        0,
        3,
        4,
        5,
        6,
        8,
        9,
        16,
        17,
        19,
        21,
        32,
        33,
        72,
        73,
        79,
        80,
        81,
        89,
        137,
        138,
        191,
        192,
        193,
        194,
        195,
        196,
        217,
        221,
        262,
        267,
        269,
        295,
        332,
        439,
    )
)
"""Calls that leave a disk as it is: read, close, stat, lseek, mmap, ioctl, access, dup, fcntl, flock, chdir, readlink, statfs, xattr, getdents, statx."""


class _Info(ctypes.Structure):
    """struct ptrace_syscall_info, ptrace(2): the same for every processor."""

    _fields_ = (
        ("op", ctypes.c_uint8), ("pad", ctypes.c_uint8 * 3), ("arch", ctypes.c_uint32), ("ip", ctypes.c_uint64),
        ("sp", ctypes.c_uint64), ("nr", ctypes.c_uint64), ("args", ctypes.c_uint64 * 6), ("rest", ctypes.c_uint64 * 4),
    )  # fmt: skip


def _ptrace(request: int, pid: int, address: int, data: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    given = int(libc.ptrace(request, pid, address, data))
    if given < 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    return given


def can_trace() -> bool:
    """Whether processes may be traced here."""
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        return traced(Path("/").stat, "/", lambda number, what: None) > 0
    return False


def traced(work: Callable[[], object], below: str, at: Callable[[int, str], object], *, writing: bool = False) -> int:
    """Do `work` in a process and call `at` before each call that touches what begins with `below`; gives how many did.

    `at` is given the number of the call and what it touches; the process is killed there when that is true. With `writing` calls
    that are known to change nothing are left out: what is seen before one is seen before the next that may.
    """
    pid = os.fork()
    if not pid:
        try:
            _ptrace(_TRACEME, 0, 0, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            work()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    _ptrace(_SET_OPTIONS, pid, 0, _GOOD | _EXIT_KILL)
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    count, pending = 0, 0
    info = _Info()
    try:
        while True:
            _ptrace(_SYSCALL, pid, 0, pending)
            _, status = os.waitpid(pid, 0)
            if not os.WIFSTOPPED(status):
                pid = 0
                return count
            stop = os.WSTOPSIG(status)
            pending = 0 if stop == signal.SIGTRAP | 0x80 else stop
            if pending:
                continue
            _ptrace(_GET_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
            looked = info.op == _ENTRY and not (writing and _only_reads(info))
            what = _touched(pid, memory, info, below) if looked else ""
            if what:
                count += 1
                if at(count, what):
                    return count
    finally:
        os.close(memory)
        if pid:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _only_reads(info: _Info) -> bool:
    """Whether a call changes nothing on a disk; what is not known may."""
    if info.arch != _X86:
        return False
    flags = info.args[_OPENED_BY[info.nr]] if info.nr in _OPENED_BY else None
    return info.nr in _READING if flags is None else not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)


def _touched(pid: int, memory: int, info: _Info, below: str) -> str:
    """What a call touches that begins with `below`: a path that it is given, or a file or folder that is open."""
    for value in info.args[:4]:
        with suppress(OSError, OverflowError):
            if value < _FIRST_ADDRESS:
                path = str(Path(f"/proc/{pid}/fd/{value}").readlink())
            else:
                path = os.fsdecode(os.pread(memory, 512, value).split(b"\0", 1)[0])
            if path.startswith(below):
                return f"{info.nr} {path}"
    return ""

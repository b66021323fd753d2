"""What the suite costs: `pytest --costs` ends with each file's processor seconds, its child processes' among them.

A browser lives through a whole run: what it has spent so far is asked of it while it lives, so that the test that used it pays.
"""

import os
import resource
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

LONGEST = 60
COST = "processor"
TICKS = os.sysconf("SC_CLK_TCK")


def _spent() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime + _living(os.getpid())


_open, _listed = open, os.listdir
"""As they were before any test put another in their place."""


def _said(path: str) -> str:
    with _open(path, encoding="ascii", errors="replace") as file:
        return file.read()


def _living(process: int) -> float:
    """What the children that have not ended have spent, and theirs; nothing where the system does not tell (Linux does)."""
    try:
        tasks = _listed(f"/proc/{process}/task")
        children = [child for task in tasks for child in _said(f"/proc/{process}/task/{task}/children").split()]
    except OSError:  # ended meanwhile
        return 0.0
    return sum(_of_one(int(child)) for child in children)


def _of_one(process: int) -> float:
    try:
        fields = _said(f"/proc/{process}/stat").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS + _living(process)


_last = [_spent()]
_files: Counter[str] = Counter()
_tests: Counter[str] = Counter()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Iterator[None]:
    """Give each test its seconds at its end (to ask costs some, too); a worker hands them over with the report."""
    report: Any = yield
    if call.when != "teardown":
        return report
    now = _spent()
    # What a browser's own children have spent is lost when it ends: the rest of the test is then not told, rather than as less than nothing.
    report.user_properties = [(COST, max(0.0, now - _last[0]))]
    _last[0] = now
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    spent = float(dict(report.user_properties).get(COST, 0))  # type: ignore[arg-type]
    _files[report.nodeid.partition("::")[0]] += spent
    _tests[report.nodeid] += spent


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    write = terminalreporter.write_line
    write(f"processor seconds: {sum(_files.values()):.0f} in tests")
    for counted in (_files, _tests):
        for name, spent in counted.most_common(LONGEST):
            write(f"{spent:8.1f}  {name}")

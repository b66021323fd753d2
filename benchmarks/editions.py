"""What the second edition costs: generated portals built with one edition and with two, in turns, in one run.

`python -m benchmarks.editions 30 300 3000` measures other sizes. Processor seconds of all processes are judged, since other
work on the machine changes the time by the clock, which stands beside them; of several runs the best counts.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.portal import make_portal

SIZES = (30, 300)
RUNS = 3
LIMIT = 0.6
"""Highest allowed share that the second edition adds to the build with one."""


def publish_only(portal: Path, editions: str) -> None:
    """Choose the editions in the portal's settings."""
    settings = portal / "site_config" / "portal.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    chosen = [f"  published: {editions}\n" if line.startswith("  published:") else line for line in lines]
    settings.write_text("".join(chosen), "utf-8")


class Cost(NamedTuple):
    """One build: seconds of processor, seconds by the clock, peak memory of the largest process in MB, pages."""

    processor: float
    clock: float
    memory: int
    pages: int


def measure(portal: Path) -> Cost:
    """One build in a process of its own."""
    command = [sys.executable, "-m", "branch_portal", "build", "--root", str(portal), "--as-of", "2026-11-24"]
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    if status:
        raise SystemExit("the build failed")
    pages = sum(1 for _ in (portal / "site").rglob("*.html"))
    return Cost(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss // 1024, pages)


def main(sizes: tuple[int, ...]) -> None:
    worst = 0.0
    print("branches  editions   pages  processor s  clock s  peak MB   added")
    for branches in sizes:
        with tempfile.TemporaryDirectory() as folder:
            portal = Path(folder)
            make_portal(portal, branches)
            best: dict[str, Cost] = {}
            for _ in range(RUNS):
                for editions in ("[hant]", "[hant, hans]"):
                    publish_only(portal, editions)
                    made = measure(portal)
                    best[editions] = min(best.get(editions, made), made)
            one, two = best.values()
            added = two.processor / one.processor - 1
            worst = max(worst, added)
            for editions, cost, share in ((1, one, ""), (2, two, f"{added:.0%}")):
                print(
                    f"{branches:>8}  {editions:>8}  {cost.pages:>6}  {cost.processor:>11.2f}  {cost.clock:>7.2f}"
                    f"  {cost.memory:>7}  {share:>6}",
                    flush=True,
                )
    print(f"the second edition adds {worst:.0%} (at most {LIMIT:.0%})")
    if worst > LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)

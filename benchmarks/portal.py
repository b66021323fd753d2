"""Whole builds of generated portals of 30, 300 and 3,000 branches: seconds, pages per second, peak memory.

The sample portal's own data with more branches; each build is its own process. The cost of a page at
3,000 branches against 300 is what counts: seconds differ from machine to machine.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import fusion, management

ROOT = Path(__file__).parent.parent
SIZES = (30, 300, 3000)
LIMIT = 1.3
"""Highest allowed ratio of the cost per page at 3,000 branches to that at 300."""
FILLED_LIMIT = 1.5
"""Highest allowed ratio of the cost per page with every system filled for every branch to that without, at 300."""


def copy_one_year(target: Path) -> None:
    """The sample portal of its first year alone."""
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    settings = target / "site_config" / "portal.yml"
    text = settings.read_text("utf-8").replace("years: [2026, 2027]", "years: [2026]")
    settings.write_text(text, "utf-8")


def make_portal(target: Path, branches: int) -> None:
    """A copy of the sample portal with `branches` branches, one year, every tenth with a plan of its own."""
    copy_one_year(target)
    for number in range(13, branches + 1):
        id = f"b{number:02}"
        (target / "data" / "branches" / f"{id}.yml").write_text(
            f"id: {id}\ntitle: 第{number}示例黨支部\nshort: 第{number}支部\nkind: branch\nparent: city\n"
            f"business: 示例業務\nhas_committee: {'true' if number % 5 else 'false'}\ngroups: {number % 4}\n"
            "elected_on: 2024-03-18\n",
            "utf-8",
        )
        if number % 10 == 0:
            (target / "data" / "plans" / f"{id}-2026.yml").write_text(
                f"id: {id}-2026\nbranch: {id}\nyear: 2026\nmoves:\n"
                "  - {duty: m03, period: 2026-04, to: 2026-04-16, reason: 示例調整}\n",
                "utf-8",
            )
    record_events(target)


def record_events(target: Path) -> None:
    """Begin the calendar's ledger: a build refuses a portal whose ledger is behind the data."""
    (target / "data" / "calendar.lock").unlink(missing_ok=True)
    update = [sys.executable, "-m", "branch_portal", "calendar", "update", "--root", str(target), "--yes", "--first"]
    subprocess.run([*update, "--now", "2026-11-24T01:00:00Z"], check=True, stdout=subprocess.DEVNULL)


def fill(target: Path, branches: int) -> None:
    """Records of every system for the branches that the sample does not have."""
    ids = [f"b{number:02}" for number in range(13, branches + 1)]
    for id in ids:  # what the sample's records say of members is said of every branch
        file = target / "data" / "branches" / f"{id}.yml"
        file.write_text(file.read_text("utf-8").replace("has_committee: false", "has_committee: true"), "utf-8")
    fusion.fill(target, ids)
    management.fill(target, ids)
    record_events(target)


def measure(portal: Path) -> tuple[float, int, int]:
    """Seconds, pages and peak megabytes of one build in a process of its own."""
    command = [sys.executable, "-m", "branch_portal", "build", "--root", str(portal), "--as-of", "2026-11-24"]
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit("the build failed")
    pages = sum(1 for _ in (portal / "site").rglob("*.html"))
    return seconds, pages, usage.ru_maxrss // 1024


def main() -> None:
    costs = {}
    print("branches   pages  seconds  pages/s  ms/page  peak MB  site MB")
    for branches, filled in (*((size, False) for size in SIZES), (300, True)):
        with tempfile.TemporaryDirectory() as folder:
            portal = Path(folder)
            make_portal(portal, branches)
            if filled:
                fill(portal, branches)
            seconds, pages, memory = measure(portal)
            size = sum(file.stat().st_size for file in (portal / "site").rglob("*") if file.is_file()) // 1_000_000
        costs[branches, filled] = seconds / pages
        print(
            f"{branches:>7}{'+' if filled else ' '}  {pages:>6}  {seconds:>7.1f}  {pages / seconds:>7.0f}"
            f"  {1000 * seconds / pages:>7.2f}  {memory:>7}  {size:>7}",
            flush=True,
        )
    grown = costs[3000, False] / costs[300, False]
    filled_up = costs[300, True] / costs[300, False]
    print(f"cost of a page, 3000 branches : 300 branches = {grown:.2f} (at most {LIMIT})")
    print(f"cost of a page, every system filled (+) : branches alone = {filled_up:.2f} (at most {FILLED_LIMIT})")
    if grown > LIMIT or filled_up > FILLED_LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

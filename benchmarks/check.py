"""`portal check` in a process of its own: of 300 branches, once more after an edit as `--watch` does it, and over ten megabytes of YAML in thousands of files.

Processor seconds are told, and bytes at the peak; Python's compiled modules are there already, nothing else is.
"""

import datetime as dt
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.portal import make_portal
from branch_portal.project.reading import Folders, Reading
from branch_portal.system.known import Known
from branch_portal.verdict import check_site

ROOT = Path(__file__).parent.parent
BRANCHES = 300
BYTES = 10_000_000
MOST_MEGABYTES = 400


def write_findings(portal: Path) -> int:
    """A copy of the sample portal with unpublished problems up to `BYTES`; the number of files."""
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, portal / name)
    shutil.copy(ROOT / "mkdocs.yml", portal)
    folder = portal / "data" / "findings"
    model = (folder / "p2501.yml").read_text("utf-8").replace("public: true", "public: false")
    size = number = 0
    while size < BYTES:
        number += 1
        text = model.replace("id: p2501", f"id: x{number:05}").replace("statement: ", f"statement: 第{number}件，")
        size += (folder / f"x{number:05}.yml").write_bytes(text.encode())
    return number


def checked(portal: str, day: str) -> tuple[float, int]:
    """Seconds of the processor and megabytes at the peak of one check."""
    command = [sys.executable, "-m", "branch_portal", "check", "--root", portal, "--as-of", day]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the check failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def after_an_edit(portal: Path, day: dt.date) -> float:
    """Seconds of the processor of a check in the process that has checked before, the median of five edits of a branch."""
    gc.set_threshold(100_000)  # as the command does
    folders, known, seconds = Folders(portal), Known(), []
    branch = portal / "data" / "branches" / "b13.yml"
    written = branch.read_text("utf-8")
    for number in range(6):
        branch.write_text(written.replace("示例業務", f"示例業務{number}"), "utf-8")
        start = time.process_time()
        check_site(folders, day, Reading(known=known))
        seconds.append(time.process_time() - start)
    return statistics.median(seconds[1:])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        make_portal(Path(folder), BRANCHES)
        seconds = min(checked(folder, "2026-11-24")[0] for _ in range(3))
        again = after_an_edit(Path(folder), dt.date(2026, 11, 24))
    print(f"check of {BRANCHES} branches: {seconds:.1f} s of the processor, the best of three")
    print(f"and after an edit in the same process: {again:.2f} s, the median of five")
    with tempfile.TemporaryDirectory() as folder:
        files = write_findings(Path(folder))
        seconds, megabytes = checked(folder, "2026-11-30")
    print(
        f"check of {BYTES // 1_000_000} MB in {files} files: {seconds:.1f} s of the processor, "
        f"{megabytes} MB (at most {MOST_MEGABYTES})"
    )
    if megabytes > MOST_MEGABYTES:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

"""`portal check` in a process of its own: of 300 branches, and over ten megabytes of YAML in thousands of files.

Processor seconds are told, and bytes at the peak; Python's compiled modules are there already, nothing else is.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.portal import make_portal

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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        make_portal(Path(folder), BRANCHES)
        seconds = min(checked(folder, "2026-11-24")[0] for _ in range(3))
    print(f"check of {BRANCHES} branches: {seconds:.1f} s of the processor, the best of three")
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

"""`portal check` over ten megabytes of YAML in thousands of files: seconds and peak memory, in a process of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = write_findings(Path(folder))
        start = time.perf_counter()
        command = [sys.executable, "-m", "branch_portal", "check", "--root", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    if status:
        raise SystemExit("the check failed")
    megabytes = usage.ru_maxrss // 1024
    print(
        f"check of {BYTES // 1_000_000} MB in {files} files: {seconds:.1f} s, {megabytes} MB (at most {MOST_MEGABYTES})"
    )
    if megabytes > MOST_MEGABYTES:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

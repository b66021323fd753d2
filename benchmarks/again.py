"""What a build costs after one edit, against a clean one: a record, a guide, nothing at all.

`python -m benchmarks.again 300` makes a portal of so many branches with records in every system; every build is its own process. At the end
the site is compared with a clean one, byte by byte.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.portal import fill, make_portal
from branch_portal.publishing.target import KEPT, files_below, read_kept

BRANCHES = 100
LIMIT = 0.1
"""The share of a clean build that one edited record should cost at most; it is told, not enforced."""


def built(portal: Path, *more: str) -> float:
    """Processor seconds of one build, its second process included."""
    command = [
        sys.executable,
        "-m",
        "branch_portal",
        "build",
        "--quiet",
        "--root",
        str(portal),
        "--as-of",
        "2026-11-24",
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen([*command, *more], env=environment, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the build failed")
    return usage.ru_utime + usage.ru_stime


def edit(file: Path, words: str) -> None:
    """Put a letter behind the first `words` of a file."""
    text = file.read_text("utf-8")
    assert words in text
    file.write_text(text.replace(words, f"{words}新", 1), "utf-8")


def differing(site: Path, clean: Path) -> list[str]:
    """The files in which two sites differ, but for those that only stay a while."""
    own = [name for name in files_below(site) if name != KEPT and name not in read_kept(site)]
    if own != [name for name in files_below(clean) if name != KEPT]:
        return ["the list of files"]
    return [name for name in own if (site / name).read_bytes() != (clean / name).read_bytes()]


def main() -> None:
    branches = int(sys.argv[1]) if len(sys.argv) > 1 else BRANCHES
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder) / "portal"
        portal.mkdir()
        make_portal(portal, branches)
        fill(portal, branches)
        clean = built(portal)
        print(f"{branches} branches, clean: {clean:.1f} s of the processor", flush=True)
        edits = {
            "a record": (portal / "data/branches/b20.yml", "\nbusiness: "),
            "a guide": (portal / "content/guide/g13.md", "\nsummary: "),
            "nothing": None,
        }
        for name, where in edits.items():
            if where:
                edit(*where)
            seconds = built(portal)
            print(f"{name} edited: {seconds:.1f} s, {seconds / clean:.0%} of it (aim {LIMIT:.0%})", flush=True)
        built(portal, "--clean", "--site-dir", str(Path(folder) / "clean"))
        if wrong := differing(portal / "site", Path(folder) / "clean"):
            raise SystemExit(f"{len(wrong)} files differ, as {wrong[0]}")
        print("the same bytes as a clean build")


if __name__ == "__main__":
    main()

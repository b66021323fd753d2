"""What the second edition costs: generated portals built with one edition and with two, in turns, in one run.

`python -m benchmarks.editions 30 300 3000` measures other sizes. The best of the runs counts: other work on the machine
only ever makes a run slower.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.portal import make_portal, measure

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


def main(sizes: tuple[int, ...]) -> None:
    worst = 0.0
    print("branches  editions   pages  seconds  peak MB   added")
    for branches in sizes:
        with tempfile.TemporaryDirectory() as folder:
            portal = Path(folder)
            make_portal(portal, branches)
            best: dict[str, tuple[float, int, int]] = {}
            for _ in range(RUNS):
                for editions in ("[hant]", "[hant, hans]"):
                    publish_only(portal, editions)
                    made = measure(portal)
                    best[editions] = min(best.get(editions, made), made)
            one, two = best.values()
            added = two[0] / one[0] - 1
            worst = max(worst, added)
            print(f"{branches:>8}  {1:>8}  {one[1]:>6}  {one[0]:>7.2f}  {one[2]:>7}")
            print(f"{branches:>8}  {2:>8}  {two[1]:>6}  {two[0]:>7.2f}  {two[2]:>7}  {added:>6.0%}", flush=True)
    print(f"the second edition adds {worst:.0%} (at most {LIMIT:.0%})")
    if worst > LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)

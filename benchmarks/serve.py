"""From a saved file to its new page in `portal serve`, at 12, 300 and 3,000 branches.

Processor time of the whole program between the save and the finished page, and the time on the clock; the median of
what is saved in turn: a record, a guide, the settings. Checking all rules comes afterwards and is told apart.
"""

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.portal import make_portal
from branch_portal.mkdocs.preview import Preview

DAY = dt.date(2026, 11, 24)
SIZES = (12, 300, 3000)
RUNS = 3
PAGE = "branches/b01/index.html"


def saves(root: Path) -> dict[str, tuple[Path, str, str]]:
    """What is saved: the file, the page that shows it, and words that stand in it, to which a letter is added."""
    return {
        "record": (root / "data/branches/b01.yml", PAGE, "\nbusiness: "),
        "guide": (root / "content/guide/g13.md", "guide/g13/index.html", "\nsummary: "),
        "settings": (root / "site_config/portal.yml", PAGE, "\nname: "),
    }


def save_and_look(preview: Preview, page: str) -> None:
    """What happens between a save and the new page."""
    preview.changed()
    preview.answer(page)


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the clock."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - processor, time.perf_counter() - clock


def main() -> None:
    print("branches  saved     page CPU s  page wall s  all rules CPU s")
    for branches in [int(one) for one in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            make_portal(root, branches)
            preview = Preview(root, lambda: DAY)
            preview.begin()
            if preview.problems:
                raise SystemExit(str(preview.problems[0]))
            preview.answer(PAGE)
            for name, (file, page, words) in saves(root).items():
                pages, rules = [], []
                for _ in range(RUNS):
                    text = file.read_text("utf-8")
                    assert words in text
                    file.write_text(text.replace(words, f"{words}新", 1), "utf-8")
                    pages.append(spent(partial(save_and_look, preview, page)))
                    rules.append(spent(preview.judge)[0])
                    if preview.problems:
                        raise SystemExit(str(preview.problems[0]))
                processor, clock = (statistics.median(one) for one in zip(*pages, strict=True))
                print(
                    f"{branches:>8}  {name:<8}  {processor:>10.2f}  {clock:>11.2f}  {statistics.median(rules):>15.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()

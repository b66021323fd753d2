"""Search at several sizes: what it finds, costs and loads, beside Pagefind; one table.

What indexing adds to the build (CPU seconds of the same process, `search_portal.py`), recall and precision against `tests.kernel.search.truth` over
all pages' own text and the collected questions and pinyin, asked in node, and bytes on the wire and the time before the first result in a fresh
browser on an emulated phone (`search_browser.py`). Pagefind is compared when PORTAL_PAGEFIND names its binary (1.6.0, from npm); its own box is left
out, only its library is loaded.

`python -m benchmarks.search [PAGES …]`. Every size is measured in slices of a minute or so, and each slice is written down as soon as it is there, in
PORTAL_BENCH (else a folder for temporary files): what is ended on a busy machine goes on from there when it is called again. Take the folder of a
size away to measure it anew.
"""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.search_browser import CLASSES, Compressed, sizes, waited
from benchmarks.search_portal import ROOT, make_portal
from benchmarks.search_quality import COLLECTIONS, SLICES, collection, found

SIZES = (200, 2_000, 10_000)
KEPT = Path(os.environ.get("PORTAL_BENCH") or Path(tempfile.gettempdir()) / "portal-bench-search")
Figures = dict[str, Any]


def built(folder: Path, size: int) -> Figures:
    """The portal and its site, and what they cost."""
    portal = folder / "portal"
    shutil.rmtree(portal, ignore_errors=True)
    portal.mkdir(parents=True)
    make_portal(portal, size)
    command = [sys.executable, "-m", "benchmarks.search_portal", str(portal)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    # Thousands of made-up records are remarked on; of a build that fails the last words say why.
    with (portal / "build.log").open("w", encoding="utf-8") as words:
        done = subprocess.run(command, check=False, cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL, stderr=words)
    if done.returncode:
        raise SystemExit((portal / "build.log").read_text("utf-8")[-2000:])
    measured = json.loads((portal / "measured.json").read_text("utf-8"))
    site = portal / "site"
    files = [file for file in (site / "search").rglob("*.js") if file.is_file()]
    return {
        "pages": sum(1 for _ in site.rglob("*.html")),
        "build s": round(measured["seconds"], 1),
        "search s": round(measured["search"], 2),
        "search adds %": round(100 * measured["search"] / (measured["seconds"] - measured["search"]), 1),
        "index MB": round(sum(file.stat().st_size for file in files) / 1e6, 1),
        "files": len(files),
    }


def beside(folder: Path, pagefind: str) -> Figures:
    """Pagefind's own index of the same site."""
    start = time.perf_counter()
    words = [pagefind, "--site", str(folder / "portal" / "site"), "--root-selector", "article"]
    subprocess.run(words, check=True, capture_output=True)
    return {"pagefind index s": round(time.perf_counter() - start, 1)}


def timed(folder: Path, name: str, pagefind: bool) -> Figures:
    """What readers wait for in one class of query."""
    from playwright.sync_api import sync_playwright

    from tests.browser.browsing import FLAGS, chromium

    site = folder / "portal" / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        figures = waited(browser, f"http://127.0.0.1:{server.server_port}/", name, pagefind)
        browser.close()
    server.shutdown()
    return figures


def slices(folder: Path, size: int) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """The parts of a measurement: what each is called, and how it is made."""
    pagefind = os.environ.get("PORTAL_PAGEFIND", "")
    yield "built", lambda: built(folder, size)
    if pagefind:
        yield "beside", lambda: beside(folder, pagefind)
    for name in CLASSES:
        yield f"class {name}", functools.partial(timed, folder, name, bool(pagefind))
    for number in range(SLICES):
        yield f"random {number}", functools.partial(found, folder / "portal", number)
    for name in COLLECTIONS:
        yield f"collection {name}", functools.partial(collection, folder / "portal", name)


def measure(folder: Path, size: int) -> Iterator[Figures]:
    """Everything about one size, slice by slice; what an earlier call has written down is taken from there."""
    file = folder / "figures.json"
    known: dict[str, Figures] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for name, make in slices(folder, size):
        if name not in known:
            known[name] = make()
            file.write_text(json.dumps(known, ensure_ascii=False, indent=1), "utf-8")
        yield known[name]


def main() -> None:
    for size in [int(size) for size in sys.argv[1:]] or SIZES:
        print(f"\n## {size}")
        lists: dict[str, list[float]] = {}
        for figures in measure(KEPT / str(size), size):
            for name, value in figures.items():
                if isinstance(value, list):
                    lists.setdefault(name, []).extend(value)
                else:
                    print(f"{name:<40} {value}", flush=True)
        for name, value in sizes(lists).items():
            print(f"{name:<40} {value}", flush=True)


if __name__ == "__main__":
    main()

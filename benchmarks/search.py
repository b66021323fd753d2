"""Search at several sizes: what it finds, costs and loads, beside Pagefind; one table, all of it from one run.

What indexing adds to the build (CPU seconds of the same process, `search_portal.py`), recall and precision against `tests.kernel.search.truth` over
all pages' own text, the collected questions and pinyin, bytes on the wire and the time before the first result in a fresh browser on an emulated
phone (`search_browser.py`). Pagefind is compared when PORTAL_PAGEFIND names its binary (1.6.0, from npm); its own box is left out, only its library
is loaded. `python -m benchmarks.search [PAGES …]`.
"""

import functools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.search_browser import Compressed, quality, waited
from benchmarks.search_portal import ROOT, make_portal
from tests.browser.browsing import FLAGS, chromium
from tests.kernel.search.truth import Truth

SIZES = (200, 2_000, 10_000)


def measure(size: int, browser: Any) -> dict[str, Any]:
    """Everything about one size."""
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder)
        make_portal(portal, size)
        command = [sys.executable, "-m", "benchmarks.search_portal", str(portal)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        built = json.loads((portal / "measured.json").read_text("utf-8"))
        site = portal / "site"
        files = [file for file in (site / "search").rglob("*.js") if file.is_file()]
        result: dict[str, Any] = {
            "pages": sum(1 for _ in site.rglob("*.html")),
            "build s": round(built["seconds"], 1),
            "search s": round(built["search"], 2),
            "search adds %": round(100 * built["search"] / (built["seconds"] - built["search"]), 1),
            "index MB": round(sum(file.stat().st_size for file in files) / 1e6, 1),
            "files": len(files),
        }
        pagefind = os.environ.get("PORTAL_PAGEFIND")
        if pagefind:
            start = time.perf_counter()
            words = [pagefind, "--site", str(site), "--root-selector", "article"]
            subprocess.run(words, check=True, capture_output=True)
            result["pagefind index s"] = round(time.perf_counter() - start, 1)
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        result |= waited(browser, address, bool(pagefind))
        page = browser.new_page()
        page.goto(address + "search/")
        page.wait_for_function("() => Boolean(window.portalSearch)")
        result |= quality(page, Truth(built["texts"], built["synonyms"]), built["paths"])
        page.close()
        server.shutdown()
        Compressed.made.clear()
    return result


def main() -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for size in [int(size) for size in sys.argv[1:]] or SIZES:
            print(f"\n## {size}")
            for name, value in measure(size, browser).items():
                print(f"{name:<40} {value}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()

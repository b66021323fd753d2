"""What a reader on a slow phone waits for: largest paint, shifts of the layout and bytes of the sample's pages.

The phone: 390 × 844, 400 ms to the server and back, 1.6 Mbit/s, a processor a quarter as fast as this machine's;
the server packs texts as docs/nginx.conf says. `python -m benchmarks.phone [SITE]` reads a built site, builds the
sample without one, and prints a table: for the three pages that are promised the largest paint (the best of three loads into an
empty cache, since other work on this machine can only make it later), for one page of every kind the shifts and bytes.
"""

import functools
import gzip
import subprocess
import sys
import tempfile
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.browsing import FLAGS, Quiet, chromium
from tests.browser.kinds import one_of_each_kind

ROOT = Path(__file__).parent.parent
PROMISED = ("", "guide/g13/", "branches/b01/")
LCP, CLS = 2.0, 0.02
"""What is promised: seconds, and the share of the screen that moves."""
LOADS = 3
LINE = {"offline": False, "latency": 400, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
PACKED = (".html", ".css", ".js", ".svg", ".json")
WATCH = """
window.seen = { paint: 0, shift: 0 };
new PerformanceObserver(list => list.getEntries().forEach(one => { seen.paint = one.startTime }))
  .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) seen.shift += one.value }))
  .observe({ type: 'layout-shift', buffered: true });
"""


class Packing(Quiet):
    """The tests' server, with texts packed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        packed = file.suffix in PACKED
        if packed:
            body = gzip.compress(body, 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def load(browser: Browser, address: str, path: str) -> dict[str, Any]:
    """One load into an empty cache: `paint` in seconds, `shift`, `bytes` on the wire."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sent = []
    wire.on("Network.loadingFinished", lambda one: sent.append(one["encodedDataLength"]))
    page.goto(address + path, wait_until="load")
    page.wait_for_timeout(700)
    seen = page.evaluate("seen")
    context.close()
    return {"paint": seen["paint"] / 1000, "shift": seen["shift"], "bytes": sum(sent)}


def measure(site: Path) -> bool:
    """Print the tables; whether all that is promised is kept."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packing, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    address, kept = f"http://127.0.0.1:{server.server_port}/", True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        print("| page | largest paint, s | bytes |\n| --- | --- | --- |")
        for path in PROMISED:
            loads = [load(browser, address, path) for _ in range(LOADS)]
            best = min(one["paint"] for one in loads)
            kept = kept and best <= LCP
            print(f"| /{path} | {best:.2f} | {loads[0]['bytes']:,} |", flush=True)
        kinds = {path: load(browser, address, path) for path in one_of_each_kind(site)}
        browser.close()
    server.shutdown()
    moved = sorted(kinds, key=lambda path: -kinds[path]["shift"])
    print(f"\n{len(kinds)} kinds of page; the most shifted and the heaviest:")
    for path in (*moved[:5], *sorted(kinds, key=lambda one: -kinds[one]["bytes"])[:5]):
        print(
            f"/{path}: shift {kinds[path]['shift']:.3f}, {kinds[path]['bytes']:,} bytes, paint {kinds[path]['paint']:.2f} s"
        )
    return kept and kinds[moved[0]]["shift"] <= CLS


def main() -> int:
    if len(sys.argv) > 1:
        return 0 if measure(Path(sys.argv[1])) else 1
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        words = ["-m", "branch_portal", "build", "--root", str(ROOT), "--as-of", "2026-11-30", "--site-dir", str(site)]
        subprocess.run([sys.executable, *words], check=True)
        return 0 if measure(site) else 1


if __name__ == "__main__":
    sys.exit(main())

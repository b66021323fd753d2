"""What a reader's browser waits for: bytes and time before the first result on an emulated phone, ours and Pagefind's."""

import gzip
import statistics
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from benchmarks.phone import LINE, SLOWER

CLASSES = {
    "word": ("黨費", "換屆", "主題黨日", "安全生產"),
    "several": ("整改 措施", "黨費 公布"),
    "question": ("換屆要提前多久通知", "黨費每月幾號收"),
    "form": ("會議記錄表", "選票樣式"),
    "character": ("的", "黨"),
    "simplified": ("党费", "换届"),
    "pinyin": ("huanjie", "dangfei"),
    "date": ("12月", "下週"),
    "code": ("P2609", "RW-2026-009"),
    "homophone": ("党非", "主體黨日"),
}
"""Typed into a fresh browser; Pagefind is asked the same."""


class Compressed(SimpleHTTPRequestHandler):
    """A static server that compresses as a web server would, each file once."""

    protocol_version = "HTTP/1.1"
    made: dict[str, tuple[bytes, str, str]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        path = self.translate_path(self.path)
        if Path(path).is_dir():
            path += "/index.html"
        if path not in self.made:
            try:
                data = Path(path).read_bytes()
            except OSError:
                self.send_error(404)
                return
            kind = self.guess_type(path)
            packed = path.endswith((".js", ".css", ".html", ".json", ".svg")) and len(data) > 1024
            self.made[path] = (gzip.compress(data, 6) if packed else data, kind, "gzip" if packed else "")
        data, kind, encoding = self.made[path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        pass


OURS = """async (query) => {
  const start = performance.now();
  const seen = new Promise((resolve) => {
    new MutationObserver(() => {
      if (document.querySelector('.search-hits li')) { resolve(performance.now() - start); }
    }).observe(document.body, {childList: true, subtree: true});
  });
  document.querySelector('[data-search]').click();
  const input = await new Promise((resolve) => {
    const timer = setInterval(() => {
      const found = document.querySelector('dialog[open] input');
      if (found) { clearInterval(timer); resolve(found); }
    }, 1);
  });
  input.value = query;
  input.dispatchEvent(new InputEvent('input', {bubbles: true}));
  return seen;
}"""
THEIRS = """async (query) => {
  const start = performance.now();
  const pagefind = await import('/pagefind/pagefind.js');
  const answer = await pagefind.search(query);
  if (!answer.results.length) { return -1; }
  const first = await answer.results[0].data();
  const item = document.createElement('li');
  item.innerHTML = first.meta.title + first.excerpt;
  document.body.append(item);
  return performance.now() - start;
}"""


def first_result(browser: Any, address: str, script: str, query: str, phone: bool = False) -> tuple[float, int, int]:
    """Milliseconds from asking to the first result, bytes and files received until then, in a fresh browser; nothing found is -1."""
    context = browser.new_context(viewport={"width": 390, "height": 844} if phone else None)
    page = context.new_page()
    page.goto(address + "guide/g25/", wait_until="networkidle")
    session = context.new_cdp_session(page)
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    if phone:
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    milliseconds = page.evaluate(script, query)
    seen = (milliseconds, int(sum(received)), len(received))
    context.close()
    return seen


def waited(browser: Any, address: str, name: str, pagefind: bool, turns: int = 3) -> dict[str, Any]:
    """One class of query: bytes, files and the best time on the emulated phone, ours and Pagefind's."""
    for query in ("黨費", "換屆"):  # the server compresses each file once, before anything is timed
        first_result(browser, address, OURS, query)
    ours: list[tuple[float, int, int]] = []
    theirs: list[float] = []
    bytes_of: list[float] = []
    for query in CLASSES[name]:
        tries = [first_result(browser, address, OURS, query, phone=True) for _ in range(turns)]
        ours.append(min(tries))
        bytes_of.append(max(size for _, size, _ in tries) / 1000)
        if pagefind:
            theirs.append(min(first_result(browser, address, THEIRS, query, phone=True)[0] for _ in range(turns)))
    found = [time for time in theirs if time >= 0]
    there = f"{statistics.median(found):.0f} ms" if found else "finds nothing"
    return {
        f"phone, {name}": f"{statistics.median(time for time, _, _ in ours):.0f} ms, {max(bytes_of):.1f} KB, {max(files for _, _, files in ours)} files"
        + (f"; Pagefind {there}" if pagefind else ""),
        "KB before the first result": bytes_of,
    }


def sizes(lists: dict[str, list[float]]) -> dict[str, str]:
    """Of figures that each slice has some of, the middle and the worst; shares of one as percent of all."""
    return {
        name: f"median {statistics.median(values):.1f}, worst {max(values):.1f}"
        if name.startswith("KB")
        else f"{100 * statistics.mean(values):.2f} of {len(values)}"
        for name, values in lists.items()
    }

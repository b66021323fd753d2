"""Search over generated portals of about 200, 2,000 and 10,000 pages: what it finds, costs and loads, beside Pagefind.

Everything is measured in one run: what indexing adds to the build (CPU seconds of the same process), recall and
precision against `tests.kernel.search.truth`, the collected questions and pinyin, bytes on the wire and time before the first
result in a fresh browser. Pagefind is compared when PORTAL_PAGEFIND names its binary (1.6.0, from npm); its own box
is left out, only its library is loaded.
"""

import functools
import gzip
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.kernel.search.truth import Truth, lines_of, scores

ROOT = Path(__file__).parent.parent
SIZES = (200, 2_000, 10_000)
QUERIES = 300
WORDS = ("黨費", "換屆", "主題黨日", "安全生產", "党费", "整改 措施", "huanjie", "换届要提前多久通知")
"""Typed into a fresh browser for the wire and the first result."""
PAGEFIND_WORDS = 4
"""How many of `WORDS`, from the first, Pagefind is asked for too: it knows no other script, pinyin or question."""


def make_portal(target: Path, pages: int) -> None:
    """The sample portal in one script and one year, filled up with problems of random text and with branches."""
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    settings = target / "site_config" / "portal.yml"
    text = settings.read_text("utf-8").replace("years: [2026, 2027]", "years: [2026]")
    settings.write_text(text.replace("published: [hant, hans]", "published: [hant]"), "utf-8")
    chance = random.Random(pages)
    sentences = sorted(
        {
            sentence
            for guide in (ROOT / "content" / "guide").glob("*.md")
            for sentence in re.findall(r"[\u4e00-\u9fff，、]{12,48}(?=。)", guide.read_text("utf-8"))
        }
    )
    problem = (ROOT / "data" / "findings" / "p2634.yml").read_text("utf-8")
    # A problem that comes from an interview would have to stand in the interview's record too.
    problem = re.sub("^source: .*\n(?:interview: .*\n)?", "source: assessment\n", problem, flags=re.MULTILINE)
    branches = max(0, pages - 300) * 2 // 10
    for number in range(100, 100 + branches):
        (target / "data" / "branches" / f"b{number}.yml").write_text(
            f"id: b{number}\ntitle: 第{number}示例黨支部\nshort: 第{number}支部\nkind: branch\nparent: city\nmembers: 15\n"
            f"business: 示例業務\nhas_committee: true\ngroups: {number % 4}\nelected_on: 2025-03-18\n",
            "utf-8",
        )
    used: set[frozenset[str]] = set()
    for number in range(max(0, pages - 300 - 2 * branches)):
        statement, more, cause, measure = chance.sample(sentences, 4)
        while frozenset((statement, more)) in used:
            statement, more, cause, measure = chance.sample(sentences, 4)
        used.add(frozenset((statement, more)))
        record = re.sub("^id: .*", f"id: p{260100 + number}", problem, flags=re.MULTILINE)
        record = re.sub("^statement: .*", f"statement: {statement}。{more}。", record, flags=re.MULTILINE)
        record = re.sub("^cause: .*", f"cause: {cause}。", record, flags=re.MULTILINE)
        record = re.sub("- what: .*", f"- what: {measure[:30]}", record)
        (target / "data" / "findings" / f"p{260100 + number}.yml").write_text(record, "utf-8")
    (target / "data" / "calendar.lock").unlink()  # fewer years than the sample: this calendar is another one
    update = [
        "calendar",
        "update",
        "--yes",
        "--first",
        "--now",
        "2026-11-24T00:00:00Z",
        "--as-of",
        "2026-11-24",
        "--root",
        str(target),
    ]
    subprocess.run([sys.executable, "-m", "branch_portal", *update], check=True, capture_output=True, cwd=ROOT)


def build(portal: Path) -> None:
    """Build in this process; prints CPU seconds in all and for search, and keeps what search read."""
    from branch_portal.mkdocs import run
    from branch_portal.publishing import publication
    from branch_portal.search.index import Reader

    spent = 0.0
    texts: dict[str, list[str]] = {}
    read, index, publish = Reader.read, Reader.index, publication.write_search

    def timed(function: Any) -> Any:
        def run(*arguments: Any) -> Any:
            nonlocal spent
            start = time.process_time()
            result = function(*arguments)
            spent += time.process_time() - start
            return result

        return run

    timed_read = timed(read)
    paths: list[str] = []
    other = 0.0

    def read_and_keep(self: Reader, page: Any, html: str) -> None:
        nonlocal other
        timed_read(self, page, html)
        start = time.process_time()
        lines = lines_of(html) if page.searched else []
        texts.setdefault(page.path, [page.title, *page.keywords, *lines])
        other += time.process_time() - start

    Reader.read = read_and_keep  # type: ignore[method-assign]

    def index_and_keep(self: Reader) -> Any:
        made = index(self)
        paths.extend(entry.page.path for entry in made.entries)
        return made

    Reader.index = index_and_keep  # type: ignore[method-assign]

    def publish_and_keep(site: Path, reader: Reader, words: Any) -> None:
        result["synonyms"] = words.synonyms
        publish(site, reader, words)

    result: dict[str, Any] = {}
    publication.write_search = timed(publish_and_keep)
    start = time.process_time()
    run.build(portal, None, "2026-11-24")
    apart = os.times()  # the second process writes feeds and files, and scans; none of it is search
    total = time.process_time() - start - other + apart.children_user + apart.children_system
    result |= {"seconds": total, "search": spent, "texts": texts, "paths": paths}
    (portal / "measured.json").write_text(json.dumps(result, ensure_ascii=False), "utf-8")


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
  const first = await answer.results[0].data();
  const item = document.createElement('li');
  item.innerHTML = first.meta.title + first.excerpt;
  document.body.append(item);
  return performance.now() - start;
}"""
FOUND = """async (query) => {
  const answer = await portalSearch.find(query);
  const hits = answer.hits.slice(0, 5).map((hit) => portalSearch.passage(hit));
  return {how: answer.how, pages: answer.hits.map((hit) => hit.page), paths: (await Promise.all(hits)).map((hit) => hit.path)};
}"""


def first_result(browser: Any, address: str, script: str, query: str) -> tuple[float, int]:
    """Milliseconds from asking to the first result, and bytes received until then, in a fresh browser."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "guide/g25/", wait_until="networkidle")
    session = context.new_cdp_session(page)
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    milliseconds = page.evaluate(script, query)
    before = sum(received)
    context.close()
    return milliseconds, int(before)


def measure(size: int, browser: Any) -> dict[str, Any]:
    """Everything about one size."""
    with tempfile.TemporaryDirectory() as folder:
        portal = Path(folder)
        make_portal(portal, size)
        command = [sys.executable, "-m", "benchmarks.search", "build", str(portal)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        built = json.loads((portal / "measured.json").read_text("utf-8"))
        site = portal / "site"
        pages = sum(1 for _ in site.rglob("*.html"))
        files = [file for file in (site / "search").rglob("*.js") if file.is_file()]
        result: dict[str, Any] = {
            "pages": pages,
            "build s": round(built["seconds"], 1),
            "search s": round(built["search"], 2),
            "search adds %": round(100 * built["search"] / (built["seconds"] - built["search"]), 1),
            "index MB": round(sum(file.stat().st_size for file in files) / 1e6, 1),
            "files": len(files),
        }
        pagefind = os.environ.get("PORTAL_PAGEFIND")
        if pagefind:
            start = time.perf_counter()
            subprocess.run(
                [pagefind, "--site", str(site), "--root-selector", "article"], check=True, capture_output=True
            )
            result["pagefind index s"] = round(time.perf_counter() - start, 1)
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        for query in WORDS[:2]:  # the server compresses each file once, before anything is timed
            first_result(browser, address, OURS, query)
        ours: dict[str, list[float]] = defaultdict(list)
        theirs: dict[str, list[float]] = defaultdict(list)
        for turn in range(4):
            for place, query in enumerate(WORDS):
                milliseconds, received = first_result(browser, address, OURS, query)
                if turn:
                    ours["ms"].append(milliseconds)
                    ours["bytes"].append(received)
                    if place < PAGEFIND_WORDS:
                        ours["shared ms"].append(milliseconds)
                if pagefind and place < PAGEFIND_WORDS:
                    milliseconds, received = first_result(browser, address, THEIRS, query)
                    if turn:
                        theirs["ms"].append(milliseconds)
                        theirs["bytes"].append(received)
        result["first result ms"] = round(statistics.median(ours["shared ms"]))
        result["all queries ms"] = round(statistics.median(ours["ms"]))
        result["wire KB median"] = round(statistics.median(ours["bytes"]) / 1000, 1)
        result["wire KB worst"] = round(max(ours["bytes"]) / 1000, 1)
        if pagefind:
            result["pagefind first result ms"] = round(statistics.median(theirs["ms"]))
            result["pagefind wire KB median"] = round(statistics.median(theirs["bytes"]) / 1000, 1)
        page = browser.new_page()
        page.goto(address + "search/")
        page.wait_for_function("() => Boolean(window.portalSearch)")
        result.update(quality(page, Truth(built["texts"], built["synonyms"]), built["paths"]))
        page.close()
        server.shutdown()
        Compressed.made.clear()
    return result


def quality(page: Any, truth: Truth, paths: list[str]) -> dict[str, Any]:
    """Recall and precision by kind of query, and how often a right page is among the first five."""
    figures: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind, query in truth.queries(QUERIES):
        answer = page.evaluate(FOUND, query)
        found = {paths[number] for number in answer["pages"]} if answer["how"] == "all" else set()
        figures[kind].append(scores(truth.answer(query), found))
    result = {
        f"{kind}: recall/precision %": " / ".join(
            f"{100 * statistics.mean(column):.2f}" for column in zip(*rows, strict=True)
        )
        for kind, rows in figures.items()
    }
    for name in (
        "natural",
        "natural_held_out",
        "natural_independent",
        "pinyin",
        "pinyin_held_out",
        "pinyin_independent",
    ):
        cases = collected(name)
        right = sum(bool(set(wanted) & set(page.evaluate(FOUND, query)["paths"])) for query, wanted in cases)
        result[f"{name} in first five"] = f"{right}/{len(cases)}"
    return result


def collected(name: str) -> list[tuple[str, list[str]]]:
    """Queries of a collection with the addresses that answer each."""
    found = []
    for line in (ROOT / "tests" / "kernel" / "search" / f"{name}.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            query, _, ids = line.rpartition(" = ")
            found.append((query, [f"guide/{id}/" if id[1:].isdigit() else f"{id}/" for id in ids.split()]))
    return found


def main() -> None:
    from playwright.sync_api import sync_playwright

    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    path = os.environ.get("PORTAL_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for size in sizes:
            print(f"\n## {size}")
            for name, value in measure(size, browser).items():
                print(f"{name:<40} {value}", flush=True)
        browser.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        build(Path(sys.argv[2]))
    else:
        main()

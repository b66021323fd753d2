"""A static server with the README's headers, and the options a browser is started with."""

import datetime as dt
import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """A plain static server with the headers the README recommends, and no log."""

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; worker-src 'self'",
        )
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the folder `site` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def chromium() -> str:
    """The browser's program: the one named, or Chromium without its windows, in which a page costs about half as much, or Chromium."""
    named = os.environ.get("PORTAL_CHROMIUM")
    path = named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "no Chromium: run make test, or name one in PORTAL_CHROMIUM"
    return path


_TABS: "WeakKeyDictionary[Browser, Page]" = WeakKeyDictionary()


def at(browser: "Browser", address: str, path: str, day: str) -> "Page":
    """The page as a reader sees it on `day` (at noon in Shanghai), in the one tab with a clock.

    Who changed what the browser keeps (a branch chosen, the print medium) closes it: the next reader gets a new one.
    """
    page = _TABS.get(browser)
    if page is None or page.is_closed():
        page = _TABS[browser] = browser.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T04:00:00+00:00"))
    page.goto(address + path)
    return page

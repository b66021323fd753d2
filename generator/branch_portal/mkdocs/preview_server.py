"""The preview's server: a page for every request, and a word to the browser when something was saved.

Only this machine is answered unless told otherwise. Nothing is written, and all threads end with the server.
"""

import hashlib
import html
import json
import mimetypes
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from watchdog.observers import Observer

from branch_portal.ground.problems import Problem, code_frame
from branch_portal.ground.redaction import redacted
from branch_portal.mkdocs.preview import Preview
from branch_portal.mkdocs.saved import ENDS_SAVING, Saved

_OWN = "/.preview/"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_BEFORE_JUDGING = 0.3
"""Seconds that the browser has for the page that it asks for, before all rules are asked."""
_ALIVE = 15.0

_EMPTY = b"<!doctype html><html><head></head><body></body></html>"
"""Before anything could be read there is no page yet, but there are mistakes to show."""

Words = Callable[[str], str]


class PreviewServer(ThreadingHTTPServer):
    """Serves `preview` at `host` and `port`; what it says itself is turned by `words`. Raises OSError where it cannot."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, preview: Preview, host: str, port: int, words: Words = str) -> None:
        self.preview, self.words = preview, words
        self.told = threading.Condition()
        self.number = 0
        self.over = False
        self._saved = threading.Event()
        self._observer = Observer()
        self._judge = threading.Thread(target=self._follow, daemon=True)
        if ":" in host:
            import socket

            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)
        self.hosts = None if host not in _LOOPBACK else _LOOPBACK

    @property
    def address(self) -> str:
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def watch(self, folders: Iterable[Path]) -> None:
        """Follow what is saved in these folders."""
        handler = Saved(self._saved)
        for folder in folders:
            self._observer.schedule(handler, str(folder), recursive=True)
        self._observer.start()
        self._judge.start()

    def stop(self) -> None:
        """End everything that was begun."""
        self.over = True
        self._saved.set()
        self.tell()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
            self._judge.join()
        self.server_close()

    def tell(self) -> None:
        """Let every browser know how things stand."""
        with self.told:
            self.number += 1
            self.told.notify_all()

    def news(self, seen: int) -> tuple[bool, int]:
        """Wait for something to tell after the number `seen`; whether there is, and its number."""
        with self.told:
            new = self.told.wait_for(lambda: self.over or self.number != seen, _ALIVE)
            return new, self.number

    def state(self) -> bytes:
        """How things stand: which state is shown, and what is wrong."""
        problems = [self._told(one) for one in self.preview.problems]
        return json.dumps({"shown": self.preview.shown, "problems": problems}, ensure_ascii=False).encode()

    def _told(self, problem: Problem) -> dict[str, Any]:
        said, place = problem.said(self.words), problem.place
        lines = self.preview.lines.get(place.path, ())
        file = self.preview.folders.root / place.path
        return {
            "path": place.path,
            "line": place.line,
            "rule": problem.rule,
            **{name: redacted(getattr(said, name) or "") for name in ("message", "mend", "why", "value")},
            "frame": "\n".join(code_frame(place, lines)) if 0 < place.line <= len(lines) else "",
            "open": f"vscode://file{quote(file.as_posix())}:{place.line}:{max(1, place.column)}",
            "view": f"{_OWN}file/{quote(place.path)}#L{place.line}" if lines else "",
        }

    def _follow(self) -> None:
        while not self.over:
            self._saved.wait()
            while not self.over and self._saved.is_set():
                self._saved.clear()
                time.sleep(ENDS_SAVING)
            if self.over:
                return
            readable = self.preview.changed()
            self.tell()
            if readable and not self._saved.wait(_BEFORE_JUDGING) and self.preview.judge():
                self.tell()


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        try:
            self._answer(unquote(urlsplit(self.path).path))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, path: str) -> None:
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if self.server.hosts is not None and host not in self.server.hosts:  # a page elsewhere must not read drafts
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"")
        elif path == f"{_OWN}events":
            self._events()
        elif path.startswith(_OWN):
            self._own(path.removeprefix(_OWN))
        else:
            self._page(path)

    def _own(self, name: str) -> None:
        if name in ("preview.js", "preview.css"):
            text = self.server.words(Path(__file__).with_name(name).read_text("utf-8"))
            self._send(HTTPStatus.OK, mimetypes.guess_type(name)[0] or "", text.encode())
        elif lines := self.server.preview.lines.get(name.removeprefix("file/")):
            rows = "\n".join(
                f'<li id="L{number}"><code>{html.escape(line) or " "}</code></li>'
                for number, line in enumerate(lines, 1)
            )
            style = "li:target{background:#ffe9a8}code{white-space:pre-wrap}"
            text = f'<!doctype html><meta charset="utf-8"><title>{html.escape(name)}</title><style>{style}</style><ol>{rows}</ol>'
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", text.encode())
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"")

    def _page(self, path: str) -> None:
        preview, status = self.server.preview, HTTPStatus.OK
        address = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        content = preview.answer(address)
        if content is None and preview.answer(f"{address}/index.html") is not None:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{quote(address)}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if content is None:
            status, content, address = HTTPStatus.NOT_FOUND, preview.answer("404.html") or _EMPTY, "404.html"
        kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
        if address.endswith(".html"):
            content = self._marked(content)
        elif address.endswith(".ics"):
            kind = "text/calendar"
        self._send(status, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, content)

    def _marked(self, content: bytes) -> bytes:
        words, preview = self.server.words, self.server.preview
        head = f'<link rel="stylesheet" href="{_OWN}preview.css">'
        banner = f'<div id="preview-banner" role="note">{words(f"預覽：{preview.day} 的情況")}</div>'
        script = f'<script src="{_OWN}preview.js" data-shown="{preview.shown}"></script>'
        content = content.replace(b"</head>", f"{head}</head>".encode(), 1)
        before, end, after = content.rpartition(b"</body>")
        return before + f"{banner}{script}".encode() + end + after if end else content + f"{banner}{script}".encode()

    def _events(self) -> None:
        server, seen = self.server, -1
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        while not server.over:
            new, seen = server.news(seen)
            self.wfile.write(b"data: " + server.state() + b"\n\n" if new else b": alive\n\n")
            self.wfile.flush()

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, content = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

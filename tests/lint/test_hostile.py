"""Whatever stands where a feed should, the check of feeds ends soon, with a sentence."""

import http.server
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal
from branch_portal.lint.address import NoFeedError, fetch
from branch_portal.lint.feed import MOST_FINDINGS, lint
from tests.bounded import soon

WAITED = 10
"""Seconds on the clock for what waits for others."""


class Hostile(http.server.BaseHTTPRequestHandler):
    """Answers as no server should, by the path asked for."""

    def do_GET(self) -> None:
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        elif self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/x")
            self.end_headers()
        elif self.path == "/junk":
            self.wfile.write(b"\x00\x01 nothing of HTTP\r\n\r\n")
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"BEGIN")
        elif self.path in ("/drip", "/headers", "/endless"):
            self._long()
        else:
            self.send_error(404)

    def _long(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"" if self.path == "/headers" else b"\r\n"))
        try:
            while True:
                self.wfile.write(b"X-A: b\r\n" * (20_000 if self.path == "/endless" else 1))
                self.wfile.flush()
                if self.path != "/endless":
                    time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


ANSWERS = {
    "/drip": "1秒還沒有收完",
    "/headers": "秒還沒有收完|格式",
    "/endless": "超過10MB，不是訂閱日曆",
    "/round": "地址轉來轉去，轉不到日曆",
    "/file": "地址轉到了網頁以外的地方",
    "/junk": "服務器的回答不合 HTTP 格式",
    "/short": "服務器的回答不合 HTTP 格式",
    "/none": "服務器回答404",
}


@pytest.mark.parametrize(("path", "sentence"), ANSWERS.items())
def test_a_server_that_does_not_give_a_feed_is_a_sentence(hostile: str, path: str, sentence: str) -> None:
    begun = time.monotonic()
    with pytest.raises(NoFeedError, match=sentence):
        fetch(hostile + path, 5 if path == "/endless" else 1)
    assert time.monotonic() - begun < WAITED


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "http://a b/", "http://127.0.0.1:x/", "http://\x01/", "http://127.0.0.1:99999/"]
)
def test_a_wrong_address_is_a_sentence(address: str) -> None:
    result = CliRunner().invoke(portal, ["calendar", "lint", address])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "取不到" in result.stderr


def test_a_device_and_a_large_file_are_a_sentence(tmp_path: Path) -> None:
    large = tmp_path / "a.ics"
    with large.open("wb") as file:
        file.truncate(20_000_000)
    os.mkfifo(tmp_path / "pipe.ics")
    for feed, sentence in (
        ("/dev/zero", "這不是文件"),
        (large, "超過10MB"),
        (tmp_path / "pipe.ics", "這不是文件"),
        ("a\0b", ""),
    ):
        result = CliRunner().invoke(portal, ["calendar", "lint", str(feed)])
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert "讀不了" in result.stderr
        assert sentence in result.stderr


HEAD = b"BEGIN:VCALENDAR\r\n"
FEEDS = {
    "short lines": b"a\n" * 800_000,
    "nested": b"BEGIN:VEVENT\r\n" * 280_000,
    "events": HEAD + b"BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n" * 26_000,
    "ends": b"END:VEVENT\r\n" * 76_000,
    "parameters": HEAD + b"X-A" + b";A=b" * 200_000,
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_a_feed_of_many_faults_is_checked_in_seconds(feed: bytes) -> None:
    found = soon(lambda: len(lint(feed)))
    assert 1 <= int(str(found)) <= MOST_FINDINGS + 1

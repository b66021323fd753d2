"""A feed at an address: fetched over HTTP as a calendar program would, with what the server should have said."""

import http.client
import queue
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from typing import IO, Any

from branch_portal.lint.lines import MOST_BYTES
from branch_portal.lint.rule import Finding, rule

CONTENT_TYPE = rule(
    "HTTP-01", "RFC 5545 §8.1；nginx 默認沒有 ics 類型", "服務器說明類型是 text/calendar; charset=utf-8", "readers"
)
DOWNLOAD = rule("HTTP-02", "瀏覽器和手機會存成文件", "沒有 Content-Disposition: attachment", "readers")
UNCHANGED = rule(
    "HTTP-03", "RFC 9110 §8.8；Thunderbird 用 If-None-Match", "服務器給出 ETag 或 Last-Modified", "readers"
)
MOVED = rule("HTTP-04", "轉到登錄頁的訂閱會被清空", "訂閱地址不轉到別處", "readers")

_SECONDS = 30
_PIECE = 1 << 16


class NoFeedError(Exception):
    """There is no feed to be had at the address; the text says why, in Chinese."""


def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "webcal://", "webcals://"))


def fetch(address: str, seconds: float = _SECONDS) -> tuple[bytes, list[Finding]]:
    """The feed at an http, https or webcal address, and what the answer's headers lack.

    Raises `NoFeedError` when there is none within `seconds`, or none of an allowed size.
    """
    url = address
    for written, real in (("webcals://", "https://"), ("webcal://", "http://")):
        if url.startswith(written):
            url = real + url.removeprefix(written)
    result: queue.SimpleQueue[_Answer | Exception] = queue.SimpleQueue()
    # A server that drips keeps every single wait short: only a second thread can be left alone in the middle.
    threading.Thread(target=_ask, args=(url, seconds, result), daemon=True).start()
    try:
        answer = result.get(timeout=seconds)
    except queue.Empty:
        raise NoFeedError(f"{seconds:g}秒還沒有收完") from None
    if isinstance(answer, Exception):
        raise NoFeedError(_reason(answer)) from None
    return answer


_Answer = tuple[bytes, list[Finding]]


def _ask(url: str, seconds: float, result: "queue.SimpleQueue[_Answer | Exception]") -> None:
    try:
        request = urllib.request.Request(url, headers={"Accept": "text/calendar", "User-Agent": "portal-calendar-lint"})
        opener = urllib.request.build_opener(_OnlyWeb)
        with opener.open(request, timeout=seconds) as answer:
            content = read_bounded(answer)
            if answer.length:  # what the server promised and did not send
                raise http.client.IncompleteRead(content)
            result.put((content, list(check_headers(answer.headers, url, answer.geturl()))))
    except Exception as error:  # whatever the server did, it is one sentence
        result.put(error)


class _OnlyWeb(urllib.request.HTTPRedirectHandler):
    """Redirects lead to the web alone, and to five places at most."""

    max_redirections = 5
    max_repeats = 2

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.startswith(("http://", "https://")):
            raise NoFeedError("地址轉到了網頁以外的地方")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def read_bounded(stream: IO[bytes]) -> bytes:
    """All bytes of a feed; raises `NoFeedError` for one that is larger than any calendar program takes."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise NoFeedError(f"超過{MOST_BYTES // 1_000_000}MB，不是訂閱日曆")
        pieces.append(piece)
    return b"".join(pieces)


def _reason(error: Exception) -> str:
    """Why an address gave no feed, in one sentence."""
    if isinstance(error, NoFeedError):
        return str(error)
    if isinstance(error, urllib.error.HTTPError):
        turned = error.code in (301, 302, 303, 307, 308)
        return "地址轉來轉去，轉不到日曆" if turned else f"服務器回答{error.code}"
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return "服務器沒有回答"
    if isinstance(cause, socket.gaierror):
        return "找不到這個主機名"
    if isinstance(cause, ConnectionRefusedError):
        return "服務器沒有開這個端口"
    if isinstance(cause, ssl.SSLError):
        return "服務器的證書不可信"
    if isinstance(cause, http.client.InvalidURL | ValueError):
        return "地址寫法不對"
    if isinstance(cause, http.client.HTTPException):
        return "服務器的回答不合 HTTP 格式"
    return f"連接斷了（{getattr(cause, 'strerror', None) or type(cause).__name__}）"


def check_headers(headers: Message, asked: str, came_from: str) -> Iterator[Finding]:
    kind, charset = headers.get_content_type(), (headers.get_content_charset() or "")
    if kind != "text/calendar" or charset.lower() != "utf-8":
        yield CONTENT_TYPE.at(1, f"服務器說是「{headers.get('Content-Type', '')}」")
    if headers.get("Content-Disposition", "").startswith("attachment"):
        yield DOWNLOAD.at(1, "服務器要求下載")
    if not headers.get("ETag") and not headers.get("Last-Modified"):
        yield UNCHANGED.at(1, "沒有 ETag 和 Last-Modified")
    if asked != came_from:
        yield MOVED.at(1, f"地址轉到了 {came_from}")

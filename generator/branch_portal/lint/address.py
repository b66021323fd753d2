"""A feed at an address: fetched over HTTP as a calendar program would, with what the server should have said."""

import urllib.request
from collections.abc import Iterator
from email.message import Message

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


def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "webcal://", "webcals://"))


def fetch(address: str) -> tuple[bytes, list[Finding]]:
    """The feed at an http, https or webcal address, and what the answer's headers lack.

    Raises `OSError` (`urllib.error.URLError`) when there is no answer.
    """
    url = address
    for written, real in (("webcals://", "https://"), ("webcal://", "http://")):
        if url.startswith(written):
            url = real + url.removeprefix(written)
    request = urllib.request.Request(url, headers={"Accept": "text/calendar", "User-Agent": "portal-calendar-lint"})
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        return answer.read(), list(check_headers(answer.headers, url, answer.geturl()))


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

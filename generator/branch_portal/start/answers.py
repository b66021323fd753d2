"""What is asked of a unit that begins."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from branch_portal.project.settings import Script

Forge = Literal["github", "gitea", "forgejo", "gitlab", "gitee", "none"]
FORGES: dict[Forge, str] = {
    "github": "GitHub",
    "gitea": "Gitea",
    "forgejo": "Forgejo",
    "gitlab": "GitLab",
    "gitee": "Gitee（碼雲）",
    "none": "先不用",
}
SCRIPTS: dict[Script, str] = {"hant": "繁體", "hans": "簡體"}
MOST_BRANCHES = 300
"""More are better handed over as a spreadsheet."""


class WrongAnswer(ValueError):
    """An answer that cannot be; the message says what can, in Chinese."""


@dataclass(frozen=True)
class Answers:
    """The unit's answers, as they were checked; `records` are files of units and branches read from a spreadsheet.

    `repository` is where the forge keeps the files; empty while that is not known, and pages then have no pencils.
    """

    name: str
    organisation: str
    url: str
    branches: int
    forge: Forge
    script: Script
    today: dt.date
    records: dict[str, bytes] = field(default_factory=dict)
    repository: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def checked_url(text: str) -> str:
    """The site's address with its last slash; raises `WrongAnswer`."""
    url = text.strip()
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.-]{1,60}", parts.hostname or ""):
        raise WrongAnswer(f"「{text}」不是網址，應寫成 https://portal.example.com/")
    if parts.query or parts.fragment or not re.fullmatch(r"[!-~]+", url):
        raise WrongAnswer(f"「{text}」後面不要帶 ? 或 #，只用英文字母和數字")
    return url if url.endswith("/") else f"{url}/"


def checked_repository(text: str) -> str:
    """The repository's address, or nothing; raises `WrongAnswer`."""
    url = text.strip().removesuffix(".git").rstrip("/")
    if url and not re.fullmatch(r"https?://[!-~]+/[!-~]+", url):
        raise WrongAnswer(f"「{text}」不是倉庫的網址，應寫成 https://git.example.com/dangjian/portal")
    return url


def checked_line(text: str, what: str) -> str:
    """A name of up to 120 characters; raises `WrongAnswer`."""
    line = text.strip()
    if not line or len(line) > 120 or not line.isprintable():
        raise WrongAnswer(f"{what}寫1至120個字，不換行")
    return line


def checked_branches(count: int) -> int:
    """How many branches to begin with; raises `WrongAnswer`."""
    if not 1 <= count <= MOST_BRANCHES:
        raise WrongAnswer(f"支部數寫1至{MOST_BRANCHES}；更多的用 --from 表格")
    return count

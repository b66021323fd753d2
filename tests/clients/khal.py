"""A subscriber by three ways, all shown by khal.

`server`: the office's CalDAV server (Radicale) loads the feed, vdirsyncer carries it to the disk as a phone would.
`account`: vdirsyncer copies from that server into another CalDAV account, as an office app gives its members one.
`web`: vdirsyncer subscribes to the feed's address itself; it gives every event a UID of its own, the hash of its text.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.prefix) / "clients" / "bin"
"""The clients' own environment, made by `make test-clients`."""
_SHOWN = ("calendar", "uid", "title", "start-date", "status")


@dataclass(frozen=True)
class Shown:
    """What khal shows of one event on one day."""

    way: str
    uid: str
    title: str
    day: str
    status: str


@contextmanager
def radicale(folder: Path, port: int) -> Iterator[str]:
    """A Radicale server with two empty calendars, the office's and a member's; the address of the first."""
    for name in ("portal", "member"):
        calendar = folder / "store" / "collection-root" / "reader" / name
        calendar.mkdir(parents=True)
        (calendar / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    command = [
        BIN / "python", "-m", "radicale", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none",
        "--storage-filesystem-folder", folder / "store",
    ]  # fmt: skip
    with (folder / "radicale.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}/"
        for _ in range(100):
            try:
                urllib.request.urlopen(address, timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"{address}reader/portal/"
    finally:
        server.terminate()
        server.wait()


class Subscriber:
    """One reader with three calendars on disk; `feed` and `server` are addresses."""

    def __init__(self, folder: Path, feed: str, server: str) -> None:
        self._folder, self._feed, self._server = folder, feed, server
        (folder / "vdirsyncer.conf").write_text(_vdirsyncer(folder, feed, server))
        (folder / "khal.conf").write_text(_khal(folder))
        self._load()
        self._run(BIN / "vdirsyncer", "discover")

    def _load(self) -> None:
        """The server takes the whole feed in the place of what it had."""
        with urllib.request.urlopen(self._feed, timeout=60) as answer:
            content = answer.read()
        headers = {"Content-Type": "text/calendar; charset=utf-8", "Authorization": "Basic cmVhZGVyOnJlYWRlcg=="}
        request = urllib.request.Request(self._server, content, headers, method="PUT")
        urllib.request.urlopen(request, timeout=60).close()

    def refresh(self) -> None:
        """What both do by themselves every few hours."""
        self._load()
        for pairs in (("subscription", "account", "copy"), ("copied",)):
            self._run(BIN / "vdirsyncer", "--verbosity", "WARNING", "sync", *pairs)

    def shown(self, first: str, last: str) -> list[Shown]:
        """Everything khal shows from `first` to `last`."""
        fields = [part for name in _SHOWN for part in ("--json", name)]
        said = self._run(BIN / "khal", "--config", self._folder / "khal.conf", "list", *fields, first, last)
        days = [json.loads(line) for line in said.splitlines() if line.startswith("[")]
        return [Shown(*(event[name].strip() for name in _SHOWN)) for day in days for event in day]

    def held(self, way: str) -> list[str]:
        """The events on the disk, as text."""
        return [file.read_text("utf-8") for file in sorted((self._folder / way).glob("*.ics"))]

    def _run(self, *command: Path | str) -> str:
        environment = {**os.environ, "VDIRSYNCER_CONFIG": str(self._folder / "vdirsyncer.conf"), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            list(map(str, command)), env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _vdirsyncer(folder: Path, feed: str, server: str) -> str:
    return f"""
[general]
status_path = "{folder / "status"}"

[pair subscription]
a = "feed"
b = "web"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "{feed}"

[storage web]
type = "filesystem"
path = "{folder / "web"}"
fileext = ".ics"

[pair account]
a = "caldav"
b = "server"
collections = null
conflict_resolution = "a wins"

[storage caldav]
type = "caldav"
url = "{server}"
username = "reader"
password = "reader"

[storage server]
type = "filesystem"
path = "{folder / "server"}"
fileext = ".ics"

[pair copy]
a = "caldav"
b = "member"
collections = null
conflict_resolution = "a wins"

[storage member]
type = "caldav"
url = "{server.replace("/portal/", "/member/")}"
username = "reader"
password = "reader"

[pair copied]
a = "member"
b = "disk"
collections = null
conflict_resolution = "a wins"

[storage disk]
type = "filesystem"
path = "{folder / "account"}"
fileext = ".ics"
"""


def _khal(folder: Path) -> str:
    return f"""
[calendars]
[[server]]
path = {folder / "server"}
readonly = True
[[account]]
path = {folder / "account"}
readonly = True
[[web]]
path = {folder / "web"}
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
[sqlite]
path = {folder / "khal.db"}
"""

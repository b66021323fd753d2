"""Thunderbird as a subscriber, where it is installed: one kept profile, started without a window for each refresh.

It keeps what it took from a feed in `calendar-data/cache.sqlite` of its profile; what stands there is what it shows.
"""

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from tests.clients.khal import Shown

PROGRAM = shutil.which("thunderbird")
_SHORTEST, _SETTLED, _LONGEST = 30.0, 12.0, 180.0
"""Seconds that it needs to ask for the feed at all on a busy machine, without a change of its files after which it has taken all, and
after which it never will."""
_SETTINGS = """user_pref("calendar.registry.portal.type", "ics");
user_pref("calendar.registry.portal.uri", "{feed}");
user_pref("calendar.registry.portal.name", "portal");
user_pref("calendar.registry.portal.cache.enabled", true);
user_pref("calendar.registry.portal.readOnly", true);
user_pref("calendar.timezone.useSystemTimezone", false);
user_pref("calendar.timezone.local", "Asia/Shanghai");
user_pref("mail.shell.checkDefaultClient", false);
user_pref("mail.spotlight.firstRunDone", true);
user_pref("mailnews.start_page.enabled", false);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
"""


class Thunderbird:
    """A reader whose profile lies in `folder`, subscribed to `feed`."""

    def __init__(self, folder: Path, feed: str) -> None:
        self._profile = folder / "thunderbird"
        self._profile.mkdir()
        (self._profile / "user.js").write_text(_SETTINGS.format(feed=feed))

    def refresh(self) -> None:
        """Start it, which reads the feed, and end it when its files no longer change."""
        assert PROGRAM
        command = [PROGRAM, "--headless", "--no-remote", "--profile", str(self._profile)]
        with (self._profile / "log").open("w") as log:
            program = subprocess.Popen(
                command, env={**os.environ, "HOME": str(self._profile.parent)}, stdout=log, stderr=log
            )
        begun, changed, before = time.monotonic(), time.monotonic(), ""
        while (past := time.monotonic() - begun) < _LONGEST and (
            past < _SHORTEST or time.monotonic() - changed < _SETTLED
        ):
            time.sleep(0.5)
            now = str([(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in self._files()])
            if now != before or not self._files():
                changed, before = time.monotonic(), now
        program.terminate()
        program.wait()

    def _files(self) -> list[Path]:
        return sorted((self._profile / "calendar-data").glob("cache.sqlite*"))

    def held(self) -> list[Shown]:
        """Every event that it has."""
        with closing(sqlite3.connect(self._profile / "calendar-data" / "cache.sqlite")) as cache:
            rows = cache.execute("select id, title, event_start, coalesce(ical_status, '') from cal_events").fetchall()
        return [Shown("thunderbird", uid, title, str(_day(start)), status) for uid, title, start, status in rows]


def _day(microseconds: int) -> dt.date:
    """The day of an all-day event, which Thunderbird keeps as midnight without a zone."""
    return (dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=microseconds)).date()

"""ical.js, Thunderbird's parser, in its strict mode, run by node."""

import datetime as dt
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.readers.meaning import Alarm, Meaning

HERE = Path(__file__).parent


def read(feeds: Iterable[Path]) -> dict[Path, list[Meaning]]:
    """The events of each feed; raises `CalledProcessError` when ical.js refuses one."""
    found = subprocess.run(
        ["node", HERE / "read.mjs"],
        input=json.dumps([str(feed) for feed in feeds]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return {
        Path(path): [_meaning(event) for event in feed["events"]] for path, feed in json.loads(found.stdout).items()
    }


def _meaning(event: dict[str, object]) -> Meaning:
    alarms = [Alarm(alarm["seconds"], alarm["uid"], alarm["words"]) for alarm in event["alarms"]]  # type: ignore[attr-defined]
    return Meaning(
        uid=str(event["uid"]),
        first=dt.date.fromisoformat(str(event["start"])),
        last=dt.date.fromisoformat(str(event["end"])) - dt.timedelta(days=1),
        summary=str(event["summary"]),
        description=str(event["description"]),
        url=str(event["url"]),
        categories=tuple(event["categories"]),  # type: ignore[arg-type]
        status=str(event["status"]),
        sequence=int(str(event["sequence"])),
        revised=re.sub("[-:]", "", str(event["revised"])),
        alarms=tuple(sorted(alarms)),
    )

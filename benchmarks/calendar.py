"""100,000 calendar events, each serialised once: our text against a hand-written one and the package's components.

Every writer is its own process and writes the same file. What counts is our CPU time against the hand-written
writer's in the same run, and our peak memory; seconds differ from machine to machine.
"""

import datetime as dt
import hashlib
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from icalendar import Alarm, Event, vText

from branch_portal.calendar.event import Event as Described
from branch_portal.calendar.ical import EventText
from branch_portal.calendar.looks import Looks
from branch_portal.calendar.stamped import Stamp, Stamped, as_itself, days_left
from branch_portal.year.alert_days import LEVEL_TITLES, AlertLevel

EVENTS = 100_000
PACKAGE_EVENTS = 2_000
"""The package alone takes minutes and gigabytes for all; its cost per event at this number is its best case."""
MOST_TIMES = 8.0
MOST_MB = 250
SITE, HOST = "https://portal.example.com/", "portal.example.com"
REVISED = dt.datetime(2026, 1, 5, 1, tzinfo=dt.UTC)
LEVELS: tuple[AlertLevel, ...] = ("red", "yellow", "green")


def events(count: int) -> Iterator[Stamped]:
    """Different events of the usual size: 14 lines, three alarms, about a hundred Chinese characters."""
    for number in range(count):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number % 700)
        alerts = tuple((level, day - dt.timedelta(days=days)) for level, days in zip(LEVELS, (1, 7, 14), strict=True))
        event = Described(
            uid=f"duty-m{number:06}.2026-{number % 12 + 1:02}",
            first=day,
            last=day,
            summary=f"第{number}項：召開支部委員會會議（配電一支部）",
            lines=(
                f"交什麼：支委會記錄、簽到表；第{number}號",
                "誰來辦：支部書記",
                "放哪裡：支部委員會記錄本、組織生活盒",
            ),
            page=f"year/2026/#m{number:06}",
            categories=("組織生活",),
            alerts=alerts,
            guide="guide/g14/",
        )
        yield as_itself(event, Stamp(REVISED, REVISED + dt.timedelta(minutes=number % 5000), number % 4))


def ours(count: int) -> Iterator[bytes]:
    text = EventText(SITE, HOST, Looks(alarms="three"))
    return (text.event(one) for one in events(count))


def by_hand(count: int) -> Iterator[bytes]:
    """The shortest writer that gives the same bytes."""

    def escape(value: str) -> str:
        return value.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")

    def fold(line: str) -> bytes:
        octets = line.encode()
        if len(octets) <= 75:
            return octets + b"\r\n"
        parts, rest, room = [], line, 74
        while rest:
            end, size = 0, 0
            while end < len(rest) and size + (width := len(rest[end].encode())) <= room:
                size, end = size + width, end + 1
            if end < len(rest) and rest[end - 1] == "\\":
                end -= 1
            parts.append(rest[:end])
            rest = rest[end:]
        return "\r\n ".join(parts).encode() + b"\r\n"

    for one in events(count):
        event, uid = one.event, f"{one.own.uid}@{HOST}"
        day = f"{event.first:%Y%m%d}"
        next_day = f"{event.first + dt.timedelta(days=1):%Y%m%d}"
        revised = f"{one.stamp.revised:%Y%m%dT%H%M%SZ}"
        text = "\n".join((*event.lines, f"指引：{SITE}{event.guide}"))
        lines = [
            "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{escape(event.summary)}", f"URL:{SITE}{event.page}",
            f"DTSTAMP:{revised}", f"LAST-MODIFIED:{revised}",
            f"SEQUENCE:{one.stamp.sequence}", f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{next_day}",
            "STATUS:CONFIRMED", f"CATEGORIES:{','.join(map(escape, event.categories))}", f"DESCRIPTION:{escape(text)}",
            "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        ]  # fmt: skip
        for level, alert in event.alerts:
            hours = (event.first - alert).days * 24 - 9
            trigger = f"-P{hours // 24}DT{hours % 24}H" if hours >= 24 else f"-PT{hours}H"
            lines += [
                "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{LEVEL_TITLES[level]} {days_left(event.first, alert)}",
                f"TRIGGER:{trigger}", f"UID:{level}-{uid}", "END:VALARM",
            ]  # fmt: skip
        lines.append("END:VEVENT")
        yield b"".join(map(fold, lines))


def by_package(count: int) -> Iterator[bytes]:
    """The package's own components, one event at a time."""
    for one in events(count):
        event, uid = one.event, f"{one.own.uid}@{HOST}"
        made = Event()
        made.add("UID", uid)
        made.add("SUMMARY", vText(event.summary))
        made.add("URL", SITE + event.page)
        made.add("DTSTAMP", one.stamp.revised)
        made.add("LAST-MODIFIED", one.stamp.revised)
        made.add("SEQUENCE", one.stamp.sequence)
        made.add("DTSTART", event.first)
        made.add("DTEND", event.first + dt.timedelta(days=1))
        made.add("STATUS", "CONFIRMED")
        made.add("CATEGORIES", list(event.categories))
        made.add("DESCRIPTION", vText("\n".join((*event.lines, f"指引：{SITE}{event.guide}"))))
        made.add("TRANSP", "TRANSPARENT")
        made.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")
        for level, alert in event.alerts:
            alarm = Alarm()
            alarm.add("ACTION", "DISPLAY")
            alarm.add("DESCRIPTION", vText(f"{LEVEL_TITLES[level]} {days_left(event.first, alert)}"))
            alarm.add("TRIGGER", alert - event.first + dt.timedelta(hours=9))
            alarm.add("UID", f"{level}-{uid}")
            made.add_component(alarm)
        yield bytes(made.to_ical(sorted=False))


WRITERS: dict[str, Callable[[int], Iterator[bytes]]] = {"ours": ours, "by hand": by_hand, "package": by_package}


def run(writer: str, count: int, file: Path) -> None:
    """In a process of its own: write the events and print CPU seconds, peak MB and a hash of the bytes."""
    start = time.process_time()
    pieces = list(WRITERS[writer](count))
    with file.open("wb") as target:
        target.writelines(pieces)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(seconds, memory, hashlib.sha256(file.read_bytes()).hexdigest())


def measured(writer: str, count: int, folder: Path) -> tuple[float, int, str]:
    command = [sys.executable, "-m", "benchmarks.calendar", writer, str(count), str(folder / "events.ics")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory, digest = done.stdout.split()
    return float(seconds), int(memory), digest


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        own = measured("ours", EVENTS, folder)
        hand = measured("by hand", EVENTS, folder)
        package = measured("package", PACKAGE_EVENTS, folder)
    print("writer        events  CPU s  µs/event  peak MB")
    for writer, count, (seconds, memory, _) in (
        ("ours", EVENTS, own), ("by hand", EVENTS, hand), ("package", PACKAGE_EVENTS, package),
    ):  # fmt: skip
        print(f"{writer:<10}  {count:>8}  {seconds:>5.1f}  {1e6 * seconds / count:>8.0f}  {memory:>7}")
    times = own[0] / hand[0]
    print(f"ours : by hand = {times:.1f} (at most {MOST_TIMES}), peak {own[1]} MB (at most {MOST_MB})")
    print(f"same bytes: {own[2] == hand[2]}")
    if times > MOST_TIMES or own[1] > MOST_MB or own[2] != hand[2]:
        raise SystemExit(1)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()

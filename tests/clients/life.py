"""The life of one event in a real subscriber's calendar: subscribed, moved, reworded, withdrawn, removed.

`make test-clients` runs it with the portal's own commands on a copy of the sample and writes docs/clients.md.
"""

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.browser.browsing import served
from tests.clients.khal import BIN, Shown, Subscriber, radicale
from tests.clients.portal import ROOT, Portal
from tests.clients.thunderbird import PROGRAM, Thunderbird

DUTY = "data/duties/a50.yml"
UID = "duty-a50.2026@portal.example.com"
FEED = "calendar/topic-t-fusion.ics"
WAYS = {"server": "服務器轉取", "account": "抄進賬號", "web": "直接訂閱"}
if PROGRAM:
    WAYS["thunderbird"] = "Thunderbird"
SPAN = ("2026-11-01", "2027-05-31")
WITHDRAWAL = """# 示例數據：測試用的取消記錄
id: a50
events: [duty-a50]
reason: 與年終總結合併
approved_by: org_department
approved_on: 2026-11-26
"""


@dataclass(frozen=True)
class Stage:
    """One stage: what the editor did and when, what the update said, what the subscriber has after a refresh.

    `account` are the events copied into the other account, `shown` is what khal shows of the event in each calendar, `held` the server's copies of it, `counts` how many
    events there are by each way.
    """

    title: str
    done: str
    moment: str
    said: str
    shown: dict[str, list[Shown]]
    held: list[str]
    counts: tuple[int, ...]
    account: list[str]

    def days(self, way: str) -> list[str]:
        return [one.day for one in self.shown[way]]

    @property
    def sequence(self) -> int:
        return int(next(line for line in self.held[0].splitlines() if line.startswith("SEQUENCE:")).split(":")[1])


def live(portal: Portal, reader: Subscriber, window: Thunderbird | None) -> Iterator[Stage]:
    """Edit, publish, refresh; five times. `window` is the reader's other program, where it is installed."""
    title = next(line for line in (portal.root / DUTY).read_text("utf-8").splitlines() if line.startswith("title: "))
    words = title.removeprefix("title: ")

    def stage(name: str, done: str, moment: str) -> Stage:
        said = portal.publish(moment)
        reader.refresh()
        everything = reader.shown(*SPAN)
        held = {way: reader.held(way) for way in WAYS if way != "thunderbird"}
        counts = [len(texts) for texts in held.values()]
        if window:
            window.refresh()
            stored = window.held()
            counts.append(len(stored))
            everything += [one for one in stored if SPAN[0] <= one.day <= SPAN[1]]
        shown = [one for one in everything if words in one.title]
        ways = {way: [one for one in shown if one.way == way] for way in WAYS}
        mine = [text for text in held["server"] if f"UID:{UID}" in text]
        return Stage(name, done, moment, said, ways, mine, tuple(counts), held["account"])

    yield stage("訂閱", "訂閱專題日曆", "2026-11-25T01:00:00Z")
    portal.replace(DUTY, "on: 12-10", "on: 12-17")
    yield stage("改期", "任務 a50 從12月10日改到12月17日", "2026-11-26T01:00:00Z")
    portal.replace(DUTY, title, f"{title}（改名）")
    yield stage("改文字", "任務 a50 改名稱", "2026-11-27T01:00:00Z")
    portal.remove(DUTY)
    portal.write("data/withdrawals/a50.yml", WITHDRAWAL)
    yield stage("取消", "刪去任務 a50，寫取消記錄", "2026-11-28T01:00:00Z")
    yield stage("移去", "過了180天，再更新一次台賬", "2027-06-02T01:00:00Z")


def judge(stages: list[Stage]) -> Iterator[tuple[str, bool]]:
    """What must be true of each stage, in words."""
    first, moved, reworded, withdrawn, removed = stages
    for way, title in WAYS.items():
        yield f"{title}：訂閱後在12月10日，只有一條", first.days(way) == ["2026-12-10"]
        yield f"{title}：改期後在12月17日，原來那天沒有了", moved.days(way) == ["2026-12-17"]
        names = [one.title for one in reworded.shown[way]]
        yield (
            f"{title}：改文字後名稱換了，日期不動",
            reworded.days(way) == ["2026-12-17"] and names[0].endswith("（改名）"),
        )
        cancelled = withdrawn.shown[way]
        yield (
            f"{title}：取消後還是那一條，標明「【已取消】」",
            (
                withdrawn.days(way) == ["2026-12-17"]
                and cancelled[0].title.startswith("【已取消】")
                and "CANCELLED" in cancelled[0].status
            ),
        )
        yield f"{title}：180天後沒有了", removed.shown[way] == []
    yield (
        "標識始終是同一個",
        all(len(one.held) == 1 for one in (first, moved, reworded, withdrawn)) and not removed.held,
    )
    yield "每改一次，修訂號加一", [one.sequence - first.sequence for one in stages[:4]] == [0, 1, 2, 3]
    yield "取消的一條沒有提醒", "VALARM" in first.held[0] and "VALARM" not in withdrawn.held[0]
    same = [sum(f"UID:{UID}" in text for text in one.account) for one in stages]
    if PROGRAM:
        kept = [[event.uid for event in one.shown["thunderbird"]] for one in stages]
        yield "Thunderbird 存著的也是這個標識，移去以後沒有了", kept == [[UID]] * 4 + [[]]
    yield "抄進賬號的也是這個標識，移去以後沒有了", same == [1, 1, 1, 1, 0]
    yield "始終沒有多出、少了別的事項", len({one.counts for one in stages[:4]}) == 1


def report(stages: list[Stage], verdicts: list[tuple[str, bool]], versions: str) -> str:
    """The page docs/clients.md."""
    lines = [
        "# A real subscriber through the life of an event",
        "",
        "Written by `make test-clients`: the portal's own commands on a copy of the sample, its site served over HTTP,",
        "khal as the screen. Three ways lead to khal: a CalDAV server (Radicale) that loads the feed, from which vdirsyncer syncs",
        "as a phone does (服務器轉取); vdirsyncer that copies from there into another CalDAV account, a stand-in for the one that an",
        "office app gives its members (抄進賬號); and vdirsyncer subscribed to the feed's address itself (直接訂閱), which replaces",
        "every UID by a hash of the event's text, so that identity is judged on the first.",
        *(
            ["Thunderbird, subscribed to the same address, is read from its own store (Thunderbird)."]
            if PROGRAM
            else []
        ),
        "",
        f"Programs: {versions}. Feed: `{FEED}`. Event: `{UID}`.",
        "",
        f"| Stage | The editor | Published at | {' | '.join(WAYS.values())} | SEQUENCE | Events |",
        f"| {' | '.join(['---'] * (5 + len(WAYS)))} |",
    ]
    for one in stages:
        shown = [" / ".join(f"{event.day} {event.title}" for event in one.shown[way]) or "–" for way in WAYS]
        sequence = one.sequence if one.held else "–"
        cells = (one.title, one.done, one.moment, *shown, sequence, " / ".join(map(str, one.counts)))
        lines.append(f"| {' | '.join(map(str, cells))} |")
    lines += ["", "## What must hold", ""]
    lines += [f"- {'✓' if good else '✗'} {words}" for words, good in verdicts]
    lines += ["", "## What `portal calendar update` said", ""]
    for one in stages[1:]:
        lines += [f"{one.title}：", "", "```text", *(line for line in one.said.splitlines()[:12]), "```", ""]
    return "\n".join(lines)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="portal-clients-") as name:
        folder = Path(name)
        portal = Portal.copied(folder / "portal")
        portal.publish("2026-11-25T01:00:00Z")
        (folder / "reader").mkdir()
        with served(portal.site) as web, radicale(folder / "reader", _free_port()) as server:
            window = Thunderbird(folder, web + FEED) if PROGRAM else None
            stages = list(live(portal, Subscriber(folder / "reader", web + FEED, server), window))
    verdicts = list(judge(stages))
    (ROOT / "docs" / "clients.md").write_text(report(stages, verdicts, _versions()), "utf-8")
    for words, good in verdicts:
        print("✓" if good else "✗", words)
    sys.exit(not all(good for _, good in verdicts))


def _versions() -> str:
    said = subprocess.run(
        [BIN / "pip", "list", "--format", "freeze"], capture_output=True, text=True, check=True
    ).stdout
    wanted = ("radicale", "vdirsyncer", "khal")
    found = dict(line.lower().split("==") for line in said.splitlines() if "==" in line)
    versions = [f"{name} {found[name]}" for name in wanted]
    if PROGRAM:
        said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
        versions.append(said.strip().lower().removeprefix("mozilla "))
    return ", ".join(versions)


if __name__ == "__main__":
    main()

"""Rounds of mistakes: each in a small portal by itself, and many sound ones at once in a copy of the sample."""

import datetime as dt
import shutil
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from branch_portal.build import calendar_told, events
from branch_portal.check import read_handbook
from branch_portal.ground.problems import InputProblems, Problem, ProblemLog, format_problem
from branch_portal.project.load import record_of
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.source.yaml_source import read_yaml
from branch_portal.system.room import kinds
from branch_portal.system.snapshot import take_snapshot
from tests.fuzz.mutate import fields, other, spoiled, written
from tests.portal import Portal
from tests.sample import AS_OF, ROOT

LONGEST = 20.0
"""Processor seconds that a whole round may take; a single small check takes hundredths of one."""
LONGEST_ONE = 2.0
"""The same for one mistake in a small portal."""
_WIDE = 150
"""Sound mistakes that are put into the sample at once."""


class HungError(Exception):
    """The check took too long."""


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    def ring(_: int, __: FrameType | None) -> None:
        raise HungError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@dataclass
class Outcome:
    """How many mistakes were tried, how many of them the rules over all records saw, and what fell out."""

    tried: int = 0
    sound: int = 0
    fallen: list[str] = field(default_factory=list)

    def fell(self, path: str, content: bytes, error: BaseException) -> None:
        where = "".join(traceback.format_exception(error)[-3:])
        self.fallen.append(f"{path}\n{content[:600].decode('utf-8', 'replace')}\n{where}")


def originals(root: Path = ROOT) -> dict[str, bytes]:
    """The files of the sample that people write, by path."""
    files = chain((root / "data").rglob("*.yml"), (root / "content" / "guide").glob("*.md"))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(files)}


def checked(root: Path, day: dt.date, reach: bool = False) -> list[Problem]:
    """Everything that the check says, and with `reach` what stands behind a sound book; each with its place."""
    reading, failed = Reading(), []
    try:
        book = read_handbook(Folders(root), reading, day)
        if reach:
            snapshot = take_snapshot(book, day, ROOMS)
            events(snapshot.announced, snapshot.schedule)
    except InputProblems as error:
        failed = error.problems
    found = [*failed, *reading.log]
    for problem in found:
        _is_whole(problem, reading, root)
    return found


def _is_whole(problem: Problem, reading: Reading, root: Path) -> None:
    assert problem.place.path, problem
    assert (root / problem.place.path).exists() or problem.place.path in reading.lines or "?" in problem.place.path, (
        problem
    )
    assert problem.place.line >= 1, problem
    assert problem.place.column >= 1, problem
    assert problem.message, problem
    assert problem.mend, problem
    format_problem(problem, reading.lines_of(problem))


def singly(root: Path, count: int, random: Random, outcome: Outcome) -> None:
    """Mistakes of every sort, each in a file of the sample that lies in a small portal."""
    portal = Portal(root)
    own = {name: (portal.root / name).read_bytes() for name in ("site_config/portal.yml", "content/guide/g13.md")}
    sample = originals()
    folders: dict[str, list[dict[str, Any]]] = {}
    for path, content in sample.items():
        folders.setdefault(path.rsplit("/", 1)[0], []).append(fields(content, path)[0])
    for _ in range(count):
        path, content = random.choice((*sample.items(), *(own.items() if random.random() < 0.2 else ())))
        if path in own:
            content = own[path]
        record, body = fields(content, path)
        if record and random.random() < 0.6:
            changed = other(record, folders.get(path.rsplit("/", 1)[0], [record]), random)
            if path.endswith(".md") and random.random() < 0.7:
                changed, body = record, spoiled(body.encode(), random).decode("utf-8", "replace")
            content = written(changed, body, path)
        else:
            content = spoiled(content, random)
        file = portal.root / path
        before = file.read_bytes() if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        attempt(partial_check(portal.root, AS_OF), path, content, outcome)
        outcome.tried += 1
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def partial_check(root: Path, day: dt.date) -> Callable[[], object]:
    return lambda: checked(root, day)


def attempt(
    work: Callable[[], object], path: str, content: bytes, outcome: Outcome, seconds: float = LONGEST_ONE
) -> bool:
    try:
        with _timed(seconds):
            work()
    except (Exception, RecursionError) as error:
        outcome.fell(path, content, error)
        return False
    return True


def together(root: Path, count: int, random: Random, outcome: Outcome) -> None:
    """Values that each file's own model takes, many at once in a copy of the sample, so that all rules see them."""
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    sample = originals()
    models = {kind.name: kind.model for kind in kinds(ROOMS)}
    data = [path for path in sample if path.startswith("data/")]
    read = {path: fields(sample[path], path)[0] for path in data}
    like: dict[str, list[dict[str, Any]]] = {}
    for path in data:
        like.setdefault(path.split("/")[1], []).append(read[path])
    while count > 0:
        changed: dict[str, bytes] = {}
        for path in random.sample(data, len(data)):
            name = path.split("/")[1]
            if len(changed) == min(_WIDE, count):
                break
            for _ in range(6):
                fresh = written({**other(read[path], like[name], random), **_named(read[path])}, "", path)
                log = ProblemLog()
                source = read_yaml(fresh, path, log)
                if (
                    name in models
                    and source
                    and record_of(models[name], source, log)
                    and not log.problems
                    and fresh != sample[path]
                ):
                    changed[path] = fresh
                    break
        count -= max(1, len(changed))
        outcome.tried += len(changed)
        day = random.choice((AS_OF, AS_OF, AS_OF + dt.timedelta(days=random.randrange(-300, 900))))
        _round(root, sample, changed, day, outcome)


def _named(record: dict[str, Any]) -> dict[str, Any]:
    """What must stay, or nothing else is looked at: the name of a file."""
    return {"id": record["id"]} if "id" in record else {}


def _round(root: Path, sample: dict[str, bytes], changed: dict[str, bytes], day: dt.date, outcome: Outcome) -> None:
    for path, content in changed.items():
        (root / path).write_bytes(content)
    left = dict(changed)
    try:
        for _ in range(9):
            wrong = {one.place.path for one in _all(root, left, day, outcome, sample) if one.severity == "error"}
            if not wrong:
                outcome.sound += len(left)
                break
            blamed = wrong & left.keys() or set(list(left)[::2])
            for path in blamed:
                (root / path).write_bytes(sample[path])
                del left[path]
    finally:
        for path in changed:
            (root / path).write_bytes(sample[path])


def _all(root: Path, left: dict[str, bytes], day: dt.date, outcome: Outcome, sample: dict[str, bytes]) -> list[Problem]:
    """The problems of all changes at once; where that falls, each half by itself, down to the one that did it."""
    try:
        with _timed(LONGEST):
            return checked(root, day, reach=True)
    except (Exception, RecursionError) as error:
        if len(left) <= 1:
            for path, content in left.items():
                outcome.fell(f"{path} on {day}", content, error)
            return []
        names = list(left)
        before = len(outcome.fallen)
        for half in (names[: len(names) // 2], names[len(names) // 2 :]):
            for path in names:
                (root / path).write_bytes(left[path] if path in half else sample[path])
            _all(root, {path: left[path] for path in half}, day, outcome, sample)
        if len(outcome.fallen) == before:
            outcome.fell(f"{', '.join(names[:9])} together on {day}", b"", error)
        return []


def ledgers(root: Path, count: int, random: Random, outcome: Outcome) -> None:
    """A ledger that was cut, merged or written in by hand."""
    portal = Portal(root).to_be_built()
    folders = Folders(portal)
    sound = folders.ledger.read_bytes()
    snapshot = take_snapshot(read_handbook(folders, Reading(), AS_OF), AS_OF, ROOMS)

    def told() -> None:
        reading = Reading()
        state = calendar_told(snapshot, folders, reading)
        for problem in state.problems(reading.lines, AS_OF):
            _is_whole(problem, reading, portal)
        state.updated(dt.datetime.combine(AS_OF, dt.time(12), dt.UTC))

    for _ in range(count):
        content = _line(sound, random) if random.random() < 0.6 else spoiled(sound, random)
        folders.ledger.write_bytes(content)
        attempt(told, "data/calendar.lock", content[:600], outcome)
        outcome.tried += 1


def _line(ledger: bytes, random: Random) -> bytes:
    """The ledger with one of its lines changed, inside the line."""
    lines = ledger.split(b"\n")
    number = random.randrange(len(lines))
    lines[number] = spoiled(lines[number], random)
    return b"\n".join(lines)

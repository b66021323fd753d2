"""`docs/systems.md`: one row for each system of the article, made from the code so that it cannot go stale."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from branch_portal.calendar.event import Event
from branch_portal.ground.rules import all_rules
from branch_portal.project.handbook import Handbook, Published
from branch_portal.rooms import KINDS, ROOMS, SYSTEMS
from branch_portal.site.page import Page
from branch_portal.site.templates import environment
from branch_portal.system.room import System
from branch_portal.system.snapshot import Snapshot, take_snapshot

PATH = "docs/systems.md"
"""Where the table lies, from the project's root."""

_YEAR = re.compile(r"\d{4}(?!\d)")
_HEAD = """# The systems of the portal

One row for each system of the article. Made by `portal systems --write` from the rooms below `systems/`, the rules, and the
pages, events and published tables of the sample portal; a test compares it with the code. Do not edit it by hand.

In addresses and names `<id>` stands for a record, `<year>` for a year. Events are named by how their UIDs begin.

| № | System | Data | Rules | Pages | Events | Published tables | Out of reach |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def system_table(book: Handbook, as_of: dt.date) -> str:
    """The whole file."""
    snapshot = take_snapshot(book, as_of, ROOMS)
    numbers = sorted({system.number for system in SYSTEMS})
    rows = (_row([system for system in SYSTEMS if system.number == number], snapshot) for number in numbers)
    return _HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows) + _foot(snapshot)


def unclaimed_rules() -> list[str]:
    """The prefixes of rules that belong to no system: those of reading, of references and of the site as a whole."""
    claimed = {prefix for system in SYSTEMS for prefix in system.rules}
    return sorted({_prefix(id) for id in all_rules()} - claimed)


def unclaimed_folders() -> list[str]:
    """The folders below `data/` that belong to no system: what the site as a whole needs."""
    return sorted(
        {kind.name for kind in KINDS if not kind.read} - {folder for system in SYSTEMS for folder in system.folders}
    )


def _row(parts: Sequence[System], snapshot: Snapshot) -> Iterator[str]:
    """One system of the article; several rooms may have a part in it."""
    book, announced, schedule = snapshot.book, snapshot.announced, snapshot.schedule
    yield str(parts[0].number)
    yield "、".join(part.title for part in parts)
    folders = [folder for part in parts for folder in part.folders]
    yield _codes(folder if folder.startswith("content/") else f"data/{folder}" for folder in folders)
    yield _codes(_runs(id for id in all_rules() if any(_prefix(id) in part.rules for part in parts)))
    shown = [next((other for other in SYSTEMS if other.number == part.shown_with), part) for part in parts]
    pages = (page for one in shown for page in one.pages(snapshot, environment()))
    yield _codes(f"/{address}" for address in _addresses(pages, book))
    events = _codes(_kinds((event for part in parts for event in part.events(announced, schedule)), book))
    yield "、".join(part.no_events for part in parts if part.no_events) or events
    yield _codes(dict.fromkeys(_generic(dataset.id) for part in parts for dataset in part.datasets(snapshot)))
    yield "；".join(part.out_of_reach for part in parts)


def _foot(snapshot: Snapshot) -> str:
    home = [system.title for system in SYSTEMS if system.agenda or system.home_section(snapshot, environment())]
    branch = [system.title for system in SYSTEMS if system.branch_section(snapshot, environment())]
    return (
        f"\nThe home page gathers: {'; '.join(home) or 'nothing'}. "
        f"A branch's home gathers: {'; '.join(branch) or 'nothing'}.\n\n"
        f"Rules of no single system: {', '.join(f'`{prefix}`' for prefix in unclaimed_rules())}; "
        f"data: {', '.join(f'`data/{folder}`' for folder in unclaimed_folders()) or 'none'}.\n"
    )


def _codes(names: Iterable[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names) or "–"


def _prefix(rule: str) -> str:
    return rule.rpartition("-")[0]


def _runs(ids: Iterable[str]) -> Iterator[str]:
    """`TASK-01…08` instead of eight ids."""
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(_prefix(id), []).append(id.rpartition("-")[2])
    for prefix, numbers in groups.items():
        whole = len(numbers) > 2 and int(numbers[-1]) - int(numbers[0]) == len(numbers) - 1
        yield f"{prefix}-{numbers[0]}…{numbers[-1]}" if whole else f"{prefix}-{', '.join(numbers)}"


def _ids(book: Published) -> set[str]:
    """Every id as it stands in addresses and UIDs."""
    ids = {str(key) for _, group in book for key in group}
    return ids | {id.replace("_", "-") for id in ids}


def _addresses(pages: Iterable[Page], book: Published) -> list[str]:
    """The addresses of the pages, with ids and years left open."""
    ids = _ids(book)

    def pattern(path: str) -> str:
        first, *others = path.split("/")
        return "/".join([first, *(_YEAR.sub("<year>", "<id>" if part in ids else part) for part in others)])

    return list(dict.fromkeys(pattern(page.path) for page in pages))


def _kinds(events: Iterable[Event], book: Published) -> list[str]:
    """How the UIDs begin, up to the record's id."""
    ids = _ids(book)

    def beginning(uid: str) -> str:
        words = uid.split(".")[0].split("-")
        at = next((index for index in range(1, len(words)) if "-".join(words[index:]) in ids), 1)
        return "-".join([*words[:at], "<id>"])

    return list(dict.fromkeys(beginning(event.uid) for event in events))


def _generic(dataset: str) -> str:
    return _YEAR.sub("<year>", dataset)

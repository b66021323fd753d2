"""該發哪些督辦單: a pure function of what is open, what was issued, and the day.

One letter a holder and colour, however many matters: green to who does it, yellow to them and the branch's head, red
to the head and the unit above. A matter gets each colour once; it gets red only on a day after its yellow.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.project.handbook import Shelf
from branch_portal.systems.letters.matters import Matter
from branch_portal.systems.letters.model import MOST_ITEMS, Letter, LetterItem, LetterLevel
from branch_portal.year.alert_days import level_on

ORDER: tuple[LetterLevel, ...] = ("green", "yellow", "red")


@dataclass(frozen=True)
class Told:
    """What a matter's holder has been told: each colour's letter and its day."""

    letters: Mapping[LetterLevel, tuple[str, dt.date]]

    @property
    def level(self) -> LetterLevel:
        """The latest colour."""
        return max(self.letters, key=ORDER.index)


def told(letters: Iterable[Letter]) -> Mapping[str, Told]:
    """What has been said of each matter, by its name."""
    found: dict[str, dict[LetterLevel, tuple[str, dt.date]]] = {}
    for letter in sorted(letters, key=lambda one: (one.issued_on, one.id)):
        for item in letter.items:
            found.setdefault(item.matter, {})[letter.level] = (letter.id, letter.issued_on)
    return {matter: Told(said) for matter, said in found.items()}


def next_level(matter: Matter, before: Told | None, day: dt.date) -> LetterLevel | None:
    """The colour of the letter that a matter is to get on a day; None where it has had it, or has no colour yet."""
    level = level_on(day, matter.deadline)
    if level is None or (before and ORDER.index(level) <= ORDER.index(before.level)):
        return None
    if level == "red":
        yellow = before.letters.get("yellow") if before else None
        if yellow is None:
            return "yellow"
        return "red" if yellow[1] < day else None
    return level


@dataclass(frozen=True)
class Draft:
    """A letter that is to be issued."""

    level: LetterLevel
    holder: str
    roles: tuple[str, ...]
    unit: str | None
    items: tuple[LetterItem, ...]


def drafts(
    book: Shelf, found: Mapping[str, Matter], letters: Sequence[Letter], day: dt.date, holders: Iterable[str] = ()
) -> tuple[Draft, ...]:
    """The letters of a day, holder by holder; `holders` names those who get one, all where it is empty."""
    before, wanted, titles = told(letters), set(holders), book["roles"]
    by_letter: dict[tuple[str, LetterLevel], list[LetterItem]] = {}
    for name, matter in found.items():
        one = matter.deadline
        if (wanted and one.holder not in wanted) or not (level := next_level(matter, before.get(name), day)):
            continue
        yellow = before[name].letters["yellow"][0] if level == "red" else None
        item = LetterItem(
            matter=name,
            title=one.title,
            kind=one.kind.title,
            due=one.due,
            role=titles[one.role].title,
            page=one.page,
            yellow=yellow,
        )
        by_letter.setdefault((one.holder, level), []).append(item)
    result = []
    for holder, level in sorted(by_letter, key=lambda key: (key[0], ORDER.index(key[1]))):
        items = sorted(by_letter[holder, level], key=lambda item: (item.due, item.matter))
        for start in range(0, len(items), MOST_ITEMS):
            part = tuple(items[start : start + MOST_ITEMS])
            result.append(Draft(level, holder, *_told(book, holder, level, part), part))
    return tuple(result)


def _told(
    book: Shelf, holder: str, level: LetterLevel, items: Iterable[LetterItem]
) -> tuple[tuple[str, ...], str | None]:
    """The roles that get the letter, and the unit above that gets a red one."""
    doers = list(dict.fromkeys(item.role for item in items))
    head_role = book.settings.roles.branch_head
    head = book["roles"][head_role].title if head_role else None
    branch = book["branches"].get(holder)
    if branch is None:
        unit = book["units"][holder]
        return tuple(doers), unit.parent if level == "red" else None
    roles = doers if level == "green" else [*doers, head] if level == "yellow" else [head]
    chosen = tuple(dict.fromkeys(role for role in roles if role)) or tuple(doers)
    return chosen, branch.parent if level == "red" else None

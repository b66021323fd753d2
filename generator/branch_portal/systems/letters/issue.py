"""簽發: writes the letters of a day, each a file of its own, numbered on from the last."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from branch_portal.editions.door import own_words
from branch_portal.ground.weeks import week_of
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.content import content_hash
from branch_portal.systems.letters.drafts import Draft, drafts
from branch_portal.systems.letters.ids import first_ids
from branch_portal.systems.letters.kinds import LETTERS
from branch_portal.systems.letters.matters import matters
from branch_portal.writing.patch import document

HEADER = "# 示例數據：督辦單；由 portal letter issue 寫入，簽發以後不要手改\n"


@dataclass(frozen=True)
class Issued:
    """The letters of a day by their ids, and the files that say so."""

    letters: Mapping[str, Draft]
    files: Mapping[str, str]


def issue(snapshot: Snapshot, book: Handbook, holders: Iterable[str] = ()) -> Issued:
    """What is to be issued on the snapshot's day, to some `holders` or to all; nothing is written here.

    Letters are numbered on from the last of their year. A letter issued before the last one cannot be: the day must
    not be earlier than the last letter's. Raises `ValueError` then.
    """
    day, letters = snapshot.as_of, list(book[LETTERS].values())
    if any(one.issued_on > day for one in letters):
        raise ValueError("最近一張督辦單簽發在這一天以後，編號會倒過來；用不早於它的日子。")
    last = max((int(one.id.rpartition("-")[2]) for one in letters if one.issued_on.year == day.year), default=0)
    found = drafts(snapshot.book, snapshot.figures(matters), letters, day, holders)
    chosen = {f"db-{day.year}-{number:03}": draft for number, draft in enumerate(found, start=last + 1)}
    head = own_words(book)(HEADER if book.settings.sample else HEADER.replace("示例數據：", ""))
    return Issued(
        chosen,
        {
            f"data/letters/{id}.yml": head + _text(id, draft, day, first_ids(book[BRANCHES].values()))
            for id, draft in chosen.items()
        },
    )


def already(snapshot: Snapshot, holder: str) -> int:
    """How many letters and due matters a holder has in the week of the snapshot's day already."""
    first, last = week_of(snapshot.as_of)
    found = (one.deadline for one in snapshot.figures(matters).values())
    due = sum(one.holder == holder and first <= one.due <= last for one in found)
    return due + sum(one.holder == holder and first <= one.issued_on <= last for one in snapshot.book[LETTERS].values())


def _text(id: str, draft: Draft, day: dt.date, first: Mapping[str, str]) -> str:
    data = {
        "id": id,
        "level": draft.level,
        "holder": draft.holder,
        "roles": draft.roles,
        **({"unit": draft.unit} if draft.unit else {}),
        "issued_on": day,
        "items": tuple(item.model_dump(exclude_none=True) for item in draft.items),
        "sha256": content_hash(id, draft, day.isoformat(), first),
    }
    return document(data, {("items",): False})

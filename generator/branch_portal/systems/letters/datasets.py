"""督辦單 as a published table: every matter of every letter, and whether it still waits."""

from collections.abc import Iterator

from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.letters.figures import STATE_TITLES, standings
from branch_portal.systems.letters.kinds import PATH, letter_path, serial
from branch_portal.systems.letters.model import LETTER_TITLES


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book = snapshot.book
    yield Dataset(
        id="letters",
        title="三色督辦單",
        description="每張督辦單裡的每件事一行：顏色、發給誰、期限、現在是督辦中、已發更高一級還是已撤回。",
        columns=(
            Column("number", "編號"),
            Column("level", "顏色"),
            Column("holder", "發給編號"),
            Column("holder_title", "發給"),
            Column("issued_on", "簽發日期", "date"),
            Column("title", "事項"),
            Column("kind", "類別"),
            Column("due", "期限", "date"),
            Column("state", "現在"),
            Column("page", "頁面"),
        ),
        rows=tuple(
            {
                "number": serial(one.letter.id),
                "level": LETTER_TITLES[one.letter.level],
                "holder": one.letter.holder,
                "holder_title": book.called("organisations", one.letter.holder),
                "issued_on": one.letter.issued_on,
                "title": item.title,
                "kind": item.kind,
                "due": item.due,
                "state": STATE_TITLES[state],
                "page": letter_path(one.letter.id),
            }
            for one in snapshot.figures(standings)
            for item, state in one.states
        ),
        page=PATH,
        as_of=snapshot.as_of,
    )

"""要改的: where a ledger is not as the data says, line by line and in a few words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from branch_portal.calendar.model import CHANGE_TITLES, Change, Entry, Ledger


@dataclass(frozen=True)
class Difference:
    """One line of the ledger that is not as the data says; `change` is None when only its feeds differ."""

    uid: str
    summary: str
    change: Change | None
    before: Entry | None
    after: Entry | None


def differences(before: Ledger, after: Ledger) -> Iterator[Difference]:
    """What `update` would write, in the order of UIDs."""
    for uid in sorted(before.entries.keys() | after.entries.keys()):
        old, new = before.entries.get(uid), after.entries.get(uid)
        if old == new:
            continue
        known = old or new
        assert known
        change = new.changes[-1] if new and (old is None or old.changes != new.changes) else None
        yield Difference(uid, (new or known).summary, change, old, new)


def counted(changed: Iterable[Difference]) -> str:
    """How many lines of each kind: 「新增3條、改期1條」."""
    kinds = Counter(CHANGE_TITLES[one.change.kind] if one.change else "歸屬或過期" for one in changed)
    return "、".join(f"{kind}{count}條" for kind, count in kinds.items())


def examples(changed: list[Difference]) -> str:
    """The first few titles."""
    return "、".join(one.summary for one in changed[:3]) + ("……" if len(changed) > 3 else "")

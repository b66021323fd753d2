"""Whether a page or a file would become what it was: by what it holds, and by what was read while it was made."""

from dataclasses import fields
from typing import Any

from jinja2 import Environment

from branch_portal.ground.digests import Digests, Unproven
from branch_portal.ground.reads import ByKey, Read
from branch_portal.site.page import Asset, Page
from branch_portal.system.named import ABSENT, UNKNOWN, Named
from branch_portal.system.snapshot import Snapshot

_ABSENT = b"absent"


class Proof:
    """What the pages of one build are made from, as digests that hold in later builds too.

    `base` goes into every page: the day, the settings, the rooms and what is no record; None where nothing can be proven.
    """

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._named = Named(snapshot)
        book = snapshot.book
        known = {
            "snapshot": snapshot,
            "announced": snapshot.announced,
            "published": book,
            "schedule": snapshot.schedule,
        }
        self._digests = Digests({**known, "jinja": jinja, "rooms": snapshot.rooms})
        schedule = [getattr(snapshot.schedule, field.name) for field in fields(snapshot.schedule)]
        names = [room.name for room in snapshot.rooms]
        base = (snapshot.as_of, book.settings, names, schedule)
        self.base = None if book.layering.layers else self._digest(base)

    def key(self, one: Page | Asset) -> bytes | None:
        """What a page or file says of itself and holds; None where that cannot be told. To be asked before any is made."""
        return self._digest(one)  # pages that list others meet them again

    def now(self, read: Read) -> bytes | None:
        """What such a read gives in this build; None where that cannot be told."""
        found = self._named.given(read)
        if found is UNKNOWN:
            return None
        if found is ABSENT:
            return _ABSENT
        return self._whole(found) if type(found) is ByKey else self._digest(found)

    def _digest(self, value: Any) -> bytes | None:
        try:
            return self._digests.of(value)
        except Unproven:
            return None

    def _whole(self, mapping: ByKey[Any, Any]) -> bytes | None:
        try:
            return self._digests.whole(mapping)
        except Unproven:
            return None

"""Whether a page or a file would become what it was: by what it holds, and by what was read while it was made."""

import sys
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from jinja2 import Environment

from branch_portal.ground.digests import Digests, Unproven
from branch_portal.ground.reads import ITEM, KEYS, WHOLE, ByKey, Read
from branch_portal.project.handbook import Shelf
from branch_portal.site.page import Asset, Page
from branch_portal.system.snapshot import SCHEDULE, Snapshot

_ABSENT = b"absent"


class Proof:
    """What the pages of one build are made from, as digests that hold in later builds too.

    `base` goes into every page: the day, the settings, the rooms and what is no record; None where nothing can be proven.
    """

    def __init__(self, snapshot: Snapshot, jinja: Environment) -> None:
        self._snapshot = snapshot
        book = snapshot.book
        known = {
            "snapshot": snapshot,
            "announced": snapshot.announced,
            "published": book,
            "schedule": snapshot.schedule,
        }
        self._digests = Digests({**known, "jinja": jinja, "rooms": snapshot.rooms})
        self._keys: dict[str, Mapping[str, Any]] = {}
        schedule = [getattr(snapshot.schedule, field.name) for field in fields(snapshot.schedule)]
        names = [room.name for room in snapshot.rooms]
        base = (snapshot.as_of, book.settings, names, schedule)
        self.base = None if book.layering.layers else self._digest(base)

    def key(self, one: Page | Asset) -> bytes | None:
        """What a page or file says of itself and holds; None where that cannot be told. To be asked before any is made."""
        return self._digest([getattr(one, field.name) for field in fields(one)])

    def now(self, read: Read) -> bytes | None:
        """What such a read gives in this build; None where that cannot be told."""
        name, what = read
        found = self._found(name)
        if found is None:
            return None
        if what == WHOLE:
            return self._digest(found) if type(found) is not ByKey else self._whole(found)
        if type(found) is not ByKey:
            return None
        if name not in self._keys:
            plain = found.plain()
            self._keys[name] = {repr(key): value for key, value in plain.items()}
        if what == KEYS:
            return self._digest([*self._keys[name]])
        key = what.removeprefix(ITEM)
        return self._digest(self._keys[name][key]) if key in self._keys[name] else _ABSENT

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

    def _found(self, name: str) -> Any:
        """What is called `name`; None where there is nothing, or nothing that can be named."""
        for shelf in (self._snapshot.book, self._snapshot.announced):
            if name.startswith(shelf.own_name):
                return self._on_shelf(shelf, name.removeprefix(shelf.own_name))
        if name.startswith(f"{SCHEDULE}."):
            return getattr(self._snapshot.schedule, name.removeprefix(f"{SCHEDULE}."), None)
        function, field = _function(name)
        if function is None:
            return None
        made = self._snapshot.figures(function)
        return getattr(made, field, None) if field else made

    def _on_shelf(self, shelf: Shelf, rest: str) -> Any:
        if not rest.startswith("/"):
            return shelf.named(rest)
        function, field = _function(rest.removeprefix("/"))
        if function is None:
            return None
        made = shelf.derived(function)
        return getattr(made, field, None) if field else made


def _function(name: str) -> tuple[Any, str]:
    """The function of a module that is called so, and the field of what it gives."""
    module, _, rest = name.partition(":")
    called, _, field = rest.partition(".")
    found = getattr(sys.modules.get(module), called, None) if "<" not in name else None
    return (found if callable(found) else None), field

"""What a noted read (`ground/reads.py`) gives of a snapshot, found by its name."""

import sys
from collections.abc import Mapping
from typing import Any

from branch_portal.ground.reads import CALLED, ITEM, KEYS, PAGE, WHOLE, ByKey, Read
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import SCHEDULE, Snapshot

ABSENT = object()
"""A key that a mapping does not have."""
UNKNOWN = object()
"""What nobody can name."""


class Named:
    """What has a name in one snapshot: records, figures, the schedule."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._found: dict[str, Any] = {}
        self._keys: dict[str, Mapping[str, Any]] = {}

    def found(self, name: str) -> Any:
        """What is called `name`; None where there is nothing, or nothing that can be named."""
        if name not in self._found:
            self._found[name] = self._looked_up(name)
        return self._found[name]

    def _looked_up(self, name: str) -> Any:
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

    def given(self, read: Read) -> Any:
        """What such a read gives: of a `ByKey` the keys as a list, a value, a part of one or `ABSENT`, or itself; or `UNKNOWN`."""
        name, what = read
        if what[0] in (CALLED, PAGE):
            return self._part(name, what)
        found = self.found(name)
        if found is None or (what != WHOLE and type(found) is not ByKey):
            return UNKNOWN
        if what == WHOLE:
            return found
        by_key = self._by_key(name, found)
        return [*by_key] if what == KEYS else by_key.get(what.removeprefix(ITEM), ABSENT)

    def _by_key(self, name: str, found: ByKey[Any, Any]) -> Mapping[str, Any]:
        if name not in self._keys:
            self._keys[name] = {repr(key): value for key, value in found.plain().items()}
        return self._keys[name]

    def _part(self, name: str, what: str) -> Any:
        """What a link to a record says, or its address."""
        found = self.found(name)
        if type(found) is not ByKey:
            return UNKNOWN
        record, kind = self._by_key(name, found).get(what[1:]), name.rpartition(".")[2]
        return ABSENT if record is None else self._snapshot.book.part_of(kind, record, what[0])

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

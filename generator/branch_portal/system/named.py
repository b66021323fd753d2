"""What a noted read (`ground/reads.py`) gives of a snapshot, found by its name."""

import sys
from collections.abc import Mapping
from typing import Any

from branch_portal.ground.reads import ITEM, KEYS, WHOLE, ByKey, Read
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
        self._keys: dict[str, Mapping[str, Any]] = {}

    def found(self, name: str) -> Any:
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

    def given(self, read: Read) -> Any:
        """What such a read gives: of a `ByKey` the keys as a list, a value or `ABSENT`, or itself; or `UNKNOWN`."""
        name, what = read
        found = self.found(name)
        if found is None or (what != WHOLE and type(found) is not ByKey):
            return UNKNOWN
        if what == WHOLE:
            return found
        if name not in self._keys:
            self._keys[name] = {repr(key): value for key, value in found.plain().items()}
        return [*self._keys[name]] if what == KEYS else self._keys[name].get(what.removeprefix(ITEM), ABSENT)

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

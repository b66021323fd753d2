"""What one process has worked out is kept for the next beside the program's own compiled modules, as Python keeps those.

Whatever is kept is known by what it was made of and by what made it, so that it cannot be out of date; a file that is
damaged, of other code, or that cannot be written is as good as none.
"""

import hashlib
import importlib.util
import marshal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from branch_portal.ground.output import replace_file

_ALL: list["Kept"] = []
"""What `save` writes."""


class Kept:
    """Values that `marshal` knows, by keys that say all that they depend on but for the code, which `made_by` says.

    `most` is how many stay: beyond them only what this process used. Fewer new ones than `worth` are not written:
    the whole file is.
    """

    def __init__(self, file: Path | None, made_by: Callable[[], str], most: int, worth: int = 1) -> None:
        self._file, self._most, self._worth = file, most, worth
        self._made_by = made_by
        self._values: dict[Any, Any] | None = None
        self._used: dict[Any, Any] = {}
        self._fresh = 0

    def get(self, key: Any) -> Any:
        """What was kept under `key`; None where nothing was."""
        if self._values is None:
            self._values = self._read()
        found = self._values.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def put(self, key: Any, value: Any) -> None:
        """Keep what `get` gave None for."""
        assert self._values is not None
        self._values[key] = self._used[key] = value
        self._fresh += 1

    def save(self) -> None:
        """Write what is new, as far as that can be done."""
        if self._file is None or self._values is None or self._fresh < (self._worth if self._file.exists() else 1):
            return
        self._fresh = 0
        values = {**self._read(), **self._values}
        content = marshal.dumps((self._made_by(), values if len(values) <= self._most else self._used))
        with suppress(OSError):
            replace_file(self._file, hashlib.sha256(content).digest() + content)

    def _read(self) -> dict[Any, Any]:
        try:
            whole = self._file.read_bytes() if self._file else b""
            if hashlib.sha256(whole[32:]).digest() == whole[:32]:
                made_by, values = marshal.loads(whole[32:])
                if made_by == self._made_by() and isinstance(values, dict):
                    return values
        except (OSError, ValueError, TypeError, EOFError):
            pass
        return {}


def kept_beside(module: str, ending: str, made_by: Callable[[], str], most: int, worth: int = 1) -> Kept:
    """What is kept for the file `module` where Python keeps what it compiles of it, in a file that ends so."""
    _ALL.append(Kept(Path(importlib.util.cache_from_source(module)).with_suffix(ending), made_by, most, worth))
    return _ALL[-1]


def save() -> None:
    """Write what is new of all that is kept."""
    for one in _ALL:
        one.save()


def code_of(*files: Path) -> str:
    """What says of code whether it is the same: a checksum of its files, in their order."""
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()

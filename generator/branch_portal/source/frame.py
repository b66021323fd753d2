"""A list or mapping of YAML while it is being read."""

from typing import Any

NO_KEY, REFUSED = object(), object()
"""What stands for a key that has not come yet, and for one that may not be used."""


class Frame:
    """A list or mapping that is being read; `start` is the number of the current pair."""

    __slots__ = ("data", "key", "key_lines", "number", "start")

    def __init__(self, data: list[object] | dict[str, object], number: int) -> None:
        self.data: Any = data
        self.number = number
        self.key: Any = NO_KEY
        self.start = 0
        self.key_lines: dict[str, int] = {}

"""What a command is doing, while it does it: one line of a terminal that is written over, else a line for each step."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

_PATIENCE = 1.0
"""Seconds before anything is said: what is done by then needs no words."""
_PAUSE = 0.1
"""Seconds between two counts of one step on a terminal."""
_ERASED = "\r\x1b[K"


@dataclass
class Progress:
    """Hears what is done (`ground/progress.py`) and shows it on `stream`, in the script of `words`.

    It is a stream itself: what else is printed through it comes after the line has been taken away.
    """

    stream: TextIO
    words: Callable[[str], str] = str
    clock: Callable[[], float] = time.monotonic
    begun: float = field(init=False)
    _what: str = ""
    _shown: bool = False
    _last: float = 0.0

    def __post_init__(self) -> None:
        self.begun = self.clock()

    def __call__(self, what: str, done: int, of: int) -> None:
        now, is_new = self.clock(), what != self._what
        if now - self.begun < _PATIENCE or not (is_new or self.stream.isatty()):
            return
        if not is_new and done < of and now - self._last < _PAUSE:
            return
        self._what, self._last = what, now
        text = self.words(f"{what} {done}／{of}" if of and self.stream.isatty() else what)
        if self.stream.isatty():
            self.stream.write(f"{_ERASED}{text}…")
            self._shown = True
        else:
            self.stream.write(f"{text}…\n")
        self.stream.flush()

    def write(self, text: str) -> int:
        """Print other words, in the place of the line."""
        self.clear()
        return self.stream.write(text)

    def flush(self) -> None:
        self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self.stream.write(_ERASED)
            self.stream.flush()
            self._shown = False

    def seconds(self) -> float:
        """How long it has been going on."""
        return self.clock() - self.begun

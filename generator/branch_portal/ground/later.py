"""A sequence that is worked out when somebody looks into it: addresses are listed without what stands on the pages."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar, overload

from branch_portal.ground.reads import noted

T = TypeVar("T")


class Later(Sequence[T]):
    """What `make` gives, asked for once, when the first item or the number of items is wanted.

    What it is made from is not noted (`ground/reads.py`): it counts as a whole for all who hold it.
    """

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[T, ...]:
        with noted(None):
            return tuple(self._make())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)

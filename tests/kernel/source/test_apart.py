"""Work that is done apart is ended when it takes too much, and not when it waits."""

import os
import time
from functools import partial

import pytest

from branch_portal.source import apart
from branch_portal.source.apart import EndedError, done_apart


def test_work_that_takes_too_long_too_much_or_dies_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    for work in (partial(os.abort), partial(os._exit, 3)):
        with pytest.raises(EndedError):
            done_apart(work)  # type: ignore[arg-type]
    with monkeypatch.context() as impatient:
        impatient.setattr(apart, "PATIENCE", 1)
        with pytest.raises(EndedError):
            done_apart(partial(time.sleep, 60), seconds=1)
    with pytest.raises(EndedError):
        done_apart(partial(any, iter(int, 1)), seconds=1)
    with pytest.raises(MemoryError):
        done_apart(partial(bytes, 1 << 31), memory=1 << 30)
    assert done_apart(partial(sum, (1, 2))) == 3
    with pytest.raises(KeyError):
        done_apart(partial({}.__getitem__, "a"))


def test_work_that_waits_for_the_processor_is_not_ended() -> None:
    """A busy machine once made a sound attachment one that cannot be opened."""
    assert done_apart(partial(time.sleep, 2.5), seconds=1) is None

"""A few random edits of a whole portal, built with what the last build left and clean; `make prove` makes five hundred.

That a fault in the key is found, `make prove` asks of the whole program, and tests/kernel/publishing/test_last_build.py cheaply.
"""

from pathlib import Path
from random import Random

from tests.fuzz.builds import Outcome, edits


def test_a_build_after_edits_is_the_clean_one(tmp_path: Path) -> None:
    outcome = Outcome()
    edits(tmp_path, 1, Random(6), outcome)
    assert outcome.wrong == []
    assert outcome.same > 300

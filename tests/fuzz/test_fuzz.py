"""A twentieth of `make fuzz`: mistakes give sentences with places, never a traceback, and soon."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.rounds import Outcome, checked, ledgers, singly, together
from tests.fuzz.sheets import sheets
from tests.portal import Portal
from tests.sample import AS_OF

Rounds = Callable[[Path, int, Random, Outcome], None]


@pytest.mark.parametrize(("rounds", "count"), [(singly, 400), (together, 300), (ledgers, 200), (sheets, 40)])
def test_mistakes_of_every_sort_give_sentences(tmp_path: Path, rounds: Rounds, count: int) -> None:
    outcome = Outcome()
    rounds(tmp_path / "portal", count, Random(20), outcome)
    assert outcome.tried >= count
    assert outcome.fallen == []
    if rounds is together:
        assert outcome.sound > 2  # some of them must reach what stands behind a sound book


def test_a_check_that_raises_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(content: bytes, path: str) -> str:
        assert b"svg" not in content, "ours to mend"
        return content.decode()

    outcome = Outcome()
    with monkeypatch.context() as patched:
        patched.setattr("branch_portal.source.yaml_source.decode", decode)
        singly(tmp_path / "portal", 60, Random(1), outcome)
    assert any("ours to mend" in one for one in outcome.fallen)
    assert checked(Portal(tmp_path / "sound").root, AS_OF) == []

"""Twenty thousand mistakes: `python -m tests.fuzz 20000 7` tries so many with the seed 7."""

import resource
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.fuzz.rounds import Outcome, ledgers, singly, together
from tests.fuzz.sheets import sheets


def main(count: int = 20_000, seed: int = 1) -> None:
    outcome = Outcome()
    for share, rounds in ((0.55, singly), (0.3, together), (0.1, ledgers), (0.05, sheets)):
        with tempfile.TemporaryDirectory() as folder:
            rounds(Path(folder) / "portal", int(count * share), Random(seed), outcome)
            print(
                f"{rounds.__name__}: {outcome.tried} tried, {outcome.sound} sound, {len(outcome.fallen)} fell",
                flush=True,
            )
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) >> 10
    print(f"at most {most} MB", flush=True)
    print("\n----\n".join(outcome.fallen[:40]))
    raise SystemExit(bool(outcome.fallen) or most > 500)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    7: (
        ("data/rounds/r2601.yml", "to: 2026-04-20", "to: 2026-04-21"),
        Reach("round-r2601.", "findings/rounds/ findings/rounds/r2601/"),
    ),
}

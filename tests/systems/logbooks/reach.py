"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    17: (
        ("data/logbooks/b01-2026.yml", "m03 12 32/", "m03 11 32/"),
        Reach("", "branches/b01/2026/list/ branches/b01/2026/logbook/"),
    ),
}

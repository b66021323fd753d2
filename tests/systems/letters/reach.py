"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    18: (
        ("data/letters/db-2026-001.yml", "issued_on: 2026-11-16", "issued_on: 2026-11-13"),
        Reach("", "letters/ letters/db-2026-001/ branches/b04/ loads/", "letters load-weeks-2026"),
    ),
}

"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    3: (
        ("data/plans/b01-2026.yml", "to: 2026-07-15", "to: 2026-07-16"),
        Reach(
            "duty-m03.2026-07.b01",
            "branches/b01/ branches/b01/2026/list/"
            " maps/2026-b01/ maps/2026-b01.js maps/2026-b01.svg maps/2026-b01-names.js",
        ),
    ),
}

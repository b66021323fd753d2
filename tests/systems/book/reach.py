"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    2: (
        ("content/guide/g13.md", "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2026-02-05"),
        Reach("guide-g13.review", "guide/g13/"),
    ),
}

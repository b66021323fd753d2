"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    21: (
        ("site_config/portal.yml", "tools:  ", "loads: {week: 9}\ntools:  "),
        Reach("", "loads/ loads/self-check/"),
    ),
}

"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import REGULAR, Reach

MOVED = {
    21: (
        ("site_config/portal.yml", "tools:  ", "loads: {week: 9}\ntools:  "),
        Reach("", "loads/ loads/self-check/ branches/{b}/", of=f"{REGULAR} b09"),
    ),
}

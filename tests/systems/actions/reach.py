"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    16: (
        ("data/actions/ac2606.yml", "on: 2026-04-16", "on: 2026-04-17"),
        Reach("", "brand/actions/", "actions"),
    ),
}

REMOVED = {
    "data/actions/ac2606.yml": Reach("", "api/ brand/ brand/actions/ branches/b06/", "action-totals actions"),
}

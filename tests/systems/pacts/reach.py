"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    15: (
        ("data/pacts/pa03.yml", "until: 2027-03-31", "until: 2027-04-30"),
        Reach(
            "pact-pa03.",
            "/ alerts/ screen/ brand/pacts/ brand/pacts/pa03/ branches/b08/ branches/b08/week/",
            "deadlines pacts",
        ),
    ),
}

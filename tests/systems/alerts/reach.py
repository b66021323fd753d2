"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    5: (
        ("data/branches/b01.yml", "elected_on: 2024-03-18", "elected_on: 2024-04-18"),
        Reach("elect-b01.", "/ alerts/ screen/ branches/b01/ branches/b01/week/", "branches elections"),
    ),
}

REMOVED = {
    "data/countdowns/election.yml": Reach(
        "",
        "/ alerts/ basis/clauses/ screen/ branches/{b}/ branches/b04/week/ branches/b12/week/ tools/ tools/election/",
        "clauses elections",
        of="b01 b02 b03 b04 b06 b07 b08 b10 b11 b12",
    ),
}

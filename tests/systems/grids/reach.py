"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    11: (
        ("data/grids/gr01.yml", "until: 2027-12-31", "until: 2028-01-31"),
        Reach("grid-gr01.", "grids/ grids/gr01/ grids/signs/ grids/signs/b02/ branches/b02/", "grids"),
    ),
}

REMOVED = {
    "data/grids/gr05.yml": Reach(
        "grid-gr05.",
        "api/ grids/ grids/gr05/ grids/signs/ grids/signs/b06/ guide/g43/ branches/b06/ roles/grid-chief/",
        "grids grid-targets grid-halves",
    ),
}

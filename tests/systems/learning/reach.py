"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    6: (
        ("data/materials/archive-card.yml", "reviewed_on: 2026-01-13", "reviewed_on: 2026-02-13"),
        Reach("material-archive-card.", "learning/archive-card/", "materials"),
    ),
}

REMOVED = {
    "data/materials/archive-card.yml": Reach(
        "material-archive-card.",
        "api/ guide/g05/ learning/ learning/archive-card/ roles/branch-clerk/"
        " roles/dept-specialist/ roles/org-department/ roles/org-member/",
        "materials",
    ),
}

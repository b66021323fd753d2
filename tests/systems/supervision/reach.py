"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    12: (
        ("site_config/portal.yml", "supervision:\n", "supervision:\n  review_by: 02-04\n"),
        Reach("review-2026.", "supervision/2026/"),
    ),
    13: (
        ("data/inspections/2026-q4-talk.yml", "on: 2026-11-04", "on: 2026-11-05"),
        Reach("inspection-2026-q4-talk", "supervision/2026/ branches/b08/", "inspections"),
    ),
    14: (
        ("data/interviews/2026-h2-staff.yml", "to: 2026-11-13", "to: 2026-11-16"),
        Reach("interview-2026-h2-staff", "supervision/2026/", "interviews"),
    ),
}

REMOVED = {
    "data/reviews/2026-b03.yml": Reach(
        "",
        "api/ supervision/2026/ branches/b03/ branches/b03/2026/ branches/b03/2026/list/"
        " roles/branch-secretary/ roles/dept-specialist/ roles/professional-department/",
        "reviews",
    ),
    "data/inspections/2026-q4-talk.yml": Reach(
        "inspection-2026-q4-talk",
        "api/ findings/p2632/ findings/p2633/ findings/p2636/ supervision/2026/ branches/b08/",
        "inspections",
    ),
    "data/interviews/2026-h2-staff.yml": Reach(
        "interview-2026-h2-staff", "api/ findings/p2624/ findings/p2634/ supervision/2026/", "interviews"
    ),
}

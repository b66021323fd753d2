"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    8: (
        ("data/findings/p2616.yml", "due: 2026-11-09\nlog", "due: 2026-11-10\nlog"),
        Reach("", "findings/p2616/ findings/problems/ findings/responsibilities/", "findings"),
    ),
    9: (
        ("data/releases/2026-q3.yml", "published_on: 2026-10-10", "published_on: 2026-10-12"),
        Reach("release-2026-q3.published", "/ findings/ findings/2026-q3/ findings/2026-q3/external/"),
    ),
}

REMOVED = {
    "data/findings/p2616.yml": Reach(
        "",
        "alerts/ api/ screen/ findings/ findings/2026-q2/ findings/2026-q3/ findings/2026-q2/external/ findings/2026-q3/external/ findings/p2616/ findings/problems/"
        " findings/responsibilities/ findings/tasks/ goals/s2606/ supervision/2026/ branches/b11/ branches/b12/"
        " branches/b12/week/ branches/b12/handover/ roles/branch-clerk/ roles/branch-secretary/ roles/company-leader/"
        " roles/county-committee/ roles/dept-specialist/ roles/org-department/",
        "deadlines findings inspections quarters quarters-external",
    ),
    "data/releases/2026-q3.yml": Reach(
        "release-2026-q3",
        "/ api/ findings/ findings/2026-q3/ findings/2026-q3/external/ roles/dept-specialist/"
        " roles/discipline-commission/ roles/org-department/",
        "quarters quarters-external",
    ),
}

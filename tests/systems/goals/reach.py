"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import Reach

MOVED = {
    10: (
        ("data/goals/t2601.yml", "due: 2026-12-10", "due: 2026-12-11"),
        Reach("goal-t2601.", "/ alerts/ screen/ goals/ goals/matrix/ goals/t2601/", "deadlines goals"),
    ),
}

REMOVED = {
    "data/action_plans/a2610.yml": Reach(
        "action-plan-a2610.",
        "api/ screen/ goals/ goals/a2610/ goals/s2610/ goals/c2602/ goals/t2602/ goals/matrix/ guide/g42/ guide/g43/"
        " branches/b06/ roles/branch-secretary/ roles/grid-chief/ roles/publicity-member/",
        "action-plan-steps goal-branches goal-metrics goals",
    ),
}

"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import REGULAR, Reach

MOVED = {
    4: (
        ("data/tasks/rw2610.yml", "due: 2026-11-20", "due: 2026-11-27"),
        Reach(
            "task-rw2610",
            "/ alerts/ guide/g36/ screen/ tasks/ tasks/rw2610/ tasks/rw2610/slip/ tasks/statistics/ branches/{b}/"
            " branches/b04/week/ branches/b04/handover/ branches/b07/week/ branches/b07/handover/ branches/b10/week/"
            " branches/b10/handover/ branches/b12/week/ branches/b12/handover/ letters/ letters/db-2026-001/ letters/db-2026-006/",
            "deadlines letters tasks task-progress tasks-by-branch tasks-by-department tasks-by-term",
            of=REGULAR,
        ),
    ),
}

REMOVED = {
    "data/tasks/rw2610.yml": Reach(
        "task-rw2610",
        "/ alerts/ api/ carriers/box6-eval/ forms/ screen/ guide/g36/ tasks/ tasks/rw2610/ tasks/rw2610/slip/ tasks/statistics/"
        " branches/{b}/ branches/b04/week/ branches/b04/handover/ branches/b07/week/ branches/b07/handover/ branches/b10/week/"
        " branches/b10/handover/ branches/b12/week/ branches/b12/handover/ letters/ letters/db-2026-001/ letters/db-2026-006/"
        " loads/ loads/self-check/ roles/branch-secretary/ roles/dept-specialist/",
        "deadlines letters load-weeks-2026 loads-2026 tasks task-figures task-progress tasks-by-branch tasks-by-department tasks-by-term",
        of=REGULAR,
    ),
}

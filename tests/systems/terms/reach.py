"""What one moved and one removed record of the sample reach."""

from tests.sample.reach import REGULAR, Reach

DRAWN_2027 = " ".join(
    f"maps/2027-{branch}{part}"
    for branch in REGULAR.split()
    if branch not in ("b02", "b06")
    for part in ("/", ".js", ".svg", "-names.js", "-q4.svg", "-quarters.js")
)
"""Three branches have the same days in 2027: b01's drawing is that of b02 and b06."""

MOVED = {
    1: (
        ("data/duties/a53.yml", "on: 12-25", "on: 12-24"),
        Reach(
            "duty-a53.2026",
            "/ alerts/ screen/ year/2026/ year/2026/dongzhi/ year/2026/dongzhi/slip/ branches/{b}/"
            " maps/2026-{b}/ maps/2026-{b}.js maps/2026-{b}.svg maps/2026-{b}-names.js maps/2026-{b}-q4.svg maps/2026-{b}-quarters.js"
            " branches/{b}/2026/list/ branches/{b}/2026/quarters/ branches/{b}/2026/logbook/ branches/{b}/week/ branches/{b}/handover/ carriers/box6-eval/ guide/g34/ roles/branch-secretary/",
            "deadlines occurrences-2026",
            of=REGULAR,
        ),
    ),
}

REMOVED = {
    "data/duties/a53.yml": Reach(
        "duty-a53.",
        "/ alerts/ api/ screen/ branches/ carriers/box6-eval/ guide/g34/ slips/ year/ year/2026/ year/2027/ year/2026/dongzhi/"
        " year/2026/dongzhi/slip/ year/2027/dongzhi/ year/2027/dongzhi/slip/ branches/{b}/"
        " maps/2026-{b}/ maps/2026-{b}.js maps/2026-{b}.svg maps/2026-{b}-names.js maps/2026-{b}-q4.svg maps/2026-{b}-quarters.js"
        f" {DRAWN_2027}"
        " branches/{b}/2026/list/ branches/{b}/2026/quarters/ branches/{b}/2027/list/ branches/{b}/2027/quarters/"
        " branches/{b}/2026/logbook/ branches/{b}/week/ branches/{b}/handover/ carriers/places/"
        " loads/ logbooks/ roles/branch-secretary/",
        "closed-loop-2026 deadlines load-weeks-2026 loads-2026 logbooks-2026 occurrences-2026 occurrences-2027 slip-batches",
        of=REGULAR,
    ),
}

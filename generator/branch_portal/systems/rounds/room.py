"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.rounds import datasets, events, mentions, pages, rules
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS
from branch_portal.systems.rounds.settings import ROUND_SETTINGS

ROOM = Room(
    name="rounds",
    needs=("findings",),
    kinds=(ROUNDS, SELFCHECKS),
    settings=(ROUND_SETTINGS,),
    checks=(rules.check,),
    nav=fixed(
        line("整改", 510, "分級自查", urls.ROUNDS),
    ),
    page_kinds=(PageKind("round", "排查", 100),),
    systems=(
        System(
            7,
            "排查：分級自查",
            ("rounds", "selfchecks"),
            ("ROUND",),
            "不收自查底稿，只登記數目和問題編號",
            pages=pages.pages,
            events=events.events,
            datasets=datasets.datasets,
            branch_section=pages.branch_section,
            home_section=pages.home_section,
        ),
    ),
    mentions={"findings": mentions.of_finding},
)

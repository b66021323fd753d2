"""What this room adds to the portal."""

from branch_portal.site import urls
from branch_portal.site.navigation import line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, fixed
from branch_portal.systems.supervision import datasets, events, mentions, pages, panels, rules, substance_rules
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.settings import SUPERVISION_SETTINGS

ROOM = Room(
    name="supervision",
    needs=("findings",),
    kinds=(REVIEWS, INSPECTIONS, INTERVIEWS),
    settings=(SUPERVISION_SETTINGS,),
    checks=(rules.check, substance_rules.check),
    checks_of_day=(rules.check_day,),
    nav=fixed(
        line("監督", 700, "三審三查三訪", urls.SUPERVISION),
    ),
    page_kinds=(PageKind("supervision", "監督", 130),),
    systems=(
        System(
            12,
            "三審：年度計劃審核",
            ("reviews",),
            ("REV",),
            "不收計劃全文和審核底稿，只登記單位、角色、日期和意見",
            pages=pages.pages,
            events=events.review_events,
            datasets=datasets.review_datasets,
            branch_section=pages.branch_section,
            panels=panels.panels,
        ),
        System(
            13,
            "三查：督導訪談、一線督查、一線考核",
            ("inspections",),
            ("INSP",),
            "不收檢查單和線索，發現都登記成問題",
            events=events.inspection_events,
            datasets=datasets.inspection_datasets,
            shown_with=12,
        ),
        System(
            14,
            "三訪：辦事黨員、服務對象、職工群眾",
            ("interviews",),
            ("VISIT",),
            "不收問卷和談話原話，不足五人的不登記",
            events=events.interview_events,
            datasets=datasets.interview_datasets,
            shown_with=12,
        ),
    ),
    mentions={"findings": mentions.of_finding},
)

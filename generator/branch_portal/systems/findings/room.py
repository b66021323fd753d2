"""What this room adds to the portal."""

from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, together
from branch_portal.systems.findings import (
    approved_rules,
    datasets,
    deadlines,
    events,
    frozen_rules,
    home,
    log_rules,
    nav,
    pages,
    paper,
    pictures,
    refrozen,
    release_pages,
    release_rules,
    rules,
    screen,
    standing_rules,
)
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.settings import FINDING_SETTINGS

ROOM = Room(
    name="findings",
    papers=(paper.PAPERS,),
    kinds=(FINDINGS, RELEASES),
    settings=(FINDING_SETTINGS,),
    checks=(
        rules.check,
        log_rules.check,
        release_rules.check,
        frozen_rules.check,
        standing_rules.check,
        approved_rules.check,
    ),
    checks_of_day=(standing_rules.check_day,),
    doors=home.doors,
    nav=nav.nav,
    page_kinds=(PageKind("release", "通報", 90), PageKind("finding", "問題", 110)),
    systems=(
        System(
            8,
            "四層次問題清單、責任清單、任務清單",
            ("findings",),
            ("FIND",),
            "不登記人的名字和處理情況，不核實整改是否真實",
            pages=pages.pages,
            datasets=datasets.finding_datasets,
            screen=screen.screen,
            no_events="公開那天以前誰也不能知道有這個問題，訂閱的日曆等不了那一天；時限看提醒頁",
        ),
        System(
            9,
            "三級問題庫、季度通報",
            ("releases",),
            ("REL",),
            "不核實整改是否真實，不受理舉報",
            pages=release_pages.pages,
            events=events.events,
            home_section=home.home_section,
            datasets=together(datasets.quarter_datasets, datasets.external_datasets),
        ),
    ),
    deadlines=deadlines.deadlines,
    deadline_kinds=(deadlines.RECTIFICATION,),
    refrozen=refrozen.refrozen,
    pictures={"problem": pictures.problem, "release": pictures.release},
)

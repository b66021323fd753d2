"""What this room adds to the portal."""

from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System, together
from branch_portal.systems.book import (
    carrier_rules,
    changed_day_rules,
    clause_pages,
    clause_text_rules,
    figure_rules,
    form_pages,
    form_rules,
    home,
    nav,
    pages,
    pictures,
    rules,
    step_rules,
)
from branch_portal.systems.book.events import review_events
from branch_portal.systems.book.kinds import CARRIERS, FORMS, GUIDES, STEPS

ROOM = Room(
    name="book",
    kinds=(CARRIERS, FORMS, GUIDES),
    parts=(STEPS,),
    checks=(
        carrier_rules.check,
        rules.check,
        form_rules.check,
        step_rules.check,
        clause_text_rules.check,
        figure_rules.check,
        changed_day_rules.check,
    ),
    checks_of_day=(rules.check_day,),
    assets=lambda snapshot: form_pages.assets(snapshot.book),
    doors=home.doors,
    nav=nav.nav,
    page_kinds=(
        PageKind("guide", "指引", 10),
        PageKind("form", "表單", 60),
        PageKind("carrier", "歸檔", 70),
        PageKind("basis", "依據", 170),
    ),
    systems=(
        System(
            2,
            "黨務操作指引、三本六盒一證",
            ("content/guide", "carriers", "forms", "basis", "clauses"),
            ("GUIDE", "CARR", "FORM", "BASIS", "CLAUSE"),
            "不代替正式文件",
            pages=together(form_pages.pages, pages.pages, clause_pages.pages),
            datasets=clause_pages.datasets,
            events=review_events,
            home_section=home.home_section,
        ),
    ),
    pictures={"review": pictures.review},
)

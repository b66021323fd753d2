"""What this room adds to the portal."""

from branch_portal.calendar.duty_events import year_events
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, System
from branch_portal.systems.terms import datasets, home, nav, pages

ROOM = Room(
    name="terms",
    needs=("book",),
    doors=home.doors,
    nav=nav.nav,
    page_kinds=(PageKind("year", "節氣", 40),),
    systems=(
        System(
            1,
            "二十四節氣表",
            ("terms", "solar_terms", "workdays", "occasions", "duties", "event_duties"),
            ("TERM", "WORK", "OCC", "DUTY"),
            "不替人定日子，只按規則排",
            pages=pages.pages,
            events=year_events,
            datasets=datasets.datasets,
            home_section=home.home_section,
        ),
    ),
)

"""Every room of the portal, and what they are together: all kinds, all systems, all checks."""

from branch_portal.calendar import rules as calendar_rules
from branch_portal.calendar.kinds import WITHDRAWALS
from branch_portal.edit import form_page
from branch_portal.editions import rules as edition_rules
from branch_portal.editions.kinds import CONVERSIONS
from branch_portal.gather import front, start
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.migrations import format as file_format
from branch_portal.organisation import branch_rules, clause_rules
from branch_portal.organisation import rules as organisation_rules
from branch_portal.organisation.kinds import (
    BASIS,
    BRANCHES,
    CLAUSES,
    ORGANISATIONS,
    ORGANISATIONS_THEN,
    ROLES,
    TRACKS,
    UNITS,
)
from branch_portal.project import layer_rules, references, sample_rules
from branch_portal.search import rules as search_rules
from branch_portal.search.kinds import SYNONYMS
from branch_portal.search.settings import SEARCH_SETTINGS
from branch_portal.sheets import rules as sheet_rules
from branch_portal.site import urls
from branch_portal.site.navigation import help_line, line
from branch_portal.site.page import PageKind
from branch_portal.system.room import Room, fixed, kinds, systems
from branch_portal.systems.register import SYSTEM_ROOMS
from branch_portal.year import duty_rules, plan_rules, table_rules
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES, INITIATIVES, OCCASIONS, PLANS, SOLAR_TERMS, TERMS, WORKDAYS

KERNEL = (
    Room("site"),
    Room("charts"),
    Room("project", checks=(references.check, layer_rules.check, sample_rules.check)),
    Room("migrations", checks=(file_format.check,)),
    Room(
        "organisation",
        kinds=(UNITS, BRANCHES, ROLES, TRACKS, BASIS, CLAUSES),
        unions=(ORGANISATIONS, ORGANISATIONS_THEN),
        checks=(organisation_rules.check, branch_rules.check, clause_rules.check),
    ),
    Room(
        "year",
        kinds=(DUTIES, EVENT_DUTIES, PLANS, TERMS, SOLAR_TERMS, WORKDAYS, OCCASIONS, INITIATIVES),
        checks=(table_rules.check, duty_rules.check, plan_rules.check),
        checks_of_day=(table_rules.check_day, duty_rules.check_days),
    ),
    Room(
        "calendar",
        kinds=(WITHDRAWALS,),
        checks=(calendar_rules.check,),
        nav=fixed(
            line("日曆與提醒", 800, "訂閱日曆", urls.CALENDAR),
            line("日曆與提醒", 820, "更新記錄", urls.UPDATES),
            help_line(1065, "改期、取消和日曆台賬", urls.EDITING_CALENDAR),
        ),
        page_kinds=(PageKind("calendar", "日曆", 50),),
    ),
    Room(
        "editions",
        kinds=(CONVERSIONS,),
        checks=(edition_rules.check,),
        nav=fixed(help_line(1020, "怎麼改：繁體版和簡體版", urls.editing("editions"))),
    ),
    Room("leaks", kinds=(EXEMPTIONS,), nav=fixed(help_line(1060, "保密檢查和泄露處理", urls.editing("privacy")))),
    Room(
        "search",
        kinds=(SYNONYMS,),
        settings=(SEARCH_SETTINGS,),
        checks=(search_rules.check,),
        nav=fixed(
            help_line(1035, "怎麼讓人搜得到", urls.editing("search")),
            help_line(1080, "索引", urls.INDEX),
        ),
    ),
    Room(
        "sheets",
        elsewhere=(sheet_rules,),
        nav=fixed(help_line(1005, "怎麼用表格修改", urls.editing("tables"))),
    ),
    Room("gather", nav=front.nav, page_kinds=front.PAGE_KINDS, pictures=start.PICTURES),
    Room("edit", nav=form_page.nav),
)
"""What every portal has."""

ROOMS = (*KERNEL, *SYSTEM_ROOMS)
SYSTEMS = systems(ROOMS)
"""Every system that is built, in the order of its pages."""

KINDS = kinds(ROOMS)

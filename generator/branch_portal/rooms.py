"""Every room of the portal, and what they are together: all kinds, all systems, all checks."""

from branch_portal.calendar import rules as calendar_rules
from branch_portal.calendar.kinds import WITHDRAWALS
from branch_portal.editions import rules as edition_rules
from branch_portal.editions.kinds import CONVERSIONS
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.organisation import rules as organisation_rules
from branch_portal.organisation.kinds import BASIS, BRANCHES, ORGANISATIONS, ORGANISATIONS_THEN, ROLES, TRACKS, UNITS
from branch_portal.project import references
from branch_portal.project.kind import Kinds
from branch_portal.search import rules as search_rules
from branch_portal.search.kinds import SYNONYMS
from branch_portal.sheets import rules as sheet_rules
from branch_portal.system.room import Room, System
from branch_portal.systems.register import SYSTEM_ROOMS
from branch_portal.year import rules as year_rules
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES, OCCASIONS, PLANS, SOLAR_TERMS, TERMS, WORKDAYS

KERNEL = (
    Room("project", checks=(references.check,)),
    Room(
        "organisation",
        kinds=(UNITS, BRANCHES, ROLES, TRACKS, BASIS),
        unions=(ORGANISATIONS, ORGANISATIONS_THEN),
        checks=(organisation_rules.check,),
    ),
    Room(
        "year",
        kinds=(DUTIES, EVENT_DUTIES, PLANS, TERMS, SOLAR_TERMS, WORKDAYS, OCCASIONS),
        checks=(year_rules.check,),
    ),
    Room("calendar", kinds=(WITHDRAWALS,), checks=(calendar_rules.check,)),
    Room("editions", kinds=(CONVERSIONS,), checks=(edition_rules.check,)),
    Room("leaks", kinds=(EXEMPTIONS,)),
    Room("search", kinds=(SYNONYMS,), checks=(search_rules.check,)),
    Room("sheets", elsewhere=(sheet_rules,)),
)
"""What every portal has."""

ROOMS = (*KERNEL, *SYSTEM_ROOMS)
SYSTEMS: tuple[System, ...] = tuple(system for room in ROOMS for system in room.systems)
"""Every system that is built, in the order of its pages."""

KINDS = Kinds(
    (kind for room in ROOMS for kind in room.kinds),
    (union for room in ROOMS for union in room.unions),
    (part for room in ROOMS for part in room.parts),
)

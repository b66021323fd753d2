"""The rooms of the sixteen systems; one line registers a room, and its place is that of its pages and sections."""

from branch_portal.systems.actions import room as actions
from branch_portal.systems.alerts import room as alerts
from branch_portal.systems.book import room as book
from branch_portal.systems.brands import room as brands
from branch_portal.systems.briefs import room as briefs
from branch_portal.systems.findings import room as findings
from branch_portal.systems.goals import room as goals
from branch_portal.systems.grids import room as grids
from branch_portal.systems.initiatives import room as initiatives
from branch_portal.systems.learning import room as learning
from branch_portal.systems.letters import room as letters
from branch_portal.systems.loads import room as loads
from branch_portal.systems.logbooks import room as logbooks
from branch_portal.systems.maps import room as maps
from branch_portal.systems.pacts import room as pacts
from branch_portal.systems.rounds import room as rounds
from branch_portal.systems.slips import room as slips
from branch_portal.systems.supervision import room as supervision
from branch_portal.systems.tasks import room as tasks
from branch_portal.systems.terms import room as terms
from branch_portal.systems.tools import room as tools

SYSTEM_ROOMS = (
    terms.ROOM,
    slips.ROOM,
    book.ROOM,
    maps.ROOM,
    tasks.ROOM,
    alerts.ROOM,
    learning.ROOM,
    rounds.ROOM,
    findings.ROOM,
    goals.ROOM,
    grids.ROOM,
    brands.ROOM,
    pacts.ROOM,
    actions.ROOM,
    supervision.ROOM,
    logbooks.ROOM,
    letters.ROOM,
    briefs.ROOM,
    loads.ROOM,
    tools.ROOM,
    initiatives.ROOM,
)

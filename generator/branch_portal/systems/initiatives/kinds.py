"""The kind of record of this room."""

from branch_portal.project.kind import Kind
from branch_portal.systems.initiatives.model import Initiative

PATH = "initiatives/"
"""Where the room's page stands, below the site's root."""

INITIATIVES: Kind[str, Initiative] = Kind("initiatives", Initiative, "專題", page=lambda one: f"{PATH}#{one.id}")

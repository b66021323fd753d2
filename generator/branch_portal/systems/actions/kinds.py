"""The kind of record of a voluntary action."""

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.actions.model import Action

ACTIONS: Kind[str, Action] = Kind(
    "actions", Action, "志願行動", page=lambda one: f"{urls.ACTIONS}#{one.id}", whole=True
)

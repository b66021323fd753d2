"""Where the sheets stand, below the site's root."""

from branch_portal.site import urls

ROLES_PATH = "roles/"
LABELS_PATH = f"{urls.CARRIERS}labels/"
PLACES_PATH = f"{urls.CARRIERS}places/"


def role_path(role: str) -> str:
    """A role's year on one A4."""
    return f"{ROLES_PATH}{role.replace('_', '-')}/"


def week_path(branch: str) -> str:
    """A branch's week, by role."""
    return f"{urls.branch(branch)}week/"


def handover_path(branch: str) -> str:
    """What a branch's people hand over, by role."""
    return f"{urls.branch(branch)}handover/"

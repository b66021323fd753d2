"""The rooms of the systems; one line registers a room, and its place is that of its pages and sections."""

from importlib import import_module

from branch_portal.system.room import Room

_NAMES = (
    "terms",
    "slips",
    "book",
    "maps",
    "tasks",
    "alerts",
    "learning",
    "rounds",
    "findings",
    "goals",
    "grids",
    "brands",
    "pacts",
    "actions",
    "supervision",
    "logbooks",
    "letters",
    "briefs",
    "loads",
    "tools",
    "initiatives",
)
"""By name, so that a room without its folder is one line to take out, and one line brings it back."""

SYSTEM_ROOMS: tuple[Room, ...] = tuple(import_module(f"{__package__}.{name}.room").ROOM for name in _NAMES)

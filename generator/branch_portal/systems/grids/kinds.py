"""The kind of record of a grid cell."""

from branch_portal.project.kind import Kind
from branch_portal.systems.grids.model import Grid

GRIDS: Kind[str, Grid] = Kind("grids", Grid, "供電網格")

"""The kind of record of a grid cell."""

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.grids.model import Grid

GRIDS: Kind[str, Grid] = Kind(
    "grids", Grid, "供電網格", page=lambda grid: urls.grid(grid.id), listed=("網格", urls.GRIDS)
)

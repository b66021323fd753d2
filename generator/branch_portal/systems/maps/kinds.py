"""The kind of record that says how often a year must have something."""

from branch_portal.project.kind import Kind
from branch_portal.systems.maps.model import Cadence

CADENCES: Kind[str, Cadence] = Kind("cadences", Cadence, "組織生活頻次", shared=True, whole=True)

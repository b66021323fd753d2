"""The kind of record that lets something pass the leak scan."""

from branch_portal.leaks.model import Exemption
from branch_portal.project.kind import Kind

EXEMPTIONS: Kind[str, Exemption] = Kind("exemptions", Exemption, "放行記錄")

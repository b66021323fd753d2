"""The kinds of record that say who there is, on what ground, and in which lanes the work runs."""

from branch_portal.organisation.clause import Clause
from branch_portal.organisation.model import BasisDocument, Branch, Role, Track, Unit
from branch_portal.project.kind import Kind, Union

UNITS: Kind[str, Unit] = Kind("units", Unit, "單位")
BRANCHES: Kind[str, Branch] = Kind("branches", Branch, "支部", whole=True)
ROLES: Kind[str, Role] = Kind("roles", Role, "角色", shared=True, whole=True)
TRACKS: Kind[str, Track] = Kind("tracks", Track, "泳道", order=lambda track: track.order, shared=True, whole=True)
BASIS: Kind[str, BasisDocument] = Kind("basis", BasisDocument, "依據文件", shared=True, whole=True)
CLAUSES: Kind[str, Clause] = Kind(
    "clauses",
    Clause,
    "條款卡",
    happened=lambda clause: (clause.checked.on,) if clause.checked else (),
    shared=True,
)
ORGANISATIONS = Union("organisations", "單位或支部", (UNITS, BRANCHES))
ORGANISATIONS_THEN = Union("organisations_then", "單位或支部", (UNITS, BRANCHES), former=True)

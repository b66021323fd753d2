"""圖樣: how a material that was put in is described, for the editors' first page."""

from branch_portal.project.next_id import next_id
from branch_portal.site.picture import FilePicture
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.systems.learning.model import Material

_FIRST = "material-01"


def material(snapshot: Snapshot) -> FilePicture:
    """One field of the record that `portal material add` writes: typed behind the colon, the words behind `#` may stay."""
    ids = [id for id in snapshot.book[MATERIALS] if id.startswith("material-")]
    title = Material.model_fields["summary"].title
    id = next_id(ids, ids, snapshot.as_of) or _FIRST
    return FilePicture(
        f"data/materials/{id}.yml", f"summary: 一張方案寫五行  # {title}（必填）", f"summary:  # {title}（必填）"
    )

"""圖樣: a guide read again, for the editors' first page."""

from branch_portal.site.picture import FilePicture
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.kinds import GUIDES


def review(snapshot: Snapshot) -> FilePicture | None:
    """The portal's own guide that was read again longest ago, on the day of the build."""
    book = snapshot.book
    own = [one for id, one in book[GUIDES].items() if book.layering.is_own(GUIDES.name, id)]
    if not own:
        return None
    guide = min(own, key=lambda one: (one.meta.last_reviewed_on, one.meta.id))
    was, now = f"last_reviewed_on: {guide.meta.last_reviewed_on}", f"last_reviewed_on: {snapshot.as_of}"
    return FilePicture(f"content/guide/{guide.meta.id}.md", now, was)

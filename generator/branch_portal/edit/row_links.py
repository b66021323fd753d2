"""一行一條記錄: where the rows of a list lead to their records' own files, told once for the page and not in each row."""

from collections.abc import Callable

from branch_portal.edit.places import page_of
from branch_portal.project.kind import Kinds
from branch_portal.site.page import Page, Rows
from branch_portal.system.snapshot import Snapshot


def row_links(snapshot: Snapshot, kinds: Kinds) -> Callable[[Page], Rows | None]:
    """Gives for a list of a folder where its records have their pages, and each its file.

    None for what commands write, for kinds whose records may stand in a layer below, where the unit has no file, and for
    records without pages of their own.
    """
    folders = {kind.folder: kind for kind in kinds if not (kind.issued or kind.nested or kind.shared)}

    def rows(page: Page) -> Rows | None:
        kind = folders.get(page.source or "") if page.of_folder else None
        records = list(snapshot.book[kind].values()) if kind else []
        if not kind or not records:
            return None
        ids = [str(getattr(kind.fields(record), "id", "")) for record in records]
        address, end = page_of(kind, records[0]), f"{ids[0]}/"
        if not address or not address.endswith(end):
            return None
        starts = (ids[0][:length] for length in range(len(ids[0]), 0, -1))
        head = next((one for one in starts if all(id.startswith(one) for id in ids)), "")
        return Rows(address.removesuffix(end) + head, kind.file("{id}"))

    return rows

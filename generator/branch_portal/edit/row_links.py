"""一行一條記錄: where the rows of a list lead to their records' own files, told once for the page and not in each row."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from branch_portal.edit.places import page_of
from branch_portal.project.kind import Kind, Kinds
from branch_portal.site.page import Page, Rows
from branch_portal.system.snapshot import Snapshot


def row_links(snapshot: Snapshot, kinds: Kinds) -> Callable[[Page], tuple[Rows, ...]]:
    """Gives for a list of a folder where its records have their pages, or their places on it, and each its file.

    Nothing for what commands write, for kinds whose records may stand in a layer below, where the unit has no file, and for
    records without pages or places of their own.
    """
    folders = {kind.folder: kind for kind in kinds if not (kind.issued or kind.nested or kind.shared)}

    @cache
    def placed() -> Mapping[str, list[Rows]]:
        found: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
        for kind in folders.values():
            for record in snapshot.book[kind].values():
                page, mark, anchor = (page_of(kind, record) or "").partition("#")
                if mark and anchor.endswith(id := _id(kind, record)) and id:
                    found[page][anchor.removesuffix(id), kind.file("{id}")].append(id)
        return {
            page: [Rows(f"#{before}#{_head(ids)}", file) for (before, file), ids in rows.items()]
            for page, rows in found.items()
        }

    def rows(page: Page) -> tuple[Rows, ...]:
        kind = folders.get(page.source or "") if page.of_folder else None
        if not kind:
            return ()
        led = _led(kind, snapshot)
        return (*((led,) if led else ()), *placed().get(page.path, ()))

    return rows


def _led(kind: Kind[Any, Any], snapshot: Snapshot) -> Rows | None:
    """Where the pages of a kind's records begin; none for records that have none."""
    records = list(snapshot.book[kind].values())
    if not records:
        return None
    ids = [_id(kind, record) for record in records]
    address, end = page_of(kind, records[0]), f"{ids[0]}/"
    if not address or not address.endswith(end):
        return None
    return Rows(address.removesuffix(end) + _head(ids), kind.file("{id}"))


def _id(kind: Kind[Any, Any], record: Any) -> str:
    return str(getattr(kind.fields(record), "id", ""))


def _head(ids: list[str]) -> str:
    """What all ids begin with."""
    starts = (ids[0][:length] for length in range(len(ids[0]), 0, -1))
    return next((one for one in starts if all(id.startswith(one) for id in ids)), "")

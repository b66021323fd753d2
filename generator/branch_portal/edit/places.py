"""Which kind is meant, and where its records' files lie."""

from typing import Any

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.records import Located, Records
from branch_portal.search.fold import fold
from branch_portal.site import urls


class Refused(Exception):
    """Something that cannot be done to a record; the message says why and what to do, in Chinese."""


def kind_called(kinds: Kinds, text: str) -> Kind[Any, Any]:
    """The kind with this title or folder, in either script; raises `Refused` with those there are."""
    written = [kind for kind in kinds if not kind.read or kind.markdown]
    for kind in written:
        if text == kind.name or fold(text) == fold(kind.title):
            return kind
    within = [kind for kind in written if len(text) > 1 and fold(text) in fold(kind.title)]
    if len(within) == 1:  # 指引 for 操作指引
        return within[0]
    known = "、".join(f"{kind.title}（{kind.name}）" for kind in within or written)
    raise Refused(f"沒有「{text}」這一類，有：{known}")


def file_of(kind: Kind[Any, Any], id: str) -> str:
    """The path of a record's file below the portal's root."""
    return kind.file(id)


def page_of(kind: Kind[Any, Any], record: Any) -> str | None:
    """The address of a record's page, which hand-written pages may link to; a branch's home is a page of all rooms."""
    if kind is BRANCHES:
        return urls.branch(record.id)
    return kind.page(record) if kind.page else None


def own_record(records: Records, kind: Kind[Any, Any], id: str) -> Located[Any]:
    """The portal's own record with an id; raises `Refused` for one that is not there, or not its own."""
    found = records[kind].get(id)
    if found is None:
        present = (now for now, one in records[kind].items() if id in getattr(kind.fields(one.record), "old_ids", ()))
        now = next((f"，它現在的編號是 {one}" for one in present), "")
        raise Refused(f"沒有編號為「{id}」的{kind.title}{now}。")
    if not found.own:
        assert found.layer
        raise Refused(f"{kind.title}「{id}」是{found.layer.title}的，不在本單位的文件裡。")
    return found

"""`portal approve`: the approval of a problem or a bulletin is bound to the words that stand there."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from branch_portal.organisation.kinds import ROLES
from branch_portal.project.reading import Folders
from branch_portal.project.records import Records
from branch_portal.systems.findings.approved import fingerprint_of
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release
from branch_portal.writing.change import change, fields


class CannotApprove(Exception):
    """Says in Chinese what is missing; nothing is written."""


def approve(root: Path, ids: Iterable[str], by: str, on: dt.date, records: Records) -> Mapping[str, str]:
    """The files, path below `root` → text, of what `by` has approved as it stood on `on`; raises `CannotApprove`."""
    folders, files = Folders(root), {}
    if by not in records[ROLES]:
        raise CannotApprove(f"沒有編號為「{by}」的角色，看 data/roles 裡的文件名。")
    for id in ids:
        one = _said(records).get(id)
        if one is None:
            raise CannotApprove(f"沒有編號為「{id}」的問題或季度通報。")
        if one.disclosure is None:
            raise CannotApprove(f"{id} 還沒有寫公開四步 disclosure，寫好再批。")
        if by in (one.disclosure.proposed.role, one.disclosure.reviewed.role):
            raise CannotApprove(f"「{by}」是 {id} 的提出或審核角色，不能又批准；--by 換一個。")
        through = max(on, one.disclosure.approved.on)
        kind = FINDINGS.name if isinstance(one, Finding) else RELEASES.name
        path = folders.data / kind / f"{id}.yml"
        text = path.read_text("utf-8")
        steps = fields(text)["disclosure"]
        bound = {"text": fingerprint_of(one, through), "through": through, "by": by}
        files[path.relative_to(root).as_posix()] = change(text, {"disclosure": {**steps, "bound": bound}})
    return files


def unbound(records: Records) -> list[str]:
    """Every public problem and bulletin whose approval is bound to no words."""
    return [id for id, one in _said(records).items() if one.disclosure and one.disclosure.bound is None]


def _said(records: Records) -> Mapping[str, Finding | Release]:
    problems = {id: item.record for id, item in records[FINDINGS].items()}
    return {**problems, **{id: item.record for id, item in records[RELEASES].items()}}

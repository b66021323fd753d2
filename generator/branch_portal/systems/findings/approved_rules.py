"""批准的文字: rules over what is published beside what was approved."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import Rule, rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.approved import is_as_approved
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release

_EDITED = "批准以後改過的文字，重新審批再公開"
_UNBOUND = "批准的是哪些文字，有記錄"
_WHY_EDITED = "審批批的是當時的文字；批完再改，等於沒有批。改過的先從網站上撤下，批准以後再上。"
_WHY_UNBOUND = "不記下批的是哪些文字，批完再改就沒人知道。"
_MEND_EDITED = "恢復原來的寫法；確實要改的，重走審批，運行 portal approve 編號 --by 審批角色。"
_MEND_UNBOUND = "核對文字就是批准的文字，運行 portal approve 編號 --by 審批角色。"

EDITED = rule("FIND-22", _EDITED, _WHY_EDITED, _MEND_EDITED, severity="warning", follows=True)
UNBOUND = rule("FIND-23", _UNBOUND, _WHY_UNBOUND, _MEND_UNBOUND, severity="warning")
BULLETIN_EDITED = rule("REL-15", _EDITED, _WHY_EDITED, _MEND_EDITED, severity="warning", follows=True)
BULLETIN_UNBOUND = rule("REL-16", _UNBOUND, _WHY_UNBOUND, _MEND_UNBOUND, severity="warning")
APPROVER = rule(
    "FIND-24",
    "批准文字的角色不是提出和審核的角色",
    "自己寫、自己審、自己批，等於沒有批。",
    "disclosure 的 bound 裡，by 寫審批角色，不同於 proposed 和 reviewed 的角色；through 不早於審批日期。",
)


def check(records: Records) -> Iterator[Problem]:
    for finding in records[FINDINGS].values():
        if finding.record.public:
            yield from _bound(finding, EDITED, UNBOUND)
    for release in records[RELEASES].values():
        if release.record.published_on:
            yield from _bound(release, BULLETIN_EDITED, BULLETIN_UNBOUND)


def _bound(item: Located[Finding] | Located[Release], edited: Rule, unbound: Rule) -> Iterator[Problem]:
    steps = item.record.disclosure
    if steps is None:
        return
    id, bound = item.record.id, steps.bound
    mend = f"運行 portal approve {id} --by {steps.approved.role}"
    if bound is None:
        yield unbound.problem(
            item.at("disclosure"), f"{id} 沒有記下批准的是哪些文字", value=id, mend=f"核對文字就是批准的文字，{mend}。"
        )
        return
    if bound.by in (steps.proposed.role, steps.reviewed.role):
        message = f"批准文字的「{bound.by}」就是提出或審核的角色"
        yield APPROVER.problem(item.at("disclosure", "bound", "by"), message, value=bound.by)
    if bound.through < steps.approved.on:
        message = f"批到 {bound.through}，早於審批日期 {steps.approved.on}"
        yield APPROVER.problem(item.at("disclosure", "bound", "through"), message, value=str(bound.through))
    if not is_as_approved(item.record):
        message = f"{id} 批准以後改過，網站上先不公開"
        yield edited.problem(
            item.at("disclosure", "bound", "text"),
            message,
            value=id,
            mend=f"恢復原來的寫法；確實要改的，重走審批，{mend}。",
        )

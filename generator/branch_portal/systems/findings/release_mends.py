"""怎麼改回: what a closed quarter said when it was closed, for whoever changed a number in it by hand."""

from collections.abc import Iterable

from branch_portal.project.located import Located
from branch_portal.systems.findings.frozen import Closing, close
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import FLOW, STATUS_NAMES, Release
from branch_portal.year.quarter import quarter

_NUMBERS = (*FLOW, *STATUS_NAMES)


def restored(item: Located[Release], findings: Iterable[Finding]) -> str:
    """How to bring back the numbers that the seal stands for: number by number where the records still give them."""
    release = item.record
    closed = close(findings, quarter(release.id))
    if closed.seal != release.seal or closed.items != release.items or len(closed.balance) != len(release.balance):
        return _from_history(release.id)
    said = [f"第{item.at(*path, name).line}行的 {name} 改回 {right}" for path, name, right in _changed(release, closed)]
    return f"{'，'.join(said)}；要更正的，先改問題記錄，再運行 portal quarter correct {release.id}。" if said else ""


def _changed(release: Release, closed: Closing) -> Iterable[tuple[tuple[str | int, ...], str, int]]:
    rows = [((("totals",)), release.totals, closed.totals)]
    pairs = zip(release.balance, closed.balance, strict=True)
    rows += [(("balance", index), now, then) for index, (now, then) in enumerate(pairs)]  # type: ignore[misc]
    for path, now, then in rows:
        for name in _NUMBERS:
            if getattr(now, name) != (right := getattr(then, name)):
                yield path, name, right


def _from_history(id: str) -> str:
    path = f"data/releases/{id}.yml"
    return (
        f"恢復 portal quarter close 寫出的原文：在倉庫網頁上打開 {path} 的「歷史」，把改以前那一版的 totals、balance、items、seal "
        f"抄回來；沒有提交的，運行 git checkout HEAD -- {path}。還沒有發布的，也可以刪去這個文件，再運行 portal quarter close {id}。"
    )

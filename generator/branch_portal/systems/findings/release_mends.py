"""怎麼改回: what a closed quarter said when it was closed, for whoever changed a number in it by hand."""

from collections.abc import Iterable

from branch_portal.ground.problems import Place
from branch_portal.project.located import Located
from branch_portal.systems.findings.frozen import Closing, close
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import FLOW, STATUS_NAMES, Release
from branch_portal.year.quarter import quarter

_NUMBERS = (*FLOW, *STATUS_NAMES)


def changed(item: Located[Release], findings: Iterable[Finding]) -> tuple[Place, str]:
    """Where what was frozen was changed first, and what that said; the seal's place where the records do not tell."""
    closed = close(findings, quarter(item.record.id))
    if _is_known(item.record, closed):
        for path, name, right in _changed(item.record, closed):
            return item.at(*path, name), f"：{name} 寫的是{_now(item, path, name)}，關賬時是{right}"
    return item.at("seal"), ""


def _now(item: Located[Release], path: tuple[str | int, ...], name: str) -> int:
    row = item.record.totals if path == ("totals",) else item.record.balance[int(path[1])]
    return int(getattr(row, name))


def _is_known(release: Release, closed: Closing) -> bool:
    """Whether the records still give what was frozen."""
    return closed.seal == release.seal and closed.items == release.items and len(closed.balance) == len(release.balance)


def restored(item: Located[Release], findings: Iterable[Finding]) -> str:
    """How to bring back the numbers that the seal stands for: number by number where the records still give them."""
    release = item.record
    closed = close(findings, quarter(release.id))
    if not _is_known(release, closed):
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

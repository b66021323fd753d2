"""關賬、更正: closing a quarter writes one file, correcting it adds to it; everything that could go wrong is found before."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from branch_portal.editions.door import own_words
from branch_portal.ground.output import replace_file
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.base import former_ids
from branch_portal.project.reading import Checked, Folders, Reading
from branch_portal.project.records import Records
from branch_portal.project.trial import trial
from branch_portal.systems.findings.approved import fingerprint_of, is_as_approved
from branch_portal.systems.findings.frozen import changed_since, close
from branch_portal.systems.findings.frozen_rules import FROZEN
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.release_file import release_file, with_corrections
from branch_portal.systems.findings.release_model import Correction, Release
from branch_portal.systems.findings.states import state_on
from branch_portal.writing.change import change, fields
from branch_portal.year.quarter import quarter


class CannotClose(Exception):
    """A quarter that may not be closed or corrected now; the message says why, in Chinese."""


def close_quarter(
    root: Path, id: str, today: dt.date, reading: Reading, read: Checked[Records]
) -> tuple[Path, list[str]]:
    """Write `data/releases/<id>.yml`; its path, and the ids of registered problems that it leaves out as not public.

    Raises `CannotClose` when the quarter is not over, closed already, or not the next one, and
    `InputProblems` when the records have mistakes.
    """
    folders = Folders(root)
    period = quarter(id)
    path = folders.data / "releases" / f"{id}.yml"
    if path.exists():
        raise CannotClose(f"{period.title}已經關賬：{folders.shown(path)}。要改的寫進 corrections。")
    if today <= period.last:
        raise CannotClose(f"{period.title}到 {period.last} 才結束，現在還不能關賬。")
    records = read(folders, reading, today)
    wanted = (
        quarter(max(records[RELEASES])).next() if records[RELEASES] else quarter(records.settings.record.first_quarter)
    )
    if id != wanted.id:
        raise CannotClose(f"應先關{wanted.title}（{wanted.id}）。")
    findings = [item.record for item in records[FINDINGS].values()]
    closing = close(findings, period)
    words = own_words(records)
    replace_file(path, words(release_file(id, closing)))
    return path, [one.id for one in findings if not one.public and state_on(one, period.last)]


def correct_quarter(
    root: Path,
    id: str,
    on: dt.date,
    what: str,
    by: str,
    items: Collection[str],
    reading: Reading,
    today: dt.date,
    read: Checked[Records],
) -> tuple[Path, tuple[str, ...]]:
    """Add a dated correction for every problem that has changed since `id` was closed, or for `items` alone.

    `today` is the day on which the records must be true.
    Returns the file and the problems' ids. Raises `CannotClose` when there is nothing to correct or the correction
    would break a rule, and `InputProblems` when the records have other mistakes; the file is then as it was.
    """
    folders = Folders(root)
    path = folders.data / "releases" / f"{id}.yml"
    if not path.exists():
        raise CannotClose(f"{id} 還沒有關賬，直接改問題記錄就行。")
    records = read(folders, reading, today, frozenset({FROZEN.id}))
    release = records[RELEASES][id].record
    last = max((entry.on for entry in release.corrections), default=release.published_on)
    if release.published_on is None or last is None:
        raise CannotClose(f"{id} 還沒有發布，不用更正：刪去 {folders.shown(path)}，再關一次賬。")
    if on < last:
        raise CannotClose(f"更正日期 {on} 早於發布或上一條更正（{last}），用 --on 寫對日期。")
    if on > today:
        raise CannotClose(f"更正日期 {on} 還沒有到（今天是 {today}），用 --on 寫對日期。")
    if by not in records[ROLES]:
        raise CannotClose(f"沒有編號為「{by}」的角色，看 data/roles 裡的文件名。")
    if release.disclosure and by == release.disclosure.proposed.role:
        raise CannotClose("批准更正的不能是提出通報的角色，--by 換一個。")
    findings = {one.record.id: one.record for one in records[FINDINGS].values() if one.record.public}
    former = former_ids(item.record for item in records[BRANCHES].values())
    changed = {id: now for id, _, now in changed_since(release, findings, quarter(id), former)}
    if not changed:
        raise CannotClose(f"{id} 關賬以後沒有要更正的改動。先改問題記錄，再運行這條命令。")
    if unknown := sorted(set(items) - changed.keys()):
        raise CannotClose(f"{'、'.join(unknown)} 沒有要更正的改動；有改動的是 {'、'.join(changed)}。")
    chosen = tuple(one for one in changed if not items or one in items)
    try:
        entries = [Correction(on=on, item=one, what=what, by=by, now=changed[one]) for one in chosen]
    except ValidationError:
        raise CannotClose("--what 寫一到兩句話，不換行，不留空。") from None
    try:
        text = bound_again(with_corrections(path.read_text("utf-8"), entries), release, entries)
    except ValueError:
        raise CannotClose(f"{folders.shown(path)} 的 corrections 寫在一行裡，先改成一條一行。") from None
    with trial(folders, {folders.shown(path): text}) as copy:
        read(copy, Reading(), today, frozenset({FROZEN.id}))
    replace_file(path, text)
    return path, chosen


def bound_again(text: str, release: Release, entries: Collection[Correction]) -> str:
    """The file of a bulletin that says what was approved, with its corrections, which are approved by themselves."""
    bound = release.disclosure.bound if release.disclosure else None
    if bound is None or not is_as_approved(release):
        return text
    through = max(bound.through, *(entry.on for entry in entries))
    after = release.model_copy(update={"corrections": (*release.corrections, *entries)})
    words = {"text": fingerprint_of(after, through), "through": through, "by": bound.by}
    return change(text, {"disclosure": {**fields(text)["disclosure"], "bound": words}})

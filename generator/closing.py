"""關賬: closing a quarter writes one file; everything that could go wrong is found before."""

import datetime as dt
from pathlib import Path

from generator.derive.quarters import close
from generator.derive.results import quarter
from generator.load import Folders, Reading, load
from generator.problems import InputProblems
from generator.render.release_file import release_file
from generator.rules.check import check


class CannotClose(Exception):
    """A quarter that may not be closed now; the message says why, in Chinese."""


def close_quarter(root: Path, id: str, today: dt.date, reading: Reading) -> Path:
    """Write `data/releases/<id>.yml` and return its path.

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
    records = load(folders, reading)
    if not reading.log.errors:
        reading.log.extend(check(records, today))
    if reading.log.errors:
        raise InputProblems(reading.log.errors)
    wanted = (
        quarter(max(records.releases)).next() if records.releases else quarter(records.settings.record.first_quarter)
    )
    if id != wanted.id:
        raise CannotClose(f"應先關{wanted.title}（{wanted.id}）。")
    closing = close((item.record for item in records.findings.values()), period)
    path.parent.mkdir(exist_ok=True)
    path.write_text(release_file(id, closing), encoding="utf-8", newline="\n")
    return path

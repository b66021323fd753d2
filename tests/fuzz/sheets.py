"""Mistakes in spreadsheets of a small portal: in the bytes of the file, in its XML, or in what a cell holds."""

import io
import re
import zipfile
from pathlib import Path
from random import Random
from typing import Any

from branch_portal.check import read_files, read_handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import KINDS
from branch_portal.sheets.importing import import_records
from branch_portal.sheets.record_sheet import record_sheet
from branch_portal.sheets.record_titles import record_titles
from tests.fuzz.mutate import DAYS, NUMBERS, TEXTS, spoiled
from tests.fuzz.rounds import Outcome, attempt
from tests.portal import Portal
from tests.sample import AS_OF

_KINDS = ("branches", "duties", "units", "roles", "guides")
_TEXT = re.compile(rb"<t(?: [^<>]*)?>[^<]*</t>")
_CELL = re.compile(rb"<c [^<>]*>.*?</c>")
_CELLS = (
    b'<c r="XFD1048576"><v>1</v></c>', b'<c r="A99999999999"><v>1</v></c>', b'<c r="A2" t="e"><v>#N/A</v></c>', b'<c t="d"><v>2026-02-30</v></c>',
    b'<c r="B2" t="s"><v>999999</v></c>', b'<c r="C2"><v>1e999</v></c>', b'<c r="C2"><f>1/0</f><v>-0</v></c>', b'<c r="A2" t="b"><v>7</v></c>',
    b'</row><row r="20000">', b'<row r="-1">', b"</sheetData>", b'<mergeCell ref="A1:B2"/>', b"&#0;", b"&a;", b"<![CDATA[", b"<!--", b"\0",
)  # fmt: skip


def sheets(root: Path, count: int, random: Random, outcome: Outcome) -> None:
    """Tables as they are exported, each with one mistake, imported again: sentences with a place, and nothing else."""
    portal = Portal(root)
    folders = Folders(portal.root)
    records = read_files(folders, Reading())
    titles = record_titles(records)
    sound = [
        record_sheet(KINDS[name], {id: one.source.data for id, one in records[KINDS[name]].items()}, titles)
        for name in _KINDS
        if name in KINDS
    ]
    for _ in range(count):
        content = _changed(random.choice(sound), random)

        def work(content: bytes = content) -> None:
            for found in import_records(content, "表.xlsx", folders, AS_OF, KINDS, _check):
                for problem in (
                    *found.problems,
                    *found.outcome.in_cells,
                    *found.outcome.in_files,
                    *found.outcome.before,
                ):
                    assert problem.place.path, problem
                    assert problem.message, problem
                    assert problem.mend, problem

        outcome.sound += attempt(work, "表.xlsx", content[:600], outcome)
        outcome.tried += 1


def _check(folders: Folders, day: Any, reading: Reading) -> object:
    return read_handbook(folders, reading, day)


def _changed(content: bytes, random: Random) -> bytes:
    """The file with one mistake."""
    if random.random() < 0.15:
        return spoiled(content, random) if random.random() < 0.5 else content[: random.randrange(len(content))]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    wanted = ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] * 4 + list(parts)
    name = random.choice([one for one in wanted if one in parts])
    parts[name] = _part(parts[name], random)
    if random.random() < 0.05:
        del parts[random.choice(list(parts))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for one, part in parts.items():
            archive.writestr(one, part)
    return buffer.getvalue()


def _part(part: bytes, random: Random) -> bytes:
    places = list((_CELL if random.random() < 0.5 and b"<c " in part else _TEXT).finditer(part))
    if not places or random.random() < 0.15:
        return spoiled(part, random)
    place = random.choice(places)
    text = str(random.choice((*TEXTS, *DAYS, *NUMBERS))).encode("utf-8", "replace")
    text = text if random.random() < 0.2 else text.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    fresh = random.choice(_CELLS) if random.random() < 0.3 else b"<t>" + text + b"</t>"
    if part[place.start() : place.start() + 2] == b"<c" and fresh.startswith(b"<t"):
        name = re.search(rb' r="[A-Z0-9]+"', place[0])
        fresh = b"<c" + (name[0] if name else b"") + b' t="inlineStr"><is>' + fresh + b"</is></c>"
    return part[: place.start()] + fresh + part[place.end() :]

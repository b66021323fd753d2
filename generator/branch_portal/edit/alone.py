"""只查這幾個文件: what is wrong in single files, seen without the others; quick enough for every commit.

The files are laid into a folder of their own and read there as any portal's are, with the rules that need no other
record: how a file is written and named, what its kind asks of it, leaks, HTML, the script, types of attachments.
References, links, days and everything that is counted need the whole portal, and `portal check`.
"""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from branch_portal import systems
from branch_portal.editions.script_rules import check_texts
from branch_portal.ground.problems import ProblemLog
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.leaks.scan import scan_sources
from branch_portal.markup import rules as markup
from branch_portal.project.input_files import check_types, unusable
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.load import load_kind, read_record, unknown_folders
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import Script
from branch_portal.site.hand_written import read_written
from branch_portal.source.yaml_source import read_yaml

_KERNEL = ("organisation", "year", "calendar", "editions", "leaks", "search")
"""The rooms below the systems that have kinds."""


def all_kinds() -> Kinds:
    """Every kind, without the rooms around them, whose pages and rules take as long to load as a check takes."""
    names = [f"branch_portal.{room}.kinds" for room in _KERNEL]
    for folder in sorted(Path(systems.__path__[0]).glob("*/kinds.py")):
        names.append(f"{systems.__name__}.{folder.parent.name}.kinds")
    found = (value for name in names for value in vars(import_module(name)).values())
    return Kinds({one.name: one for one in found if isinstance(one, Kind)}.values())


def check_alone(folders: Folders, files: Iterable[Path], today: dt.date, reading: Reading, kinds: Kinds) -> int:
    """Check these files of a portal by themselves, mistakes go to the log; how many of them it has.

    Files that are gone, that lie elsewhere or that only the program writes are passed over. `kinds` must know the
    rooms' sections of the settings where these are among the files.
    """
    inputs = (folders.data, folders.content, folders.settings.parent)
    mine = [file for file in files if file.is_file() and any(file.is_relative_to(folder) for folder in inputs)]
    mine = [file for file in mine if file != folders.ledger and not file.is_relative_to(folders.adopted)]
    script, host = _of_settings(folders)
    with tempfile.TemporaryDirectory() as name:
        apart = Folders(Path(name))
        for file in mine:
            target = apart.root / file.relative_to(folders.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        reading.log.extend(unusable(apart))
        if apart.settings.is_file():
            read_record(apart.settings, apart, reading, kinds.settings)
        unknown_folders(apart, reading, kinds)
        for kind in kinds:
            if (apart.root / kind.folder).is_dir():
                list(load_kind(kind, apart, reading))
        read_written(apart, reading)
        reading.log.extend(check_types(apart))
        exempted = [located.record for _, located in load_kind(EXEMPTIONS, folders, Reading())]
        reading.log.extend(scan_sources(apart, reading, Allowed.of(exempted, today, host)))
        reading.log.extend(markup.check(apart, reading))
        reading.log.extend(check_texts(reading.lines, script))
    return len(mine)


def _of_settings(folders: Folders) -> tuple[Script, str]:
    """The script in which people write, and the host in the calendar's names; defaults where they cannot be read."""
    source = read_yaml(folders.settings.read_bytes(), "", ProblemLog()) if folders.settings.is_file() else None
    data = source.data if source and isinstance(source.data, dict) else {}
    editions, calendar = data.get("editions"), data.get("calendar")
    script = editions.get("source") if isinstance(editions, dict) else None
    host = calendar.get("uid_host") if isinstance(calendar, dict) else None
    return "hans" if script == "hans" else "hant", host if isinstance(host, str) else ""

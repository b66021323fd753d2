"""The front half of everything: what people have written is read and checked, for the build and for every command."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from branch_portal.editions.script_rules import check_texts, one_setting
from branch_portal.editions.source_files import scripts
from branch_portal.ground.problems import InputProblems
from branch_portal.ground.progress import doing
from branch_portal.leaks.allowed import Allowed, check_exemptions
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.leaks.scan import scan_sources
from branch_portal.markup import rules as markup
from branch_portal.project import adopted
from branch_portal.project.called import with_ids
from branch_portal.project.days import known_day
from branch_portal.project.handbook import Handbook, handbook
from branch_portal.project.input_files import check_types, unusable
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.load import load, load_kind
from branch_portal.project.located import Located
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.rooms import ROOMS
from branch_portal.site import builder_file
from branch_portal.site.hand_written import read_written
from branch_portal.source.messages import CONFLICT, ENCODING, FRONT_MATTER
from branch_portal.system.check import check, check_derived, told
from branch_portal.system.room import Room, kinds


def read_files(folders: Folders, reading: Reading, rooms: Sequence[Room] = ROOMS) -> Records:
    """What people have written, each file by itself; mistakes stay in the log, for the commands that mend them.

    Raises `InputProblems` where there are files that must not even be read, or where nothing can be used.
    """
    reading.log.extend(unusable(folders))
    reading.log.raise_errors()
    known = kinds(rooms)
    try:
        records = load(folders, reading, known, scripts)
    except InputProblems:
        reading.log.problems[:] = with_ids(reading.log.problems, _Read(folders, known))
        raise InputProblems(reading.log) from None
    reading.log.problems[:] = with_ids(reading.log.problems, records)
    return records


@dataclass(frozen=True)
class _Read:
    """The records of the portal itself, read kind by kind when somebody asks: its settings do not read."""

    folders: Folders
    kinds: Kinds

    def __getitem__(self, kind: Kind[Any, Any] | str) -> Mapping[str, Located[Any]]:
        wanted = kind if isinstance(kind, Kind) else self.kinds[kind]
        return dict(load_kind(wanted, self.folders, Reading()))


def read_records(
    folders: Folders,
    reading: Reading,
    as_of: dt.date,
    but: frozenset[str] = frozenset(),
    rooms: Sequence[Room] = ROOMS,
) -> Records:
    """Load and check; raises `InputProblems` with every error found, warnings stay in the log.

    `as_of` is the day on which the records must be true: what happened on it has happened. `but` are rules that may
    be broken, for the command that mends them.
    """
    doing("讀文件")
    records = read_files(folders, reading, rooms)
    doing("檢查")
    read_written(folders, reading)
    reading.log.extend(check_types(folders))
    reading.log.extend(builder_file.check(folders, reading))
    today = max(as_of, known_day(records, as_of))
    own_host = records.settings.record.calendar.uid_host
    exemptions = [item.record for item in records[EXEMPTIONS].values()]
    allowed = Allowed.of(exemptions, today, own_host)
    for written in (folders, *(layer.folders for layer in records.layering.below() if not layer.is_library)):
        reading.log.extend(scan_sources(written, reading, allowed))
        reading.log.extend(markup.check(written, reading))
    source = records.settings.record.editions.source
    mixed = list(check_texts(reading.lines, source))
    reading.log.extend(one_setting(mixed, reading.lines, source, records.settings.at("editions", "source")))
    _only_what_spoils(reading)
    reading.log.extend(check_exemptions(records[EXEMPTIONS].values(), today, records.settings.record.roles.upper))
    reading.of_files = tuple(reading.log)
    # Rules across records only make sense on complete records: half a record would report ghosts.
    if not reading.log.errors:
        found = (problem for problem in check(records, rooms, as_of, reading.known) if problem.rule not in but)
        reading.log.extend(told(found, records))
        reading.log.extend(adopted.check(folders, records))
    reading.log.raise_errors()
    return records


def _only_what_spoils(reading: Reading) -> None:
    """Of a file in two versions, in another encoding, or whose head is read as its text, nothing else is worth saying."""
    alone = (CONFLICT.id, ENCODING.id, FRONT_MATTER.id)
    torn = {problem.place.path for problem in reading.log.problems if problem.rule in alone}
    if torn:
        reading.log.problems[:] = [
            problem for problem in reading.log.problems if problem.place.path not in torn or problem.rule in alone
        ]


def read_handbook(
    folders: Folders,
    reading: Reading,
    as_of: dt.date,
    but: frozenset[str] = frozenset(),
    rooms: Sequence[Room] = ROOMS,
) -> Handbook:
    """Load, check, and check what is derived; raises `InputProblems` as `read_records` does."""
    return handbook_of(read_records(folders, reading, as_of, but, rooms), reading, as_of, but, rooms)


def handbook_of(
    records: Records,
    reading: Reading,
    as_of: dt.date,
    but: frozenset[str] = frozenset(),
    rooms: Sequence[Room] = ROOMS,
) -> Handbook:
    """The second half of `read_handbook`, for who has needed the checked records before."""
    book = handbook(records)
    derived = check_derived(records, book, rooms, as_of)
    reading.log.extend(told((problem for problem in derived if problem.rule not in but), records))
    reading.log.raise_errors()
    return book

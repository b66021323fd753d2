"""From folders to records: every file is read, every mistake collected, nothing is decided here."""

import difflib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from branch_portal.ground.kept import kept
from branch_portal.ground.problems import InputProblems, Place, ProblemLog
from branch_portal.ground.rules import rule
from branch_portal.project.file_names import check_name
from branch_portal.project.input_files import unusable
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.layers import layers_below, own_layer
from branch_portal.project.misplaced import FOLDER, fitting, misplaced
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.project.settings import Settings
from branch_portal.project.stack import Scripts, Stack, as_written
from branch_portal.source.front_matter import FrontMatter
from branch_portal.source.places import Source
from branch_portal.source.repair import Repair
from branch_portal.source.text import as_far_as_readable
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml, split_lines

MISSING = rule(
    "LOAD-03",
    title="設置文件存在",
    why="沒有設置就不知道單位名稱和發布網址。",
    mend="從倉庫的歷史或別的門戶複製 site_config/portal.yml 再修改。",
)

_MOST_EXPLAINED = 30
"""Files whose slips are looked for in one run: where hundreds are broken, one thing broke them all."""

_MANY = 2
"""Mistakes in a file from which on it may be a record of another kind."""

R = TypeVar("R", bound=BaseModel)
T = TypeVar("T")


def load(folders: Folders, reading: Reading, kinds: Kinds, scripts: Scripts = as_written) -> Records:
    """Read everything below the three folders, and what the layers below have for every unit.

    `scripts` gives what turns a lower layer's files into the script in which this portal is written. Raises
    `InputProblems` only when the settings themselves, or a layer, cannot be read; all other mistakes go to
    `reading.log`, and what could be read is returned.
    """
    settings = _load_settings(folders, reading, kinds)
    reading.kinds = tuple(kinds)
    _beside_settings(folders, reading)
    own = own_layer(folders, settings.record, settings.source)
    layers = (*layers_below(own, settings.record.layers, reading), own)
    if wrong := [problem for layer in layers[:-1] if not layer.is_library for problem in unusable(layer.folders)]:
        reading.log.extend(wrong)
        raise InputProblems(reading.log)
    unknown_folders(folders, reading, kinds)
    stacked = Stack(layers)
    lists = [kind for kind in kinds if kind.both_scripts]
    for kind in lists:
        stacked.put(kind, reading, load_kind)
    words = [located.record for kind in lists for located in stacked.groups[kind.name].values()]
    stacked.turn(lambda layer: scripts(layer.source, own.source, words))
    for kind in kinds:
        if kind not in lists:
            stacked.put(kind, reading, load_kind)
    groups = {kind.name: stacked.groups[kind.name] for kind in kinds}
    return Records(settings, kinds, groups, stacked.layering())


def _load_settings(folders: Folders, reading: Reading, kinds: Kinds) -> Located[Settings]:
    shown = folders.shown(folders.settings)
    if not folders.settings.is_file():
        others = [path.name for path in sorted(folders.settings.parent.glob("portal*.y*ml*"))]
        mend = f"把 site_config/{others[0]} 改名為 {folders.settings.name}。" if others else None
        reading.log.add(MISSING.problem(Place(shown), f"找不到設置文件 {shown}", mend=mend))
        raise InputProblems(reading.log)
    read = read_record(folders.settings, folders, reading, kinds.settings)
    if read is None:
        raise InputProblems(reading.log)
    return read


def _beside_settings(folders: Folders, reading: Reading) -> None:
    """Tell of copies of the settings, which nobody reads."""
    for path in sorted(folders.settings.parent.iterdir()):
        if path.is_file() and path != folders.settings and path.suffix.lower() in (".yml", ".yaml", ".txt"):
            mend = f"刪去「{path.name}」；要用的改動，抄進 {folders.settings.name}。"
            message = f"設置只讀 {folders.settings.name}，「{path.name}」不會被讀取"
            reading.log.add(FOLDER.problem(Place(folders.shown(path)), message, mend=mend))


def unknown_folders(folders: Folders, reading: Reading, kinds: Kinds) -> None:
    """Tell of what lies right below `data/` and is no folder of records."""
    if not folders.data.is_dir():
        return
    known = [kind.name for kind in kinds if not kind.read]
    for entry in sorted(folders.data.iterdir()):
        if entry.name.startswith(".") or entry == folders.ledger:
            continue
        if entry.is_dir() and entry.name not in known:
            near = difflib.get_close_matches(entry.name, known, n=1)
            mend = f"是不是「{near[0]}」？把文件移到 data/{near[0]}。" if near else None
            reading.log.add(FOLDER.problem(Place(folders.shown(entry)), f"data 下不認識「{entry.name}」", mend=mend))
        elif not entry.is_dir():
            reading.log.add(misplaced(entry, folders, kinds))


def load_kind(kind: Kind[Any, R], folders: Folders, reading: Reading) -> Iterator[tuple[str, Located[R]]]:
    """One folder's records of a kind, each with the name of its file; mistakes go to the log."""
    if kind.read:
        yield from kind.read(folders, reading)
        return
    for path in _kind_files(folders, kind, reading):
        before = len(reading.log.problems)
        read = read_record(path, folders, reading, kind.model)
        if read is None:
            _elsewhere(path, kind, folders, reading, before)
            continue
        record, source = read.record, read.source
        name = path.relative_to(folders.data / kind.name).with_suffix("").as_posix()
        reading.log.extend(check_name(path, name, str(getattr(record, "id", "")), source))
        yield name, read


def _elsewhere(path: Path, kind: Kind[Any, R], folders: Folders, reading: Reading, before: int) -> None:
    """Tell once of a file that is a sound record of another kind, in place of all that this kind misses in it."""
    others = [one for one in reading.kinds if one.name != kind.name]
    if len(reading.log.problems) - before >= _MANY and (fits := fitting(path, folders, others)):
        mend = f"移到 data/{fits.name}/{path.name}。"
        message = f"這是一條{fits.title}，放在{kind.title}的文件夾裡了"
        reading.log.problems[before:] = [FOLDER.problem(Place(folders.shown(path)), message, mend=mend)]


def read_record(path: Path, folders: Folders, reading: Reading, model: type[R]) -> Located[R] | None:
    """The record in a YAML file; where it does not read, the problems tell of the slips that would explain it."""
    before = len(reading.log.problems)
    source = read_file(path, folders, reading, read_yaml)
    record = record_of(model, source, reading.log) if source else None
    if record is None or source is None:
        explain(folders.shown(path), reading, before, model)
        return None
    return Located(record, source)


def explain(shown: str, reading: Reading, before: int, model: type[BaseModel], offset: int = 0) -> None:
    """Tell the problems of a file, those of the log from `before` on, by the slips that explain them."""
    found = reading.log.problems[before:]
    if found and reading.explained < _MOST_EXPLAINED:
        reading.explained += 1
        reading.log.problems[before:] = Repair(shown, model, reading.lines[shown], offset).explained(found)


@kept
def record_of(model: type[R], source: Source, log: ProblemLog) -> R | None:
    """The record of that model that a file holds; None when it does not fit."""
    return validate(model, source, log)


def _kind_files(folders: Folders, kind: Kind[Any, Any], reading: Reading) -> Iterator[Path]:
    """The files of one kind, in order."""
    top = folders.data / kind.name
    if not kind.nested:
        yield from files(top, ".yml", folders, reading, kind.name)
        return
    for folder in sorted(top.iterdir()) if top.is_dir() else ():
        if folder.is_dir():
            yield from files(folder, ".yml", folders, reading, f"{kind.name}/{folder.name}")
        elif not folder.name.startswith((".", "~")):
            message = f"「{folder.name}」應放在下一層文件夾裡"
            reading.log.add(FOLDER.problem(Place(folders.shown(folder)), message, mend=_below(folder, kind)))


def _below(file: Path, kind: Kind[Any, Any]) -> str | None:
    """Where a file of a nested kind belongs that lies one folder too high, where what it says tells that."""
    source = read_yaml(file.read_bytes(), file.name, ProblemLog()) if file.suffix == ".yml" else None
    record = validate(kind.model, source, ProblemLog()) if source else None
    return f"移到 data/{kind.name}/{'/'.join(map(str, kind.key(record)))}.yml。" if record else None


def files(folder: Path, suffix: str, folders: Folders, reading: Reading, below: str = "") -> Iterator[Path]:
    """The files directly inside `folder`, which is `below` the folder of records, that end with `suffix`; any other is a mistake."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:  # which knows of each whether it is a file
        found = sorted((entry.name, entry.is_file()) for entry in entries)
    for name, is_file in found:
        if name.startswith((".", "~")):
            continue
        path = folder / name
        if is_file and path.suffix == suffix:
            yield path
        elif below:
            reading.log.add(misplaced(path, folders, (), below))
        else:
            inside = folders.shown(folder)
            mend = (
                f"把「{path.name}」裡的文件移到 {inside}，再刪去這個文件夾。"
                if path.is_dir()
                else f"內容寫進 {suffix} 文件；給人下載的附件放到 content/files；不要的刪去。"
            )
            message = f"「{path.name}」不是 {suffix} 文件，不會被讀取"
            message = f"{inside} 裡不分文件夾，「{path.name}」裡的文件不會被讀取" if path.is_dir() else message
            reading.log.add(FOLDER.problem(Place(folders.shown(path)), message, mend=mend))


def read_file(
    path: Path, folders: Folders, reading: Reading, read: Callable[[bytes, str, ProblemLog], T | None]
) -> T | None:
    """What `read` makes of a file, its lines kept for messages; None when it could not."""
    content, shown = folders.read(path), folders.shown(path)
    result = read(content, shown, reading.log)
    source = result.source if isinstance(result, FrontMatter) else result
    # A file that could not be read still shows its lines beside the problem.
    reading.lines[shown] = source.lines if isinstance(source, Source) else split_lines(as_far_as_readable(content))
    return result

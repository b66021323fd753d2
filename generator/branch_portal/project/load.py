"""From folders to records: every file is read, every mistake collected, nothing is decided here."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from branch_portal.calendar.model import Withdrawal
from branch_portal.editions.model import WordList
from branch_portal.ground.problems import InputProblems, Place, ProblemLog
from branch_portal.ground.rules import rule
from branch_portal.leaks.model import Exemption
from branch_portal.organisation.model import BasisDocument, Branch, Role, Track, Unit
from branch_portal.project.attachment import read_attachment
from branch_portal.project.base import Record
from branch_portal.project.input_files import is_ignored
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.project.settings import Settings
from branch_portal.search.model import Synonyms
from branch_portal.source.front_matter import FrontMatter, read_front_matter
from branch_portal.source.places import Source
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml, split_lines
from branch_portal.systems.actions.model import Action
from branch_portal.systems.alerts.model import Countdown
from branch_portal.systems.book.guide_steps import read_steps
from branch_portal.systems.book.model import Carrier, Form, Guide, GuideMeta
from branch_portal.systems.brands.model import Campaign, Playbook
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release import Release
from branch_portal.systems.goals.model import ActionPlan, Charter, Goal, TaskSheet
from branch_portal.systems.grids.model import Grid
from branch_portal.systems.learning.model import LearningFile, Material, Topic
from branch_portal.systems.maps.model import Cadence
from branch_portal.systems.pacts.model import Pact
from branch_portal.systems.rounds.model import Round, SelfCheck
from branch_portal.systems.slips.model import SlipRecord
from branch_portal.systems.supervision.model import Inspection, Interview, Review
from branch_portal.systems.tasks.model import Feedback, Task
from branch_portal.year.model import TERM_IDS, Duty, EventDuty, Occasion, Plan, TermText, TermYear, WorkdayYear

R = TypeVar("R", bound=Record)

NAME = rule(
    "LOAD-01",
    title="文件名與編號一致",
    why="編號就是網址和日曆標識的一部分，文件名與編號各說各話，別人就找不到這條記錄。",
    mend="把 id 改成與文件名一樣，或者把文件改名。",
)
FOLDER = rule(
    "LOAD-02",
    title="文件夾和文件類型認得出",
    why="放錯地方的文件不會被讀取，內容就悄悄丟了。",
    mend="放進正確的文件夾，數據文件以 .yml 結尾，指引以 .md 結尾。",
)
MISSING = rule(
    "LOAD-03",
    title="設置文件存在",
    why="沒有設置就不知道單位名稱和發布網址。",
    mend="從示例複製 site_config/portal.yml 再修改。",
)
FOLDERS: Mapping[str, type[Record]] = {
    "units": Unit,
    "branches": Branch,
    "roles": Role,
    "tracks": Track,
    "basis": BasisDocument,
    "duties": Duty,
    "event_duties": EventDuty,
    "plans": Plan,
    "terms": TermText,
    "solar_terms": TermYear,
    "workdays": WorkdayYear,
    "occasions": Occasion,
    "conversions": WordList,
    "carriers": Carrier,
    "cadences": Cadence,
    "countdowns": Countdown,
    "slip_batches": SlipRecord,
    "exemptions": Exemption,
    "synonyms": Synonyms,
    "forms": Form,
    "findings": Finding,
    "releases": Release,
    "rounds": Round,
    "selfchecks": SelfCheck,
    "reviews": Review,
    "inspections": Inspection,
    "interviews": Interview,
    "goals": Goal,
    "charters": Charter,
    "task_sheets": TaskSheet,
    "action_plans": ActionPlan,
    "grids": Grid,
    "playbooks": Playbook,
    "campaigns": Campaign,
    "pacts": Pact,
    "actions": Action,
    "withdrawals": Withdrawal,
    "topics": Topic,
    "materials": Material,
    "tasks": Task,
    "feedback": Feedback,
}
"""The kinds of record, by the name of their folder below `data/`."""

NESTED = frozenset({"feedback"})
"""Kinds whose files lie one folder deeper; a record's id is then `<folder>/<file>`."""


def load(folders: Folders, reading: Reading) -> Records:
    """Read everything below the three folders.

    Raises `InputProblems` only when the settings themselves cannot be read; all other mistakes go to
    `reading.log`, and what could be read is returned.
    """
    settings = _load_settings(folders, reading)
    _unknown_folders(folders, reading)
    kinds = {kind: dict(_load_kind(folders, kind, model, reading)) for kind, model in FOLDERS.items()}
    kinds["terms"] = {id: kinds["terms"][id] for id in TERM_IDS if id in kinds["terms"]}
    kinds["guides"] = dict(_load_guides(folders, reading))
    kinds["learning_files"] = dict(_load_learning(folders, reading))
    return Records(settings=settings, **kinds)  # type: ignore[arg-type]


def _load_settings(folders: Folders, reading: Reading) -> Located[Settings]:
    shown = folders.shown(folders.settings)
    if not folders.settings.is_file():
        reading.log.add(MISSING.problem(Place(shown), f"找不到設置文件 {shown}"))
        raise InputProblems(reading.log)
    source = _read(folders.settings, shown, reading, read_yaml)
    record = validate(Settings, source, reading.log) if source else None
    if source is None or record is None:
        raise InputProblems(reading.log)
    return Located(record, source)


def _unknown_folders(folders: Folders, reading: Reading) -> None:
    if not folders.data.is_dir():
        return
    for entry in sorted(folders.data.iterdir()):
        if is_ignored(entry.name) or entry == folders.ledger:
            continue
        if not entry.is_dir() or entry.name not in FOLDERS:
            near = difflib.get_close_matches(entry.name, FOLDERS, n=1)
            mend = f"是不是「{near[0]}」？" if near else None
            reading.log.add(FOLDER.problem(Place(folders.shown(entry)), f"data 下不認識「{entry.name}」", mend=mend))


def _load_kind(folders: Folders, kind: str, model: type[R], reading: Reading) -> Iterator[tuple[str, Located[R]]]:
    for path in _kind_files(folders, kind, reading):
        shown = folders.shown(path)
        source = _read(path, shown, reading, read_yaml)
        record = validate(model, source, reading.log) if source else None
        if source is None or record is None:
            continue
        name = path.relative_to(folders.data / kind).with_suffix("").as_posix()
        _check_name(name, str(getattr(record, "id", "")), source, reading)
        yield name, Located(record, source)


def _load_guides(folders: Folders, reading: Reading) -> Iterator[tuple[str, Located[Guide]]]:
    for path in _files(folders.content / "guide", ".md", folders, reading):
        shown = folders.shown(path)
        page = _read(path, shown, reading, read_front_matter)
        meta = validate(GuideMeta, page.source, reading.log) if page else None
        if page is None or meta is None:
            continue
        _check_name(path.stem, meta.id, page.source, reading)
        steps = tuple(read_steps(page.body, shown, page.body_line, reading.log))
        yield path.stem, Located(Guide(meta=meta, body=page.body, steps=steps, body_line=page.body_line), page.source)


def _load_learning(folders: Folders, reading: Reading) -> Iterator[tuple[str, Located[LearningFile]]]:
    """What lies below `content/learning/`, whether somebody answers for it or not."""
    top = folders.content / "learning"
    for path in sorted(top.iterdir()) if top.is_dir() else ():
        if is_ignored(path.name):
            continue
        shown = folders.shown(path)
        if path.is_file():
            yield path.name, Located(read_attachment(path), Source(shown, (), {}, {}, {}))
        else:
            reading.log.add(FOLDER.problem(Place(shown), f"「{path.name}」是文件夾，學習材料不分文件夾"))


def _kind_files(folders: Folders, kind: str, reading: Reading) -> Iterator[Path]:
    """The files of one kind, in order."""
    top = folders.data / kind
    if kind not in NESTED:
        yield from _files(top, ".yml", folders, reading)
        return
    for folder in sorted(top.iterdir()) if top.is_dir() else ():
        if folder.is_dir():
            yield from _files(folder, ".yml", folders, reading)
        elif not is_ignored(folder.name):
            reading.log.add(FOLDER.problem(Place(folders.shown(folder)), f"「{folder.name}」應放在下一層文件夾裡"))


def _files(folder: Path, suffix: str, folders: Folders, reading: Reading) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if is_ignored(path.name):
            continue
        if path.is_file() and path.suffix == suffix:
            yield path
        else:
            reading.log.add(FOLDER.problem(Place(folders.shown(path)), f"「{path.name}」不是 {suffix} 文件"))


T = TypeVar("T")


def _read(path: Path, shown: str, reading: Reading, read: Callable[[bytes, str, ProblemLog], T | None]) -> T | None:
    content = path.read_bytes()
    result = read(content, shown, reading.log)
    source = result.source if isinstance(result, FrontMatter) else result
    # A file that could not be read still shows its lines beside the problem.
    reading.lines[shown] = (
        source.lines if isinstance(source, Source) else split_lines(content.decode("utf-8-sig", errors="replace"))
    )
    return result


def _check_name(name: str, id: str, source: Source, reading: Reading) -> None:
    if id != name:
        mend = "把文件放到內容所寫的文件夾和文件名，或改正內容。" if "/" in name else None
        reading.log.add(NAME.problem(source.at("id"), f"文件名是「{name}」，內容寫的卻是「{id}」", value=id, mend=mend))

"""換字體: everything people have written turned into the other script, once and for all.

For a unit that goes on writing in Simplified what is handed over in Traditional, or the other way round. Names of
files, ids, links and addresses stay. What was frozen in words – issued slips, closed quarters, registered learning
pages, published events – is frozen again in the new words, because they say the same.
"""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from branch_portal.build import events
from branch_portal.calendar import ledger_file
from branch_portal.calendar.other_words import in_other_words
from branch_portal.calendar.state import CalendarState, calendar_state
from branch_portal.check import read_files, read_handbook
from branch_portal.editions.door import conversion_into, own_editions
from branch_portal.editions.source_files import turned
from branch_portal.ground.output import replace_files, write_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.handbook import Handbook, announce, handbook
from branch_portal.project.input_files import published
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import Script
from branch_portal.rooms import ROOMS
from branch_portal.system.turned import Turned
from branch_portal.writing.change import change, fields
from branch_portal.year.schedule import make_schedule

Texts = dict[str, str]
"""Path below the root → what the file holds."""


def rewritten(root: Path, script: Script, as_of: dt.date, reading: Reading) -> Texts:
    """The files that change when the source is written in `script`; empty when it is already.

    Raises `InputProblems` when the records have mistakes: nothing is turned over unread.
    """
    folders = Folders(root)
    before = read_handbook(folders, reading, as_of)
    if before.settings.editions.source == script:
        return {}
    conversion = conversion_into(script, own_editions(before))
    assert conversion
    written = dict(_written(folders))
    texts = {path: turned(path, text, conversion) for path, text in written.items()}
    settings = folders.shown(folders.settings)
    texts[settings] = _written_in(script, texts[settings])
    after = _read_again(root, texts)
    for room in ROOMS:
        texts.update(room.refrozen(Turned(before, after, written, texts)))
    if folders.ledger.is_file():
        ledger = folders.shown(folders.ledger)
        written[ledger] = folders.ledger.read_text("utf-8")
        texts[ledger] = _ledger(folders, before, after, as_of, conversion)
    return {path: text for path, text in texts.items() if text != written[path]}


def rewrite(root: Path, texts: Texts) -> None:
    """Write the files in the place of the old ones."""
    replace_files(root, texts)


def _written(folders: Folders) -> Iterator[tuple[str, str]]:
    """Every text that people write, but for the lists of words in both scripts and the calendar's ledger."""
    pages = [file for file in published(folders.content) if file.suffix == ".md"]
    bases = sorted(path for path in folders.adopted.rglob("*") if path.is_file())
    files = [folders.settings, *bases, *sorted(folders.data.rglob("*.yml")), *pages]
    for file in files:
        if file.parent != folders.data / "conversions":
            yield folders.shown(file), file.read_text("utf-8")


def _written_in(script: Script, text: str) -> str:
    """The text of the settings, saying that people write in `script`."""
    return change(text, {"editions": {**fields(text).get("editions", {}), "source": script}})


def _read_again(root: Path, texts: Mapping[str, str]) -> Handbook:
    """The records as they will be. Nothing is checked, for their seals are still the old ones."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Folders(Path(folder), home=root)
        kept = (path for path in Folders(root).data.joinpath("conversions").glob("*.yml"))
        files = {**texts, **{Folders(root).shown(path): path.read_text("utf-8") for path in kept}}
        write_files(copy.root, ((path, text.encode) for path, text in files.items()))
        reading = Reading()
        records = read_files(copy, reading)
        if reading.log.errors:
            raise InputProblems(reading.log.errors)
        return handbook(records)


def _ledger(
    folders: Folders, before: Handbook, after: Handbook, as_of: dt.date, conversion: Callable[[str], str]
) -> str:
    """The calendar's ledger in the new words.

    Raises `InputProblems` when something is wrong with it: written anew it would look whole.
    """
    old, new = (_calendar(folders, book) for book in (before, after))
    if wrong := [*old.damage(as_of), *old.missing(), *old.touched()]:
        raise InputProblems(dict.fromkeys(wrong))
    return ledger_file.write(in_other_words(old, new, conversion))


def _calendar(folders: Folders, book: Handbook) -> CalendarState:
    schedule = book.derived(make_schedule)
    return calendar_state(folders, Reading(), events(announce(book), schedule), book, schedule)

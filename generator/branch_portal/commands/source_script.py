"""換字體: everything people have written turned into the other script, once and for all.

For a unit that goes on writing in Simplified what is handed over in Traditional, or the other way round. Names of
files, ids, links and addresses stay. What was frozen in words – issued slips, closed quarters, registered learning
pages, published events – is frozen again in the new words, because they say the same.
"""

import datetime as dt
import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from branch_portal.build import events
from branch_portal.calendar import ledger_file
from branch_portal.calendar.state import CalendarState, calendar_state
from branch_portal.check import read_handbook
from branch_portal.editions.door import conversion_into, own_editions
from branch_portal.editions.source_files import scripts, turned
from branch_portal.ground.output import write_files
from branch_portal.ground.problems import InputProblems
from branch_portal.project.handbook import Handbook, announce, handbook
from branch_portal.project.input_files import published
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.settings import Script
from branch_portal.rooms import KINDS
from branch_portal.systems.findings.frozen import closing_of, fingerprint, public_text
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.systems.slips.batch import slip_batches
from branch_portal.systems.slips.content import content_hash, item_digest
from branch_portal.year.schedule import make_schedule

Texts = dict[str, str]
"""Path below the root → what the file holds."""

_SOURCE = re.compile(r"^( +source: *)(?:hant|hans)\b", re.MULTILINE)


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
    texts = {path: _converted(path, text, script, conversion) for path, text in _written(folders)}
    after = _read_again(root, texts)
    new_words = dict(zip(_fingerprints(before), _fingerprints(after), strict=True))
    new_words.update(_learning(folders, before, texts))
    known = re.compile("|".join(map(re.escape, new_words)))
    for path in [path for path in texts if path.startswith("data/")]:
        texts[path] = known.sub(lambda found: new_words[found[0]], texts[path])
    for id, release in _read_again(root, texts)[RELEASES].items():
        path = f"data/releases/{id}.yml"
        if closing_of(before[RELEASES][id]).seal == release.seal:
            texts[path] = texts[path].replace(release.seal, closing_of(release).seal)
    if folders.ledger.is_file():
        _refuse_damage(folders, before, as_of)
        texts[folders.shown(folders.ledger)] = _ledger(folders, before, after, conversion)
    return {path: text for path, text in texts.items() if text != (root / path).read_text("utf-8")}


def rewrite(root: Path, texts: Texts) -> None:
    """Write the files in the place of the old ones."""
    write_files(root, ((path, text.encode) for path, text in texts.items()))


def _written(folders: Folders) -> Iterator[tuple[str, str]]:
    """Every text that people write, but for the lists of words in both scripts and the calendar's ledger."""
    pages = [file for file in published(folders.content) if file.suffix == ".md"]
    bases = sorted(path for path in folders.adopted.rglob("*") if path.is_file())
    files = [folders.settings, *bases, *sorted(folders.data.rglob("*.yml")), *pages]
    for file in files:
        if file.parent != folders.data / "conversions":
            yield folders.shown(file), file.read_text("utf-8")


def _converted(path: str, written: str, script: Script, conversion: Callable[[str], str]) -> str:
    text = turned(path, written, conversion)
    if path == "site_config/portal.yml":
        text = _SOURCE.sub(rf"\g<1>{script}", text)
        if not _SOURCE.search(text):
            text = f"{text.rstrip()}\neditions: {{source: {script}}}\n"
    return text


def _read_again(root: Path, texts: Mapping[str, str]) -> Handbook:
    """The records as they will be. Nothing is checked, for their seals are still the old ones."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Folders(Path(folder), home=root)
        kept = (path for path in Folders(root).data.joinpath("conversions").glob("*.yml"))
        files = {**texts, **{Folders(root).shown(path): path.read_text("utf-8") for path in kept}}
        write_files(copy.root, ((path, text.encode) for path, text in files.items()))
        reading = Reading()
        records = load(copy, reading, KINDS, scripts)
        if reading.log.errors:
            raise InputProblems(reading.log.errors)
        return handbook(records)


def _fingerprints(book: Handbook) -> Iterator[str]:
    """What stands in files for words that must not change silently, in a fixed order."""
    for _, finding in sorted(book[FINDINGS].items()):
        yield fingerprint(public_text(finding))
    schedule = book.derived(make_schedule)
    for batch in slip_batches(book, schedule):
        yield content_hash(book, batch)
        yield from (item_digest(book, item) for item in batch.occurrences)


def _learning(folders: Folders, book: Handbook, texts: Texts) -> dict[str, str]:
    """Checksums of registered pages, old → new; their sizes are set right in `texts`."""
    found = {}
    for id, material in book[MATERIALS].items():
        page, record = f"content/learning/{material.file}", f"data/materials/{id}.yml"
        if page in texts and material.sha256 == hashlib.sha256((folders.root / page).read_bytes()).hexdigest():
            content = texts[page].encode()
            found[material.sha256] = hashlib.sha256(content).hexdigest()
            texts[record] = texts[record].replace(f"size: {material.size}\n", f"size: {len(content)}\n", 1)
    return found


def _refuse_damage(folders: Folders, book: Handbook, as_of: dt.date) -> None:
    """Raise `InputProblems` when something is wrong with the ledger: written anew it would look whole."""
    state = _calendar(folders, book)
    if wrong := [*state.damage(as_of), *state.missing(), *state.touched()]:
        raise InputProblems(dict.fromkeys(wrong))


def _ledger(folders: Folders, before: Handbook, after: Handbook, conversion: Callable[[str], str]) -> str:
    """The calendar's ledger with titles and digests of the new words and no change: subscribers read the same."""
    old, new = (_calendar(folders, book) for book in (before, after))
    if not old.ledger.revised:
        return ledger_file.write(old.ledger)
    agreed, fresh = old.updated(old.ledger.revised).entries, new.updated(old.ledger.revised).entries
    entries = {}
    for uid, entry in old.ledger.entries.items():
        changes = tuple(replace(change, note=conversion(change.note)) for change in entry.changes)
        if entry.live and agreed.get(uid) == entry and uid in fresh:
            entries[uid] = replace(fresh[uid], sequence=entry.sequence, changes=changes)
        else:
            entries[uid] = replace(entry, summary=conversion(entry.summary), changes=changes)
    return ledger_file.write(replace(old.ledger, entries=entries))


def _calendar(folders: Folders, book: Handbook) -> CalendarState:
    schedule = book.derived(make_schedule)
    return calendar_state(folders, Reading(), events(announce(book), schedule), book, schedule)

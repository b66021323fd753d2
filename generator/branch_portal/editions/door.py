"""The one door to the second script: whoever has words for people to read asks here for the script that they read."""

import json
from collections.abc import Callable
from contextlib import suppress

from branch_portal.editions.conversion import Conversion
from branch_portal.editions.edition import Editions, editions
from branch_portal.editions.kinds import CONVERSIONS
from branch_portal.editions.model import WordList
from branch_portal.project.handbook import Shelf
from branch_portal.project.library import library_root
from branch_portal.project.reading import Folders
from branch_portal.project.records import Records
from branch_portal.project.settings import EditionSettings, Script
from branch_portal.writing.change import fields

Words = Callable[[str], str]
"""Turns a text into one script; `str` where nothing has to be turned."""


def conversion_into(script: Script, editions: Editions) -> Conversion | None:
    """None where the files are in the script already.

    The generator's own words are Traditional: where people write Simplified, every page holds both scripts, often in one
    sentence. So all of it becomes Simplified first; the Traditional edition is made from that.
    """
    if script == editions.source == "hant":
        return None
    if editions.source == "hant":
        return Conversion("hans", editions.words["hans"])
    simplified = Conversion("hans", editions.words["hans"], mixed=True)
    return simplified if script == "hans" else Conversion("hant", editions.words["hant"], first=simplified)


def in_script(script: Script, editions: Editions) -> Words:
    """Turns pages and files of a site with these `editions` into `script`."""
    return conversion_into(script, editions) or str


def own_editions(written: Shelf | Records) -> Editions:
    """What the unit publishes, with its lists of words."""
    if isinstance(written, Records):
        lists = [located.record for located in written[CONVERSIONS].values()]
        return editions(written.settings.record.editions, lists)
    return editions(written.settings.editions, written[CONVERSIONS].values())


def own_words(written: Shelf | Records) -> Words:
    """Turns what the generator writes into files that people go on with into the script in which they write.

    Where people write Traditional nothing is turned.
    """
    settings = written.settings.record if isinstance(written, Records) else written.settings
    return in_script("hans", own_editions(written)) if settings.editions.source == "hans" else str


def unchecked_words(folders: Folders) -> Words:
    """As `own_words` where people write Simplified, with those lists of words that can be read.

    For what has to be said of files that have mistakes.
    """
    lists = []
    below = library_root() / "data" / "conversions"
    for file in (*sorted(below.glob("*.yml")), *sorted((folders.data / "conversions").glob("*.yml"))):
        with suppress(OSError, ValueError):
            written = fields(file.read_text("utf-8"))
            lists.append(WordList.model_validate_json(json.dumps(written)))  # in JSON a list may become a tuple
    return in_script("hans", editions(EditionSettings(source="hans"), lists))

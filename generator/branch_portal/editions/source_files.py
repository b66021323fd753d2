"""源文件換字體: the files that people write, in the other script; ids, names of files and addresses stay."""

import re
from collections.abc import Callable, Sequence

from branch_portal.editions.conversion import Conversion
from branch_portal.editions.edition import editions
from branch_portal.editions.markdown import convert_markdown
from branch_portal.editions.model import WordList
from branch_portal.project.reading import Wording
from branch_portal.project.settings import EditionSettings, Script

_SPELLINGS = re.compile(r"^words: *\[ *([^\]\n]*?) *\]", re.MULTILINE)


def turned(path: str, written: str, conversion: Callable[[str], str]) -> str:
    """The text of one file; lists of words that hold both scripts are left as they are."""
    if path.startswith("data/conversions/"):
        return written
    text = convert_markdown(written, conversion) if path.endswith(".md") else conversion(written)
    words = _SPELLINGS.search(text) if path.startswith("data/synonyms/") else None
    if words and len(set(re.split(" *, *", words[1]))) < words[1].count(",") + 1:
        return written  # spellings of one word: readers still type them
    return text


def scripts(source: Script, wanted: Script, lists: Sequence[WordList]) -> Wording | None:
    """What turns the files of a layer that is written in `source` for a portal written in `wanted`."""
    if source == wanted:
        return None
    conversion = Conversion(wanted, editions(EditionSettings(source=source), lists).words[wanted])
    return lambda path, text: turned(path, text, conversion)

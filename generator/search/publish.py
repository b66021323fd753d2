"""The search files of a finished site, written beside its pages."""

import gc
from pathlib import Path

from generator.search.files import files
from generator.search.index import Reader
from generator.site import SearchWords


def write_search(site: Path, reader: Reader, words: SearchWords) -> None:
    """Write the index of everything `reader` has read, and the search box, into the folder `site`."""
    collecting = gc.isenabled()
    gc.disable()  # numbers and text make no cycles, and looking for cycles takes a third of the time
    try:
        made: set[Path] = set()
        for name, data in files(reader.index(), words):
            file = site / name
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            file.write_bytes(data)
    finally:
        if collecting:
            gc.enable()

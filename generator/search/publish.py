"""The search files of a finished site, written beside its pages."""

import gc
from functools import partial
from pathlib import Path

from generator.output import write_files
from generator.search.files import files
from generator.search.index import Reader
from generator.site import SearchWords


def write_search(site: Path, reader: Reader, words: SearchWords) -> None:
    """Write the index of everything `reader` has read, and the search box, into the folder `site`."""
    collecting = gc.isenabled()
    gc.disable()  # numbers and text make no cycles, and looking for cycles takes a third of the time
    try:
        write_files(site, ((name, partial(bytes, data)) for name, data in files(reader.index(), words)))
    finally:
        if collecting:
            gc.enable()

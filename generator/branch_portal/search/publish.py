"""The search files of a finished site, written beside its pages."""

from functools import partial
from pathlib import Path

from branch_portal.ground.cycles import no_cyclic_gc
from branch_portal.ground.output import write_files
from branch_portal.search.files import files
from branch_portal.search.index import Reader
from branch_portal.site.page import SearchWords


def write_search(site: Path, reader: Reader, words: SearchWords) -> None:
    """Write the index of everything `reader` has read, and the search box, into the folder `site`."""
    with no_cyclic_gc():
        write_files(site, ((name, partial(bytes, data)) for name, data in files(reader.index(words.kinds), words)))

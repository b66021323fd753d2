"""Reading the book: a guide is front matter, Markdown and the steps in it."""

from collections.abc import Iterator

from branch_portal.project.load import check_name, files, read_file
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located
from branch_portal.source.front_matter import read_front_matter
from branch_portal.source.validate import validate
from branch_portal.systems.book.guide_steps import read_steps
from branch_portal.systems.book.model import Guide, GuideMeta


def read_guides(folders: Folders, reading: Reading) -> Iterator[tuple[str, Located[Guide]]]:
    """Every guide below `content/guide/`."""
    for path in files(folders.content / "guide", ".md", folders, reading):
        shown = folders.shown(path)
        page = read_file(path, folders, reading, read_front_matter)
        meta = validate(GuideMeta, page.source, reading.log) if page else None
        if page is None or meta is None:
            continue
        check_name(path.stem, meta.id, page.source, reading)
        steps = tuple(read_steps(page.body, shown, page.body_line, reading.log))
        yield path.stem, Located(Guide(meta=meta, body=page.body, steps=steps, body_line=page.body_line), page.source)

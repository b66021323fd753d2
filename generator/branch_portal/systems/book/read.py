"""Reading the book: a guide is front matter, Markdown and the steps in it."""

from collections.abc import Iterator

from branch_portal.ground.kept import kept
from branch_portal.ground.problems import ProblemLog
from branch_portal.project.file_names import check_name
from branch_portal.project.load import explain, files, read_file
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located
from branch_portal.source.front_matter import FrontMatter, read_front_matter
from branch_portal.source.validate import validate
from branch_portal.systems.book.guide_steps import read_steps
from branch_portal.systems.book.model import Guide, GuideMeta


def read_guides(folders: Folders, reading: Reading) -> Iterator[tuple[str, Located[Guide]]]:
    """Every guide below `content/guide/`."""
    for path in files(folders.content / "guide", ".md", folders, reading):
        before = len(reading.log.problems)
        page = read_file(path, folders, reading, read_front_matter)
        guide = _guide(page, folders.shown(path), reading.log) if page else None
        if page is None or guide is None:
            explain(folders.shown(path), reading, before, GuideMeta, offset=1)
            continue
        reading.log.extend(check_name(path, path.stem, guide.meta.id, page.source))
        yield path.stem, Located(guide, page.source)


@kept
def _guide(page: FrontMatter, shown: str, log: ProblemLog) -> Guide | None:
    meta = validate(GuideMeta, page.source, log)
    if meta is None:
        return None
    named = [use.step for use in meta.step_uses]
    steps = tuple(read_steps(page.body, shown, page.body_line, log, named))
    return Guide(meta=meta, body=page.body, steps=steps, body_line=page.body_line)

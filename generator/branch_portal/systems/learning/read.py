"""Reading what lies below `content/learning/`, whether somebody answers for it or not."""

from collections.abc import Iterator

from branch_portal.ground.problems import Place
from branch_portal.project.attachment import Attachment, read_attachment
from branch_portal.project.misplaced import FOLDER
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located
from branch_portal.source.places import Source


def read_learning(folders: Folders, reading: Reading) -> Iterator[tuple[str, Located[Attachment]]]:
    """The facts of every file."""
    top = folders.content / "learning"
    for path in sorted(top.iterdir()) if top.is_dir() else ():
        if path.name.startswith((".", "~")):
            continue
        shown = folders.shown(path)
        if path.is_file():
            yield path.name, Located(read_attachment(path), Source(shown, (), {}, {}, {}))
        else:
            reading.log.add(FOLDER.problem(Place(shown), f"「{path.name}」是文件夾，學習材料不分文件夾"))

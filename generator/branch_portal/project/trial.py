"""The project as it would be: a copy with other files, to be read and checked before anything is written."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from branch_portal.ground.output import replace_files
from branch_portal.project.reading import Folders


@contextmanager
def trial(folders: Folders, files: Mapping[str, str | bytes]) -> Iterator[Folders]:
    """A copy of everything people have written, with `files` (paths below the root); it is gone when the block ends."""
    with tempfile.TemporaryDirectory() as name:
        copy = Folders(Path(name), home=folders.stands_at)
        for folder in (folders.data, folders.content, folders.settings.parent):
            if folder.is_dir():
                shutil.copytree(folder, copy.root / folder.name, ignore=_special)
        replace_files(copy.root, files)
        yield copy


def _special(folder: str, names: list[str]) -> list[str]:
    """Pipes and devices, which cannot be copied; the check of the project itself tells of them."""
    paths = [Path(folder, name) for name in names]
    return [path.name for path in paths if path.exists() and not (path.is_file() or path.is_dir())]

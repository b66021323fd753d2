"""The preview: `mkdocs serve` shows the site to its editor while the editor writes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import branch_portal
from branch_portal.editions.source_files import scripts
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import KINDS

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def watch(server: "LiveReloadServer", root: Path) -> None:
    """Build anew when records or settings change, the portal's own or those of a folder that it stands on."""
    for folder in watched(root):
        server.watch(str(folder))


def followed(root: Path) -> Iterator[Path]:
    """What `portal serve` follows: what people write, and what the program makes pages of."""
    package = Path(branch_portal.__file__).parent
    folders = (*watched(root), Folders(root).content, *package.glob("**/templates"), *package.glob("**/static"))
    yield from (folder for folder in folders if folder.is_dir())


def watched(root: Path) -> Iterator[Path]:
    """What people write in; MkDocs itself watches the portal's own `content/`."""
    own = Folders(root)
    yield own.data
    yield own.settings.parent
    for layer in load(own, Reading(), KINDS, scripts).layering.below():
        if not layer.is_library:
            folders = (layer.folders.data, layer.folders.content, layer.folders.settings.parent)
            yield from (folder for folder in folders if folder.is_dir())

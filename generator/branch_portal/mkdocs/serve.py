"""The preview: `mkdocs serve` shows the site to its editor while the editor writes."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def watch(server: "LiveReloadServer", root: Path) -> None:
    """Build anew when records or settings change; MkDocs itself watches `content/`."""
    for folder in ("data", "site_config"):
        server.watch(str(root / folder))

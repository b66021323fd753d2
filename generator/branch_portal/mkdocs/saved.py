"""存盤: what is saved in the folders that people write in, as the preview and `portal check --watch` follow it."""

import threading

from watchdog.events import FileSystemEvent, FileSystemEventHandler

ENDS_SAVING = 0.03
"""Seconds without a further change after which something counts as saved: an editor writes more than once."""
_CHANGES = frozenset({"created", "modified", "moved", "deleted"})


class Saved(FileSystemEventHandler):
    """Sets `saved` when a file comes, goes or changes."""

    def __init__(self, saved: threading.Event) -> None:
        self.saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not event.is_directory and "__pycache__" not in str(event.src_path):
            self.saved.set()

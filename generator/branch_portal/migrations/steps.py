"""Every step from an older format to today's, one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from branch_portal.ground.problems import ProblemLog
from branch_portal.migrations import to_1
from branch_portal.project.kind import Kinds
from branch_portal.project.settings import FORMAT
from branch_portal.source.yaml_source import read_yaml

Files = Mapping[str, bytes]
Step = Callable[[Files, Kinds], tuple[dict[str, bytes | None], list[str]]]

STEPS: Mapping[int, Step] = {0: to_1.changes}
"""The step that leads on from each format."""


@dataclass(frozen=True)
class Migrated:
    """What changes, by path (None: the file goes), what a person has to look at, and why nothing can be done."""

    changes: Mapping[str, bytes | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problem: str = ""


def migrated(files: Files, kinds: Kinds) -> Migrated:
    """What brings the files of a portal, by their paths from its root, to today's format."""
    found = format_of(files)
    if found is None:
        return Migrated(problem=f"讀不出 {to_1.SETTINGS} 的格式，先運行 portal check 改好。")
    if found > FORMAT:
        return Migrated(problem=f"這個門戶的格式是{found}，程序只認到{FORMAT}：先升級程序。")
    whole: dict[str, bytes | None] = {}
    notes: list[str] = []
    now = dict(files)
    for step in (STEPS[number] for number in range(found, FORMAT)):
        changes, seen = step(now, kinds)
        notes += seen
        whole |= changes
        for path, content in changes.items():
            if content is None:
                del now[path]
            else:
                now[path] = content
    return Migrated({path: content for path, content in whole.items() if files.get(path) != content}, tuple(notes))


def format_of(files: Files) -> int | None:
    """The format that the settings name, 0 where they name none; None where they cannot be read."""
    source = read_yaml(files.get(to_1.SETTINGS, b""), to_1.SETTINGS, ProblemLog())
    if source is None or not isinstance(source.data, dict):
        return None
    found = source.data.get("format", 0)
    return found if type(found) is int else None

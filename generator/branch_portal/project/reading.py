"""Where people write, and what was read of it."""

from dataclasses import dataclass, field
from pathlib import Path

from branch_portal.ground.problems import Problem, ProblemLog


@dataclass(frozen=True)
class Folders:
    """Where people write: the project's root and its three input folders."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def settings(self) -> Path:
        return self.root / "site_config" / "portal.yml"

    @property
    def ledger(self) -> Path:
        """What was published under each calendar UID; written by `portal calendar update` alone."""
        return self.data / "calendar.lock"

    def shown(self, path: Path) -> str:
        """The path as messages print it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


@dataclass
class Reading:
    """What was read so far: the log of problems and the lines of every file, for code frames."""

    log: ProblemLog = field(default_factory=ProblemLog)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def lines_of(self, problem: Problem) -> tuple[str, ...]:
        """The lines of the file that a problem is in; none when that was not read."""
        return self.lines.get(problem.place.path, ())
